// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakestatssource.h"
#include "tests/support/patienttest.h"

#include "ui/history/goalmodel.h"
#include "ui/history/visitsmodel.h"
#include "ui/history/visittimelinemodel.h"
#include "ui/past/breakdownmodel.h"
#include "ui/past/pasttext.h"
#include "ui/past/statsasker.h"
#include "ui/widgets/textdelegate.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace {

const QString kSite = QStringLiteral("shop");
constexpr auto kStrict = QAbstractItemModelTester::FailureReportingMode::QtTest;

StatsCounts visitors(qint64 count)
{
    StatsCounts counts;
    counts.visitors = counts.visits = count;
    return counts;
}

StatsCounts valued(double sum)
{
    StatsCounts counts;
    counts.hits = 1;
    counts.valueSum = sum;
    return counts;
}

Breakdown pages(int first, int count, qint64 total)
{
    Breakdown breakdown {QStringLiteral("page"), total, {}};
    for (int i = first; i < first + count; ++i)
        breakdown.rows.append({QStringLiteral("/%1").arg(i), visitors(100 - i), visitors(50)});
    return breakdown;
}

FilterGroup group(const char *dimension, DimensionFilter::Operator op,
                  std::initializer_list<const char *> values)
{
    FilterGroup made {.dimension = QString::fromLatin1(dimension), .op = op, .values = {}};
    for (const char *value : values)
        made.values.append(QString::fromLatin1(value));
    return made;
}

} // namespace

class HistoryModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsCarryCountShareBarAndChange();
    void aCountryHasItsName();
    void ratesOfAColumnHaveOneDecimal();
    void saysWhatNoSourceMeans();
    void pathsOfRowsBeginAtTheLeft();
    void rowsAreReadPageByPage();
    void sumsOfCurrenciesStandApart();
    void namesOfPropertiesHaveNoShareOfSums();
    void goalsHaveConversionsAndRates();
    void aGoalFiltersByItsTarget();
    void visitsAreReadPageByPage();
    void aTimelineSaysTheGaps();
    void changesOfOneTurnAreOneQuestion();
    void aNewQuestionCancelsTheOlder();
    void lateAnswersAreDropped();
    void whileDisabledNothingIsAsked();
    void newsAreAskedForOnceASecond();
    void aSlowAnswerIsSaid();
    void filtersReadLikeSentences_data();
    void filtersReadLikeSentences();
    void rangesReadLikeDates_data();
    void rangesReadLikeDates();

private:
    StatsQuery build()
    {
        ++m_built;
        StatsQuery query;
        query.site = kSite;
        query.granularity = Granularity::Day;
        return query;
    }
    int m_built = 0;
};

void HistoryModelsTest::rowsCarryCountShareBarAndChange()
{
    BreakdownModel model;
    const QAbstractItemModelTester tester(&model, kStrict);
    model.setColumns(QStringLiteral("page"), {Metric::Visitors, Metric::Visits});
    model.setRows(pages(0, 3, 3), visitors(200), true);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.columnCount(), 4);
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("/0"));
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("100"));
    QCOMPARE(model.index(0, 3).data().toString(), QStringLiteral("50.0 %"));
    QCOMPARE(model.index(2, 0).data(BreakdownModel::BarRole).toDouble(), 0.98);
    QCOMPARE(model.index(0, 0).data(BreakdownModel::ChangeRole).toString(), QStringLiteral("+100 %"));
    QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), QStringLiteral("Visitors ▾"));
    model.setColumns(QStringLiteral("page"), {Metric::Hits});
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(model.order() == Metric::Hits);
}

void HistoryModelsTest::aCountryHasItsName()
{
    BreakdownModel model;
    const QAbstractItemModelTester tester(&model, kStrict);
    model.setColumns(QStringLiteral("country"), {Metric::Visitors});
    model.setRows({QStringLiteral("country"), 2, {{QStringLiteral("PL"), visitors(2)}, {{}, visitors(1)}}},
                  visitors(3), false);
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("Poland"));
    QCOMPARE(model.index(0, 0).data(BreakdownModel::ValueRole).toString(), QStringLiteral("PL"));
    QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("Local network or unknown"));
    for (const QString &place : {QStringLiteral("country"), QStringLiteral("region"), QStringLiteral("city")})
        QCOMPARE(PastText::value(place, {}),
                 QStringLiteral("Local network or unknown")); // as the Map says it
}

