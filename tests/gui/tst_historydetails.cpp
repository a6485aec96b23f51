// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historywindow.h"
#include "tests/support/patienttest.h"

#include "ui/chart/historychart.h"
#include "ui/history/breakdownpanel.h"
#include "ui/history/goalmodel.h"
#include "ui/history/historypage.h"
#include "ui/history/visitspanel.h"
#include "ui/live/hitinspector.h"
#include "ui/live/livepage.h"
#include "ui/past/breakdownlist.h"
#include "ui/past/filterchip.h"
#include "ui/text/datetext.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/rowtable.h"

#include <QAction>
#include <QApplication>
#include <QCalendarWidget>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

/// What hangs on the History page: notes, goals, whole lists, visits, files, and what survives a restart.
class HistoryDetailsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_window = std::make_unique<HistoryWindow>(); }
    void cleanup() { m_window.reset(); }
    void aDoubleClickInTheChartAddsANote();
    void aNoteIsChangedAndRemoved();
    void goalsAreAddedAndCounted();
    void aGoalFiltersAndIsRemoved();
    void twoDaysAreChosenInACalendar();
    void daysAreTyped();
    void aPropertyIsOpenedAndFiltered();
    void currenciesAreNeverAddedTogether();
    void escapeClosesTheSearch();
    void theWholeListSortsAndFilters();
    void visitsHaveATimeline();
    void visitsFollowTheFilters();
    void aListIsExportedWithEveryMetric();
    void everythingIsExportedAsFiles();
    void theFocusedListIsCopied();
    void aPictureOfTheChartIsSaved();
    void theStateSurvivesARestart();
    void anotherSiteBeginsAnew();

private:
    template <typename T>
    T *find(const char *name)
    {
        return m_window->find<T>(name);
    }
    FakeStatsSource &stats() { return m_window->stats; }
    HistoryPage &page() { return m_window->page(); }
    void click(const char *name) { QTest::mouseClick(find<QWidget>(name), Qt::LeftButton); }
    /// The answer of the file dialog from now on.
    QString saveTo(const char *name)
    {
        const QString file = m_window->folder.filePath(QString::fromLatin1(name));
        m_window->window().setSaveFileHook([this, file](QWidget *, const QString &suggested,
                                                        const std::function<void(const QString &)> &answer) {
            m_suggested = suggested;
            answer(file);
        });
        return file;
    }
    static QByteArray contents(const QString &name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<HistoryWindow> m_window;
    QString m_suggested;
};

void HistoryDetailsTest::aDoubleClickInTheChartAddsANote()
{
    m_window->open();
    auto *chart = find<HistoryChart>("historyChart");
    const Micros day = chart->data().now.at(21).time.start;
    QTest::mouseDClick(chart, Qt::LeftButton, {}, chart->slot(21).center().toPoint());
    QTRY_VERIFY(find<QLineEdit>("annotationText"));
    QVERIFY(!find<QPushButton>("annotationSave")->isEnabled());
    QTest::keyClicks(find<QLineEdit>("annotationText"), QStringLiteral("launch day"));
    click("annotationSave");
    QTRY_COMPARE(stats().notes.size(), 1);
    QCOMPARE(stats().notes.constFirst().text, QStringLiteral("launch day"));
    QCOMPARE(stats().notes.constFirst().site, m_window->site);
    QVERIFY(stats().notes.constFirst().at >= day && stats().notes.constFirst().at < day + kMicrosPerDay);
    QTRY_COMPARE(chart->data().annotations, stats().notes);
    QCOMPARE(stats().asked.size(), 1); // nothing is counted again for it
}

void HistoryDetailsTest::aNoteIsChangedAndRemoved()
{
    stats().notes = {{1, m_window->site, m_window->day(-5), QStringLiteral("launch")},
                     {2, QStringLiteral("other"), m_window->day(-5), QStringLiteral("not of this site")}};
    m_window->open();
    auto *chart = find<HistoryChart>("historyChart");
    QCOMPARE(chart->data().annotations.size(), 1);
    Q_EMIT chart->annotationActivated(1);
    QTRY_VERIFY(find<QLineEdit>("annotationText"));
    find<QLineEdit>("annotationText")->setText(QStringLiteral("big launch"));
    click("annotationSave");
    QTRY_COMPARE(chart->data().annotations.constFirst().text, QStringLiteral("big launch"));
    QCOMPARE(stats().notes.constFirst().at, m_window->day(-5));
    QTRY_VERIFY(!find<QLineEdit>("annotationText"));
    Q_EMIT chart->annotationActivated(1);
    QTRY_VERIFY(find<QPushButton>("annotationRemove"));
    click("annotationRemove");
    QTRY_VERIFY(chart->data().annotations.isEmpty());
}

