// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/firsthitwatch.h"
#include "core/visitor/bot/botpolicy.h"
#include "historywindow.h"
#include "tests/support/patienttest.h"
#include "ui/live/fieldtext.h"
#include "ui/live/headline.h"
#include "ui/live/hitcolumns.h"
#include "ui/live/hitinspector.h"
#include "ui/live/livefilterbar.h"
#include "ui/live/livepage.h"
#include "ui/live/minutebars.h"
#include "ui/live/nowpanel.h"
#include "ui/live/visitstrip.h"
#include "ui/past/filterchip.h"
#include "ui/text/linetext.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/rowtable.h"
#include "ui/window/collectorstatusbar.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDesktopServices>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopeGuard>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>
#include <QToolButton>

#include <numeric>

namespace {

Hit hitFrom(const char *country, const char *city, const char *page)
{
    Hit hit = FakeLiveSource::pageview(QStringLiteral("shop"), QString::fromLatin1(page), 7);
    hit.place = {QString::fromLatin1(country), {}, QString::fromUtf8(city)};
    return hit;
}

} // namespace

/// The Live page as its reader uses it, in the window.
class LivePageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_window = std::make_unique<HistoryWindow>(); }
    void cleanup() { m_window.reset(); }
    void searchFindsWhatIsShown_data();
    void searchFindsWhatIsShown();
    void aSearchHasAnExactNumberOrNone();
    void escapeTakesBackOneThingAfterTheOther();
    void aFilterIsRemovedByKeyboard();
    void aFrozenViewIsSaidAtTheTable();
    void theBadgeCoversNoText();
    void paintingIsTimedOnlyWhileTheTableIsShown();
    void aTestHitIsSaid();
    void theNumberSaysThatItHasNoFilter();
    void thePageHasTheRestOfTheWidth_data();
    void thePageHasTheRestOfTheWidth();
    void theListsLeaveANarrowWindow_data();
    void theListsLeaveANarrowWindow();
    void columnsLeaveByImportance();
    void theChipSaysWhichColumnsHaveNoRoom();
    void columnsKeepTheWidthThatTheyAreGiven();
    void theKindIsASignWithAName();
    void aSiteIsNamedWhereThereAreSeveral();
    void theScaleOfTheBarsIsEasilyRead();
    void theRunningMinuteIsShownAtItsPace();
    void theMenuOfARowFilters();
    void theMenuKeyOpensTheMenuOfTheCurrentRow();
    void aRightClickMovesNothing();
    void theMenuKeyShowsTheRowItIsAbout();
    void rowsStandStillUnderTheirMenu();
    void onlyPagesOfTheWebAreOpened_data();
    void onlyPagesOfTheWebAreOpened();
    void theMenuCopiesWhatACellSays();
    void theMenuMakesARuleOfTheSite();
    void noRuleIsMadeOfABrowserOfPeople();
    void theInspectorFollowsTheSelection();
    void theInspectorWalksTheVisit();
    void theTableFollowsTheWalk();
    void theInspectorNamesTheSite();
    void aTitleIsLaidOutInItsDirection();
    void theInspectorNeedsNoWidth();
    void valuesBeginAtTheStartInEveryScript();
    void everyValueCanBeCopied();
    void aLongValueIsUnfoldedAndFolded();
    void theInspectorLiesOverTheEndOfANarrowTable_data();
    void theInspectorLiesOverTheEndOfANarrowTable();

private:
    LivePage &page() const { return m_window->window().livePage(); }
    RowTable &table() const { return *page().findChild<RowTable *>(QStringLiteral("hitTable")); }
    LiveFilterBar &bar() const { return *page().findChild<LiveFilterBar *>(); }
    QLineEdit &box() const { return *page().findChild<QLineEdit *>(QStringLiteral("filterBox")); }
    FilterChip *chip(const char *dimension) const
    {
        for (FilterChip *chip : page().findChildren<FilterChip *>(
                 QStringLiteral("filterChip_%1").arg(QLatin1StringView(dimension)))) {
            if (chip->isVisible())
                return chip;
        }
        return nullptr;
    }
    int rows() const { return table().model()->rowCount(); }
    void filterBy(const char *dimension, const QString &value) const
    {
        bar().toggleDimension({QString::fromLatin1(dimension), DimensionFilter::Operator::Equals, value});
    }

    QMenu *menuAt(int row, int column) const
    {
        // A row has a menu once its hit is read; the number of rows is known before.
        const QModelIndex index = table().model()->index(row, column);
        (void)QTest::qWaitFor([&] { return index.data(HitTableModel::LoadedRole).toBool(); },
                              static_cast<int>(kPatience.count()));
        const QPoint at = table().visualRect(index).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, table().viewport()->mapToGlobal(at));
        QApplication::sendEvent(table().viewport(), &event);
        return openMenu();
    }
    QMenu *openMenu() const
    {
        for (QMenu *menu : page().findChildren<QMenu *>(QStringLiteral("hitMenu"))) {
            if (menu->isVisible())
                return menu;
        }
        return nullptr;
    }
    static void choose(QMenu *menu, const char *action)
    {
        menu->findChild<QAction *>(QString::fromLatin1(action))->trigger();
        menu->close();
    }
    HitInspector &inspect(int row) const
    {
        table().setFocus();
        table().setCurrentIndex(table().model()->index(row, 0));
        page().openInspector();
        return *page().findChild<HitInspector *>();
    }

    std::unique_ptr<HistoryWindow> m_window;
};

void LivePageTest::searchFindsWhatIsShown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("rows");
    const auto add = [](const char *text, int rows) {
        QTest::addRow("%s", text) << QString::fromLatin1(text) << rows;
    };
    add("germany", 2);
    add("GERM mun", 1);
    add("united states", 1);
    add("de", 1); // Denver, and not the country of Munich
    add("us", 0); // no country's name, and not the code of Denver
    add("hall b", 1); // a network with a name
    add("local network", 1);
    add("unknown", 1);
    add("fair", 1); // a region
    add("instagram", 7); // the referrer
    add("safari", 7);
    add("mobile ios", 7);
    add("signup", 1); // an event
    add("offers", 1); // a title
    add("shop", 0); // the chosen site, which no row shows
    add("https", 0);
    add("0007", 7); // what the column of visitors shows
    add("0000000", 0); // the digits before it, which no row shows
    add("0000000000000007", 7); // unless somebody has the whole
}

