// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringView>

/// Writes CSV rows (RFC 4180: quoting where needed, CRLF) to a buffer that the
/// caller empties. Text cells have a formula guard (command-line.md#csv-files), so that a spreadsheet does
/// not execute what a visitor sent.
class CsvWriter final
{
public:
    explicit CsvWriter(QByteArray &out) : m_out(out) { }

    /// Writes a text with the guard.
    void text(QStringView value);
    /// Writes a number, without a guard.
    void number(qint64 value);
    void number(double value);
    void empty();
    void endRow();

private:
    void separate();

    QByteArray &m_out;
    bool m_rowBegun = false;
};

/// The value with one `'` in front when a spreadsheet could take it for a formula: `^'*[=+\-@\t\r\n]`.
QString guarded(QStringView value);
