// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>
#include <QStringList>

constexpr qsizetype kMaxCsvBytes = qsizetype {64} * 1024 * 1024; ///< for whoever reads a file
constexpr qsizetype kMaxCsvRowBytes = qsizetype {64} * 1024; ///< with its quotation marks

/// Reads CSV rows (RFC 4180) as CsvWriter writes them: UTF-8 with or without a mark of byte order, lines that
/// end with CRLF, LF or CR, quotation marks across lines. Takes the formula guard off
/// (command-line.md#csv-files). Empty lines are no rows.
///
/// What is wrong with a row is the problem of that row alone. Takes time and memory in proportion to the
/// bytes, whatever they are.
class CsvReader final
{
public:
    /// REQUIRES: the bytes stay.
    explicit CsvReader(QByteArrayView bytes, char separator = ',');

    /// Goes to the next row. False at the end.
    bool next();

    const QStringList &cells() const { return m_cells; }
    /// In which the row begins; the first one is 1.
    qint64 line() const { return m_line; }
    /// A sentence that says why the row has no cells; empty = it has.
    const QString &problem() const { return m_problem; }

private:
    bool readRow();
    bool readMark(QByteArray &cell, bool &isQuoted);
    void endCell(const QByteArray &cell);
    void endLine();
    void leaveRow(qsizetype begin, bool isQuoted);

    QByteArrayView m_bytes;
    char m_separator;
    qsizetype m_at = 0;
    qint64 m_line = 0;
    qint64 m_nextLine = 1;
    int m_repairs = 0; ///< rows whose quotation mark was taken for a mistake
    QStringList m_cells;
    QString m_problem;
};

/// The value of a cell as guarded() wrote it: takes one `'` off what matches `^'+[=+\-@\t\r\n]`.
QString withoutGuard(const QString &cell);
