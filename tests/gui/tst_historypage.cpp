// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historywindow.h"
#include "tests/support/patienttest.h"

#include "ui/chart/historychart.h"
#include "ui/history/breakdownpanel.h"
#include "ui/history/historypage.h"
#include "ui/history/historypanels.h"
#include "ui/past/breakdownlist.h"
#include "ui/past/changefigure.h"
#include "ui/past/filterchip.h"
#include "ui/text/linetext.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/figure.h"
#include "ui/widgets/statepanel.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace {

using Operator = DimensionFilter::Operator;
using Period = PastRange::Period;

DimensionFilter filter(const char *dimension, const char *value, Operator op = Operator::Equals)
{
    return {QString::fromLatin1(dimension), op, QString::fromLatin1(value)};
}

} // namespace

/// What a person does on the History page, through the window, with a source that counts hits in memory.
class HistoryPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_window = std::make_unique<HistoryWindow>(); }
    void cleanup() { m_window.reset(); }
    void everythingIsOneQuestion();
    void aClickedValueFiltersEverything_data();
    void aClickedValueFiltersEverything();
    void ctrlClickExcludes();
    void theKeyboardFilters();
    void undoAndRedoWalkTheFilters();
    void draggingOnTheChartCutsTheRange();
    void theComparisonIsAskedForAndDrawn();
    void nothingIsSaidOfTheTimeBeforeTheFirstHit();
    void keysChooseTheRange_data();
    void keysChooseTheRange();
    void onlyFittingGranularitiesAreOffered();
    void aChipIsEditedWithValuesOfTheRange();
    void aFilterMayContainText();
    void theCrossOfAChipTakesTheFilterAway();
    void aMetricIsShownInTheChart();
    void aTabAsksForItsDimension();
    void thePaletteFindsLandingHosts();
    void aListIsSortedByAnyMetric();
    void theMenuOfAListTicksItsOrder();
    void aListIsSearched();
    void botsAreCountedOnRequest();
    void loadingShowsSkeletonsAndAsksOnce();
    void aRangeWithoutTrafficOffersAllTime();
    void aSiteWithoutHitsSaysHowToSendTheFirst();
    void allTimeFindsItsGranularity();
    void filtersThatMatchNothingCanBeCleared();
    void onlyBotsCanBeShown();
    void anErrorKeepsTheData();
    void answersToOlderQuestionsAreIgnored();
    void aSlowAnswerDimsWhatIsShown();
    void aHiddenPageAsksNothing();
    void newHitsAreCountedWhileTheRangeRuns();
    void verdictsAndZonesAreFollowed();
    void withoutASiteThePageSaysWhatToDo();
    void theCostSaysWhatWasRead();

private:
    HistoryPage &page() { return m_window->page(); }
    PastQuestion &past() { return m_window->past(); }
    FakeStatsSource &stats() { return m_window->stats; }
    template <typename T>
    T *find(const char *name)
    {
        return m_window->find<T>(name);
    }
    BreakdownPanel &panel(const char *name) { return *find<BreakdownPanel>(name); }
    void clickRow(const char *name, int row, Qt::KeyboardModifiers held = {})
    {
        BreakdownList &list = panel(name).list();
        QTest::mouseClick(&list, Qt::LeftButton, held, list.rowRect(row).center());
    }
    StatsQuery lastAsked() { return stats().asked.constLast(); }
    /// Of the page itself: the list of visits has one, too.
    template <typename T>
    T *shown(const char *name)
    {
        for (T *each : page().findChildren<T *>(QString::fromLatin1(name))) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    QString empty() { return shown<QLabel>("emptyHeadline")->text(); }
    StatePanel::State state() { return find<StatePanel>("historyState")->state(); }
    QString total(const char *name) { return find<ChangeFigure>(name)->valueText(); }
    /// Every part of the page shows the answer to the last question.
    void verifyAgreement();

    std::unique_ptr<HistoryWindow> m_window;
};

