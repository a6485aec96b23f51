// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "historywindow.h"
#include "tests/support/patienttest.h"
#include "ui/live/livepage.h"
#include "ui/palette/palette.h"
#include "ui/palette/paletteindex.h"
#include "ui/past/pastquestion.h"
#include "ui/window/mainwindow.h"
#include "ui/window/menusandkeys.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QRegularExpression>

namespace {

PaletteEntry entry(PaletteKind kind, const char *text)
{
    PaletteEntry entry;
    entry.kind = kind;
    entry.id = entry.text = QString::fromUtf8(text);
    return entry;
}

PaletteEntry valueOf(const char *text, const char *value)
{
    PaletteEntry made = entry(PaletteKind::Value, text);
    made.value = QString::fromUtf8(value);
    return made;
}

QStringList textsOf(const PaletteIndex &index, const PaletteSearch &search)
{
    QStringList texts;
    for (const PaletteSection &section : index.find(search)) {
        for (const PaletteHit &hit : section.hits)
            texts.append(index.at(hit.entry).text);
    }
    return texts;
}

} // namespace

/// Ctrl+K: everything by name.
class PaletteTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_window = std::make_unique<HistoryWindow>(); }
    void cleanup() { m_window.reset(); }
    void lettersAreFound_data();
    void lettersAreFound();
    void theBestComesFirst();
    void theBestGroupComesFirst_data();
    void theBestGroupComesFirst();
    void lateValuesTakeNothingAway();
    void prefixesNarrow_data();
    void prefixesNarrow();
    void aGroupShowsFourUntilItIsNarrowed();
    void aValueBecomesAFilter();
    void aValueFiltersLiveWhereItIsShown();
    void altEnterLeavesOut();
    void anyPageContaining();
    void everyActionIsThere();
    void aDisabledActionSaysWhy();
    void anActionIsDone();
    void whatIsCalledSoIsDone();
    void aTextSizeIsChosen();
    void oneVisitorIsNoneOfMany();
    void aSiteIsChosen();
    void aRangeIsChosen();
    void tabGoesThroughTheGroups();
    void escapeClearsThenCloses();
    void keysOfTheWindowRest();
    void lateValuesDoNotMoveTheChosenRow();
    void whatWasUsedComesFirstAfterARestart();

private:
    void open(const char *page);
    void type(const char *text) { QTest::keyClicks(field(), QString::fromUtf8(text)); }
    QLineEdit *field() { return m_window->find<QLineEdit>("paletteField"); }
    QListView *list() { return m_window->find<QListView>("paletteList"); }
    Palette *palette() { return m_window->find<Palette>("palette"); }
    QStringList rows();
    QString chosen() { return list()->currentIndex().data().toString(); }
    bool isFound(const QString &text) { return rows().contains(text); }

    std::unique_ptr<HistoryWindow> m_window;
};

void PaletteTest::open(const char *page)
{
    m_window->open(QString::fromLatin1(page));
    QTest::keyClick(&m_window->window(), Qt::Key_K, Qt::ControlModifier);
    QVERIFY(palette()->isVisible());
    QVERIFY(field()->hasFocus());
    QTRY_VERIFY(isFound(QStringLiteral("Filter by"))); // values that come while one types do not come first
}

QStringList PaletteTest::rows()
{
    QStringList texts;
    for (int row = 0; row < list()->model()->rowCount(); ++row)
        texts.append(list()->model()->index(row, 0).data().toString());
    return texts;
}

void PaletteTest::lettersAreFound_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<qsizetype>>("positions"); // none = it does not match
    using Places = QList<qsizetype>;
    const auto row = [](const char *typed, const char *text, const Places &positions) {
        QTest::addRow("%s in %s", typed, text)
            << QString::fromUtf8(typed) << QString::fromUtf8(text) << positions;
    };
    row("ger", "Country is Germany", {11, 12, 13});
    row("GER", "germany", {0, 1, 2});
    row("ec", "Export as CSV", {0, 10});
    row("ger", "Range", {});
    row("munch", "München", {0, 1, 2, 3, 4});
    row("rg", "reg grange", {0, 4}); // the start of a word
    row("ab", "xa xab", {4, 5}); // letters that follow each other
    row("abc", "ab bc", {0, 1, 4});
    row("acb", "a cx c b", {0, 2, 7});
    row("de la", "Pays de la Loire", {5, 6, 8, 9});
}

