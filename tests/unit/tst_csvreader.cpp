// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/csvreader.h"
#include "core/documents/csvwriter.h"
#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <QTest>

namespace {

/// "2:a|b" for the cells a and b in line 2, "3!…" for a problem.
QStringList read(const QByteArray &bytes, char separator = ',')
{
    QStringList rows;
    CsvReader csv(bytes, separator);
    while (csv.next()) {
        const QString line = QString::number(csv.line());
        rows.append(csv.problem().isEmpty() ? line + u':' + csv.cells().join(u'|')
                                            : line + u'!' + csv.problem());
    }
    return rows;
}

const QString kUnclosed = QStringLiteral("a quotation mark that opens a cell is not closed");

} // namespace

class CsvReaderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsRows_data();
    void readsRows();
    void readsWhatWasWritten();
    void losesNoOtherRow();
    void endsWithEveryFile();
};

void CsvReaderTest::readsRows_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("rows");
    const auto row = [](const char *name, const QByteArray &bytes, const QStringList &rows) {
        QTest::addRow("%s", name) << bytes << rows;
    };
    const auto s = [](const char *text) { return QString::fromUtf8(text); };
    row("nothing", "", {});
    row("CRLF", "a,b\r\nc,d\r\n", {s("1:a|b"), s("2:c|d")});
    row("LF, no last end", "a,b\nc,d", {s("1:a|b"), s("2:c|d")});
    row("CR", "a,b\rc,d\r", {s("1:a|b"), s("2:c|d")});
    row("mark of order",
        "\xef\xbb\xbf"
        "a,b\n",
        {s("1:a|b")});
    row("empty lines", "\n\r\na\n\n", {s("3:a")});
    row("empty cells", ",\n\"\"\n", {s("1:|"), s("2:")});
    row("quoted", "\"a,b\",\"say \"\"hi\"\"\"\n", {s("1:a,b|say \"hi\"")});
    row("across lines", "\"a\r\nb\nc\",d\ne\n", {s("1:a\r\nb\nc|d"), s("4:e")});
    row("mark inside", "5\" disk,b\n", {s("1:5\" disk|b")});
    row("guards", "'=1,''=1,'plain,'\n", {s("1:=1|'=1|'plain|'")});
    row("behind the mark", "\"a\"b,c\nd\n", {s("1!a cell goes on behind its quotation marks"), s("2:d")});
    row("no UTF-8", "a\xff,b\nc\n", {s("1!a cell is not written in UTF-8"), s("2:c")});
    row("umlaut", "\xc3\xbc,b\n", {s("1:ü|b")});
    row("unclosed", "a,\"b\nc,d\ne,f\n",
        {u'1' + (u'!' + kUnclosed), s("2:c,d").replace(u',', u'|'), s("3:e|f")});
    row("unclosed at the end", "a\n\"", {s("1:a"), u'2' + (u'!' + kUnclosed)});
    row("as long as a row may be", QByteArray(kMaxCsvRowBytes, 'a') + "\nb\n",
        {s("1:") + QString(kMaxCsvRowBytes, u'a'), s("2:b")});
    row("too long", QByteArray(kMaxCsvRowBytes + 1, 'a') + "\nb\n",
        {s("1!it is longer than 65536 bytes"), s("2:b")});
}

void CsvReaderTest::readsRows()
{
    QFETCH(QByteArray, bytes);
    QTEST(read(bytes), "rows");
    const QByteArray semicolons = QByteArray(bytes).replace(',', ';');
    QFETCH(QStringList, rows);
    QCOMPARE(read(semicolons, ';').size(), rows.size());
}

void CsvReaderTest::readsWhatWasWritten()
{
    const QString letters = QStringLiteral("'=+-@\t\r\n\"a, ü\ufeff;");
    QRandomGenerator random(5);
    for (int i = 0; i < 3'000; ++i) {
        QByteArray bytes;
        CsvWriter writer(bytes);
        QList<QStringList> rows(random.bounded(1, 5));
        for (QStringList &row : rows) {
            for (int cells = random.bounded(2, 5); cells > 0; --cells) {
                QString value;
                for (int j = random.bounded(6); j > 0; --j)
                    value += letters[random.bounded(static_cast<int>(letters.size()))];
                row.append(value);
                writer.text(value);
            }
            writer.endRow();
        }
        CsvReader csv(bytes);
        for (const QStringList &row : std::as_const(rows)) {
            QVERIFY(csv.next());
            QCOMPARE(csv.problem(), QString());
            // The mark of byte order at the very beginning is none of the text.
            if (!(csv.line() == 1 && row[0].startsWith(u'\ufeff')))
                QCOMPARE(csv.cells(), row);
        }
        QVERIFY(!csv.next());
    }
}

void CsvReaderTest::losesNoOtherRow()
{
    QByteArray bytes = "first,\"never closed\n";
    for (int i = 0; i < 20'000; ++i)
        bytes += "row," + QByteArray::number(i) + "\n";
    const QStringList rows = read(bytes);
    QCOMPARE(rows.size(), 20'001);
    QCOMPARE(rows.first(), u'1' + (u'!' + kUnclosed));
    QCOMPARE(rows.last(), QStringLiteral("20001:row|19999"));
}

/// Each line leaves a cell open, from its own beginning and from that of the line before.
void CsvReaderTest::endsWithEveryFile()
{
    QByteArray bytes;
    while (bytes.size() < 8 * 1024 * 1024)
        bytes += "\"\",a\",\"\n\"\"\"\"x\n";
    CsvReader csv(bytes);
    qsizetype rows = 0;
    while (csv.next())
        ++rows;
    QVERIFY(rows > 0);
}

CLICKSCOPE_TEST(CsvReaderTest)
#include "tst_csvreader.moc"