void HistoryPageTest::verifyAgreement()
{
    QTRY_VERIFY(page().isSettled());
    const StatsTable table = *stats().answer(lastAsked());
    QCOMPARE(total("total_visitors"), QString::number(table.now.totals.visitors));
    QCOMPARE(total("total_pageviews"), QString::number(table.now.totals.pageviews));
    QVERIFY(find<ChangeFigure>("total_visit_duration")->toolTip().contains(QStringLiteral("42 s")));
    QCOMPARE(find<HistoryChart>("historyChart")->data().now, table.now.series);
    for (const Breakdown &breakdown : table.breakdowns) {
        bool isShown = false;
        for (BreakdownPanel *each : find<HistoryPanels>("historyPanels")->panels()) {
            if (each->dimension() != breakdown.dimension)
                continue;
            isShown = true;
            QCOMPARE(each->model().rows(), breakdown.rows);
        }
        QVERIFY2(isShown, qPrintable(breakdown.dimension));
    }
}

void HistoryPageTest::everythingIsOneQuestion()
{
    m_window->open();
    QCOMPARE(stats().asked.size(), 1);
    QCOMPARE(lastAsked().site, m_window->site);
    QCOMPARE(lastAsked().breakdowns.size(), 5);
    QVERIFY(lastAsked().wantsWeekHours);
    verifyAgreement();
    QCOMPARE(total("total_visitors"), QStringLiteral("5"));
}

void HistoryPageTest::aClickedValueFiltersEverything_data()
{
    QTest::addColumn<QByteArray>("panel");
    QTest::addColumn<DimensionFilter>("wanted");
    QTest::newRow("page") << QByteArray("panelPages") << filter("page", "/launch");
    QTest::newRow("source") << QByteArray("panelSources") << filter("source", "news.example");
    QTest::newRow("country") << QByteArray("panelPlaces") << filter("country", "IN");
    QTest::newRow("device") << QByteArray("panelDevices") << filter("device", "Mobile");
    QTest::newRow("event") << QByteArray("panelEvents") << filter("event", "signup");
}

void HistoryPageTest::aClickedValueFiltersEverything()
{
    QFETCH(QByteArray, panel);
    QFETCH(DimensionFilter, wanted);
    m_window->open();
    clickRow(panel.constData(), 0);
    QTRY_COMPARE(stats().asked.size(), 2);
    QCOMPARE(lastAsked().filters, QList {wanted});
    verifyAgreement();
    QCOMPARE(stats().asked.size(), 2);
    QVERIFY(m_window->findChip(wanted.dimension)->isVisible());

    clickRow(panel.constData(), 0); // the same value again
    QTRY_COMPARE(stats().asked.size(), 3);
    QVERIFY(lastAsked().filters.isEmpty());
    QVERIFY(!m_window->findChip(wanted.dimension));
    verifyAgreement();
}

void HistoryPageTest::ctrlClickExcludes()
{
    m_window->open();
    clickRow("panelPlaces", 0, Qt::ControlModifier);
    verifyAgreement();
    QCOMPARE(lastAsked().filters, QList {filter("country", "IN", Operator::NotEquals)});
    QCOMPARE(m_window->findChip(QStringLiteral("country"))->text(), QStringLiteral("country is not India"));
    QCOMPARE(panel("panelPlaces").model().valueAt(0), QStringLiteral("PL"));
}

