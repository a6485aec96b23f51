// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

/// False when what the index of a write-ahead log says is committed is not what was written: somebody wrote
/// into the log. SQLite itself looks at the checksums only when it makes a new index, so it would copy the
/// damage over a good database (https://sqlite.org/walformat.html). `index` is Database::logIndex(). True,
/// too, when the log cannot be read or begins anew meanwhile. About 30 ms for 32 MiB.
bool isLogIntact(const QString &logFile, const QByteArray &index);
