// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/statsparameters.h"
#include "tests/support/testprogram.h"

#include <QDateTime>
#include <QTest>

namespace {

constexpr MetricSet kRows = MetricSet(Metric::Visitors) | Metric::Visits | Metric::Pageviews | Metric::Hits
    | Metric::BounceRate | Metric::VisitDuration;

Micros at(const char *text)
{
    return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODateWithMs).toMSecsSinceEpoch()
        * kMicrosPerMilli;
}

Site warsaw()
{
    Site site;
    site.id = QStringLiteral("s");
    site.timezone = QStringLiteral("Europe/Warsaw");
    return site;
}

StatsTexts october()
{
    StatsTexts texts;
    texts.from = QStringLiteral("2026-10-01");
    texts.to = QStringLiteral("2026-10-31");
    return texts;
}

/// 2026-10-01 to 2026-10-31 in Warsaw: begins in summer time, ends in winter time.
InstantRange octoberRange()
{
    return {at("2026-09-30T22:00:00Z"), at("2026-10-31T23:00:00Z")};
}

constexpr Micros kLater = 1'800'000'000 * kMicrosPerSecond; // 2027-01-15

} // namespace

/// The words of the command line and of URLs, and what they ask.
class StatsParametersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryWord();
    void takesTheSitesHabits();
    void choosesAGranularity_data();
    void choosesAGranularity();
    void ordersRowsByTheFirstMetric_data();
    void ordersRowsByTheFirstMetric();
    void addsNamedRatesToASeries();
    void compares_data();
    void compares();
    void comparesARunningPeriodWithTheSamePart();
    void refuses_data();
    void refuses();
    void readsVisits();
};

void StatsParametersTest::readsEveryWord()
{
    StatsTexts texts = october();
    texts.timezone = QStringLiteral("Asia/Kathmandu");
    texts.by = QStringLiteral("page");
    texts.link = QStringLiteral("go");
    texts.limit = QStringLiteral("7");
    texts.offset = QStringLiteral("14");
    texts.search = QStringLiteral("Shop");
    texts.includesBots = QStringLiteral("true");
    texts.timing = QStringLiteral("1");
    texts.metrics = {QStringLiteral("hits")};
    texts.filters = {QStringLiteral("country==PL"), QStringLiteral("page!=/"), QStringLiteral("title~a==b")};
    const Result<StatsRequest> request = statsRequestOf(StatsDocument::Breakdown, warsaw(), texts, kLater);
    QVERIFY2(request, request ? "" : qPrintable(request.error().message));
    StatsQuery expected;
    expected.site = QStringLiteral("s");
    expected.range = {at("2026-09-30T18:15:00Z"), at("2026-10-31T18:15:00Z")};
    expected.timezone = QStringLiteral("Asia/Kathmandu");
    expected.link = QStringLiteral("go");
    expected.includesBots = true;
    expected.wantsTotals = false;
    expected.filters = {
        {QStringLiteral("country"), DimensionFilter::Operator::Equals, QStringLiteral("PL")},
        {QStringLiteral("page"), DimensionFilter::Operator::NotEquals, QStringLiteral("/")},
        {QStringLiteral("title"), DimensionFilter::Operator::Contains, QStringLiteral("a==b")}};
    expected.breakdowns = {
        {QStringLiteral("page"), kRows, Metric::Hits, 7, 14, QStringLiteral("Shop"), false}};
    QCOMPARE(request->query, expected);
    QCOMPARE(request->wantsTiming, true);
    QCOMPARE(request->from, QStringLiteral("2026-10-01"));
}

void StatsParametersTest::takesTheSitesHabits()
{
    Site site = warsaw();
    site.botMode = Site::BotMode::Off;
    const Result<StatsRequest> request = statsRequestOf(StatsDocument::Totals, site, {}, kLater);
    QVERIFY(request);
    QCOMPARE(request->query.range, InstantRange());
    QCOMPARE(request->query.timezone, QStringLiteral("Europe/Warsaw"));
    QCOMPARE(request->query.includesBots, true);
    QCOMPARE(request->query.wantsTotals, true);
    StatsTexts texts;
    texts.includesBots = QStringLiteral("0");
    QCOMPARE(statsRequestOf(StatsDocument::Totals, site, texts, kLater)->query.includesBots, false);
}

void StatsParametersTest::choosesAGranularity_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QString>("chosen");
    const auto row = [](const char *name, const char *from, const char *to, const char *asked,
                        const char *chosen) {
        QTest::addRow("%s", name) << QString::fromLatin1(from) << QString::fromLatin1(to)
                                  << QString::fromLatin1(asked) << QString::fromLatin1(chosen);
    };
    row("a day", "2026-10-01", "2026-10-01", "", "hour");
    row("a month", "2026-10-01", "2026-10-31", "", "day");
    row("a year", "2026-01-01", "2026-12-31", "", "month");
    row("two hours", "2026-10-01T00:00:00Z", "2026-10-01T02:00:00Z", "", "minute");
    row("open", "", "", "", "day");
    row("until now", "2027-01-14T20:00:00Z", "", "", "five_minutes");
    row("asked", "2026-10-01", "2026-10-31", "week", "week");
}