void HistoryPageTest::theKeyboardFilters()
{
    m_window->open();
    BreakdownList &list = panel("panelPages").list();
    list.setFocus();
    QTest::keyClick(&list, Qt::Key_Down);
    QTest::keyClick(&list, Qt::Key_Return);
    QTRY_COMPARE(stats().asked.size(), 2);
    QCOMPARE(lastAsked().filters, QList {filter("page", "/pricing")});
    QTRY_VERIFY(page().isSettled());
    QTest::keyClick(&list, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(stats().asked.size(), 3);
    QCOMPARE(lastAsked().filters, QList {filter("page", "/pricing", Operator::NotEquals)});
}

void HistoryPageTest::undoAndRedoWalkTheFilters()
{
    m_window->open();
    QVERIFY(!find<QWidget>("historyUndo")->isEnabled());
    clickRow("panelPages", 0);
    verifyAgreement();
    clickRow("panelPlaces", 0);
    verifyAgreement();
    QTest::keyClick(&m_window->window(), Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(stats().asked.size(), 4);
    QCOMPARE(lastAsked().filters, QList {filter("page", "/launch")});
    verifyAgreement();
    QTest::keyClick(&m_window->window(), Qt::Key_Right, Qt::AltModifier);
    verifyAgreement();
    QCOMPARE(lastAsked().filters.size(), 2);
    QTest::mouseClick(find<QWidget>("historyUndo"), Qt::LeftButton);
    QTest::mouseClick(find<QWidget>("historyUndo"), Qt::LeftButton);
    QTRY_COMPARE(stats().asked.size(), 6); // both in one turn
    QVERIFY(lastAsked().filters.isEmpty());
}

void HistoryPageTest::draggingOnTheChartCutsTheRange()
{
    m_window->open();
    auto *chart = find<HistoryChart>("historyChart");
    const QList<StatsBucket> days = chart->data().now;
    QCOMPARE(days.size(), 30);
    QTest::mousePress(chart, Qt::LeftButton, {}, chart->slot(5).center().toPoint());
    QTest::mouseMove(chart, chart->slot(9).center().toPoint());
    QTest::mouseRelease(chart, Qt::LeftButton, {}, chart->slot(9).center().toPoint());
    QTRY_COMPARE(stats().asked.size(), 2);
    QCOMPARE(lastAsked().range, (InstantRange {days.at(5).time.start, days.at(9).time.end}));
    QVERIFY(page().question().range.period == Period::Days);
    QCOMPARE(find<Chip>("historyRange")->text(), QStringLiteral("7 – 11 Feb 2026"));
}

void HistoryPageTest::theComparisonIsAskedForAndDrawn()
{
    m_window->add(13, -70, "/launch", true);
    m_window->open();
    auto *chart = find<HistoryChart>("historyChart");
    // 30 days, of which the last one runs: the same part of the 30 days that begin five weeks earlier.
    QVERIFY(lastAsked().comparison);
    QCOMPARE(lastAsked().comparison->from, m_window->day(-64));
    QCOMPARE(lastAsked().comparison->to, m_window->clock.now() - 35 * kMicrosPerDay);
    QCOMPARE(chart->data().before, stats().answer(lastAsked())->before->series);
    QCOMPARE(find<Chip>("comparisonPicker")->text(), QStringLiteral("vs previous period, by weekday"));
    QVERIFY(find<QLabel>("legendBefore")->isVisible());
    QVERIFY(find<QLabel>("legendBefore")->text().startsWith(QStringLiteral("29 Dec")));
    QVERIFY(find<QLabel>("legendBefore")->text().endsWith(QStringLiteral(", same weekdays")));
    QVERIFY(find<ChangeFigure>("total_visitors")->changeText().contains(QStringLiteral("2")));
    QVERIFY(!find<QLabel>("nothingToCompare")->isVisible());

    find<QAction>("comparison_weekdays")->trigger();
    QTRY_COMPARE(stats().asked.size(), 2);
    QCOMPARE(lastAsked().comparison->from, m_window->day(-59));
    QCOMPARE(lastAsked().comparison->to, m_window->clock.now() - 30 * kMicrosPerDay);
    QCOMPARE(find<Chip>("comparisonPicker")->text(), QStringLiteral("vs previous period"));
    QVERIFY(find<QAction>("comparison_1")->isChecked());

    find<QAction>("comparison_0")->trigger();
    QTRY_COMPARE(stats().asked.size(), 3);
    QVERIFY(!lastAsked().comparison);
    QTRY_VERIFY(chart->data().before.isEmpty());
    QVERIFY(!find<QLabel>("legendBefore")->isVisible());
    QVERIFY(!find<QAction>("comparison_weekdays")->isEnabled());
    QCOMPARE(find<ChangeFigure>("total_visitors")->changeText(), QString());
}

/// The first hit of all came 40 days ago.
void HistoryPageTest::nothingIsSaidOfTheTimeBeforeTheFirstHit()
{
    m_window->open();
    const auto *chart = find<HistoryChart>("historyChart");
    const auto *nothing = find<QLabel>("nothingToCompare");
    const QString why = QStringLiteral("Nothing to compare with: the first hit came on 22 Jan 2026.");
    // The compared days began before it: a change would tell of the missing ones.
    QCOMPARE(nothing->text(), why);
    QVERIFY(nothing->isVisible());
    QCOMPARE(find<ChangeFigure>("total_visitors")->changeText(), QString());
    QVERIFY(chart->comparedPoint(0).isNull());
    QVERIFY(chart->toolTipLines(0).at(2).endsWith(QStringLiteral(": before the first hit")));
    // Where there were hits, a day without any is 0.
    QVERIFY(!chart->comparedPoint(27).isNull());
    QVERIFY(chart->toolTipLines(27).at(2).contains(QStringLiteral(": 0")));

    past().setPeriod(Period::Last90Days);
    verifyAgreement();
    QCOMPARE(nothing->text(), why);
    QVERIFY(chart->comparedPoint(89).isNull());
    QVERIFY(chart->valuePoint(20).isNull());
    QCOMPARE(chart->toolTipLines(20).at(1), QStringLiteral("Before the first hit"));
    QVERIFY(!chart->valuePoint(60).isNull());
    QVERIFY(find<QLabel>("legendBefore")->text().endsWith(QStringLiteral(": no data")));
}

void HistoryPageTest::keysChooseTheRange_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("firstDay");
    QTest::addColumn<int>("days");
    // Tuesday, 3 March 2026
    QTest::newRow("today") << int(Qt::Key_D) << 0 << 1;
    QTest::newRow("yesterday") << int(Qt::Key_E) << -1 << 1;
    QTest::newRow("week") << int(Qt::Key_W) << -1 << 7;
    QTest::newRow("month") << int(Qt::Key_M) << -2 << 31;
    QTest::newRow("year") << int(Qt::Key_Y) << -61 << 365;
}

void HistoryPageTest::keysChooseTheRange()
{
    QFETCH(int, key);
    QFETCH(int, firstDay);
    QFETCH(int, days);
    m_window->open();
    QTest::keyClick(&m_window->window(), static_cast<Qt::Key>(key));
    QTRY_COMPARE(stats().asked.size(), 2);
    const Micros first = m_window->day(firstDay);
    QCOMPARE(lastAsked().range, (InstantRange {first, first + days * kMicrosPerDay}));
}

void HistoryPageTest::onlyFittingGranularitiesAreOffered()
{
    m_window->open();
    QVERIFY(!find<QAction>("granularity_minute"));
    find<QAction>("granularity_week")->trigger();
    QTRY_COMPARE(stats().asked.size(), 2);
    QVERIFY(lastAsked().granularity == Granularity::Week);
    verifyAgreement();
    past().setPeriod(Period::Today);
    QVERIFY(find<QAction>("granularity_minute"));
}

void HistoryPageTest::aChipIsEditedWithValuesOfTheRange()
{
    m_window->open();
    clickRow("panelPages", 0);
    verifyAgreement();
    QTest::mouseClick(m_window->findChip(QStringLiteral("page")), Qt::LeftButton, {}, QPoint(20, 10));
    QTRY_VERIFY(find<QListWidget>("filterValues"));
    auto *values = find<QListWidget>("filterValues");
    // The filter itself does not narrow what it can be changed to.
    QTRY_COMPARE(values->count(), 3);
    QVERIFY(stats().lists.constLast().filters.isEmpty());
    QCOMPARE(values->item(0)->checkState(), Qt::Checked);
    values->item(1)->setCheckState(Qt::Checked);
    QTest::mouseClick(find<QPushButton>("filterSave"), Qt::LeftButton);
    verifyAgreement();
    QCOMPARE(lastAsked().filters, (QList {filter("page", "/launch"), filter("page", "/pricing")}));
    QCOMPARE(m_window->findChip(QStringLiteral("page"))->text(),
             QStringLiteral("page is /launch or /pricing"));
}

void HistoryPageTest::aFilterMayContainText()
{
    m_window->open();
    find<QAction>("filter_browser")->trigger();
    QTRY_VERIFY(find<QComboBox>("filterOperator"));
    QVERIFY(!find<QPushButton>("filterSave")->isEnabled());
    find<QComboBox>("filterOperator")->setCurrentIndex(2);
    QTest::keyClicks(find<QLineEdit>("filterSearch"), QStringLiteral("Saf"));
    QTest::mouseClick(find<QPushButton>("filterSave"), Qt::LeftButton);
    verifyAgreement();
    QCOMPARE(lastAsked().filters, QList {filter("browser", "Saf", Operator::Contains)});
}

void HistoryPageTest::theCrossOfAChipTakesTheFilterAway()
{
    m_window->open();
    clickRow("panelPages", 0);
    clickRow("panelPlaces", 0);
    verifyAgreement();
    FilterChip *chip = m_window->findChip(QStringLiteral("page"));
    QTest::mouseClick(chip, Qt::LeftButton, {}, chip->cross().center());
    verifyAgreement();
    QCOMPARE(lastAsked().filters, QList {filter("country", "IN")});
    QVERIFY(!find<QListWidget>("filterValues")); // no dialog
}

void HistoryPageTest::aMetricIsShownInTheChart()
{
    m_window->open();
    auto *chart = find<HistoryChart>("historyChart");
    QTest::mouseClick(find<ChangeFigure>("total_pageviews"), Qt::LeftButton);
    QVERIFY(chart->data().metric == Metric::Pageviews);
    QCOMPARE(stats().asked.size(), 1); // it was counted already
    QTest::mouseClick(find<ChangeFigure>("total_bounce_rate"), Qt::LeftButton);
    QTRY_COMPARE(stats().asked.size(), 2);
    QVERIFY(lastAsked().seriesMetrics.testFlag(Metric::BounceRate));
    QTRY_VERIFY(chart->data().metric == Metric::BounceRate);
}

void HistoryPageTest::aTabAsksForItsDimension()
{
    m_window->open();
    QTest::mouseClick(find<QWidget>("tab_browser"), Qt::LeftButton);
    verifyAgreement();
    QCOMPARE(stats().asked.size(), 2);
    QCOMPARE(panel("panelDevices").dimension(), QStringLiteral("browser"));
    QCOMPARE(panel("panelDevices").model().valueAt(0), QStringLiteral("Safari"));
}

void HistoryPageTest::thePaletteFindsLandingHosts()
{
    m_window->open(QStringLiteral("live"));
    QVERIFY(m_window->window().isActiveWindow() || QTest::qWaitForWindowActive(&m_window->window()));
    find<QAction>("actionPalette")->trigger();
    auto *field = find<QLineEdit>("paletteField");
    QTest::keyClicks(field, QStringLiteral("landing hosts"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(m_window->window().currentPage(), QStringLiteral("history"));
    QTRY_VERIFY(m_window->window().isSettled());
    QVERIFY(find<QAbstractButton>("tab_entry_host")->isChecked());
    QCOMPARE(panel("panelPages").dimension(), QStringLiteral("entry_host"));
    QTRY_VERIFY(panel("panelPages").list().hasFocus());
    QVERIFY(!panel("panelPages").list().visibleRegion().isEmpty()); // scrolled to
}

void HistoryPageTest::aListIsSortedByAnyMetric()
{
    m_window->open();
    QCOMPARE(panel("panelPages").model().valueAt(0), QStringLiteral("/launch"));
    find<QAction>("panelPagesBy_pageviews")->trigger();
    verifyAgreement();
    QVERIFY(lastAsked().breakdowns.constFirst().orderBy == Metric::Pageviews);
    QCOMPARE(panel("panelPages").model().valueAt(0), QStringLiteral("/pricing")); // read again and again
}

void HistoryPageTest::theMenuOfAListTicksItsOrder()
{
    m_window->open();
    const auto isTicked = [this](const char *button, const QString &action) {
        find<QToolButton>(button)->click();
        const auto *chosen = find<QAction>(qPrintable(action));
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!menu)
            return false;
        const auto ticked = std::ranges::count_if(menu->actions(), &QAction::isChecked);
        menu->close();
        return chosen->isChecked() && ticked == 1;
    };
    QVERIFY(isTicked("panelPagesOrder", QStringLiteral("panelPagesBy_visitors")));
    find<QAction>("panelPagesBy_pageviews")->trigger();
    QVERIFY(isTicked("panelPagesOrder", QStringLiteral("panelPagesBy_pageviews")));
    QTest::mouseClick(find<QWidget>("tab_browser"), Qt::LeftButton); // there are its versions, too
    QVERIFY(isTicked("panelDevicesDimension", QStringLiteral("panelDevicesAs_browser")));
}

void HistoryPageTest::aListIsSearched()
{
    m_window->open();
    QTest::mouseClick(find<QWidget>("panelPagesSearch"), Qt::LeftButton);
    auto *box = find<QLineEdit>("panelPagesSearchBox");
    QTest::keyClicks(box, QStringLiteral("PRI"));
    QTest::keyClick(box, Qt::Key_Return);
    QTRY_COMPARE(lastAsked().breakdowns.constFirst().search, QStringLiteral("PRI"));
    verifyAgreement();
    QCOMPARE(panel("panelPages").model().rowCount(), 1);
}

void HistoryPageTest::botsAreCountedOnRequest()
{
    m_window->open();
    QVERIFY(!lastAsked().includesBots);
    QTest::mouseClick(find<Chip>("historyBots"), Qt::LeftButton);
    verifyAgreement();
    QVERIFY(lastAsked().includesBots);
    QCOMPARE(total("total_visitors"), QStringLiteral("6"));
    QCOMPARE(find<Chip>("historyBots")->text(), QStringLiteral("Bots shown"));
}

void HistoryPageTest::loadingShowsSkeletonsAndAsksOnce()
{
    stats().queue.manual = true;
    m_window->open();
    QTRY_COMPARE(stats().asked.size(), 1);
    QVERIFY(!page().isSettled());
    QCOMPARE(state(), StatePanel::State::Data);
    QCOMPARE(total("total_visitors"), QStringLiteral("—"));
    QCOMPARE(panel("panelPages").model().rowCount(), 0);
    stats().queue.answerAll();
    verifyAgreement();
    QCOMPARE(stats().asked.size(), 1);
}

void HistoryPageTest::aRangeWithoutTrafficOffersAllTime()
{
    m_window->open();
    past().setPeriod(Period::LastYear);
    QTRY_COMPARE(state(), StatePanel::State::Empty);
    QCOMPARE(empty(), QStringLiteral("No traffic in this range"));
    QVERIFY(!find<QPushButton>("historyShowBots")->isVisible());
    QTest::mouseClick(find<QPushButton>("historyAllTime"), Qt::LeftButton);
    QTRY_COMPARE(state(), StatePanel::State::Data);
    QCOMPARE(lastAsked().range, InstantRange());
}

void HistoryPageTest::aSiteWithoutHitsSaysHowToSendTheFirst()
{
    stats().stored.clear();
    m_window->open();
    QTRY_COMPARE(state(), StatePanel::State::Empty);
    QCOMPARE(empty(), QStringLiteral("No hits yet"));
    QVERIFY(!find<QPushButton>("historyAllTime")->isVisible());
    QVERIFY(
        LineText::plain(shown<QLabel>("snippetText")->text()).contains(QStringLiteral("data-site=\"shop\"")));
    QTest::mouseClick(find<QPushButton>("historyTestHit"), Qt::LeftButton);
    QCOMPARE(m_window->live.testHits, QStringList {m_window->site});
    past().setPeriod(Period::LastYear); // which no hit of today changes
    QTRY_VERIFY(page().isSettled());
    QCOMPARE(empty(), QStringLiteral("No hits yet"));
    m_window->commit();
    QTRY_COMPARE(empty(), QStringLiteral("No traffic in this range"));
    QVERIFY(!shown<QLabel>("snippetText"));
    QTest::mouseClick(find<QPushButton>("historyAllTime"), Qt::LeftButton);
    QTRY_COMPARE(state(), StatePanel::State::Data);
}

void HistoryPageTest::allTimeFindsItsGranularity()
{
    m_window->open();
    past().setPeriod(Period::AllTime);
    // Once by month, and by day as soon as it is known that 40 days are all there is.
    QTRY_COMPARE(stats().asked.size(), 3);
    QVERIFY(stats().asked.at(1).granularity == Granularity::Month);
    QVERIFY(lastAsked().granularity == Granularity::Day);
    verifyAgreement();
    QVERIFY(!lastAsked().comparison);
}

void HistoryPageTest::filtersThatMatchNothingCanBeCleared()
{
    m_window->open();
    Question question = page().question();
    question.filters = {filter("page", "/nowhere")};
    page().setQuestion(question);
    QTRY_COMPARE(state(), StatePanel::State::Empty);
    QCOMPARE(empty(), QStringLiteral("Nothing matches"));
    QTest::mouseClick(find<QPushButton>("historyClearFilters"), Qt::LeftButton);
    QTRY_COMPARE(state(), StatePanel::State::Data);
    verifyAgreement();
}

void HistoryPageTest::onlyBotsCanBeShown()
{
    stats().stored.removeIf([](const Hit &hit) { return !hit.bot.isBot; });
    m_window->open();
    QTRY_COMPARE(state(), StatePanel::State::Empty);
    QCOMPARE(empty(), QStringLiteral("Only bots"));
    QTest::mouseClick(find<QPushButton>("historyShowBots"), Qt::LeftButton);
    QTRY_COMPARE(state(), StatePanel::State::Data);
    QCOMPARE(total("total_visitors"), QStringLiteral("1"));
}

void HistoryPageTest::anErrorKeepsTheData()
{
    m_window->open();
    auto *strip = find<StatePanel>("historyState");
    stats().queue.failNext = QStringLiteral("The database cannot be read");
    clickRow("panelPages", 0);
    QTRY_COMPARE(strip->errorText(), QStringLiteral("The database cannot be read"));
    QCOMPARE(state(), StatePanel::State::Data);
    QCOMPARE(total("total_visitors"), QStringLiteral("5"));
    QTest::mouseClick(shown<QPushButton>("retryButton"), Qt::LeftButton);
    verifyAgreement();
    QVERIFY(strip->errorText().isEmpty());
    QCOMPARE(total("total_visitors"), QStringLiteral("3"));
}

void HistoryPageTest::answersToOlderQuestionsAreIgnored()
{
    m_window->open();
    stats().queue.manual = true;
    clickRow("panelPages", 0);
    QTRY_COMPARE(stats().asked.size(), 2);
    clickRow("panelPages", 0); // and back
    QTRY_COMPARE(stats().asked.size(), 3);
    QCOMPARE(stats().queue.cancelled(), 1);
    stats().queue.answerNext(); // to the older one
    QVERIFY(!page().isSettled());
    QCOMPARE(total("total_visitors"), QStringLiteral("5"));
    stats().queue.answerAll();
    verifyAgreement();
}

void HistoryPageTest::aSlowAnswerDimsWhatIsShown()
{
    m_window->open();
    stats().queue.manual = true;
    QVERIFY(!m_window->isDimmed());
    clickRow("panelPages", 0);
    QTRY_VERIFY(m_window->isDimmed());
    QCOMPARE(total("total_visitors"), QStringLiteral("5")); // still there
    stats().queue.answerAll();
    QVERIFY(!m_window->isDimmed());
}

void HistoryPageTest::aHiddenPageAsksNothing()
{
    m_window->open(QStringLiteral("live"));
    past().setPeriod(Period::Today);
    m_window->commit();
    Q_EMIT m_window->bus.verdictsChanged();
    QCoreApplication::processEvents();
    QCOMPARE(stats().asked.size(), 0);
    QTest::keyClick(&m_window->window(), Qt::Key_3);
    verifyAgreement();
    QCOMPARE(stats().asked.size(), 1);
}

void HistoryPageTest::newHitsAreCountedWhileTheRangeRuns()
{
    m_window->open();
    m_window->commit();
    QTRY_COMPARE(stats().asked.size(), 2);
    verifyAgreement();
    QCOMPARE(total("total_visitors"), QStringLiteral("6"));
}

void HistoryPageTest::verdictsAndZonesAreFollowed()
{
    m_window->open();
    Q_EMIT m_window->bus.verdictsChanged();
    QTRY_COMPARE(stats().asked.size(), 2);
    Site site = m_window->live.siteList.constFirst();
    site.timezone = QStringLiteral("Asia/Kathmandu");
    const Asking updating = m_window->live.updateSite(site, this, [](const auto &) {});
    QTRY_COMPARE(stats().asked.size(), 3);
    QCOMPARE(lastAsked().timezone, QStringLiteral("Asia/Kathmandu"));
    QCOMPARE(lastAsked().range.from, m_window->day(-29) - (5 * 60 + 45) * kMicrosPerMinute);
}

void HistoryPageTest::withoutASiteThePageSaysWhatToDo()
{
    Site other;
    other.id = QStringLiteral("blog");
    m_window->live.siteList.append(other);
    m_window->settings.setCurrentSite(QString());
    m_window->open();
    QCOMPARE(state(), StatePanel::State::Empty);
    QCOMPARE(empty(), QStringLiteral("Which site?"));
    QCOMPARE(stats().asked.size(), 0);
    QTest::mouseClick(find<QPushButton>("historyFirstSite"), Qt::LeftButton);
    verifyAgreement();
    QCOMPARE(lastAsked().site, m_window->site);
    QCOMPARE(m_window->settings.currentSite(), m_window->site);
}

void HistoryPageTest::theCostSaysWhatWasRead()
{
    m_window->open();
    auto *cost = find<Figure>("historyCost");
    // With the bot and what is older than the range: these are not the hits of the answer.
    QCOMPARE(cost->text(), QStringLiteral("%1 hits read in 3.8 ms").arg(stats().stored.size()));
    QVERIFY(cost->toolTip().contains(cost->text()));
    QVERIFY(cost->isVisible());
    m_window->window().resize(960, 640);
    QTRY_VERIFY(!cost->isVisible());
    m_window->window().resize(1440, 900);
    QTRY_VERIFY(cost->isVisible());
}

QTEST_MAIN(HistoryPageTest)
#include "tst_historypage.moc"