void HistoryModelsTest::ratesOfAColumnHaveOneDecimal()
{
    const auto bounced = [](qint64 bounces, qint64 visits) {
        StatsCounts counts = visitors(visits);
        counts.viewedVisits = visits;
        counts.bounces = bounces;
        return counts;
    };
    BreakdownModel model;
    model.setColumns(QStringLiteral("page"), {Metric::BounceRate});
    model.setRows({QStringLiteral("page"),
                   3,
                   {{QStringLiteral("/a"), bounced(1, 6)},
                    {QStringLiteral("/b"), bounced(4, 25)},
                    {QStringLiteral("/c"), bounced(0, 0)}}},
                  bounced(5, 31), false);
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("16.7 %"));
    QCOMPARE(model.index(1, 1).data().toString(), QStringLiteral("16.0 %"));
    QCOMPARE(model.index(2, 1).data().toString(), QStringLiteral("—"));
}

void HistoryModelsTest::saysWhatNoSourceMeans()
{
    BreakdownModel model;
    model.setColumns(QStringLiteral("source"), {Metric::Visitors});
    model.setRows(
        {QStringLiteral("source"), 2, {{{}, visitors(2)}, {QStringLiteral("news.example"), visitors(1)}}},
        visitors(3), false);
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("Direct"));
    QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("bookmarked")));
    QVERIFY(!model.index(1, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("bookmarked")));
}

void HistoryModelsTest::pathsOfRowsBeginAtTheLeft()
{
    const QString path = QStringLiteral("/سلام");
    for (const char *dimension : {"page", "entry_page", "exit_page", "referrer"}) {
        BreakdownModel model;
        model.setColumns(QString::fromLatin1(dimension), {Metric::Visitors});
        model.setRows({QString::fromLatin1(dimension), 1, {{path, visitors(3), visitors(2)}}}, visitors(3),
                      false);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("\u200E\u2066/\u200Eسلام\u2069"));
        QCOMPARE(model.index(0, 0).data(BreakdownModel::ValueRole).toString(), path);
    }
    const FilterGroup filter {
        .dimension = QStringLiteral("page"), .op = DimensionFilter::Operator::Equals, .values = {path}};
    QVERIFY(PastText::filter(filter).contains(QStringLiteral("\u2066/\u200Eسلام\u2069")));
}

void HistoryModelsTest::rowsAreReadPageByPage()
{
    BreakdownModel model;
    const QAbstractItemModelTester tester(&model, kStrict);
    const QSignalSpy more(&model, &BreakdownModel::moreWanted);
    model.setColumns(QStringLiteral("page"), {Metric::Visitors});
    model.setRows(pages(0, 2, 5), visitors(100), false);
    QVERIFY(!model.canFetchMore({})); // a short list wants no more
    model.setPaged(true);
    const qsizetype before = more.size();
    model.fetchMore({});
    model.fetchMore({});
    QCOMPARE(more.size(), before + 1);
    model.appendRows(pages(2, 3, 5));
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.valueAt(4), QStringLiteral("/4"));
    QVERIFY(!model.canFetchMore({}));
}

void HistoryModelsTest::sumsOfCurrenciesStandApart()
{
    BreakdownModel model;
    const QAbstractItemModelTester tester(&model, kStrict);
    model.setColumns(QStringLiteral("event"), {Metric::ValueSum});
    const QString order = QStringLiteral("order");
    const QMap<QString, double> sums {{QString(), 3}, {QStringLiteral("EUR"), 1800}};
    model.setRows({QStringLiteral("event"),
                   3,
                   {{order, valued(5000), valued(70), kOtherCurrencies.toString()},
                    {order, valued(1350), valued(900), QStringLiteral("EUR")},
                    {order, valued(3), valued(2), QString()}},
                   sums},
                  valued(6353), true);
    const auto text = [&model](int row, int column, int role = Qt::DisplayRole) {
        return model.index(row, column).data(role).toString();
    };
    // A sum over several currencies is no number, nor is anything that follows from it.
    QCOMPARE(text(0, 1), QStringLiteral("several currencies"));
    QCOMPARE(text(0, 2), QStringLiteral("—"));
    QCOMPARE(text(0, 0, BreakdownModel::ChangeRole), QString());
    QCOMPARE(text(0, 0, Qt::AccessibleTextRole), QStringLiteral("order: several currencies, share —"));
    QCOMPARE(model.index(0, 0).data(BreakdownModel::BarRole).toDouble(), 0.0);
    QCOMPARE(model.index(0, 0).data(BreakdownModel::ShareRole).toDouble(), 0.0);
    QCOMPARE(text(1, 1), QStringLiteral("1,350 EUR"));
    QCOMPARE(text(1, 2), QStringLiteral("75.0 %"));
    QCOMPARE(text(1, 0, Qt::AccessibleTextRole),
             QStringLiteral("order: 1,350 EUR, share 75.0 %; before: 900 EUR"));
    QVERIFY(text(2, 0, Qt::AccessibleTextRole).endsWith(QStringLiteral("; before: 2")));
}

