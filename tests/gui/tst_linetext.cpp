// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/linetext.h"

#include "core/types/hit.h"
#include "ui/past/pasttext.h"
#include "ui/text/format.h"
#include "ui/text/hittext.h"
#include "ui/text/plaintext.h"

#include <QLocale>
#include <QTest>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>

/// Texts made of parts, in every script.
class LineTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void setsForeignPartsApart_data();
    void setsForeignPartsApart();
    void keepsTheDirectionOfTheLine();
    void showsNoTextInAnotherOrder_data();
    void showsNoTextInAnotherOrder();
    void writesPathsFromLeftToRight_data();
    void writesPathsFromLeftToRight();
    void givesBackWhatItMarked();
    void leavesPlaceMarksInPartsAlone();
    void cutsBetweenCharacters();
    void breaksLongWords();
    void writesTimesInDigitsOfTheLocale();
};

void LineTextTest::cleanup()
{
    QLocale::setDefault(QLocale::c());
}

void LineTextTest::setsForeignPartsApart_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *name, const QString &text, const QString &part) {
        QTest::newRow(name) << text << part;
    };
    row("Latin", QStringLiteral("shop.example"), QStringLiteral("shop.example"));
    row("Chinese", QStringLiteral("北京"), QStringLiteral("北京"));
    row("Hebrew", QStringLiteral("שלום"), QStringLiteral("\u200E\u2068שלום\u2069"));
    row("Arabic digits", QStringLiteral("٣"), QStringLiteral("\u200E\u2068٣\u2069"));
    row("an override left open", QStringLiteral("\u2067abc"),
        QStringLiteral("\u200E\u2068\u2067abc\u2069\u2069"));
    row("an end of nothing", QStringLiteral("\u2069abc"), QStringLiteral("\u200E\u2068abc\u2069"));
    row("lines", QStringLiteral("a\nb\tc"), QStringLiteral("a b c"));
}

void LineTextTest::setsForeignPartsApart()
{
    QFETCH(QString, text);
    QFETCH(QString, part);
    QCOMPARE(LineText::part(text), part);
    QCOMPARE(LineText::fill(QStringLiteral("(%1)"), text), QString(u'(' + part + u')'));
    QCOMPARE(LineText::joined({text, QStringLiteral("x")}), QString(part + QStringLiteral(" · x")));
}

void LineTextTest::keepsTheDirectionOfTheLine()
{
    // As Qt finds the direction of a document: by the first letter, also of a part that is set apart.
    const QString page = QStringLiteral("/שלום");
    QVERIFY(page.isRightToLeft());
    QVERIFY(!LineText::joined({QStringLiteral("▸"), page}, QStringLiteral(" ")).isRightToLeft());
    QVERIFY(!LineText::host(QStringLiteral("xn--5dbqzzl.example")).isRightToLeft());
    QTextDocument tip;
    tip.setHtml(PlainText::toolTip(LineText::part(QStringLiteral("<b>שלום</b>"))));
    QCOMPARE(tip.firstBlock().textDirection(), Qt::LeftToRight);
}

void LineTextTest::showsNoTextInAnotherOrder_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *name, const QString &text, const QString &shown) {
        QTest::newRow(name) << text << shown;
    };
    row("Latin", QStringLiteral("shop.example"), QStringLiteral("shop.example"));
    row("an override", QStringLiteral("\u202Emoc.knab"), QStringLiteral("moc.knab"));
    row("an override that ends", QStringLiteral("a\u202Db\u202Cc"), QStringLiteral("abc"));
    row("embeddings", QStringLiteral("\u202Aa\u202Bb"), QStringLiteral("ab"));
    row("isolates", QStringLiteral("\u2066a\u2067b\u2068c\u2069"), QStringLiteral("abc"));
    row("Hebrew", QStringLiteral("\u202Eשלום"), QStringLiteral("\u200E\u2066שלום\u2069"));
}

void LineTextTest::showsNoTextInAnotherOrder()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QCOMPARE(LineText::host(text), shown);
    Hit hit;
    hit.source = text;
    QCOMPARE(HitText::referrer(hit), shown);
    QCOMPARE(PastText::value(QStringLiteral("source"), text), shown);
    const QString plain = LineText::unturned(text);
    QVERIFY(shown.contains(plain));
    hit.kind = HitKind::Event;
    hit.event = text;
    QCOMPARE(HitText::page(hit), plain);
    for (const char *dimension : {"utm_source", "utm_campaign", "title", "event", "city"})
        QCOMPARE(PastText::value(QString::fromLatin1(dimension), text), plain);
}

