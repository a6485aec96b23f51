// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakestats.h"
#include "tests/support/rawhttpclient.h"

#include <QJsonArray>
#include <QTest>

namespace {

const QByteArray kSite = "/api/websites/s/";

/// 10 pageviews of 4 visitors in 5 sessions, and 4 other events.
StatsPeriod documentedPeriod()
{
    StatsPeriod period;
    period.totals = {4, 5, 10, 14, 5, 2, 157'500};
    return period;
}

StatsPeriod documentedPreviousPeriod()
{
    StatsPeriod period;
    period.totals = {3, 3, 8, 9, 3, 1, 36'000};
    period.hasData = true;
    return period;
}

RawReply ask(const StatsCollector &collector, const QByteArray &path)
{
    RawHttpClient client(collector.url());
    return client.get(path);
}

} // namespace

/// The read API of Sparklytics (api.md#reads-for-sparklytics): envelopes field by field.
class StatsSparklyticsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersStats();
    void answersStatsWithoutComparison();
    void countsEveryEventOnRequest();
    void answersASeries_data();
    void answersASeries();
    void choosesAGranularity_data();
    void choosesAGranularity();
    void answersMetrics();
    void mapsEachType_data();
    void mapsEachType();
    void keepsMetricsToTheirBounds_data();
    void keepsMetricsToTheirBounds();
    void answersSessions();
    void answersOneSession();
    void answersEvents();
    void answersAnEventSeries();
};

void StatsSparklyticsTest::answersStats()
{
    StatsCollector collector;
    collector.stats().table.now = documentedPeriod();
    collector.stats().table.before = documentedPreviousPeriod();
    const RawReply reply = ask(
        collector, kSite + "stats?start_date=2026-03-01&end_date=2026-03-07&compare_mode=previous_period");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.json(), document(R"({"data":{"pageviews":10,"visitors":4,"sessions":5,"bounce_rate":0.4,
        "avg_duration_seconds":31.5,"prev_pageviews":8,"prev_visitors":3,"prev_sessions":3,"prev_bounce_rate":0.333,
        "prev_avg_duration_seconds":12.0,"timezone":"UTC","events":14},
        "compare":{"mode":"previous_period","primary_range":["2026-03-01","2026-03-07"],
                   "comparison_range":["2026-02-22","2026-02-28"]}})"));
}

void StatsSparklyticsTest::answersStatsWithoutComparison()
{
    StatsCollector collector;
    const QJsonObject reply = ask(collector, kSite + "stats").json();
    QVERIFY(!reply.contains(QLatin1StringView("compare")));
    QCOMPARE(reply.value(QLatin1StringView("data")).toObject(),
             document(R"({"pageviews":0,"visitors":0,"sessions":0,"bounce_rate":0,"avg_duration_seconds":0,
        "prev_pageviews":0,"prev_visitors":0,"prev_sessions":0,"prev_bounce_rate":0,"prev_avg_duration_seconds":0,
        "timezone":"UTC","events":0})"));
    QVERIFY(collector.stats().queries.constFirst().comparison); // prev_* are always there
}

void StatsSparklyticsTest::countsEveryEventOnRequest()
{
    StatsCollector collector;
    collector.stats().table.now = documentedPeriod();
    collector.stats().table.before = documentedPreviousPeriod();
    const QJsonObject data = ask(collector, kSite + "stats?semantics=sparklytics")
                                 .json()
                                 .value(QLatin1StringView("data"))
                                 .toObject();
    QCOMPARE(data.value(QLatin1StringView("pageviews")).toInt(), 14);
    QCOMPARE(data.value(QLatin1StringView("prev_pageviews")).toInt(), 9);
}

void StatsSparklyticsTest::answersASeries_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("date");
    QTest::addRow("hours") << QByteArray("granularity=hour") << QStringLiteral("2026-02-28T23:00:00Z");
    QTest::addRow("days") << QByteArray("granularity=day") << QStringLiteral("2026-03-01");
    QTest::addRow("months") << QByteArray("granularity=month") << QStringLiteral("2026-03");
}