void StatsParametersTest::choosesAGranularity()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, asked);
    StatsTexts texts;
    texts.from = from;
    texts.to = to;
    texts.granularity = asked;
    const Result<StatsRequest> request = statsRequestOf(StatsDocument::Series, warsaw(), texts,
                                                        at("2027-01-15T06:00:00Z"));
    QVERIFY(request);
    QTEST(QString(toString(*request->query.granularity)), "chosen");
    QVERIFY(!request->query.wantsTotals);
}

void StatsParametersTest::ordersRowsByTheFirstMetric_data()
{
    QTest::addColumn<QStringList>("metrics");
    QTest::addColumn<int>("order");
    const auto row = [](const char *metrics, Metric order) {
        QTest::addRow("\"%s\"", metrics)
            << QString::fromLatin1(metrics).split(u' ', Qt::SkipEmptyParts) << static_cast<int>(order);
    };
    row("", Metric::Visitors);
    row("pageviews", Metric::Pageviews);
    row("bounce_rate visits", Metric::BounceRate);
    row("visit_duration,hits", Metric::VisitDuration);
    row(",hits,", Metric::Hits);
}

void StatsParametersTest::ordersRowsByTheFirstMetric()
{
    QFETCH(QStringList, metrics);
    StatsTexts texts = october();
    texts.by = QStringLiteral("page");
    texts.metrics = metrics;
    const Result<StatsRequest> request = statsRequestOf(StatsDocument::Breakdown, warsaw(), texts, kLater);
    QVERIFY(request);
    const BreakdownQuery &breakdown = request->query.breakdowns.constFirst();
    QTEST(static_cast<int>(breakdown.orderBy), "order");
    QCOMPARE(breakdown.metrics, kRows); // all of them are documented
    QCOMPARE(breakdown.limit, kDefaultRows);
}

void StatsParametersTest::addsNamedRatesToASeries()
{
    StatsTexts texts = october();
    texts.metrics = {QStringLiteral("bounce_rate")};
    const MetricSet metrics =
        statsRequestOf(StatsDocument::Series, warsaw(), texts, kLater)->query.seriesMetrics;
    QCOMPARE(metrics,
             MetricSet(Metric::Visitors) | Metric::Visits | Metric::Pageviews | Metric::Hits
                 | Metric::BounceRate);
}

void StatsParametersTest::compares_data()
{
    QTest::addColumn<QString>("compare");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<InstantRange>("expected");
    QTest::addRow("the 31 days before")
        << QStringLiteral("previous_period") << QString() << QString()
        << InstantRange {at("2026-08-30T22:00:00Z"), at("2026-09-30T22:00:00Z")};
    QTest::addRow("the year before") << QStringLiteral("previous_year") << QString() << QString()
                                     << InstantRange {at("2025-09-30T22:00:00Z"), at("2025-10-31T23:00:00Z")};
    const InstantRange may {at("2026-04-30T22:00:00Z"), at("2026-05-02T22:00:00Z")};
    QTest::addRow("other days") << QStringLiteral("custom") << QStringLiteral("2026-05-01")
                                << QStringLiteral("2026-05-02") << may;
    QTest::addRow("other days without the word")
        << QString() << QStringLiteral("2026-05-01") << QStringLiteral("2026-05-02") << may;
}

void StatsParametersTest::compares()
{
    QFETCH(QString, compare);
    QFETCH(QString, from);
    QFETCH(QString, to);
    StatsTexts texts = october();
    texts.compare = compare;
    texts.compareFrom = from;
    texts.compareTo = to;
    const Result<StatsRequest> request = statsRequestOf(StatsDocument::Totals, warsaw(), texts, kLater);
    QVERIFY2(request, request ? "" : qPrintable(request.error().message));
    QCOMPARE(request->query.range, octoberRange());
    QVERIFY(request->query.comparison);
    QTEST(*request->query.comparison, "expected");
}