void LivePageTest::searchFindsWhatIsShown()
{
    QFETCH(const QString, text);
    QFETCH(const int, rows);
    QList<Hit> hits {hitFrom("DE", "Munich", "/1"), hitFrom("DE", "", "/2"),
                     hitFrom("US", "Denver", "/3"), hitFrom("IN", "Mumbai", "/4"),
                     hitFrom("", "Hall B", "/5"),   hitFrom("", "", "/6"),
                     hitFrom("", "", "/7")};
    hits[0].title = QStringLiteral("Offers");
    hits[3].place.region = QStringLiteral("Fairland");
    hits[4].network = hits[5].network = NetworkClass::Private;
    hits[3].kind = HitKind::Event;
    hits[3].event = QStringLiteral("signup");
    m_window->live.commitSilently(hits);
    m_window->open(QStringLiteral("live"));
    box().setText(text);
    QTest::keyClick(&box(), Qt::Key_Return);
    QTRY_VERIFY(page().model().isComplete());
    QCOMPARE(this->rows(), rows); // as read from the store
    for (Hit &hit : hits)
        hit.seq = 0;
    m_window->live.commit(hits);
    QTRY_COMPARE(page().model().total(), 14);
    QTRY_COMPARE(this->rows(), 2 * rows); // and as they come
}

void LivePageTest::aSearchHasAnExactNumberOrNone()
{
    m_window->live.commitSilently(QList<Hit>(3000, hitFrom("DE", "Munich", "/a")));
    m_window->live.scanLimit = 400;
    m_window->open(QStringLiteral("live"));
    m_window->live.queue.manual = true;
    box().setText(QStringLiteral("munich"));
    QTest::keyClick(&box(), Qt::Key_Return);
    QStringList seen;
    while (!page().model().isComplete() || seen.size() < 3) {
        seen.append(bar().countText());
        m_window->live.queue.answerAll();
    }
    QCOMPARE(seen.count(QStringLiteral("searching…")), seen.size());
    QTRY_COMPARE(bar().countText(), QStringLiteral("3,000 of 3,000 hits"));
    QCOMPARE(rows(), 3000);
}

void LivePageTest::escapeTakesBackOneThingAfterTheOther()
{
    m_window->live.commitSilently({hitFrom("DE", "Munich", "/a"), hitFrom("IN", "Mumbai", "/b")});
    m_window->open(QStringLiteral("live"));
    filterBy("city", QStringLiteral("Munich"));
    filterBy("page", QStringLiteral("/b"));
    QVERIFY(chip("city") && chip("page"));
    QCOMPARE(chip("city")->text(), QStringLiteral("city is Munich"));
    page().focusFilter();
    QTest::keyClicks(&box(), QStringLiteral("x"));
    QTest::keyClick(&box(), Qt::Key_Escape);
    QVERIFY(box().text().isEmpty() && chip("city") && chip("page"));
    QTest::keyClick(&box(), Qt::Key_Escape);
    QVERIFY(chip("city") && !chip("page"));
    QTest::keyClick(&box(), Qt::Key_Escape);
    QVERIFY(!chip("city"));
    QTRY_COMPARE(rows(), 2);
}

void LivePageTest::aFilterIsRemovedByKeyboard()
{
    m_window->live.commitSilently({hitFrom("DE", "Munich", "/a"), hitFrom("IN", "Mumbai", "/b")});
    m_window->open(QStringLiteral("live"));
    filterBy("city", QStringLiteral("Munich"));
    filterBy("page", QStringLiteral("/a"));
    QTRY_COMPARE(rows(), 1);
    chip("page")->setFocus(Qt::TabFocusReason);
    QTest::keyClick(chip("page"), Qt::Key_Delete);
    QVERIFY(chip("city")->hasFocus()); // the next one can go the same way
    QTest::keyClick(chip("city"), Qt::Key_Return);
    QTRY_COMPARE(rows(), 2);
    QVERIFY(box().hasFocus());
}

void LivePageTest::aFrozenViewIsSaidAtTheTable()
{
    m_window->live.commitSilently({hitFrom("DE", "Munich", "/a")});
    m_window->open(QStringLiteral("live"));
    table().setFocus();
    QTest::keyClick(&table(), Qt::Key_Space);
    QCOMPARE(m_window->find<Chip>("chipFollow")->text(), QStringLiteral("Frozen view"));
    QCOMPARE(m_window->find<CollectorStatusBar>("statusBar")->stateText(), QStringLiteral("LIVE"));
    QTest::keyClick(&table(), Qt::Key_Space);
    QCOMPARE(m_window->find<Chip>("chipFollow")->text(), QStringLiteral("Follow"));
}

void LivePageTest::theBadgeCoversNoText()
{
    m_window->live.commitSilently(QList<Hit>(40, hitFrom("DE", "Munich", "/a")));
    m_window->open(QStringLiteral("live"));
    QTest::keyClick(&table(), Qt::Key_Space);
    m_window->live.commit({hitFrom("DE", "Munich", "/b")});
    const auto *badge = m_window->find<QPushButton>("newBadge");
    QTRY_VERIFY(badge->isVisible());
    const QHeaderView &header = *table().header();
    const QRect over = badge->geometry();
    const int edge = header.geometry().bottom();
    QVERIFY(over.top() < edge && over.bottom() > edge);
    const QFontMetrics metrics(table().font());
    QVERIFY(over.bottom() < edge + (30 - metrics.height()) / 2); // above the texts of the first row
    for (int column = 0; column < header.count(); ++column) {
        const QString title = table().model()->headerData(column, Qt::Horizontal).toString();
        const int left = header.sectionViewportPosition(column);
        QVERIFY2(header.isSectionHidden(column) || title.isEmpty() || over.right() < left
                     || over.left() > left + 6 + metrics.horizontalAdvance(title),
                 qPrintable(title));
    }
}