void PaletteTest::lettersAreFound()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, text);
    QFETCH(const QList<qsizetype>, positions);
    const std::optional<PaletteMatch> match = matchPalette(foldedForPalette(typed), foldedForPalette(text));
    QCOMPARE(match.has_value(), !positions.isEmpty());
    if (match)
        QCOMPARE(match->positions, positions);
}

void PaletteTest::theBestComesFirst()
{
    PaletteIndex index;
    index.setEntries({entry(PaletteKind::Action, "Trigger"), entry(PaletteKind::Action, "The Germ"),
                      entry(PaletteKind::Action, "Great ear"), entry(PaletteKind::Action, "Germany")});
    QCOMPARE(textsOf(index, {QStringLiteral("ger"), {}, {}}),
             (QStringList {QStringLiteral("Germany"), QStringLiteral("The Germ"), QStringLiteral("Great ear"),
                           QStringLiteral("Trigger")}));
    index.setEntries({entry(PaletteKind::Action, "Copy a"), entry(PaletteKind::Action, "Copy b")});
    QCOMPARE(textsOf(index, {QStringLiteral("copy"), {}, {QStringLiteral("Copy b")}}),
             (QStringList {QStringLiteral("Copy b"), QStringLiteral("Copy a")}));
}

void PaletteTest::theBestGroupComesFirst_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("texts");
    QTest::addRow("a whole text before a word")
        << "dark" << QStringList {QStringLiteral("Dark"), QStringLiteral("Page is /dark")};
    QTest::addRow("the start of a word before letters anywhere")
        << "hst" << QStringList {QStringLiteral("History"), QStringLiteral("Channel is Direct")};
    QTest::addRow("alike: filters last")
        << "dir" << QStringList {QStringLiteral("Directions"), QStringLiteral("Channel is Direct")};
    QTest::addRow("a value as it is called")
        << "tv" << QStringList {QStringLiteral("Device is TV"), QStringLiteral("Erase tv shows")};
    QTest::addRow("four letters, but no word")
        << "drks" << QStringList {QStringLiteral("Settings › Places and named networks")};
    QTest::addRow("initials") << "pann"
                              << QStringList {QStringLiteral("Settings › Places and named networks")};
}

void PaletteTest::theBestGroupComesFirst()
{
    PaletteIndex index;
    index.setEntries({entry(PaletteKind::Value, "Channel is Direct"),
                      entry(PaletteKind::Page, "Page is /dark"),
                      entry(PaletteKind::Place, "Settings › Places and named networks"),
                      entry(PaletteKind::Place, "History"), entry(PaletteKind::Action, "Dark"),
                      entry(PaletteKind::Action, "Directions"), entry(PaletteKind::Action, "Erase tv shows"),
                      valueOf("Device is TV", "TV")});
    QFETCH(const QString, typed);
    QTEST(textsOf(index, {typed, {}, {}}), "texts");
}

void PaletteTest::lateValuesTakeNothingAway()
{
    PaletteIndex index;
    index.setEntries({entry(PaletteKind::Place, "Settings › Places and named networks")});
    const PaletteSearch dark {QStringLiteral("dark"), {}, {}};
    QCOMPARE(textsOf(index, dark).size(), 1);
    index.append(
        {entry(PaletteKind::Page, "Page is /dark"), entry(PaletteKind::Page, "Page is /drain-knob")});
    QCOMPARE(textsOf(index, dark),
             (QStringList {QStringLiteral("Page is /dark"),
                           QStringLiteral("Settings › Places and named networks")}));
}