void StatsParametersTest::comparesARunningPeriodWithTheSamePart()
{
    StatsTexts texts = october();
    texts.compare = QStringLiteral("previous_period");
    const Micros noon = at("2026-10-02T10:00:00Z");
    const Result<StatsRequest> request = statsRequestOf(StatsDocument::Totals, warsaw(), texts, noon + 999);
    QVERIFY(request);
    QCOMPARE(*request->query.comparison,
             (InstantRange {at("2026-08-30T22:00:00Z"), at("2026-09-01T10:00:00Z")}));
    // Whoever asks in the same second asks the same.
    QCOMPARE(statsRequestOf(StatsDocument::Totals, warsaw(), texts, noon + 999'999)->query, request->query);
}

void StatsParametersTest::refuses_data()
{
    QTest::addColumn<StatsTexts>("texts");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const char *code, auto change) {
        StatsTexts texts = october();
        texts.by = QStringLiteral("page");
        change(texts);
        QTest::addRow("%s", name) << texts << QString::fromLatin1(code);
    };
    row("a date", "bad_date", [](StatsTexts &texts) { texts.from = QStringLiteral("yesterday"); });
    row("a 13th month", "bad_date", [](StatsTexts &texts) { texts.to = QStringLiteral("2026-13-01"); });
    row("days in reverse", "bad_range", [](StatsTexts &texts) { texts.to = QStringLiteral("2026-09-01"); });
    row("no time at all", "bad_range", [](StatsTexts &texts) {
        texts.from = QStringLiteral("2026-10-01T00:00:00Z");
        texts.to = texts.from;
    });
    row("a comparison with no time at all", "bad_comparison", [](StatsTexts &texts) {
        texts.compareFrom = QStringLiteral("2026-09-01T00:00:00Z");
        texts.compareTo = texts.compareFrom;
    });
    row("a zone", "bad_timezone", [](StatsTexts &texts) { texts.timezone = QStringLiteral("Mars/Base"); });
    row("a filter", "bad_filter", [](StatsTexts &texts) { texts.filters = {QStringLiteral("page")}; });
    row("a filter's dimension", "bad_dimension",
        [](StatsTexts &texts) { texts.filters = {QStringLiteral("moon==full")}; });
    row("101 filters", "bad_limit",
        [](StatsTexts &texts) { texts.filters = QStringList(101, QStringLiteral("page==/")); });
    row("a dimension", "bad_dimension", [](StatsTexts &texts) { texts.by = QStringLiteral("moon"); });
    row("no dimension", "bad_dimension", [](StatsTexts &texts) { texts.by.clear(); });
    row("a metric", "bad_metric", [](StatsTexts &texts) { texts.metrics = {QStringLiteral("love")}; });
    row("a metric in a list", "bad_metric",
        [](StatsTexts &texts) { texts.metrics = {QStringLiteral("hits,love")}; });
    for (const char *limit : {"0", "-1", "x", "1.5", "100001", "99999999999999999999"}) {
        row(limit, "bad_limit", [limit](StatsTexts &texts) { texts.limit = QString::fromLatin1(limit); });
    }
    row("an offset", "bad_limit", [](StatsTexts &texts) { texts.offset = QStringLiteral("-1"); });
    row("a flag", "bad_flag", [](StatsTexts &texts) { texts.includesBots = QStringLiteral("maybe"); });
    row("timing", "bad_flag", [](StatsTexts &texts) { texts.timing = QStringLiteral("yes"); });
    row("a comparison", "bad_comparison", [](StatsTexts &texts) { texts.compare = QStringLiteral("never"); });
    row("a comparison of everything", "bad_comparison", [](StatsTexts &texts) {
        texts.from.clear();
        texts.compare = QStringLiteral("previous_period");
    });
    row("half a comparison", "bad_comparison",
        [](StatsTexts &texts) { texts.compareFrom = QStringLiteral("2026-01-01"); });
    row("a long comparison", "bad_comparison", [](StatsTexts &texts) {
        texts.compareFrom = QStringLiteral("2026-01-01");
        texts.compareTo = QStringLiteral("2026-06-01");
    });
}

void StatsParametersTest::refuses()
{
    QFETCH(StatsTexts, texts);
    const Result<StatsRequest> request = statsRequestOf(StatsDocument::Breakdown, warsaw(), texts, kLater);
    QVERIFY(!request);
    QTEST(request.error().code, "code");
    QVERIFY(!request.error().message.isEmpty());
    if (texts.by.isEmpty() || texts.by == QLatin1StringView("moon")) // what there is
        QVERIFY(request.error().message.contains(QLatin1StringView("page "))
                && request.error().message.contains(QLatin1StringView(" hit_source ")));
}

void StatsParametersTest::readsVisits()
{
    StatsTexts texts = october();
    texts.link = QStringLiteral("go");
    texts.limit = QStringLiteral("200");
    texts.filters = {QStringLiteral("country==PL")};
    const Result<VisitsQuery> query = visitsQueryOf(warsaw(), texts, QStringLiteral("c"));
    QVERIFY(query);
    const VisitsQuery expected {
        QStringLiteral("s"),
        octoberRange(),
        {{QStringLiteral("country"), DimensionFilter::Operator::Equals, QStringLiteral("PL")}},
        QStringLiteral("go"),
        false,
        200,
        QStringLiteral("c")};
    QCOMPARE(*query, expected);
    QCOMPARE(visitsQueryOf(warsaw(), {}, {})->limit, 50);
    texts.limit = QStringLiteral("201");
    QCOMPARE(visitsQueryOf(warsaw(), texts, {}).error().code, QStringLiteral("bad_limit"));
}

CLICKSCOPE_TEST(StatsParametersTest)
#include "tst_statsparameters.moc"