void LivePageTest::paintingIsTimedOnlyWhileTheTableIsShown()
{
    m_window->open(QStringLiteral("live"));
    auto *bar = m_window->find<CollectorStatusBar>("statusBar");
    const auto text = [&] {
        bar->refresh();
        return m_window->find<QLabel>("figurePainted")->text();
    };
    m_window->find<QAbstractButton>("statusFiguresButton")->click();
    m_window->live.commit({hitFrom("DE", "Munich", "/a")});
    QTRY_VERIFY2(text() != QStringLiteral("—"), qPrintable(text()));
    m_window->window().showPage(QStringLiteral("history"));
    QCOMPARE(text(), QStringLiteral("—"));
    m_window->live.commit({hitFrom("DE", "Munich", "/b")});
    QTRY_COMPARE(rows(), 2);
    m_window->clock.advance(8 * kMicrosPerSecond);
    m_window->window().showPage(QStringLiteral("live"));
    m_window->window().grab();
    QCOMPARE(text(), QStringLiteral("—"));
}

void LivePageTest::aTestHitIsSaid()
{
    m_window->open(QStringLiteral("live"));
    Hit hit = hitFrom("", "", "/");
    hit.kind = HitKind::Event;
    hit.event = QString(kTestHitEvent);
    hit.agent = QString(kTestHitAgent);
    hit.bot = BotPolicy().judge({}, hit.agent);
    m_window->live.commit({hit});
    QTRY_COMPARE(m_window->find<Figure>("statusMessage")->text(),
                 QStringLiteral("The test hit arrived, so the collector works"));
    QCOMPARE(rows(), 0); // nobody was there
}

void LivePageTest::theNumberSaysThatItHasNoFilter()
{
    m_window->live.commitSilently({hitFrom("DE", "Munich", "/a"), hitFrom("IN", "Mumbai", "/b")});
    m_window->live.snapshot.activeVisitors = 2;
    m_window->open(QStringLiteral("live"));
    auto *counter = m_window->find<QWidget>("visitorCounter");
    const auto isSaid = [&] {
        return counter->accessibleName().contains(QStringLiteral("filter"))
            && counter->toolTip().contains(QStringLiteral("filter"));
    };
    const QString ordinarily = counter->toolTip();
    QVERIFY(!isSaid());
    m_window->window().grab();
    const QRect caption(0, 0, counter->width(), 18);
    const QImage without = counter->grab(caption).toImage();
    filterBy("city", QStringLiteral("Munich"));
    QVERIFY2(isSaid(), qPrintable(counter->accessibleName()));
    m_window->window().grab();
    const QImage with = counter->grab(caption).toImage();
    QVERIFY(with != without); // it is seen, too
    bar().clear();
    QVERIFY(!isSaid());
    QCOMPARE(counter->toolTip(), ordinarily);
    box().setText(QStringLiteral("munich"));
    QTest::keyClick(&box(), Qt::Key_Return);
    QVERIFY(isSaid());
}

void LivePageTest::thePageHasTheRestOfTheWidth_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("least");
    QTest::addRow("wide") << 1920 << 500;
    QTest::addRow("reference") << 1440 << 240;
    QTest::addRow("laptop") << 1280 << 200;
    QTest::addRow("small") << 1024 << 200;
    QTest::addRow("smallest") << 900 << 200;
}

void LivePageTest::thePageHasTheRestOfTheWidth()
{
    QFETCH(const int, width);
    QFETCH(const int, least);
    m_window->live.commitSilently({hitFrom("DE", "Munich", "/a")});
    m_window->open(QStringLiteral("live"));
    m_window->window().resize(width, 700);
    const QHeaderView &header = *table().header();
    QTRY_COMPARE(header.length(), table().viewport()->width());
    QVERIFY2(header.sectionSize(HitTableModel::Page) >= least,
             qPrintable(QString::number(header.sectionSize(HitTableModel::Page))));
    for (const int column : {HitTableModel::Time, HitTableModel::Location, HitTableModel::Page})
        QVERIFY(!header.isSectionHidden(column));
}

void LivePageTest::theListsLeaveANarrowWindow_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<bool>("hasLists");
    QTest::addRow("signs only") << 1090 << false;
    QTest::addRow("narrow") << 1100 << false;
    QTest::addRow("nearly") << 1199 << false;
    QTest::addRow("just") << 1200 << true;
    QTest::addRow("laptop") << 1280 << true;
}

void LivePageTest::theListsLeaveANarrowWindow()
{
    QFETCH(const int, width);
    QFETCH(const bool, hasLists);
    m_window->live.commitSilently({hitFrom("DE", "Munich", "/a")});
    m_window->open(QStringLiteral("live"));
    m_window->window().resize(width, 700);
    QCoreApplication::processEvents(); // lays out
    m_window->window().grab();
    const auto *lists = page().findChild<NowPanel *>();
    QTRY_COMPARE(lists->isVisible(), hasLists);
    const QHeaderView &header = *table().header();
    QTRY_COMPARE(header.length(), table().viewport()->width());
    if (!hasLists) { // what they took is for columns
        QVERIFY(!header.isSectionHidden(HitTableModel::Referrer));
        QVERIFY(header.sectionSize(HitTableModel::Page) >= 240);
    }
}

void LivePageTest::columnsLeaveByImportance()
{
    HitColumns columns;
    columns.setOn(HitTableModel::Kind, true);
    QList<int> leaving;
    for (int width = 1600; width >= 360; --width) {
        const QList<int> widths = columns.widths(width);
        QVERIFY2(widths.at(HitTableModel::Page) >= HitColumns::leastPage(),
                 qPrintable(QString::number(width)));
        QCOMPARE(std::accumulate(widths.begin(), widths.end(), 0), width);
        for (int column = 0; column < HitTableModel::ColumnCount; ++column) {
            const HitColumns::Presence presence = columns.presence(column);
            if (presence != HitColumns::Presence::Shown && !leaving.contains(column))
                leaving.append(column);
        }
    }
    const QList<int> expected {HitTableModel::Kind,     HitTableModel::Browser, HitTableModel::Visitor,
                               HitTableModel::Referrer, HitTableModel::Device,  HitTableModel::Time,
                               HitTableModel::Location};
    QCOMPARE(leaving, expected);
}