void HistoryDetailsTest::goalsAreAddedAndCounted()
{
    m_window->open();
    click("tab_goals");
    QTRY_COMPARE(stats().asked.size(), 2);
    click("panelEventsMore");
    QTRY_VERIFY(find<QLineEdit>("goalName"));
    QTest::keyClicks(find<QLineEdit>("goalName"), QStringLiteral("Signup"));
    find<QComboBox>("goalTarget")->setCurrentIndex(1);
    QVERIFY(!find<QPushButton>("goalSave")->isEnabled());
    QTest::keyClicks(find<QLineEdit>("goalPattern"), QStringLiteral("signup"));
    QVERIFY(!find<QLineEdit>("goalProperty")->isVisible());
    find<QComboBox>("goalWorth")->setCurrentIndex(2);
    QTest::keyClicks(find<QLineEdit>("goalProperty"), QStringLiteral("price"));
    click("goalSave");
    QTRY_COMPARE(stats().goalList.size(), 1);
    QVERIFY(!stats().goalList.constFirst().id.isEmpty());
    QCOMPARE(stats().goalList.constFirst().site, m_window->site);
    QCOMPARE(stats().goalList.constFirst().valueKey, QStringLiteral("price"));
    QTRY_COMPARE(stats().asked.size(), 3);
    QCOMPARE(stats().asked.constLast().goals, stats().goalList);
    const QAbstractItemModel *rows = find<BreakdownList>("panelEventsList")->model();
    QTRY_COMPARE(rows->rowCount(), 1);
    QCOMPARE(rows->index(0, GoalModel::Conversions).data().toString(), QStringLiteral("1"));
    QCOMPARE(rows->index(0, GoalModel::Rate).data().toString(), QStringLiteral("16.7 %")); // of six visits
    QCOMPARE(find<QLabel>("panelEventsShare")->text(), QStringLiteral("Conversion rate"));
    click("tab_event");
    QCOMPARE(find<QLabel>("panelEventsShare")->text(), QStringLiteral("Share"));
}

void HistoryDetailsTest::aGoalFiltersAndIsRemoved()
{
    Goal goal;
    goal.id = QStringLiteral("g1");
    goal.site = m_window->site;
    goal.name = QStringLiteral("Signup");
    goal.target = Goal::Target::Event;
    goal.pattern = QStringLiteral("signup");
    stats().goalList = {goal};
    m_window->open();
    click("tab_goals");
    auto *list = find<BreakdownList>("panelEventsList");
    QTRY_COMPARE(list->model()->rowCount(), 1);
    QTest::mouseClick(list, Qt::LeftButton, {}, list->rowRect(0).center());
    QTRY_COMPARE(stats().asked.constLast().filters.size(), 1);
    QCOMPARE(stats().asked.constLast().filters.constFirst().dimension, QStringLiteral("event"));
    Q_EMIT find<QMenu>("panelEventsActions")->aboutToShow();
    find<QAction>("panelEventsRemoveGoal")->trigger();
    QTRY_VERIFY(stats().goalList.isEmpty());
    QTRY_COMPARE(list->model()->rowCount(), 0);
}