void HistoryModelsTest::namesOfPropertiesHaveNoShareOfSums()
{
    BreakdownModel model;
    const QAbstractItemModelTester tester(&model, kStrict);
    model.setColumns(kPropertyNames, {Metric::ValueSum});
    const QString plan = QStringLiteral("plan");
    model.setRows({kPropertyNames,
                   2,
                   {{plan, valued(100), {}, QStringLiteral("EUR")}, {plan, valued(50), {}, QString()}}},
                  valued(150), false);
    for (int row = 0; row < 2; ++row) { // also of what names no currency
        QCOMPARE(model.index(row, 2).data().toString(), QStringLiteral("—"));
        QCOMPARE(model.index(row, 0).data(BreakdownModel::ShareRole).toDouble(), 0.0);
    }
    model.setColumns(kPropertyNames, {Metric::Hits});
    StatsCounts hits;
    hits.hits = 4;
    model.setRows({kPropertyNames, 1, {{plan, hits}}}, hits, false);
    QCOMPARE(model.index(0, 2).data().toString(), QStringLiteral("100.0 %"));
}

void HistoryModelsTest::goalsHaveConversionsAndRates()
{
    Goal signup;
    signup.id = QStringLiteral("g1");
    signup.name = QStringLiteral("Signup");
    Goal other = signup;
    other.id = QStringLiteral("g2");
    GoalModel model;
    const QAbstractItemModelTester tester(&model, kStrict);
    model.setGoals({signup, other}, {{QStringLiteral("g1"), 12, 8, 0}}, 200);
    QCOMPARE(model.index(0, GoalModel::Name).data().toString(), QStringLiteral("Signup"));
    QCOMPARE(model.index(0, GoalModel::Conversions).data().toString(), QStringLiteral("12"));
    QCOMPARE(model.index(0, GoalModel::Rate).data().toString(), QStringLiteral("4.0 %"));
    QCOMPARE(model.index(1, GoalModel::Conversions).data().toString(), QStringLiteral("0"));
    signup.worth = Goal::Worth::Fixed;
    signup.currency = QStringLiteral("EUR");
    model.setGoals({signup, other}, {{QStringLiteral("g1"), 12, 8, 1530}}, 200);
    QCOMPARE(model.index(0, GoalModel::Name).data().toString(), QStringLiteral("Signup · worth 1,530 EUR"));
    QVERIFY(
        model.index(0, GoalModel::Name).data(Qt::ToolTipRole).toString().contains(QStringLiteral("1,530")));
    model.setGoals({signup}, {}, 0);
    QCOMPARE(model.index(0, GoalModel::Rate).data().toString(), QStringLiteral("—"));
}

void HistoryModelsTest::aGoalFiltersByItsTarget()
{
    Goal goal;
    goal.target = Goal::Target::Event;
    goal.pattern = QStringLiteral("signup");
    QCOMPARE(filterOf(goal),
             std::optional(DimensionFilter {QStringLiteral("event"), DimensionFilter::Operator::Equals,
                                            QStringLiteral("signup")}));
    goal.target = Goal::Target::Page;
    goal.match = Goal::Match::Contains;
    QCOMPARE(filterOf(goal)->op, DimensionFilter::Operator::Contains);
    goal.match = Goal::Match::Wildcard;
    QVERIFY(!filterOf(goal));
}