void LivePageTest::theChipSaysWhichColumnsHaveNoRoom()
{
    m_window->live.commitSilently({hitFrom("DE", "Munich", "/a")});
    m_window->open(QStringLiteral("live"));
    m_window->window().resize(1920, 700);
    auto *chip = m_window->find<Chip>("chipColumns");
    QTRY_COMPARE(chip->text(), QString());
    m_window->window().resize(900, 700);
    QTRY_VERIFY(table().header()->isSectionHidden(HitTableModel::Browser));
    QVERIFY2(chip->text().startsWith(u'+'), qPrintable(chip->text()));
    chip->click();
    const auto why = [this](int column) {
        return m_window->find<QAction>(qPrintable(QStringLiteral("column%1").arg(column)))->text();
    };
    QVERIFY(why(HitTableModel::Browser).endsWith(QStringLiteral("no room")));
    QVERIFY(why(HitTableModel::Kind).endsWith(QStringLiteral("off")));
    m_window->find<QAction>(qPrintable(QStringLiteral("column%1").arg(HitTableModel::Referrer)))->trigger();
    m_window->window().resize(1920, 700);
    QTRY_COMPARE(chip->text(), QString());
    QVERIFY(table().header()->isSectionHidden(HitTableModel::Referrer));
    const QByteArray state = page().columnState();
    m_window->close();
    m_window->open(QStringLiteral("live"));
    QCOMPARE(page().columnState(), state); // over a restart
    QVERIFY(table().header()->isSectionHidden(HitTableModel::Referrer));
    m_window->find<Chip>("chipColumns")->click();
    m_window->find<QAction>("columnsReset")->trigger();
    QVERIFY(page().columnState().isEmpty());
}

void LivePageTest::columnsKeepTheWidthThatTheyAreGiven()
{
    m_window->live.commitSilently({hitFrom("DE", "Munich", "/a")});
    m_window->open(QStringLiteral("live"));
    m_window->window().resize(1920, 700);
    QHeaderView &header = *table().header();
    QTRY_COMPARE(header.length(), table().viewport()->width());
    header.resizeSection(HitTableModel::Referrer, 300);
    QCOMPARE(header.sectionSize(HitTableModel::Referrer), 300);
    QCOMPARE(header.length(), table().viewport()->width()); // the page gave it
}

void LivePageTest::theKindIsASignWithAName()
{
    Hit hit = hitFrom("DE", "Munich", "/a");
    hit.kind = HitKind::Outbound;
    m_window->live.commitSilently({hit});
    m_window->open(QStringLiteral("live"));
    const QModelIndex sign = table().model()->index(0, HitTableModel::Sign);
    QVERIFY(!table().header()->isSectionHidden(HitTableModel::Sign));
    QVERIFY(table().header()->isSectionHidden(HitTableModel::Kind));
    QCOMPARE(sign.data(Qt::AccessibleTextRole).toString(), QStringLiteral("Outbound"));
    QCOMPARE(sign.data(Qt::ToolTipRole).toString(), QStringLiteral("Outbound"));
}

void LivePageTest::aSiteIsNamedWhereThereAreSeveral()
{
    m_window->live.siteList.append({QStringLiteral("blog"), {}, {}, QStringLiteral("UTC"), {}});
    Hit other = hitFrom("DE", "Munich", "/a?ref=mail");
    other.site = QStringLiteral("blog");
    m_window->live.commitSilently({hitFrom("DE", "Munich", "/a?ref=mail"), other});
    m_window->open(QStringLiteral("live"));
    page().setSite({});
    QTRY_COMPARE(rows(), 2);
    const auto cell = [this](int row) {
        const QModelIndex index = table().model()->index(row, HitTableModel::Page);
        m_window->window().grab();
        return std::pair(index, table().viewport()->grab(table().visualRect(index)).toImage());
    };
    const auto [blog, blogPicture] = cell(0);
    const auto [shop, shopPicture] = cell(1);
    QCOMPARE(blog.data().toString(), QStringLiteral("/a"));
    QVERIFY(blog.data(Qt::ToolTipRole).toString().contains(QStringLiteral("blog")));
    QVERIFY(blog.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("blog")));
    QVERIFY(shop.data(Qt::ToolTipRole).toString().contains(QStringLiteral("shop")));
    QVERIFY(blogPicture != shopPicture); // the colour of the dot
    page().setSite(QStringLiteral("shop"));
    QTRY_COMPARE(rows(), 1);
    QVERIFY(!shop.model()
                 ->index(0, HitTableModel::Page)
                 .data(Qt::ToolTipRole)
                 .toString()
                 .endsWith(QStringLiteral("shop")));
}

void LivePageTest::theScaleOfTheBarsIsEasilyRead()
{
    const std::pair<qint64, qint64> ends[] = {{0, 2},   {1, 2},     {3, 4},      {5, 6},          {7, 10},
                                              {11, 20}, {571, 600}, {601, 1000}, {12'345, 20'000}};
    for (const auto &[most, end] : ends)
        QCOMPARE(MinuteBars::scaleEnd(most), end);
}

void LivePageTest::theRunningMinuteIsShownAtItsPace()
{
    constexpr Micros kMinute = 1'772'534'700 * kMicrosPerSecond; // a whole one
    MinuteBars bars;
    bars.resize(430, 126);
    QList<qint64> hits(31, 200);
    hits.last() = 50;
    bars.setMinutes(hits, kMinute + 20 * kMicrosPerSecond);
    QCOMPARE(bars.expected(), 150);
    const auto lastBar = [&bars] {
        return bars.grab(bars.slot(MinuteBars::kMinutes - 1).toRect()).toImage();
    };
    const QImage outlined = lastBar();
    bars.setMinutes(hits, kMinute + 3 * kMicrosPerSecond);
    QCOMPARE(bars.expected(), 0); // nobody can tell yet
    QVERIFY(lastBar() != outlined);
}