void StatsSparklyticsTest::answersASeries()
{
    QFETCH(QByteArray, query);
    QFETCH(QString, date);
    StatsCollector collector;
    const StatsBucket bucket {{instant("2026-02-28T23:00:00Z"), instant("2026-03-01T00:00:00Z"), 3600},
                              {2, 2, 3, 5, 2, 1, 0}};
    collector.stats().table.now.series = {bucket};
    const QByteArray path = "/api/websites/w/pageviews?start_date=2026-03-01&end_date=2026-03-02&" + query;
    const QJsonObject point {
        {QStringLiteral("date"), date}, {QStringLiteral("pageviews"), 3}, {QStringLiteral("visitors"), 2}};
    const QJsonObject data {{QStringLiteral("series"), QJsonArray {point}},
                            {QStringLiteral("granularity"), QString::fromLatin1(query.sliced(12))},
                            {QStringLiteral("compare_series"), QJsonValue::Null}};
    QCOMPARE(ask(collector, path).json(), (QJsonObject {{QStringLiteral("data"), data}}));
    QVERIFY(!collector.stats().queries.constLast().comparison);

    collector.stats().table.before = StatsPeriod {};
    collector.stats().table.before->series = {bucket, bucket}; // surplus stays, with dates of its own
    const QJsonObject compared = ask(collector, path + "&compare_mode=previous_year").json();
    QCOMPARE(compared.value(QLatin1StringView("data"))[QLatin1StringView("compare_series")].toArray(),
             (QJsonArray {point, point}));
    QCOMPARE(compared.value(QLatin1StringView("compare"))[QLatin1StringView("comparison_range")].toArray(),
             (QJsonArray {QStringLiteral("2025-03-01"), QStringLiteral("2025-03-02")}));
}

void StatsSparklyticsTest::choosesAGranularity_data()
{
    QTest::addColumn<QByteArray>("dates");
    QTest::addColumn<QString>("granularity");
    const auto row = [](const char *start, const char *end, const char *granularity) {
        QTest::addRow("%s to %s", start, end)
            << QByteArray("start_date=") + start + "&end_date=" + end << QString::fromLatin1(granularity);
    };
    row("2026-03-01", "2026-03-01", "hour");
    row("2026-03-01", "2026-03-02", "hour");
    row("2026-03-01", "2026-03-03", "day");
    row("2026-01-01", "2026-03-01", "day"); // 60 days
    row("2026-01-01", "2026-03-02", "month");
}

void StatsSparklyticsTest::choosesAGranularity()
{
    QFETCH(QByteArray, dates);
    StatsCollector collector;
    const QJsonObject reply = ask(collector, kSite + "pageviews?" + dates).json();
    QTEST(reply.value(QLatin1StringView("data"))[QLatin1StringView("granularity")].toString(), "granularity");
    QCOMPARE(QString(toString(*collector.stats().queries.constFirst().granularity)),
             reply.value(QLatin1StringView("data"))[QLatin1StringView("granularity")].toString());
}