void HistoryDetailsTest::twoDaysAreChosenInACalendar()
{
    m_window->open();
    find<QAction>("range_days")->trigger();
    QTRY_VERIFY(find<QCalendarWidget>("firstDay"));
    QCOMPARE(find<QCalendarWidget>("firstDay")->selectedDate(), QDate(2026, 2, 2));
    QCOMPARE(find<QCalendarWidget>("lastDay")->selectedDate(), QDate(2026, 3, 3));
    find<QCalendarWidget>("firstDay")->setSelectedDate({2026, 2, 25});
    find<QCalendarWidget>("lastDay")->setSelectedDate({2026, 2, 20}); // the wrong way round
    find<QDialog>("daysDialog")->accept();
    QTRY_COMPARE(stats().asked.size(), 2);
    QCOMPARE(page().question().range, PastRange::ofDays({2026, 2, 20}, {2026, 2, 25}));

    find<QAction>("comparison_days")->trigger();
    QTRY_VERIFY(find<QDialog>("daysDialog"));
    find<QCalendarWidget>("firstDay")->setSelectedDate({2026, 1, 20});
    find<QCalendarWidget>("lastDay")->setSelectedDate({2026, 1, 25});
    find<QDialog>("daysDialog")->accept();
    QTRY_COMPARE(stats().asked.size(), 3);
    QCOMPARE(find<Chip>("comparisonPicker")->text(), QStringLiteral("vs 20 – 25 Jan 2026"));
    QVERIFY(stats().asked.constLast().comparison);
}

void HistoryDetailsTest::daysAreTyped()
{
    m_window->open();
    find<QAction>("range_days")->trigger();
    QTRY_VERIFY(find<QLineEdit>("typedDays"));
    auto *typed = find<QLineEdit>("typedDays");
    QTRY_VERIFY(typed->hasFocus());
    QCOMPARE(typed->text(), DateText::days({2026, 2, 2}, {2026, 3, 3}));
    QTest::keyClicks(typed, QStringLiteral("soon")); // over what is selected
    QTest::keyClick(typed, Qt::Key_Return);
    QVERIFY(find<QLabel>("typedDaysTrouble")->isVisible());
    QVERIFY(find<QDialog>("daysDialog")->isVisible());
    typed->selectAll();
    QTest::keyClicks(typed, QStringLiteral("last 10 days"));
    QVERIFY(!find<QLabel>("typedDaysTrouble")->isVisible());
    QCOMPARE(find<QCalendarWidget>("firstDay")->selectedDate(), QDate(2026, 2, 22));
    QTest::keyClick(typed, Qt::Key_Return);
    QTRY_COMPARE(stats().asked.size(), 2);
    QCOMPARE(page().question().range, PastRange::ofDays({2026, 2, 22}, {2026, 3, 3}));
    QVERIFY(find<QAction>("range_days")->isChecked());
    QVERIFY(!find<QAction>("range_4")->isChecked());
    find<QAction>("range_4")->trigger();
    QTRY_VERIFY(find<QAction>("range_4")->isChecked());
    QVERIFY(!find<QAction>("range_days")->isChecked());
}

void HistoryDetailsTest::aPropertyIsOpenedAndFiltered()
{
    for (Hit &hit : stats().stored) {
        if (hit.event == QLatin1StringView("signup")) {
            hit.props = QStringLiteral(R"({"plan":"pro","currency":"EUR"})");
            hit.hasValue = true;
            hit.value = 12.5;
        }
    }
    m_window->open();
    click("tab_prop");
    auto *panel = find<BreakdownPanel>("panelEvents");
    QTRY_COMPARE(panel->model().rowCount(), 2);
    QCOMPARE(panel->model().valueAt(0), QStringLiteral("currency"));
    Q_EMIT panel->list().activated(QStringLiteral("plan"), false);
    QCOMPARE(panel->dimension(), QStringLiteral("prop:plan"));
    QTRY_COMPARE(panel->model().rowCount(), 1);
    QCOMPARE(panel->model().valueAt(0), QStringLiteral("pro"));
    find<QAction>("panelEventsBy_value_sum")->trigger();
    QTRY_COMPARE(panel->model().index(0, 1).data().toString(), QStringLiteral("12.50 EUR"));
    Q_EMIT panel->list().activated(QStringLiteral("pro"), false);
    QTRY_VERIFY(m_window->findChip(QStringLiteral("prop:plan")));
    QCOMPARE(m_window->findChip(QStringLiteral("prop:plan"))->text(), QStringLiteral("plan is pro"));
    QTRY_VERIFY(page().isSettled());
    m_window->close();
    m_window->open(QStringLiteral("history"));
    QCOMPARE(find<BreakdownPanel>("panelEvents")->dimension(), QStringLiteral("prop:plan"));
    click("panelEventsDimension");
    QTRY_VERIFY(find<QAction>("panelEventsAllProperties"));
    find<QAction>("panelEventsAllProperties")->trigger();
    QCOMPARE(find<BreakdownPanel>("panelEvents")->dimension(), QStringLiteral("prop"));
}