void LivePageTest::theMenuOfARowFilters()
{
    QList<Hit> hits {hitFrom("DE", "Munich", "/a"), hitFrom("DE", "Berlin", "/b"),
                     hitFrom("IN", "Mumbai", "/b")};
    hits[0].visitor = 8;
    m_window->live.commitSilently(hits);
    m_window->open(QStringLiteral("live"));
    QMenu *menu = menuAt(1, HitTableModel::Location); // Berlin
    QVERIFY(menu);
    choose(menu, "only_country");
    QTRY_COMPARE(rows(), 2);
    QCOMPARE(chip("country")->text(), QStringLiteral("country is Germany"));
    choose(menuAt(0, HitTableModel::Page), "without_page"); // Berlin's
    QTRY_COMPARE(rows(), 1);
    QCOMPARE(chip("page")->text(), QStringLiteral("page is not /b"));
    bar().clear();
    QTRY_COMPARE(rows(), 3);
    choose(menuAt(0, HitTableModel::Page), "hitVisitor");
    QTRY_COMPARE(rows(), 2); // without the first
    QVERIFY(chip("visitor"));
    QTest::keyClick(chip("visitor"), Qt::Key_Delete);
    QTRY_COMPARE(rows(), 3);
}

void LivePageTest::theMenuKeyOpensTheMenuOfTheCurrentRow()
{
    m_window->live.commitSilently({hitFrom("DE", "Munich", "/a"), hitFrom("IN", "Mumbai", "/b")});
    m_window->open(QStringLiteral("live"));
    table().setCurrentIndex(table().model()->index(1, 0));
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QApplication::sendEvent(&table(), &event);
    QVERIFY(openMenu());
    choose(openMenu(), "only_city");
    QTRY_VERIFY(chip("city"));
    QCOMPARE(chip("city")->text(), QStringLiteral("city is Munich"));
}

void LivePageTest::aRightClickMovesNothing()
{
    QList<Hit> many;
    for (int i = 0; i < 300; ++i)
        many.append(hitFrom("DE", "Munich", "/a"));
    m_window->live.commitSilently(many);
    m_window->open(QStringLiteral("live"));
    QTRY_COMPARE(rows(), 300);
    // On the lowest row, of which a part is below the edge.
    const int height = table().visualRect(table().model()->index(0, 0)).height();
    const int part = table().viewport()->height() % height;
    m_window->window().resize(m_window->window().width(), m_window->window().height() - part + height / 2);
    QTRY_COMPARE(table().viewport()->height() % height, height / 2);
    const QPoint at(20, table().viewport()->height() - 1);
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, table().viewport()->mapToGlobal(at));
    QApplication::sendEvent(table().viewport(), &event);
    QVERIFY(openMenu());
    QCOMPARE(table().verticalScrollBar()->value(), 0);
    QVERIFY(page().isFollowing());
    openMenu()->close();
}

void LivePageTest::theMenuKeyShowsTheRowItIsAbout()
{
    QList<Hit> many;
    for (int i = 0; i < 300; ++i)
        many.append(hitFrom("DE", "Munich", "/a"));
    m_window->live.commitSilently(many);
    m_window->open(QStringLiteral("live"));
    QTRY_COMPARE(rows(), 300);
    table().setCurrentIndex(table().model()->index(200, 0));
    table().verticalScrollBar()->setValue(0);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QApplication::sendEvent(&table(), &event);
    QVERIFY(openMenu());
    QVERIFY(table().viewport()->rect().intersects(table().visualRect(table().currentIndex())));
    openMenu()->close();
}

void LivePageTest::rowsStandStillUnderTheirMenu()
{
    m_window->live.commitSilently({hitFrom("DE", "Munich", "/a"), hitFrom("IN", "Mumbai", "/b")});
    m_window->open(QStringLiteral("live"));
    QTRY_COMPARE(rows(), 2);
    QMenu *menu = menuAt(1, HitTableModel::Page);
    QVERIFY(menu);
    m_window->live.commit({hitFrom("DE", "Berlin", "/new")});
    QTRY_VERIFY2(bar().countText().startsWith(u'3'), qPrintable(bar().countText()));
    QCOMPARE(rows(), 2);
    QVERIFY(page().isFollowing());
    QCOMPARE(m_window->find<Chip>("chipFollow")->text(), QStringLiteral("Follow"));
    menu->close();
    QTRY_COMPARE(rows(), 3);
    QVERIFY(!m_window->find<QPushButton>("newBadge")->isVisible());
    m_window->live.commit({hitFrom("DE", "Berlin", "/newer")});
    QTRY_COMPARE(rows(), 4);
    menu = menuAt(1, HitTableModel::Page);
    choose(menu, "only_city"); // /new
    QTRY_COMPARE(rows(), 2);
    m_window->live.commit({hitFrom("DE", "Berlin", "/newest")});
    QTRY_COMPARE(rows(), 3);
}

/// Stands for the browser.
class Opener final : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void open(const QUrl &url) { opened.append(url); }

public:
    QList<QUrl> opened;
};

void LivePageTest::onlyPagesOfTheWebAreOpened_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isOpened");
    QTest::addRow("https") << QStringLiteral("https://shop.example/a?b=c") << true;
    QTest::addRow("http") << QStringLiteral("HTTP://shop.example/") << true;
    for (const char *other :
         {"javascript:alert(1)", "file:///etc/passwd", "mailto:x@y.example", "/a", "https:///a"})
        QTest::addRow("%s", other) << QString::fromLatin1(other) << false;
}

