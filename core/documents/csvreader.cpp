// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/csvreader.h"

#include "core/documents/csvwriter.h"

#include <QByteArray>
#include <QStringDecoder>

namespace {

/// A row that opens a quotation mark and does not close it is read again from its second line. That many
/// times, so that a file made for it does not take forever.
constexpr int kMostRepairs = 100;

} // namespace

CsvReader::CsvReader(QByteArrayView bytes, char separator) : m_bytes(bytes), m_separator(separator)
{
    if (m_bytes.startsWith(QByteArrayView("\xef\xbb\xbf")))
        m_at = 3;
}

bool CsvReader::next()
{
    while (m_at < m_bytes.size()) {
        m_line = m_nextLine;
        m_cells.clear();
        m_problem.clear();
        if (readRow())
            return true;
    }
    return false;
}

/// False for an empty line.
bool CsvReader::readRow()
{
    const qsizetype begin = m_at;
    QByteArray cell;
    bool isQuoted = false; // between two marks
    bool hasMarks = false; // the cell has a closed pair of them
    while (m_at < m_bytes.size()) {
        if (m_at - begin > kMaxCsvRowBytes) {
            leaveRow(begin, isQuoted);
            return true;
        }
        const char c = m_bytes[m_at];
        if (isQuoted) {
            hasMarks = !readMark(cell, isQuoted) || hasMarks;
        } else if (c == m_separator) {
            endCell(cell);
            cell.clear();
            hasMarks = false;
            ++m_at;
        } else if (c == '\r' || c == '\n') {
            break;
        } else if (c == '"' && cell.isEmpty() && !hasMarks) {
            isQuoted = true;
            ++m_at;
        } else {
            if (hasMarks)
                m_problem = QStringLiteral("a cell goes on behind its quotation marks");
            cell += c;
            ++m_at;
        }
    }
    if (isQuoted) {
        leaveRow(begin, true);
        return true;
    }
    const bool isEmpty = m_cells.isEmpty() && cell.isEmpty() && !hasMarks;
    endCell(cell);
    if (m_at < m_bytes.size())
        endLine();
    if (!m_problem.isEmpty())
        m_cells.clear();
    return !isEmpty;
}

/// One character of a quoted cell. False when it closes the cell.
bool CsvReader::readMark(QByteArray &cell, bool &isQuoted)
{
    const char c = m_bytes[m_at];
    if (c == '\r' || c == '\n') {
        const qsizetype before = m_at;
        endLine();
        cell += m_bytes.sliced(before, m_at - before);
        return true;
    }
    ++m_at;
    if (c != '"') {
        cell += c;
        return true;
    }
    if (m_at < m_bytes.size() && m_bytes[m_at] == '"') {
        cell += '"';
        ++m_at;
        return true;
    }
    isQuoted = false;
    return false;
}

void CsvReader::endCell(const QByteArray &cell)
{
    QStringDecoder decode(QStringDecoder::Utf8,
                          QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    const QString text = decode(cell);
    if (decode.hasError())
        m_problem = QStringLiteral("a cell is not written in UTF-8");
    m_cells.append(withoutGuard(text));
}

/// REQUIRES: a line ends here. Goes behind it.
void CsvReader::endLine()
{
    if (m_bytes[m_at] == '\r' && m_at + 1 < m_bytes.size() && m_bytes[m_at + 1] == '\n')
        ++m_at;
    ++m_at;
    ++m_nextLine;
}

/// Goes to where the next row may begin.
void CsvReader::leaveRow(qsizetype begin, bool isQuoted)
{
    m_cells.clear();
    m_problem = isQuoted ? QStringLiteral("a quotation mark that opens a cell is not closed")
                         : QStringLiteral("it is longer than %1 bytes").arg(kMaxCsvRowBytes);
    if (isQuoted && ++m_repairs > kMostRepairs) {
        m_at = m_bytes.size();
        return;
    }
    if (isQuoted) {
        m_at = begin;
        m_nextLine = m_line;
    }
    while (m_at < m_bytes.size() && m_bytes[m_at] != '\r' && m_bytes[m_at] != '\n')
        ++m_at;
    if (m_at < m_bytes.size())
        endLine();
}

QString withoutGuard(const QString &cell)
{
    // What guarded() writes begins with a mark, and is guarded once more when it is given to it again.
    return cell.startsWith(u'\'') && guarded(cell).size() > cell.size() ? cell.sliced(1) : cell;
}
