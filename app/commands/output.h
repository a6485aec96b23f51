// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QByteArray>
#include <QString>

class QIODevice;

/// Exit codes (command-line.md#common).
enum class ExitCode : int { Done = 0, Failed = 1, Usage = 2 };

/// All output of a command on stdout goes through here, so that a full disk is noticed: a command whose
/// output is lost has failed.

/// One line on stdout, flushed. False when stdout cannot be written.
bool print(const QByteArray &line);
bool print(const QString &line);
/// stdout for long output, open for writing; its errorString() says why it cannot be written.
QIODevice &standardOutput();
/// Prints one line on stderr with a warning; the command goes on.
void warn(const QString &line);
/// Prints one line on stderr that says what failed and how to fix it; returns the exit code.
int fail(const Error &error);
/// Flushes and closes stdout. Returns `code`, or that of a failure, printed on stderr, when a successful
/// command could not write everything. Nothing may be printed afterwards.
int finishOutput(int code);

/// Call before any file is opened: opens closed standard streams on nothing, so that no file of ours
/// gets their number, and other output.
void occupyStandardStreams();