void LivePageTest::onlyPagesOfTheWebAreOpened()
{
    QFETCH(const QString, url);
    QFETCH(const bool, isOpened);
    Opener browser;
    const QStringList schemes {QStringLiteral("http"), QStringLiteral("https"), QStringLiteral("file"),
                               QStringLiteral("javascript"), QStringLiteral("mailto")};
    for (const QString &scheme : schemes)
        QDesktopServices::setUrlHandler(scheme, &browser, "open");
    const auto restore = qScopeGuard([&] {
        for (const QString &scheme : schemes)
            QDesktopServices::unsetUrlHandler(scheme);
    });
    Hit hit = hitFrom("DE", "Munich", "/a");
    hit.url = url;
    m_window->live.commitSilently({hit});
    m_window->open(QStringLiteral("live"));
    choose(menuAt(0, HitTableModel::Page), "hitOpen");
    QCOMPARE(browser.opened, isOpened ? QList<QUrl> {QUrl(url)} : QList<QUrl>());
}

void LivePageTest::theMenuCopiesWhatACellSays()
{
    m_window->live.commitSilently({hitFrom("DE", "Munich", "/a")});
    m_window->live.stored.last().url = QStringLiteral("https://shop.example/سلام");
    m_window->open(QStringLiteral("live"));
    choose(menuAt(0, HitTableModel::Page), "hitCopyCell");
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("/سلام")); // without marks of direction
    choose(menuAt(0, HitTableModel::Location), "hitCopyCell");
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("Munich, Germany"));
}

void LivePageTest::theMenuMakesARuleOfTheSite()
{
    Hit hit = hitFrom("DE", "Munich", "/a");
    hit.agent = QStringLiteral("Kiosk/1.0");
    m_window->live.commitSilently({hit});
    m_window->open(QStringLiteral("live"));
    choose(menuAt(0, HitTableModel::Page), "hitRule");
    QTRY_VERIFY(m_window->find<QPlainTextEdit>("siteBotRules"));
    QCOMPARE(m_window->find<QPlainTextEdit>("siteBotRules")->toPlainText(),
             QStringLiteral("block agent Kiosk/1.0"));
}

void LivePageTest::noRuleIsMadeOfABrowserOfPeople()
{
    Hit hit = hitFrom("DE", "Munich", "/a");
    hit.client = {QStringLiteral("Desktop"), QStringLiteral("Linux"), {}, QStringLiteral("Firefox"), {}};
    hit.agent = QStringLiteral("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0");
    m_window->live.commitSilently({hit});
    m_window->open(QStringLiteral("live"));
    HitInspector &inspector = inspect(0);
    auto *button = inspector.findChild<QPushButton *>(QStringLiteral("inspectorRule"));
    QVERIFY(!button->toolTip().contains(QStringLiteral("agent")));
    button->click();
    QTRY_VERIFY(m_window->find<QPlainTextEdit>("siteBotRules"));
    const QString rules = m_window->find<QPlainTextEdit>("siteBotRules")->toPlainText();
    QCOMPARE(rules, QStringLiteral("block address ")); // none yet: it cannot be saved like this
    QVERIFY(!BotPolicy::parse({rules}));
    const auto *warning = m_window->find<QLabel>("siteRuleWarning");
    QVERIFY(warning && warning->isVisible());
    QVERIFY(warning->text().contains(QStringLiteral("browser")));
    const auto *field = m_window->find<QPlainTextEdit>("siteBotRules");
    QTRY_VERIFY(warning->height() >= warning->heightForWidth(warning->width()));
    QTRY_VERIFY(!warning->geometry().intersects(field->geometry()));
    QTRY_VERIFY(field->hasFocus()); // the address can be written at once
}

void LivePageTest::theInspectorFollowsTheSelection()
{
    m_window->live.commitSilently(
        {hitFrom("DE", "Munich", "/c"), hitFrom("DE", "Berlin", "/b"), hitFrom("IN", "Mumbai", "/a")});
    m_window->open(QStringLiteral("live"));
    HitInspector &inspector = inspect(0);
    QCOMPARE(inspector.hit().path(), QStringLiteral("/a"));
    QTest::keyClick(&table(), Qt::Key_Down);
    QCOMPARE(inspector.hit().path(), QStringLiteral("/b"));
    auto *sign = inspector.findChild<QToolButton *>(QStringLiteral("copyField"));
    sign->setFocus(Qt::TabFocusReason);
    QTest::keyClick(sign, Qt::Key_Down);
    QCOMPARE(inspector.hit().path(), QStringLiteral("/c"));
    QCOMPARE(table().currentIndex().row(), 2);
    QVERIFY(inspector.isAncestorOf(QApplication::focusWidget()) || inspector.hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up);
    QCOMPARE(inspector.hit().path(), QStringLiteral("/b"));
    QTest::mouseClick(table().viewport(), Qt::LeftButton, {},
                      table().visualRect(table().model()->index(0, 3)).center());
    QCOMPARE(inspector.hit().path(), QStringLiteral("/a"));
    // What is looked at stays where it is; what came meanwhile is told, and comes when the inspector is left.
    m_window->live.commit({hitFrom("IN", "Mumbai", "/new")});
    auto *badge = m_window->find<QPushButton>("newBadge");
    QTRY_VERIFY(badge->isVisible());
    QCOMPARE(rows(), 3);
    QCOMPARE(inspector.hit().path(), QStringLiteral("/a"));
    QCOMPARE(table().currentIndex().row(), 0);
    QTest::keyClick(&table(), Qt::Key_Escape);
    QTRY_COMPARE(rows(), 4);
    QVERIFY(!badge->isVisible());
}