void HistoryModelsTest::visitsAreReadPageByPage()
{
    VisitsModel model;
    const QAbstractItemModelTester tester(&model, kStrict);
    const QSignalSpy more(&model, &VisitsModel::moreWanted);
    VisitSummary visit;
    visit.entryPage = visit.exitPage = QStringLiteral("/");
    visit.country = QStringLiteral("PL");
    visit.city = QStringLiteral("Gdynia");
    visit.last = visit.first + 134 * kMicrosPerSecond;
    model.append({{visit}, QStringLiteral("next")});
    QCOMPARE(model.index(0, VisitsModel::Duration).data().toString(), QStringLiteral("2 m 14 s"));
    QCOMPARE(model.index(0, VisitsModel::Place).data().toString(), QStringLiteral("Gdynia, Poland"));
    QCOMPARE(model.index(0, VisitsModel::Source).data().toString(), QStringLiteral("Direct"));
    QCOMPARE(model.index(0, VisitsModel::Place).data(TextDelegate::kPlaceRole).toString(),
             QStringLiteral("PL")); // its flag
    QCOMPARE(model.index(0, VisitsModel::Exit).data().toString(), QStringLiteral("same"));
    model.fetchMore({});
    model.fetchMore({});
    QVERIFY(more.size() >= 1);
    VisitSummary ofNetwork;
    ofNetwork.city = QStringLiteral("Hall B");
    model.append({{visit, ofNetwork}, {}});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(2, VisitsModel::Place).data().toString(), QStringLiteral("Hall B"));
    QCOMPARE(model.index(2, VisitsModel::Exit).data().toString(), QString()); // no page at all
    QVERIFY(!model.canFetchMore({}));
}

void HistoryModelsTest::aTimelineSaysTheGaps()
{
    VisitTimelineModel model;
    const QAbstractItemModelTester tester(&model, kStrict);
    VisitTimeline timeline;
    timeline.hits = {FakeStatsSource::hit(kSite, QStringLiteral("/a"), 1, 0),
                     FakeStatsSource::hit(kSite, QStringLiteral("/b"), 1, 65 * kMicrosPerSecond)};
    model.setTimeline(timeline, QTimeZone::utc());
    QCOMPARE(model.index(0, VisitTimelineModel::Gap).data().toString(), QString());
    QCOMPARE(model.index(1, VisitTimelineModel::Gap).data().toString(), QStringLiteral("+1 m 5 s"));
    QCOMPARE(model.index(1, VisitTimelineModel::What).data().toString(), QStringLiteral("/b"));
    QCOMPARE(model.index(1, VisitTimelineModel::Time).data().toString(), QStringLiteral("00:01:05"));
}

void HistoryModelsTest::changesOfOneTurnAreOneQuestion()
{
    FakeStatsSource source;
    StatsAsker asker(source, [this] { return build(); });
    const QSignalSpy answered(&asker, &StatsAsker::answered);
    asker.setEnabled(true);
    for (int i = 0; i < 5; ++i)
        asker.ask();
    QVERIFY(asker.isBusy());
    QTRY_COMPARE(answered.size(), 1);
    QCOMPARE(source.asked.size(), 1);
    QVERIFY(!asker.isBusy());
}

void HistoryModelsTest::aNewQuestionCancelsTheOlder()
{
    FakeStatsSource source;
    source.queue.manual = true;
    StatsAsker asker(source, [this] { return build(); });
    const QSignalSpy answered(&asker, &StatsAsker::answered);
    asker.setEnabled(true);
    asker.ask();
    QTRY_COMPARE(source.asked.size(), 1);
    asker.ask();
    QTRY_COMPARE(source.asked.size(), 2);
    QCOMPARE(source.queue.cancelled(), 1);
    source.queue.answerAll();
    QCOMPARE(answered.size(), 1);
}

void HistoryModelsTest::lateAnswersAreDropped()
{
    FakeStatsSource source;
    source.queue.manual = true;
    StatsAsker asker(source, [this] { return build(); });
    const QSignalSpy answered(&asker, &StatsAsker::answered);
    asker.setEnabled(true);
    asker.ask();
    QTRY_COMPARE(source.asked.size(), 1);
    asker.ask();
    source.queue.answerAll(); // the first one, while the second is about to be asked
    QCOMPARE(answered.size(), 0);
    QTRY_COMPARE(source.asked.size(), 2);
    source.queue.answerAll();
    QCOMPARE(answered.size(), 1);
}

