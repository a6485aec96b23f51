// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QByteArray>
#include <QString>

class QIODevice;

/// Exit codes (command-line.md#common).
enum class ExitCode : int { Done = 0, Failed = 1, Usage = 2 };

/// What a command writes on stdout goes through here, so that a full disk is noticed: a command that could
/// not say what it was asked for has failed.

/// One line on stdout, flushed. False when stdout cannot be written.
bool print(const QByteArray &line);
bool print(const QString &line);
/// stdout for what is too long for a line, open for writing; its errorString() says why it cannot be written.
QIODevice &standardOutput();
/// One line on stderr that says what to look at; the command goes on.
void warn(const QString &line);
/// One line on stderr that says what failed and how to mend it; the exit code that goes with it.
int fail(const Error &error);
/// Writes what is left and closes stdout. `code`, or that of a failure, said on stderr, when a command that
/// would have ended well could not write everything. Nothing may be printed afterwards.
int finishOutput(int code);

/// Before any file is opened: a standard stream that was closed is opened on nothing, so that no file of ours
/// gets its number, and what others print.
void occupyStandardStreams();