void StatsSparklyticsTest::answersMetrics()
{
    StatsCollector collector;
    collector.stats().table.breakdowns = {
        {QStringLiteral("page"),
         25,
         {{QStringLiteral("/a"), {6, 6, 9, 12, 6, 2, 7'500}, {4, 4, 5, 6, 4, 4, 0}}}}};
    QCOMPARE(
        ask(collector, kSite + "metrics?type=page&limit=10&offset=10").json(),
        document(
            R"({"data":{"type":"page","rows":[{"value":"/a","visitors":6,"pageviews":9,"bounce_rate":33.3,
                "avg_duration_seconds":1.25}]},"pagination":{"total":25,"limit":10,"offset":10,"has_more":true}})"));
    const QJsonObject compared =
        ask(collector, kSite + "metrics?type=page&offset=15&compare_mode=previous_period").json();
    QCOMPARE(
        compared.value(QLatin1StringView("data"))[QLatin1StringView("rows")][0].toObject(),
        document(R"({"value":"/a","visitors":6,"pageviews":9,"bounce_rate":33.3,"avg_duration_seconds":1.25,
                "prev_visitors":4,"prev_pageviews":5,"delta_visitors_abs":2,"delta_visitors_pct":50})"));
    QCOMPARE(compared.value(QLatin1StringView("pagination"))[QLatin1StringView("has_more")].toBool(true),
             false);
    QVERIFY(compared.contains(QLatin1StringView("compare")));
}

void StatsSparklyticsTest::mapsEachType_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("dimension");
    QTest::addColumn<bool>("leavesOutMissing");
    const auto row = [](const char *type, const char *dimension) {
        QTest::addRow("%s", type) << QByteArray(type) << QString::fromLatin1(dimension)
                                  << (qstrcmp(type, "referrer") != 0);
    };
    row("page", "page");
    row("referrer", "hit_referrer_host");
    row("country", "country");
    row("region", "region");
    row("city", "city");
    row("browser", "browser");
    row("os", "os");
    row("device", "device");
    row("language", "language");
    row("screen", "screen");
    row("event_name", "event");
    row("utm_source", "hit_utm_source");
    row("utm_medium", "hit_utm_medium");
    row("utm_campaign", "hit_utm_campaign");
}

void StatsSparklyticsTest::mapsEachType()
{
    QFETCH(QByteArray, type);
    StatsCollector collector;
    collector.stats().table.breakdowns = {{QString(), 2, {{QStringLiteral("Desktop"), {}}, {QString(), {}}}}};
    const QJsonArray rows = ask(collector, kSite + "metrics?type=" + type)
                                .json()
                                .value(QLatin1StringView("data"))[QLatin1StringView("rows")]
                                .toArray();
    const BreakdownQuery &breakdown = collector.stats().queries.constFirst().breakdowns.constFirst();
    QTEST(breakdown.dimension, "dimension");
    QTEST(breakdown.leavesOutMissing, "leavesOutMissing");
    QVERIFY(breakdown.orderBy == Metric::Visitors);
    QCOMPARE(breakdown.limit, 10);
    QCOMPARE(rows[0][QLatin1StringView("value")].toString(),
             type == "device" ? QStringLiteral("desktop") : QStringLiteral("Desktop"));
    QCOMPARE(rows[1][QLatin1StringView("value")].toString(),
             type == "referrer" ? QStringLiteral("(direct)") : QString());
}

void StatsSparklyticsTest::keepsMetricsToTheirBounds_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("limit");
    QTest::addColumn<int>("offset");
    QTest::addRow("none") << QByteArray("") << 10 << 0;
    QTest::addRow("inside") << QByteArray("&limit=100&offset=200") << 100 << 200;
    QTest::addRow("above") << QByteArray("&limit=101&offset=99999999999") << 100 << 1'000'000'000;
    QTest::addRow("below") << QByteArray("&limit=0&offset=-1") << 1 << 0;
}

void StatsSparklyticsTest::keepsMetricsToTheirBounds()
{
    QFETCH(QByteArray, query);
    StatsCollector collector;
    const QJsonObject reply = ask(collector, kSite + "metrics?type=page" + query).json();
    const BreakdownQuery &breakdown = collector.stats().queries.constFirst().breakdowns.constFirst();
    QTEST(breakdown.limit, "limit");
    QTEST(breakdown.offset, "offset");
    QTEST(reply.value(QLatin1StringView("pagination"))[QLatin1StringView("limit")].toInt(), "limit");
}