/// Where the character at `index` begins, laid out in the direction of the first letter as cells are.
static qreal xOf(const QString &text, qsizetype index)
{
    QTextLayout layout(text);
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    return line.cursorToX(static_cast<int>(index));
}

void LineTextTest::writesPathsFromLeftToRight_data()
{
    QTest::addColumn<QString>("path");
    QTest::addRow("Persian") << QStringLiteral("/سلام/درباره-ما");
    QTest::addRow("Hebrew") << QStringLiteral("/שלום/אודות");
    QTest::addRow("a slash at the end") << QStringLiteral("/سلام/");
    QTest::addRow("Latin at the end") << QStringLiteral("/سلام/about");
    QTest::addRow("URL") << QStringLiteral("https://shop.example/سلام/درباره?ref=خبرنامه");
    QTest::addRow("Latin") << QStringLiteral("/about/us");
}

void LineTextTest::writesPathsFromLeftToRight()
{
    QFETCH(const QString, path);
    const QString shown = LineText::path(path);
    QVERIFY(!shown.isRightToLeft());
    qreal before = -1;
    for (qsizetype i = shown.indexOf(u'/'); i >= 0; i = shown.indexOf(u'/', i + 1)) {
        QVERIFY2(xOf(shown, i) > before, qPrintable(shown.mid(i)));
        before = xOf(shown, i);
    }
    QVERIFY2(!path.startsWith(u'/') || xOf(shown, shown.indexOf(u'/')) < 1, "the first slash is the first");
    QVERIFY(!path.endsWith(u'/') || before > xOf(shown, shown.indexOf(u'س')) - 1);
    QCOMPARE(shown == path, path == QStringLiteral("/about/us"));
    QCOMPARE(LineText::plain(shown), path);
    QCOMPARE(LineText::plain(LineText::breakable(shown)), path);
    QCOMPARE(LineText::plain(LineText::part(shown)), path);
}

void LineTextTest::givesBackWhatItMarked()
{
    const QString joiner = QStringLiteral("می\u200Cخواهم"); // part of how the word is written
    QCOMPARE(LineText::plain(joiner), joiner);
    QCOMPARE(LineText::plain(LineText::part(joiner)), joiner);
}

void LineTextTest::leavesPlaceMarksInPartsAlone()
{
    QCOMPARE(LineText::fill(QStringLiteral("%1 – %2"), QStringLiteral("%2"), QStringLiteral("%1 %L3")),
             QStringLiteral("%2 – %1 %L3"));
}

void LineTextTest::cutsBetweenCharacters()
{
    QCOMPARE(LineText::shortened(QStringLiteral("abc"), 3), QStringLiteral("abc"));
    QCOMPARE(LineText::shortened(QStringLiteral("abcd"), 3), QStringLiteral("ab…"));
    QCOMPARE(LineText::shortened(QStringLiteral("a😀bc"), 3), QStringLiteral("a…"));
    QCOMPARE(LineText::shortened(QStringLiteral("\u2067abcd"), 4), QStringLiteral("\u2067ab\u2069…"));
}

void LineTextTest::breaksLongWords()
{
    QCOMPARE(LineText::breakable(QStringLiteral("a/b c")), QStringLiteral("a/\u200Bb c"));
    const QString composed = LineText::joined({QStringLiteral("شنبه"), QStringLiteral("+0330")});
    QVERIFY(LineText::breakable(composed).startsWith(QChar(0x200E))); // the first part turns nothing
    QCOMPARE(LineText::breakable(QString()), QString());
    const QString word(100, u'w');
    QVERIFY(LineText::breakable(word).count(QChar(0x200B)) >= 2);
    QCOMPARE(LineText::breakable(word).remove(QChar(0x200B)), word);
}

void LineTextTest::writesTimesInDigitsOfTheLocale()
{
    QCOMPARE(Format::timeOfDay(14 * 60 + 5), QStringLiteral("14:05"));
    QCOMPARE(Format::stopwatch(3725), QStringLiteral("1:02:05"));
    QCOMPARE(Format::lasting(134), QStringLiteral("2 m 14 s"));
    QLocale::setDefault(QLocale(QLocale::Persian));
    QCOMPARE(Format::digits(7, 2), QStringLiteral("۰۷"));
    QCOMPARE(Format::timeOfDay(14 * 60 + 5), QStringLiteral("۱۴:۰۵"));
    QCOMPARE(Format::stopwatch(3725), QStringLiteral("۱:۰۲:۰۵"));
    QLocale::setDefault(QLocale(QLocale::Hindi));
    QCOMPARE(Format::digits(2026), QLocale(QLocale::Hindi).toString(2026).remove(QLocale().groupSeparator()));
}

QTEST_MAIN(LineTextTest)
#include "tst_linetext.moc"