void PaletteTest::prefixesNarrow_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("texts");
    QTest::addRow("all") << "shop"
                         << QStringList {QStringLiteral("Shop"),         QStringLiteral("Shop page"),
                                         QStringLiteral("Shop around"),  QStringLiteral("Page is /shop"),
                                         QStringLiteral("Link is shop"), QStringLiteral("Source is shop")};
    QTest::addRow("actions") << ">shop" << QStringList {QStringLiteral("Shop around")};
    QTest::addRow("pages") << "/shop" << QStringList {QStringLiteral("Page is /shop")};
    QTest::addRow("sites") << "@shop" << QStringList {QStringLiteral("Shop")};
    QTest::addRow("links") << "#shop" << QStringList {QStringLiteral("Link is shop")};
    QTest::addRow("a prefix alone") << "@" << QStringList {QStringLiteral("Shop"), QStringLiteral("Blog")};
}

void PaletteTest::prefixesNarrow()
{
    PaletteIndex index;
    index.setEntries({entry(PaletteKind::Page, "Page is /shop"), entry(PaletteKind::Link, "Link is shop"),
                      entry(PaletteKind::Value, "Source is shop"), entry(PaletteKind::Site, "Shop"),
                      entry(PaletteKind::Site, "Blog"), entry(PaletteKind::Place, "Shop page"),
                      entry(PaletteKind::Action, "Shop around")});
    QFETCH(const QString, typed);
    QTEST(textsOf(index, {typed, {}, {}}), "texts");
}

void PaletteTest::aGroupShowsFourUntilItIsNarrowed()
{
    PaletteIndex index;
    QList<PaletteEntry> entries;
    for (int i = 0; i < 9; ++i)
        entries.append(entry(PaletteKind::Site, "site"));
    index.setEntries(entries);
    QCOMPARE(textsOf(index, {QStringLiteral("site"), {}, {}}).size(), 4);
    QCOMPARE(index.find({QStringLiteral("site"), {}, {}}).constFirst().total, 9);
    QCOMPARE(textsOf(index, {QStringLiteral("site"), PaletteGroup::GoTo, {}}).size(), 9);
    QCOMPARE(textsOf(index, {QStringLiteral("site"), PaletteGroup::Do, {}}).size(), 0);
}

void PaletteTest::aValueBecomesAFilter()
{
    open("rejected");
    type("ind");
    QTRY_COMPARE(chosen(), QStringLiteral("Country is India"));
    QVERIFY2(
        list()->currentIndex().data(PaletteModel::DetailRole).toString().contains(QStringLiteral("visitors")),
        "counted in the present range");
    QTest::keyClick(field(), Qt::Key_Return);
    QVERIFY(!palette()->isVisible());
    QCOMPARE(m_window->window().currentPage(), QStringLiteral("history"));
    const DimensionFilter india {QStringLiteral("country"), DimensionFilter::Operator::Equals,
                                 QStringLiteral("IN")};
    QCOMPARE(m_window->past().current().filters, QList {india});
}