void StatsSparklyticsTest::answersSessions()
{
    StatsCollector collector;
    VisitSummary visit;
    visit.visit = 0xf8a26f8ae5f7d6eaULL;
    visit.visitor = 0x0123456789abcdefULL;
    visit.first = instant("2026-03-03T10:45:23.123Z");
    visit.last = instant("2026-03-03T10:46:23.999Z");
    visit.pageviews = 2;
    visit.hits = 3;
    visit.entryPage = QStringLiteral("/");
    visit.exitPage = QStringLiteral("/b");
    visit.country = QStringLiteral("PL");
    visit.device = QStringLiteral("Desktop");
    collector.stats().page = {{visit}, QStringLiteral("next")};
    QCOMPARE(ask(collector, kSite + "sessions?limit=1&cursor=here&filter_country=PL").json(),
             document(R"({"data":[{"session_id":"f8a26f8ae5f7d6ea","visitor_id":"0123456789abcdef",
        "first_seen":"2026-03-03T10:45:23.123Z","last_seen":"2026-03-03T10:46:23.999Z","duration_seconds":60,
        "pageview_count":2,"event_count":3,"entry_page":"/","exit_page":"/b","country":"PL","browser":null,"os":null,
        "device_type":"desktop"}],"pagination":{"limit":1,"next_cursor":"next","has_more":true}})"));
    const VisitsQuery &query = collector.stats().visitsQueries.constFirst();
    QCOMPARE(query.limit, 1);
    QCOMPARE(query.cursor, QStringLiteral("here"));
    QCOMPARE(query.filters.size(), 1);
    QCOMPARE(query.range, (InstantRange {instant("2026-03-01T00:00:00Z"), instant("2026-03-08T00:00:00Z")}));

    collector.stats().page = {};
    QCOMPARE(ask(collector, kSite + "sessions").json(),
             document(R"({"data":[],"pagination":{"limit":50,"next_cursor":null,"has_more":false}})"));
}

void StatsSparklyticsTest::answersOneSession()
{
    StatsCollector collector;
    Hit hit;
    hit.seq = 9;
    hit.kind = HitKind::Event;
    hit.url = QStringLiteral("/p");
    hit.event = QStringLiteral("order");
    hit.props = QStringLiteral("{}");
    hit.eventAt = instant("2026-03-03T10:45:23.123Z");
    collector.stats().visitTimeline.hits = {hit};
    collector.stats().visitTimeline.isTruncated = true;
    const QJsonObject data = ask(collector, kSite + "sessions/f8a26f8ae5f7d6ea")
                                 .json()
                                 .value(QLatin1StringView("data"))
                                 .toObject();
    QCOMPARE(data.value(QLatin1StringView("events")).toArray()[0].toObject(),
             document(R"({"id":"9","event_type":"event","url":"/p","event_name":"order",
                "event_data":"{}","created_at":"2026-03-03T10:45:23.123Z"})"));
    QCOMPARE(data.value(QLatin1StringView("truncated")).toBool(), true);
    QVERIFY(data.value(QLatin1StringView("session"))[QLatin1StringView("session_id")].isString());
    QCOMPARE(ask(collector, kSite + "sessions/none").errorCode(), "not_found");
}

void StatsSparklyticsTest::answersEvents()
{
    StatsCollector collector;
    collector.stats().table.breakdowns = {
        {QStringLiteral("event"),
         3,
         {{QStringLiteral("order"), {4, 0, 0, 7, 0, 0, 0}, {1, 0, 0, 2, 0, 0, 0}}}}};
    QCOMPARE(
        ask(collector, kSite + "events").json(),
        document(
            R"({"data":{"rows":[{"event_name":"order","count":7,"visitors":4,"prev_count":2}],"total":3}})"));
    const StatsQuery &query = collector.stats().queries.constFirst();
    const BreakdownQuery &breakdown = query.breakdowns.constFirst();
    QCOMPARE(breakdown.limit, 200);
    QVERIFY(breakdown.orderBy == Metric::Hits);
    QVERIFY(breakdown.leavesOutMissing);
    QVERIFY(query.comparison);
    QCOMPARE(query.filters,
             (QList<DimensionFilter> {
                 {QStringLiteral("kind"), DimensionFilter::Operator::Equals, QStringLiteral("event")}}));
}

void StatsSparklyticsTest::answersAnEventSeries()
{
    StatsCollector collector;
    collector.stats().table.now.series = {
        {{instant("2026-03-01T00:00:00Z"), instant("2026-03-02T00:00:00Z"), 0}, {4, 0, 0, 7, 0, 0, 0}}};
    const QJsonObject reply = ask(collector, kSite + "events/timeseries?event_name=order%20now").json();
    QCOMPARE(reply, document(R"({"data":{"series":[{"date":"2026-03-01","pageviews":7,"visitors":4}],
                "granularity":"day","compare_series":null}})"));
    QCOMPARE(collector.stats().queries.constFirst().filters.constLast().value, QStringLiteral("order now"));
}

QTEST_GUILESS_MAIN(StatsSparklyticsTest)
#include "tst_statssparklytics.moc"
