// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringView>

/// One CSV row after another (RFC 4180: quoting where needed, CRLF), appended to a buffer that the
/// caller empties. Text cells carry a formula guard (command-line.md#csv-files), so that a spreadsheet does
/// not run what a visitor sent.
class CsvWriter final
{
public:
    explicit CsvWriter(QByteArray &out) : m_out(out) { }

    /// Guarded text.
    void text(QStringView value);
    /// A cell that is a number, written without a guard.
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
