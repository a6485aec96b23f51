// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <QByteArray>
#include <QList>

/// The header row of `export hits` (command-line.md#csv-files).
void appendCsvHeader(QByteArray &out);
/// One hit as one row of these columns.
void appendCsvRow(QByteArray &out, const Hit &hit);
/// One hit as one line of JSON with the same names; missing values are left out.
void appendJsonLine(QByteArray &out, const Hit &hit);
/// Header and rows, as copied to the clipboard.
QByteArray hitsToCsv(const QList<Hit> &hits);
