// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

/// One program holds many tests, because linking a hundred of them takes longer than running them. Each names
/// its class with CLICKSCOPE_TEST at the end of its file; the first argument of the program is the test to
/// run, as the file is called, what follows is for Qt Test: `unit_core tst_openvisits continuesAVisit`.
class RegisteredTest final
{
public:
    using Make = std::unique_ptr<QObject> (*)();

    RegisteredTest(const char *file, Make make);
};

#define CLICKSCOPE_TEST(Class)                                                                               \
    static const RegisteredTest kRegistered##Class(                                                          \
        __FILE__, [] { return std::unique_ptr<QObject>(std::make_unique<Class>()); });