void HistoryDetailsTest::currenciesAreNeverAddedTogether()
{
    // On one page: 1,234.50 and 100 euros, 20 dollars, 3 of nothing in particular; and 900 euros before.
    const std::pair<double, const char *> sums[] = {{1234.5, R"({"currency":"EUR"})"},
                                                    {100, R"({"currency":"eur"})"},
                                                    {20, R"({"currency":"USD"})"},
                                                    {3, ""}};
    for (const auto &[value, props] : sums) {
        m_window->add(1, 0, "/launch", false);
        Hit &hit = stats().stored.last();
        hit.kind = HitKind::Event;
        hit.event = QStringLiteral("order");
        hit.props = QString::fromLatin1(props);
        hit.hasValue = true;
        hit.value = value;
    }
    Hit earlier = stats().stored.at(stats().stored.size() - 4);
    earlier.eventAt = earlier.receivedAt = m_window->day(-40);
    earlier.value = 900;
    stats().stored.prepend(earlier);
    m_window->open();
    auto *panel = find<BreakdownPanel>("panelEvents");
    QTRY_VERIFY(page().isSettled());
    find<QAction>("panelEventsBy_value_sum")->trigger();
    const auto cell = [panel](int row, int column) {
        return panel->model().index(row, column).data().toString();
    };
    QTRY_COMPARE(cell(0, 1), QStringLiteral("1,334.50 EUR"));
    QCOMPARE(cell(1, 1), QStringLiteral("20 USD"));
    QCOMPARE(cell(2, 1), QStringLiteral("3"));
    for (int row = 0; row < 3; ++row) {
        QCOMPARE(panel->model().valueAt(row), QStringLiteral("order"));
        QCOMPARE(cell(row, 2), QStringLiteral("100.0 %")); // of the same currency
        QCOMPARE(panel->model().index(row, 0).data(BreakdownModel::BarRole).toDouble(), 1.0);
    }
    const auto spoken = [panel](int row) {
        return panel->model().index(row, 0).data(Qt::AccessibleTextRole).toString();
    };
    QCOMPARE(spoken(0), QStringLiteral("order: 1,334.50 EUR, share 100.0 %; before: 900 EUR"));

    QCOMPARE(panel->model().rowCount(), 3); // what has no value is in the whole list
    QCOMPARE(find<QToolButton>("panelEventsMore")->text(), QStringLiteral("All 4, 1 without a value…"));

    // The whole list has nothing but the sums, of which each row has its own currency.
    click("panelEventsMore");
    QTRY_VERIFY(find<RowTable>("breakdownTable"));
    auto *table = find<RowTable>("breakdownTable");
    QTRY_COMPARE(table->model()->rowCount(), 4); // the last has no values
    QCOMPARE(table->model()->columnCount(), 3);
    QCOMPARE(table->model()->index(0, 1).data().toString(), QStringLiteral("1,334.50 EUR"));
    QCOMPARE(table->model()->index(2, 1).data().toString(), QStringLiteral("3"));
    QCOMPARE(table->header()->length(), table->viewport()->width());
    click("breakdownClose");

    // A hit has several properties, so that what all of them sum up to is not known.
    click("tab_prop");
    QTRY_COMPARE(panel->model().rowCount(), 2); // what has none is left out
    QCOMPARE(cell(0, 1), QStringLiteral("1,334.50 EUR"));
    for (int row = 0; row < 2; ++row)
        QCOMPARE(cell(row, 2), QStringLiteral("—"));
}

void HistoryDetailsTest::escapeClosesTheSearch()
{
    m_window->open();
    click("panelPagesSearch");
    auto *search = find<QLineEdit>("panelPagesSearchBox");
    QVERIFY(search->isVisible());
    QVERIFY(search->height() >= search->sizeHint().height()); // letters are whole
    QTest::keyClicks(search, QStringLiteral("pricing"));
    auto *panel = find<BreakdownPanel>("panelPages");
    QTRY_COMPARE(panel->model().rowCount(), 1);
    QTest::keyClick(search, Qt::Key_Escape);
    QVERIFY(!search->isVisible());
    QCOMPARE(search->text(), QString());
    QTRY_COMPARE(panel->model().rowCount(), 3);
}