void LivePageTest::theInspectorWalksTheVisit()
{
    QList<Hit> hits {hitFrom("DE", "Munich", "/products/one"), hitFrom("DE", "Munich", "/two/"),
                     hitFrom("DE", "Munich", "/")};
    for (int i = 0; i < 3; ++i) {
        hits[i].visitor = 99;
        hits[i].visit = 5;
        hits[i].eventAt = m_window->clock.now() - (3 - i) * kMicrosPerMinute;
    }
    m_window->live.commitSilently(hits);
    m_window->open(QStringLiteral("live"));
    HitInspector &inspector = inspect(0);
    QTRY_VERIFY(!inspector.isBusy());
    auto *strip = inspector.findChild<VisitStrip *>();
    QVERIFY(strip->isVisible());
    QCOMPARE(strip->frameTexts(0),
             (QStringList {QStringLiteral("10:42:23"), QStringLiteral("one"), QStringLiteral("1 m 0 s")}));
    QCOMPARE(strip->frameTexts(1).at(1), QStringLiteral("two"));
    QCOMPARE(strip->frameTexts(2).at(2), QStringLiteral("this hit"));
    QTest::mouseClick(strip, Qt::LeftButton, {}, strip->frame(1).center());
    QCOMPARE(inspector.hit().path(), QStringLiteral("/two/"));
    QTest::keyClick(strip, Qt::Key_Left);
    QCOMPARE(inspector.hit().path(), QStringLiteral("/products/one"));
    QVERIFY(strip->accessibleDescription().contains(QStringLiteral("1 of 3")));
    QVERIFY(strip->rect().contains(strip->frame(0).center())); // scrolled into sight
    QTest::keyClick(strip, Qt::Key_Left); // there is none before
    QCOMPARE(inspector.hit().path(), QStringLiteral("/products/one"));
    QTest::keyClick(strip, Qt::Key_Up); // on in the list, from its row
    QCOMPARE(inspector.hit().path(), QStringLiteral("/two/"));
}

void LivePageTest::theTableFollowsTheWalk()
{
    QList<Hit> hits {hitFrom("DE", "Munich", "/one"), hitFrom("DE", "Berlin", "/other"),
                     hitFrom("DE", "Munich", "/two"), hitFrom("DE", "Munich", "/three")};
    for (int i : {0, 2, 3}) {
        hits[i].visitor = 99;
        hits[i].visit = 5;
    }
    m_window->live.commitSilently(hits);
    m_window->open(QStringLiteral("live"));
    HitInspector &inspector = inspect(0);
    QTRY_VERIFY(!inspector.isBusy());
    auto *strip = inspector.findChild<VisitStrip *>();
    QTest::mouseClick(strip, Qt::LeftButton, {}, strip->frame(1).center());
    QCOMPARE(inspector.hit().path(), QStringLiteral("/two"));
    QCOMPARE(table().selectedRowNumbers(9), QList<int> {1});
    QTest::keyClick(strip, Qt::Key_Left);
    QCOMPARE(inspector.hit().path(), QStringLiteral("/one"));
    QCOMPARE(table().selectedRowNumbers(9), QList<int> {3});
    QTest::keyClick(strip, Qt::Key_Up);
    QCOMPARE(inspector.hit().path(), QStringLiteral("/other"));
    // A hit that the table does not have leaves it as it is.
    filterBy("page", QStringLiteral("/two"));
    QTRY_COMPARE(rows(), 1);
    inspect(0);
    QTRY_VERIFY(!inspector.isBusy());
    QTest::keyClick(strip, Qt::Key_Left);
    QCOMPARE(inspector.hit().path(), QStringLiteral("/one"));
    QCOMPARE(table().selectedRowNumbers(9), QList<int> {0});
}

void LivePageTest::theInspectorNamesTheSite()
{
    m_window->live.siteList.first().name = QStringLiteral("My shop");
    m_window->live.commitSilently({hitFrom("DE", "Munich", "/a")});
    m_window->open(QStringLiteral("live"));
    const HitInspector &inspector = inspect(0);
    const auto site = [&] {
        for (const auto *field : inspector.findChildren<FieldText *>()) {
            if (field->accessibleName() == QStringLiteral("Site"))
                return LineText::plain(field->toPlainText());
        }
        return QString();
    };
    QCOMPARE(site(), QStringLiteral("My shop (shop)"));
    m_window->window().grab();
    const auto *about = m_window->find<QLabel>("inspectorAbout");
    QVERIFY(!about->text().contains(QStringLiteral("shop")));
    QVERIFY2(about->fontMetrics().horizontalAdvance(about->text()) <= about->width(),
             qPrintable(about->text()));
    Site renamed = m_window->live.siteList.first();
    renamed.name.clear();
    m_window->live.siteList = {renamed};
    Q_EMIT m_window->bus.sitesChanged({renamed});
    QTRY_COMPARE(site(), QStringLiteral("shop"));
}

void LivePageTest::aTitleIsLaidOutInItsDirection()
{
    Headline headline;
    headline.resize(400, 40);
    const auto inkOf = [&headline] { // the first and the last column that is not blank
        const QImage picture = headline.grab().toImage();
        std::pair<int, int> ends(-1, -1);
        for (int x = 0; x < picture.width(); ++x) {
            for (int y = 0; y < picture.height(); ++y) {
                if (picture.pixel(x, y) == picture.pixel(0, picture.height() - 1))
                    continue;
                ends = {ends.first < 0 ? x : ends.first, x};
                break;
            }
        }
        return ends;
    };
    headline.setText(QStringLiteral("Offers"));
    QVERIFY(inkOf().first >= 0 && inkOf().first < 10);
    headline.setText(QStringLiteral("سلام دنیا"));
    QVERIFY2(inkOf().second > 390, qPrintable(QString::number(inkOf().second)));
    headline.setText(QStringLiteral("Offers: سلام"));
    QVERIFY(inkOf().first < 10);
}