void PaletteTest::aValueFiltersLiveWhereItIsShown()
{
    const auto choose = [this](const char *typed, const QString &text, Qt::KeyboardModifiers with) {
        if (!palette()->isVisible())
            QTest::keyClick(&m_window->window(), Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(isFound(QStringLiteral("Filter by")));
        type(typed);
        QTRY_COMPARE(chosen(), text);
        QTest::keyClick(field(), Qt::Key_Return, with);
        QVERIFY(!palette()->isVisible());
        QCOMPARE(m_window->window().currentPage(), QStringLiteral("live"));
    };
    const DimensionFilter india {QStringLiteral("country"), DimensionFilter::Operator::Equals,
                                 QStringLiteral("IN")};
    const DimensionFilter launch {QStringLiteral("page"), DimensionFilter::Operator::NotEquals,
                                  QStringLiteral("/launch")};
    open("live");
    choose("ind", QStringLiteral("Country is India"), Qt::NoModifier);
    QCOMPARE(m_window->window().livePage().filter().dimensions, QList {india});
    QVERIFY(m_window->past().current().filters.isEmpty());
    choose("ind", QStringLiteral("Country is India"), Qt::NoModifier); // it is there already
    choose("launch", QStringLiteral("Page is /launch"), Qt::AltModifier);
    QCOMPARE(m_window->window().livePage().filter().dimensions, (QList {india, launch}));
}

void PaletteTest::altEnterLeavesOut()
{
    open("map");
    type("launch");
    QTRY_COMPARE(chosen(), QStringLiteral("Page is /launch"));
    QTest::keyClick(field(), Qt::Key_Return, Qt::AltModifier);
    const DimensionFilter launch {QStringLiteral("page"), DimensionFilter::Operator::NotEquals,
                                  QStringLiteral("/launch")};
    QCOMPARE(m_window->past().current().filters, QList {launch});
    QCOMPARE(m_window->window().currentPage(), QStringLiteral("map"));
}

void PaletteTest::anyPageContaining()
{
    open("history");
    type("qqq");
    QTRY_COMPARE(rows().constLast(), QStringLiteral("Filter: page contains “qqq”"));
    QTest::keyClick(field(), Qt::Key_Return);
    QCOMPARE(m_window->past().current().filters.constFirst().op, DimensionFilter::Operator::Contains);
}

void PaletteTest::everyActionIsThere()
{
    open("live");
    for (const QAction *action : m_window->window().actions()) {
        if (action->objectName() == QStringLiteral("actionPalette"))
            continue;
        field()->setText(MenusAndKeys::textOf(*action));
        QVERIFY2(rows().join(u'\n').contains(MenusAndKeys::textOf(*action)), qPrintable(action->text()));
    }
}

void PaletteTest::aDisabledActionSaysWhy()
{
    open("live");
    type(">undo");
    QCOMPARE(chosen(), QStringLiteral("Undo the last change"));
    QCOMPARE(list()->currentIndex().data(PaletteModel::DetailRole).toString(),
             QStringLiteral("only on Map and History"));
    QTest::keyClick(field(), Qt::Key_Return);
    QVERIFY(palette()->isVisible());
}

void PaletteTest::anActionIsDone()
{
    open("live");
    type(">dark");
    QCOMPARE(list()->currentIndex().data(PaletteModel::DetailRole).toString(), QStringLiteral("Theme"));
    QTest::keyClick(field(), Qt::Key_Return);
    QVERIFY(m_window->settings.theme() == Settings::Theme::Dark);
    m_window->settings.setTheme(Settings::Theme::Light);
}

void PaletteTest::whatIsCalledSoIsDone()
{
    open("live");
    m_window->settings.setTheme(Settings::Theme::Light);
    type("dark");
    QTest::keyClick(field(), Qt::Key_Return);
    QVERIFY(m_window->settings.theme() == Settings::Theme::Dark);
    m_window->settings.setTheme(Settings::Theme::Light);
    QTest::keyClick(&m_window->window(), Qt::Key_K, Qt::ControlModifier);
    type("hst");
    QCOMPARE(chosen(), QStringLiteral("History"));
}

void PaletteTest::aTextSizeIsChosen()
{
    open("live");
    type("text size 150");
    QCOMPARE(chosen(), QStringLiteral("Text size 150 %"));
    QTest::keyClick(field(), Qt::Key_Return);
    QCOMPARE(m_window->settings.textPercent(), 150);
    QTest::keyClick(&m_window->window(), Qt::Key_K, Qt::ControlModifier);
    type("larger text");
    QTest::keyClick(field(), Qt::Key_Return);
    QCOMPARE(m_window->settings.textPercent(), 175);
    QTest::keyClick(&m_window->window(), Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(m_window->settings.textPercent(), 100);
    QTest::keyClick(&m_window->window(), Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(m_window->settings.textPercent(), 90);
}

void PaletteTest::oneVisitorIsNoneOfMany()
{
    open("live");
    type("/about");
    QTRY_COMPARE(chosen(), QStringLiteral("Page is /about"));
    const QString detail = list()->currentIndex().data(PaletteModel::DetailRole).toString();
    QVERIFY2(detail.startsWith(QStringLiteral("1 visitor ·")), qPrintable(detail));
}

void PaletteTest::aSiteIsChosen()
{
    m_window->live.siteList.append(
        {QStringLiteral("blog"), QStringLiteral("Blog"), {}, QStringLiteral("UTC"), {}});
    open("live");
    type("@bl");
    QTest::keyClick(field(), Qt::Key_Return);
    QCOMPARE(m_window->settings.currentSite(), QStringLiteral("blog"));
}

void PaletteTest::aRangeIsChosen()
{
    open("live");
    type("yesterday");
    QCOMPARE(chosen(), QStringLiteral("Range: Yesterday"));
    QCOMPARE(list()->currentIndex().data(PaletteModel::KeysRole).toString(), QStringLiteral("E"));
    QTest::keyClick(field(), Qt::Key_Return);
    QVERIFY(m_window->past().current().range.period == PastRange::Period::Yesterday);
    QCOMPARE(m_window->window().currentPage(), QStringLiteral("history"));
}

void PaletteTest::tabGoesThroughTheGroups()
{
    open("history");
    const QStringList heads {QStringLiteral("Filter by"), QStringLiteral("Go to"), QStringLiteral("Do")};
    QTRY_VERIFY(isFound(heads.at(0)));
    for (const QString &head : heads) {
        QTest::keyClick(field(), Qt::Key_Tab);
        QCOMPARE(rows().filter(QRegularExpression(QStringLiteral("^(Filter by|Go to|Do)$"))),
                 QStringList {head});
        QVERIFY(rows().size() > 2);
    }
    QTest::keyClick(field(), Qt::Key_Tab);
    QVERIFY(isFound(heads.at(0)) && isFound(heads.at(2)));
    QVERIFY(field()->hasFocus());
}

void PaletteTest::escapeClearsThenCloses()
{
    m_window->live.commitSilently(
        {FakeLiveSource::pageview(m_window->site, QStringLiteral("/a"), 7)}); // else there is no table
    open("live");
    auto *table = m_window->find<QWidget>("hitTable");
    type("xy");
    QTest::keyClick(field(), Qt::Key_Escape);
    QVERIFY(palette()->isVisible());
    QVERIFY(field()->text().isEmpty());
    QTest::keyClick(field(), Qt::Key_Escape);
    QVERIFY(!palette()->isVisible());
    QVERIFY2(table->hasFocus(), "where it was before");
}

void PaletteTest::keysOfTheWindowRest()
{
    open("history");
    const Question before = m_window->past().current();
    type("dewmy 316?");
    QCOMPARE(m_window->past().current(), before);
    QCOMPARE(m_window->window().currentPage(), QStringLiteral("history"));
    QCOMPARE(field()->text(), QStringLiteral("dewmy 316?"));
}

void PaletteTest::lateValuesDoNotMoveTheChosenRow()
{
    m_window->open(QStringLiteral("live"));
    m_window->stats.queue.manual = true;
    QTest::keyClick(&m_window->window(), Qt::Key_K, Qt::ControlModifier);
    type("in");
    QTest::keyClick(field(), Qt::Key_Down);
    const QString before = chosen();
    const QRect place = list()->visualRect(list()->currentIndex());
    QVERIFY(!isFound(QStringLiteral("Filter by")));
    m_window->stats.queue.answerAll();
    QTRY_VERIFY(isFound(QStringLiteral("Country is India")));
    QCOMPARE(chosen(), before);
    QCOMPARE(list()->visualRect(list()->currentIndex()), place);
    type("d");
    QCOMPARE(rows().constFirst(), QStringLiteral("Filter by"));
}

void PaletteTest::whatWasUsedComesFirstAfterARestart()
{
    open("live");
    type(">light");
    QTest::keyClick(field(), Qt::Key_Return);
    m_window->close();
    open("live");
    QTest::keyClick(field(), Qt::Key_Backtab); // actions
    QCOMPARE(chosen(), QStringLiteral("Light"));
}

QTEST_MAIN(PaletteTest)
#include "tst_palette.moc"