void HistoryDetailsTest::theWholeListSortsAndFilters()
{
    m_window->open();
    click("panelPagesMore");
    QTRY_VERIFY(find<RowTable>("breakdownTable"));
    auto *table = find<RowTable>("breakdownTable");
    QTRY_COMPARE(table->model()->rowCount(), 3);
    QCOMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("/launch"));
    QHeaderView *header = table->header();
    const int pageviews = 3;
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                      QPoint(header->sectionViewportPosition(pageviews) + 20, header->height() / 2));
    QTRY_COMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("/pricing"));
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_COMPARE(stats().asked.constLast().filters.size(), 1);
    QCOMPARE(stats().asked.constLast().filters.constFirst().value, QStringLiteral("/pricing"));
    QTRY_VERIFY(!find<RowTable>("breakdownTable"));
}

void HistoryDetailsTest::visitsHaveATimeline()
{
    m_window->open();
    QCOMPARE(stats().askedVisits.size(), 0);
    click("visitsSwitch");
    auto *table = find<RowTable>("visitTable");
    QTRY_COMPARE(table->model()->rowCount(), 6);
    QVERIFY(table->isVisible());
    QCOMPARE(table->model()->index(0, VisitsModel::Entry).data().toString(), QStringLiteral("/about"));
    auto *hits = find<RowTable>("timelineTable");
    QVERIFY(!hits->isVisible()); // and takes no room
    const int wide = table->width();
    table->setCurrentIndex(table->model()->index(1, 0));
    QTRY_COMPARE(hits->model()->rowCount(), 4);
    QVERIFY(hits->isVisible());
    QTRY_VERIFY(table->width() < wide);
    QVERIFY2(find<QLabel>("visitCount")->text().startsWith(u'6'),
             qPrintable(find<QLabel>("visitCount")->text()));
    // A hit of it with all that is known of it, whatever row is current there, and back.
    m_window->live.commit({FakeLiveSource::pageview(m_window->site, QStringLiteral("/first"), 7)});
    QTRY_VERIFY(m_window->window().livePage().model().rowCount() > 0);
    find<RowTable>("hitTable")->setCurrentIndex(m_window->window().livePage().model().index(0, 0));
    hits->setCurrentIndex(hits->model()->index(1, 0));
    hits->setFocus();
    QTest::keyClick(hits, Qt::Key_Return);
    QCOMPARE(m_window->window().currentPage(), QStringLiteral("live"));
    const auto *inspector = m_window->find<HitInspector>("hitInspector");
    QTRY_VERIFY(inspector->isVisible());
    const QString path = inspector->hit().path();
    QVERIFY(path != QStringLiteral("/first"));
    m_window->live.commit({FakeLiveSource::pageview(m_window->site, QStringLiteral("/second"), 7)});
    QTRY_VERIFY(m_window->find<QPushButton>("newBadge")->isVisible());
    QCOMPARE(inspector->hit().path(), path);
    m_window->window().showPage(QStringLiteral("history"));
    QTRY_VERIFY(hits->isVisible());
    click("timelineClose");
    QVERIFY(!hits->isVisible());
    QVERIFY(table->selectionModel()->selectedIndexes().isEmpty());
    table->setCurrentIndex(table->model()->index(0, 0)); // and another one
    QTRY_VERIFY(hits->isVisible());
    QTRY_VERIFY(page().isSettled());
    click("visitsSwitch");
    QVERIFY(find<HistoryChart>("historyChart")->isVisible());
}

void HistoryDetailsTest::visitsFollowTheFilters()
{
    m_window->open();
    click("visitsSwitch");
    auto *table = find<RowTable>("visitTable");
    QTRY_COMPARE(table->model()->rowCount(), 6);
    Question question = page().question();
    question.filters = {{QStringLiteral("country"), DimensionFilter::Operator::Equals, QStringLiteral("PL")}};
    page().setQuestion(question);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QCOMPARE(stats().askedVisits.size(), 2);
}

void HistoryDetailsTest::aListIsExportedWithEveryMetric()
{
    m_window->open();
    const QString file = saveTo("pages.csv");
    Q_EMIT find<QMenu>("panelPagesActions")->aboutToShow();
    find<QAction>("panelPagesExport")->trigger();
    QTRY_VERIFY(QFile::exists(file));
    QCOMPARE(m_suggested, QStringLiteral("shop-page.csv"));
    const BreakdownQuery asked = stats().exported.constLast().breakdowns.constFirst();
    QVERIFY(asked.metrics.testFlag(Metric::BounceRate));
    QVERIFY(asked.limit > 1000);
    QVERIFY(contents(file).startsWith("page,visitors,visits,pageviews,hits,bounce_rate,"));
    QVERIFY(contents(file).contains("\r\n/launch,3,3,3,"));
}

