// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/csvwriter.h"

#include <QLocale>

#include <algorithm>

namespace {

bool isFormulaStart(QChar c)
{
    return QStringView(u"=+-@\t\r\n").contains(c);
}

/// Position of the first character that is no apostrophe.
/// Also when it is guarded already.
bool isFormula(QStringView value)
{
    const auto start = std::ranges::find_if(value, [](QChar c) { return c != u'\''; });
    return start != value.end() && isFormulaStart(*start);
}

} // namespace

void CsvWriter::text(QStringView value)
{
    separate();
    const bool quote = std::ranges::any_of(value,
                                           [](QChar c) { return QStringView(u"\",\r\n").contains(c); });
    if (quote)
        m_out += '"';
    if (isFormula(value))
        m_out += '\'';
    if (quote) {
        QByteArray bytes = value.toUtf8();
        bytes.replace('"', "\"\"");
        m_out += bytes;
        m_out += '"';
    } else {
        m_out += value.toUtf8();
    }
}

void CsvWriter::number(qint64 value)
{
    separate();
    m_out += QByteArray::number(value);
}

void CsvWriter::number(double value)
{
    separate();
    m_out += QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
}

void CsvWriter::empty()
{
    separate();
}

void CsvWriter::endRow()
{
    m_out += "\r\n";
    m_rowBegun = false;
}

void CsvWriter::separate()
{
    if (m_rowBegun)
        m_out += ',';
    m_rowBegun = true;
}

QString guarded(QStringView value)
{
    return isFormula(value) ? u'\'' + value.toString() : value.toString();
}
