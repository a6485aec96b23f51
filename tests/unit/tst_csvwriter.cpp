// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/csvwriter.h"
#include "tests/support/testprogram.h"
#include "tests/support/unguarded.h"

#include <QRandomGenerator>
#include <QTest>

class CsvWriterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void guardsFormulas_data();
    void guardsFormulas();
    void comesBackUnchanged();
    void quotesWhereNeeded();
};

void CsvWriterTest::guardsFormulas_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("guardedValue");
    const auto row = [](const char *value, const char *expected) {
        QTest::addRow("%s", value) << QString::fromUtf8(value) << QString::fromUtf8(expected);
    };
    row("", "");
    row("plain", "plain");
    row("=1+1", "'=1+1");
    row("+1", "'+1");
    row("-1", "'-1");
    row("@SUM(A1)", "'@SUM(A1)");
    row("\tx", "'\tx");
    row("\rx", "'\rx");
    row("\nx", "'\nx");
    row("'=1", "''=1");
    row("''=1", "'''=1");
    row("'plain", "'plain");
    row("'", "'");
    row("a=1", "a=1");
    row(" =1", " =1");
}

void CsvWriterTest::guardsFormulas()
{
    QFETCH(QString, value);
    QTEST(guarded(value), "guardedValue");
    QCOMPARE(unguarded(guarded(value)), value);
}

void CsvWriterTest::comesBackUnchanged()
{
    const QString letters = QStringLiteral("'=+-@\t\r\n\"a, ü");
    QRandomGenerator random(3);
    for (int i = 0; i < 20'000; ++i) {
        QString value;
        for (int j = random.bounded(8); j > 0; --j)
            value += letters[random.bounded(static_cast<int>(letters.size()))];
        const QString once = guarded(value);
        QCOMPARE(unguarded(once), value);
        qsizetype start = 0;
        while (start < once.size() && once[start] == u'\'')
            ++start;
        QVERIFY(start > 0 || once.isEmpty() || !QStringView(u"=+-@\t\r\n").contains(once[0]));

        QByteArray cell;
        CsvWriter writer(cell);
        writer.text(value);
        if (cell.startsWith('"'))
            cell = cell.sliced(1, cell.size() - 2).replace("\"\"", "\"");
        QCOMPARE(QString::fromUtf8(cell), once); // the writer guards as the function does
    }
}

void CsvWriterTest::quotesWhereNeeded()
{
    QByteArray out;
    CsvWriter writer(out);
    writer.text(u"a");
    writer.text(u"b,c");
    writer.text(u"say \"hi\"");
    writer.text(u"=x,\"y\"");
    writer.empty();
    writer.number(qint64(-5));
    writer.number(0.1);
    writer.endRow();
    writer.text(u"next");
    writer.endRow();
    QCOMPARE(out, "a,\"b,c\",\"say \"\"hi\"\"\",\"'=x,\"\"y\"\"\",,-5,0.1\r\nnext\r\n");
}

CLICKSCOPE_TEST(CsvWriterTest)
#include "tst_csvwriter.moc"