void HistoryDetailsTest::everythingIsExportedAsFiles()
{
    m_window->open();
    const QString file = saveTo("all.csv");
    QTest::keyClick(&m_window->window(), Qt::Key_E, Qt::ControlModifier);
    for (const char *part : {"totals", "series", "page", "source", "country", "device", "event", "week"})
        QTRY_VERIFY2(QFile::exists(m_window->folder.filePath(
                         QStringLiteral("all-%1.csv").arg(QLatin1StringView(part)))),
                     part);
    QVERIFY(!QFile::exists(file));
    QCOMPARE(stats().exported.size(), 1); // one scan
    QVERIFY(contents(m_window->folder.filePath(QStringLiteral("all-series.csv")))
                .contains("\r\n2026-02-22T00:00:00+00:00,"));
}

void HistoryDetailsTest::theFocusedListIsCopied()
{
    m_window->open();
    find<BreakdownList>("panelPlacesList")->setFocus();
    QApplication::clipboard()->clear();
    find<QAction>("actionCopy")->trigger();
    QTRY_VERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("country,visitors")));
    QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("\nIN,3,")));
}

void HistoryDetailsTest::aPictureOfTheChartIsSaved()
{
    m_window->open();
    const QString file = saveTo("chart.svg");
    Q_EMIT find<QMenu>("historyExportMenu")->aboutToShow();
    find<QAction>("export_svg")->trigger();
    QCOMPARE(m_suggested, QStringLiteral("shop-chart.svg"));
    QVERIFY(contents(file).contains("<svg"));
}

void HistoryDetailsTest::theStateSurvivesARestart()
{
    m_window->open();
    Question question = page().question();
    question.range.period = PastRange::Period::Last90Days;
    question.comparison = Question::Comparison::PreviousYear;
    question.granularity = Granularity::Week;
    question.filters = {
        {QStringLiteral("country"), DimensionFilter::Operator::NotEquals, QStringLiteral("PL")}};
    page().setQuestion(question);
    click("styleBars");
    click("tab_browser");
    find<QAction>("panelPagesBy_pageviews")->trigger();
    QTRY_VERIFY(page().isSettled());
    m_window->close();
    stats().asked.clear();

    m_window->open(QStringLiteral("history"));
    QCOMPARE(page().question(), question);
    QCOMPARE(stats().asked.size(), 1);
    QCOMPARE(stats().asked.constFirst().filters, question.filters);
    QVERIFY(find<HistoryChart>("historyChart")->style() == HistoryChart::Style::Bars);
    QCOMPARE(find<BreakdownPanel>("panelDevices")->dimension(), QStringLiteral("browser"));
    QVERIFY(find<BreakdownPanel>("panelPages")->query().orderBy == Metric::Pageviews);
    QVERIFY(!find<QWidget>("historyUndo")->isEnabled());
}

void HistoryDetailsTest::anotherSiteBeginsAnew()
{
    Site other;
    other.id = QStringLiteral("blog");
    other.timezone = QStringLiteral("Pacific/Kiritimati");
    m_window->live.siteList.append(other);
    m_window->open();
    Question question = page().question();
    question.filters = {{QStringLiteral("country"), DimensionFilter::Operator::Equals, QStringLiteral("PL")}};
    page().setQuestion(question);
    QTRY_COMPARE(stats().asked.size(), 2);
    auto *picker = find<QComboBox>("sitePicker");
    picker->setCurrentIndex(2);
    Q_EMIT picker->activated(2);
    QTRY_COMPARE(stats().asked.size(), 3);
    QCOMPARE(stats().asked.constLast().site, QStringLiteral("blog"));
    QCOMPARE(stats().asked.constLast().timezone, QStringLiteral("Pacific/Kiritimati"));
    QVERIFY(stats().asked.constLast().filters.isEmpty());
}

QTEST_MAIN(HistoryDetailsTest)
#include "tst_historydetails.moc"