void LivePageTest::theInspectorNeedsNoWidth()
{
    const QString word(700, u'W');
    Hit hit = hitFrom("DE", "Munich", "/a");
    hit.url = QStringLiteral("https://shop.example/") + word;
    hit.title = hit.referrer = hit.agent = hit.source = hit.props = hit.place.city = hit.place.region = word;
    m_window->live.commitSilently({hit});
    m_window->open(QStringLiteral("live"));
    const HitInspector &inspector = inspect(0);
    QTRY_VERIFY(m_window->window().isSettled());
    m_window->window().grab();
    for (const QWidget *child : inspector.findChildren<QWidget *>()) {
        if (!child->isVisible() || child->inherits("QScrollBar"))
            continue;
        const int right = child->mapTo(&inspector, QPoint(child->width(), 0)).x();
        QVERIFY2(right <= inspector.width(),
                 qPrintable(QString::fromLatin1(child->metaObject()->className()) + child->objectName()));
        if (const auto *field = qobject_cast<const FieldText *>(child)) {
            QVERIFY(field->document()->size().width() <= field->viewport()->width());
            QVERIFY(field->document()->size().height() <= field->height());
        }
    }
    const auto *title = inspector.findChild<Headline *>();
    QCOMPARE(title->lines().size(), 2);
    QVERIFY(title->lines().at(1).endsWith(QChar(0x2026)));
    QVERIFY(LineText::plain(title->toolTip()).contains(word.first(100)));
}

void LivePageTest::valuesBeginAtTheStartInEveryScript()
{
    Hit hit = hitFrom("DE", "Munich", "/a");
    hit.title = QStringLiteral("سلام دنیا");
    m_window->live.commitSilently({hit});
    m_window->open(QStringLiteral("live"));
    const HitInspector &inspector = inspect(0);
    m_window->window().grab();
    int seen = 0;
    for (const auto *field : inspector.findChildren<FieldText *>()) {
        if (field->accessibleName() != QStringLiteral("Title"))
            continue;
        ++seen;
        const QTextLine line = field->document()->firstBlock().layout()->lineAt(0);
        QVERIFY2(line.naturalTextRect().left() < 2,
                 qPrintable(QString::number(line.naturalTextRect().left())));
    }
    QCOMPARE(seen, 1);
}

void LivePageTest::everyValueCanBeCopied()
{
    Hit hit = hitFrom("DE", "Munich", "/a");
    hit.url = QStringLiteral("https://shop.example/سلام?a=b");
    m_window->live.commitSilently({hit});
    m_window->open(QStringLiteral("live"));
    const HitInspector &inspector = inspect(0);
    const auto signs = inspector.findChildren<QToolButton *>(QStringLiteral("copyField"));
    QCOMPARE(signs.size(), inspector.findChildren<FieldText *>().size());
    for (QToolButton *sign : signs) {
        if (sign->accessibleName() != QStringLiteral("Copy: URL"))
            continue;
        QVERIFY(sign->focusPolicy() & Qt::TabFocus);
        sign->setFocus(Qt::TabFocusReason);
        QTest::keyClick(sign, Qt::Key_Space);
        QCOMPARE(QApplication::clipboard()->text(), hit.url);
        return;
    }
    QFAIL("no sign for the URL");
}

void LivePageTest::aLongValueIsUnfoldedAndFolded()
{
    Hit hit = hitFrom("DE", "Munich", "/a");
    hit.url = QStringLiteral("https://shop.example/?q=") + QString(2000, u'x');
    m_window->live.commitSilently({hit});
    m_window->open(QStringLiteral("live"));
    const HitInspector &inspector = inspect(0);
    m_window->window().grab();
    const auto buttons = inspector.findChildren<QPushButton *>(QStringLiteral("unfoldField"));
    QCOMPARE(buttons.size(), 1); // for the URL
    QPushButton &button = *buttons.constFirst();
    const auto fields = inspector.findChildren<FieldText *>();
    const auto url = std::ranges::find(fields, QStringLiteral("URL"), &QWidget::accessibleName);
    QVERIFY(url != fields.cend());
    const int folded = (*url)->height();
    const QString beginning = (*url)->toPlainText();
    QVERIFY2(beginning.size() <= 300, qPrintable(beginning));
    QCOMPARE(button.text(), QStringLiteral("Show all"));
    QVERIFY(button.focusPolicy() & Qt::TabFocus);
    button.setFocus(Qt::TabFocusReason);
    QTest::keyClick(&button, Qt::Key_Space);
    QCOMPARE((*url)->toPlainText(), hit.url);
    QVERIFY((*url)->height() > 3 * folded);
    QCOMPARE(button.text(), QStringLiteral("Show less"));
    QVERIFY(button.hasFocus());
    QTest::keyClick(&button, Qt::Key_Space);
    QCOMPARE((*url)->toPlainText(), beginning);
    QCOMPARE((*url)->height(), folded);
    QCOMPARE(button.text(), QStringLiteral("Show all"));
    m_window->window().grab();
    QTRY_VERIFY(!button.visibleRegion().isEmpty()); // it is still in sight
}

void LivePageTest::theInspectorLiesOverTheEndOfANarrowTable_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addRow("small") << QSize(1024, 640);
    QTest::addRow("smallest") << QSize(900, 600);
}

void LivePageTest::theInspectorLiesOverTheEndOfANarrowTable()
{
    QFETCH(const QSize, size);
    m_window->live.commitSilently({hitFrom("DE", "Munich", "/a")});
    m_window->open(QStringLiteral("live"));
    m_window->window().resize(size);
    QCoreApplication::processEvents(); // lays out
    const int before = table().width();
    const HitInspector &inspector = inspect(0);
    QTRY_VERIFY(m_window->window().isSettled());
    QCoreApplication::processEvents();
    QCOMPARE(table().width(), before);
    const int left = inspector.parentWidget()->parentWidget()->mapTo(&page(), QPoint()).x();
    QVERIFY(left < table().mapTo(&page(), QPoint(table().width(), 0)).x());
    // Under it is no column: what it covers is no room for them.
    const QHeaderView &header = *table().header();
    for (int column = 0; column < header.count(); ++column) {
        const int end = header.sectionViewportPosition(column) + header.sectionSize(column);
        QVERIFY2(header.isSectionHidden(column) || header.mapTo(&page(), QPoint(end, 0)).x() <= left,
                 qPrintable(HitTableModel::title(column)));
    }
    QVERIFY2(header.sectionSize(HitTableModel::Page) >= 200, "the page of the row can still be read");
    page().closeInspector();
    QTRY_COMPARE(header.length(), table().viewport()->width());
}

QTEST_MAIN(LivePageTest)
#include "tst_livepage.moc"
