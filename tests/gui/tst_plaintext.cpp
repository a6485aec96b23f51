// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/toplistmodel.h"
#include "ui/past/filterchip.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/rowtable.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QStringListModel>
#include <QTest>
#include <QTextDocument>

/// What somebody else wrote is shown as it was written, wherever Qt would read markup.
class PlainTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsToolTipsAsTheyAre_data();
    void showsToolTipsAsTheyAre();
    void keepsLabelsPlain();
    void copiesFromLabelsWithoutMarks();
    void copiesFromTablesWithoutMarks();
    void leavesAmpersandsAlone();
    void givesModelsPlainToolTips();
};

/// What a tooltip shows of `text`: Qt decides by itself whether it is markup.
static QString shown(const QString &text)
{
    if (!Qt::mightBeRichText(text))
        return text;
    QTextDocument document;
    document.setHtml(text);
    return document.toPlainText();
}

void PlainTextTest::showsToolTipsAsTheyAre_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"Prices", "a < b", "a &lt; b", "<b>Offer</b>", "<img src=\"/etc/hostname\">", "<!doctype html>x",
          "<?xml version=\"1.0\"?><b>x</b>", "  <u>x</u>", "1 <br> 2", "two\nlines & <i>more</i>",
          "two  blanks <p>and a tag", "&amp;", "https://e.com/?a=1&lt=2", "<مرحبا>", "<span>\n</span>"})
        QTest::addRow("%s", text) << QString::fromUtf8(text);
}

void PlainTextTest::showsToolTipsAsTheyAre()
{
    QFETCH(QString, text);
    QCOMPARE(shown(PlainText::toolTip(text)), text);
    QCOMPARE(shown(PlainText::toolTip(QString())), QString());
}

void PlainTextTest::keepsLabelsPlain()
{
    const PlainLabel label(QStringLiteral("<b>Offer</b> <img src=\"/etc/hostname\">"));
    QCOMPARE(label.textFormat(), Qt::PlainText);
    PlainLabel empty;
    empty.setText(QStringLiteral("<h1>Offer</h1>"));
    const PlainLabel same(QStringLiteral("<h1>Offer</h1>"));
    QCOMPARE(empty.sizeHint(), same.sizeHint());
    QCOMPARE(LinkLabel().textFormat(), Qt::RichText);
    QVERIFY2(same.sizeHint().height() < 2 * QFontMetrics(same.font()).height(), "no heading");
}

void PlainTextTest::copiesFromLabelsWithoutMarks()
{
    const QString url = QStringLiteral("https://shop.example/سلام/درباره?ref=خبرنامه");
    PlainLabel label(LineText::breakable(LineText::part(url)));
    label.setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label.setWordWrap(true);
    label.show();
    label.setSelection(0, static_cast<int>(label.text().size()));
    QVERIFY(label.hasSelectedText());
    QTest::keySequence(&label, QKeySequence::Copy);
    QCOMPARE(QApplication::clipboard()->text(), url);
    QApplication::clipboard()->clear();
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, QPoint(2, 2), label.mapToGlobal(QPoint(2, 2)));
    QApplication::sendEvent(&label, &asked);
    auto *copy = label.findChild<QAction *>(QStringLiteral("labelCopy"));
    QVERIFY(copy && copy->isEnabled());
    copy->trigger();
    QCOMPARE(QApplication::clipboard()->text(), url);
}

void PlainTextTest::copiesFromTablesWithoutMarks()
{
    const QString path = QStringLiteral("/سلام/درباره");
    QStringListModel rows({LineText::path(path)});
    RowTable table; // as in a dialog, where no action takes the key
    table.setModel(&rows);
    table.show();
    table.setCurrentIndex(rows.index(0));
    QTest::keySequence(&table, QKeySequence::Copy);
    QCOMPARE(QApplication::clipboard()->text(), path);
}

void PlainTextTest::leavesAmpersandsAlone()
{
    QCOMPARE(PlainText::caption(QStringLiteral("R&D && more")), QStringLiteral("R&&D &&&& more"));
    const FilterChip filter(QStringLiteral("Page is /a&b"));
    QVERIFY(filter.shortcut().isEmpty());
    const Chip chip(QStringLiteral("R&D"));
    QVERIFY(chip.shortcut().isEmpty());
}

void PlainTextTest::givesModelsPlainToolTips()
{
    const QString title = QStringLiteral("Offer <img src=\"/etc/hostname\"> &lt;");
    TopListModel list([](const QString &label) { return label; });
    list.update({{title, 3}});
    QCOMPARE(list.index(0).data().toString(), title);
    QCOMPARE(shown(list.index(0).data(Qt::ToolTipRole).toString()), title);
}

QTEST_MAIN(PlainTextTest)
#include "tst_plaintext.moc"
