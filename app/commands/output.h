// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QByteArray>
#include <QString>

/// Exit codes of cli.md.
enum class ExitCode : int { Done = 0, Failed = 1, Usage = 2 };

/// One line on stdout, flushed.
void print(const QByteArray &line);
void print(const QString &line);
/// One line on stderr that says what failed and how to mend it; the exit code that goes with it.
int fail(const Error &error);
