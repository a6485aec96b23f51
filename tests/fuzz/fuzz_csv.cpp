// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/csvwriter.h"
#include "tests/fuzz/fuzzcheck.h"
#include "tests/support/unguarded.h"

#include <QList>

namespace {

/// The cells of one row, read the way RFC 4180 says.
QList<QByteArray> cellsOf(QByteArrayView row)
{
    require(row.endsWith("\r\n"), "a row ends with CRLF");
    row.chop(2);
    QList<QByteArray> cells(1);
    bool quoted = false;
    for (qsizetype i = 0; i < row.size(); ++i) {
        const char c = row[i];
        if (quoted && c == '"' && i + 1 < row.size() && row[i + 1] == '"') {
            cells.last() += c;
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && c == ',') {
            cells.append(QByteArray());
        } else {
            require(quoted || (c != '\r' && c != '\n'), "a line end is inside quotes");
            cells.last() += c;
        }
    }
    require(!quoted, "quotes are closed");
    return cells;
}

} // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const QString text = QString::fromUtf8(viewOf(data, size));
    const QString guard = guarded(text);
    require(unguarded(guard) == text, "the guard comes off again");
    require(guard.isEmpty() || !QStringView(u"=+-@\t\r\n").contains(guard[0]), "no cell is a formula");

    QByteArray row;
    CsvWriter writer(row);
    writer.text(text);
    writer.number(qint64 {-1});
    writer.text(text);
    writer.endRow();
    require(cellsOf(row) == QList<QByteArray> {guard.toUtf8(), "-1", guard.toUtf8()}, "a row reads back");
    return 0;
}
