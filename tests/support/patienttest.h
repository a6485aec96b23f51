// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/spin.h"

#include <QTest>

// Qt's own five seconds are too short for a loaded machine under sanitizers.
#undef QTRY_VERIFY
#undef QTRY_COMPARE
#define QTRY_VERIFY(expr) QTRY_VERIFY_WITH_TIMEOUT(expr, static_cast<int>(kPatience.count()))
#define QTRY_COMPARE(expr, expected)                                                                         \
    QTRY_COMPARE_WITH_TIMEOUT(expr, expected, static_cast<int>(kPatience.count()))
