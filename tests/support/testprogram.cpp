// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTest>

#include <cstdio>
#include <map>

namespace {

std::map<QString, RegisteredTest::Make> &tests()
{
    static std::map<QString, RegisteredTest::Make> all;
    return all;
}

} // namespace

RegisteredTest::RegisteredTest(const char *file, Make make)
{
    tests().emplace(QFileInfo(QString::fromUtf8(file)).completeBaseName(), make);
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments();
    const auto test = arguments.size() > 1 ? tests().find(arguments.takeAt(1)) : tests().end();
    if (test == tests().end()) {
        std::puts("Which test? One of:");
        for (const auto &[name, make] : tests())
            std::puts(qPrintable(name));
        return 2;
    }
    return QTest::qExec(test->second().get(), arguments);
}