void HistoryModelsTest::whileDisabledNothingIsAsked()
{
    FakeStatsSource source;
    StatsAsker asker(source, [this] { return build(); });
    const QSignalSpy answered(&asker, &StatsAsker::answered);
    asker.ask();
    asker.askForNews();
    QCoreApplication::processEvents();
    QCOMPARE(source.asked.size(), 0);
    asker.setEnabled(true);
    QTRY_COMPARE(answered.size(), 1);
    QCOMPARE(source.asked.size(), 1);
}

void HistoryModelsTest::newsAreAskedForOnceASecond()
{
    FakeStatsSource source;
    StatsAsker asker(source, [this] { return build(); });
    const QSignalSpy answered(&asker, &StatsAsker::answered);
    asker.setEnabled(true);
    asker.ask();
    QTRY_COMPARE(answered.size(), 1);
    for (int i = 0; i < 50; ++i)
        asker.askForNews();
    QCoreApplication::processEvents();
    QCOMPARE(source.asked.size(), 1); // not at once
    QTRY_COMPARE(answered.size(), 2); // but all of them in one
    QCoreApplication::processEvents();
    QCOMPARE(source.asked.size(), 2);
}

void HistoryModelsTest::aSlowAnswerIsSaid()
{
    FakeStatsSource source;
    source.queue.manual = true;
    StatsAsker asker(source, [this] { return build(); });
    const QSignalSpy slow(&asker, &StatsAsker::slow);
    asker.setEnabled(true);
    asker.ask();
    QTRY_COMPARE(slow.size(), 1);
}

void HistoryModelsTest::filtersReadLikeSentences_data()
{
    using Operator = DimensionFilter::Operator;
    QTest::addColumn<FilterGroup>("filter");
    QTest::addColumn<QString>("text");
    QTest::newRow("two values") << group("page", Operator::Equals, {"/launch", "/pricing"})
                                << QStringLiteral("page is /launch or /pricing");
    QTest::newRow("excluded") << group("country", Operator::NotEquals, {"PL"})
                              << QStringLiteral("country is not Poland");
    QTest::newRow("text") << group("browser", Operator::Contains, {"Saf"})
                          << QStringLiteral("browser contains Saf");
    QTest::newRow("missing") << group("source", Operator::Equals, {""}) << QStringLiteral("source is Direct");
    QTest::newRow("place") << group("place", Operator::Equals,
                                    {"IN|Goa|Panaji|15.50,73.83", "local||Hall B", "local"})
                           << QStringLiteral("place is Panaji, India or Hall B or Local network");
    QTest::newRow("many") << group("page", Operator::Equals, {"/a", "/b", "/c", "/d"})
                          << QStringLiteral("page is /a or 3 more");
}

void HistoryModelsTest::filtersReadLikeSentences()
{
    QFETCH(FilterGroup, filter);
    QTEST(PastText::filter(filter), "text");
}

void HistoryModelsTest::rangesReadLikeDates_data()
{
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("to");
    QTest::addColumn<QString>("text");
    // Days since 1970 of 1 October 2026: 20,727.
    const Micros october = 20'727 * kMicrosPerDay;
    QTest::newRow("month") << october << october + 31 * kMicrosPerDay << QStringLiteral("1 – 31 Oct 2026");
    QTest::newRow("day") << october << october + kMicrosPerDay << QStringLiteral("1 Oct 2026");
    QTest::newRow("two months") << october - kMicrosPerDay << october + kMicrosPerDay
                                << QStringLiteral("30 Sep – 1 Oct 2026");
    QTest::newRow("hours") << october + 9 * kMicrosPerHour << october + 11 * kMicrosPerHour
                           << QStringLiteral("1 Oct 2026, 09:00 – 11:00");
    QTest::newRow("part of the last day")
        << october << october + 34 * kMicrosPerHour << QStringLiteral("1 Oct – 2 Oct 2026, 10:00");
    QTest::newRow("open") << qint64(0) << qint64(0) << QStringLiteral("All time");
}

void HistoryModelsTest::rangesReadLikeDates()
{
    QFETCH(qint64, from);
    QFETCH(qint64, to);
    QTEST(PastText::days({from, to}, QStringLiteral("UTC")), "text");
}

QTEST_MAIN(HistoryModelsTest)
#include "tst_historymodels.moc"
