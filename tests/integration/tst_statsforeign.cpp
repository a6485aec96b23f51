// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakestats.h"
#include "tests/support/rawhttpclient.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

namespace {

const QByteArray kTs = "/api/analytics/sites/s/stats";
const QByteArray kDashboard = "/api/analytics/dashboard/xyz123";
const QByteArray kGeo = "/api/analytics/geo/xyz123/";

RawReply ask(const StatsCollector &collector, const QByteArray &path)
{
    RawHttpClient client(collector.url());
    return client.get(path);
}

StatsCounts clicks(qint64 hits, qint64 visitors = 0)
{
    StatsCounts counts;
    counts.hits = hits;
    counts.visitors = visitors;
    return counts;
}

BreakdownRow row(const char *value, qint64 hits)
{
    return {QString::fromUtf8(value), clicks(hits)};
}

/// The value that the question asks of a dimension; empty when it does not.
QString filterOf(const StatsQuery &query, const char *dimension)
{
    for (const DimensionFilter &filter : query.filters) {
        if (filter.dimension == QLatin1StringView(dimension))
            return filter.value;
    }
    return {};
}

/// 120 clicks of 81 visitors, 9 more of bots; those from newsletters carry utm_medium=email.
StatsTable documentedClicks(const StatsQuery &query)
{
    StatsTable table;
    if (filterOf(query, "bot") == QLatin1StringView("true")) {
        table.now.totals = clicks(9);
        return table;
    }
    const QString channel = filterOf(query, "hit_channel");
    if (channel == QLatin1StringView("Social")) {
        table.breakdowns = {{QStringLiteral("hit_source"), 1, {row("instagram.com", 40)}}};
        return table;
    }
    if (channel == QLatin1StringView("Email")) {
        table.breakdowns = {{QStringLiteral("hit_source"), 1, {row("news", 10), row("instagram.com", 2)}}};
        return table;
    }
    table.now.totals = clicks(120, 81);
    table.now.series = {
        {{instant("2026-03-03T08:00:00Z"), instant("2026-03-03T09:00:00Z"), 3600}, clicks(4, 3)}};
    for (const BreakdownQuery &list : query.breakdowns) {
        Breakdown breakdown {list.dimension, 2, {}};
        if (list.dimension == QLatin1StringView("country"))
            breakdown.rows = {row("", 100), row("IN", 12), row("DE", 8)};
        else if (list.dimension == QLatin1StringView("city"))
            breakdown.rows = {row("Mumbai", 7), row("", 5)};
        else if (list.dimension == QLatin1StringView("device"))
            breakdown.rows = {row("Mobile", 70), row("", 50)};
        else if (list.dimension == QLatin1StringView("os"))
            breakdown.rows = {row("iOS", 60)};
        else if (list.dimension == QLatin1StringView("browser"))
            breakdown.rows = {row("Safari", 30)};
        else if (list.dimension == QLatin1StringView("hit_channel"))
            breakdown.rows = {row("Social", 40), row("Direct", 30),   row("Referral", 20),
                              row("Email", 12),  row("Internal", 10), row("Unknown", 8)};
        else if (list.dimension == QLatin1StringView("hit_source"))
            breakdown.rows = {row("", 48), row("instagram.com", 42), row("e.org", 20), row("news", 10)};
        table.breakdowns.append(breakdown);
    }
    return table;
}

} // namespace

/// The reads of ts-analytics (api.md#reads-for-ts-analytics) and TyrionURL (api.md#reads-for-tyrionurl):
/// documents field by field.
class StatsForeignTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersTsStats();
    void answersTsStatsOfNothing();
    void asksTsQuestions_data();
    void asksTsQuestions();
    void refusesTsQuestions_data();
    void refusesTsQuestions();
    void answersTheDashboard();
    void asksForEachCategoryThatHasClicks();
    void asksForTheRange_data();
    void asksForTheRange();
    void countsTheClickOfThisSecond();
    void answersCountries();
    void answersCitiesOfACountry();
    void answersCitiesOfAllCountries();
    void findsALinkInAnyCase();
    void refusesBadLinkQuestions_data();
    void refusesBadLinkQuestions();
};

void StatsForeignTest::answersTsStats()
{
    StatsCollector collector;
    FakeStats &stats = collector.stats();
    stats.siteGoals = {{QStringLiteral("g1"), QStringLiteral("s"), QStringLiteral("Order"),
                        Goal::Target::Page, Goal::Match::Equals, QStringLiteral("/thanks")}};
    stats.table.now.totals = {4, 5, 10, 14, 5, 2, 157'500};
    stats.table.before.emplace();
    stats.table.before->totals = {3, 3, 8, 9, 3, 1, 36'000};
    stats.table.now.series = {
        {{instant("2026-03-01T00:00:00Z"), instant("2026-03-02T00:00:00Z"), 0}, {1, 1, 1, 1, 1, 1, 0}}};
    stats.table.now.goals = {{QStringLiteral("g1"), 2, 1, 0}};
    BreakdownRow home {QStringLiteral("/"), {}};
    home.counts.pageviews = 9;
    BreakdownRow about {QStringLiteral("/about"), {}};
    about.counts.pageviews = 1;
    stats.table.breakdowns = {{QStringLiteral("page"), 3, {home, about, {QStringLiteral("/form"), {}}}}};
    collector.realtime().viewingPages = 42;
    collector.realtime().asOf = instant("2026-03-07T12:00:00Z");

    const RawReply reply = ask(collector, kTs + "?start=2026-03-01&end=2026-03-07&compare=true");
    QCOMPARE(reply.status, 200);
    QJsonObject got = reply.json();
    const QJsonObject realtime = got.take(QLatin1StringView("realtime")).toObject();
    QCOMPARE(realtime.value(QLatin1StringView("currentVisitors")).toInt(), 42);
    QCOMPARE(realtime.value(QLatin1StringView("timestamp")).toString(),
             QStringLiteral("2026-03-07T12:00:00.000Z"));
    QCOMPARE(got, document(R"({"summary":{"pageViews":10,"uniqueVisitors":4,"sessions":5,"bounceRate":0.4,
        "avgSessionDuration":31500,"avgPagesPerSession":2.0,
        "comparison":{"pageViewsChange":25.0,"visitorsChange":33.3,"bounceRateChange":0.067}},
        "timeSeries":[{"timestamp":"2026-03-01T00:00:00.000Z","pageViews":1,"uniqueVisitors":1}],
        "topPages":[{"name":"/","value":9,"percentage":90},{"name":"/about","value":1,"percentage":10}],
        "goals":[{"id":"g1","siteId":"s","name":"Order","type":"pageview","pattern":"/thanks","matchType":"exact",
                  "value":null,"isActive":true,"conversions":2,"convertingSessions":1,"totalValue":0}],
        "dateRange":{"start":"2026-03-01T00:00:00.000Z","end":"2026-03-08T00:00:00.000Z","period":"day"}})"));
    QCOMPARE(stats.queries.constFirst().goals, stats.siteGoals);
}

void StatsForeignTest::answersTsStatsOfNothing()
{
    StatsCollector collector;
    const QJsonObject summary = ask(collector, kTs).json().value(QLatin1StringView("summary")).toObject();
    QCOMPARE(summary, document(R"({"pageViews":0,"uniqueVisitors":0,"sessions":0,"bounceRate":0,
        "avgSessionDuration":0,"avgPagesPerSession":0})"));
    QVERIFY(!collector.stats().queries.constFirst().comparison);
}

void StatsForeignTest::asksTsQuestions_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<InstantRange>("range");
    QTest::addColumn<QString>("period");
    const auto row = [](const char *query, const char *from, const char *to, const char *period) {
        QTest::addRow("\"%s\"", query)
            << QByteArray(query) << InstantRange {instant(from), instant(to)} << QString::fromLatin1(period);
    };
    row("", "2026-02-28T12:00:01Z", "2026-03-07T12:00:01Z", "day"); // this second counts
    row("?start=2026-03-01&end=2026-03-02", "2026-03-01T00:00:00Z", "2026-03-03T00:00:00Z", "hour");
    row("?start=2026-03-01T00:00:00Z&end=2026-03-01T01:30:00Z", "2026-03-01T00:00:00Z",
        "2026-03-01T01:30:00Z", "hour");
    row("?start=2026-03-01T00:00:00.000%2B01:00&end=2026-03-02", "2026-02-28T23:00:00Z",
        "2026-03-03T00:00:00Z", "day");
    row("?start=2025-03-01", "2025-03-01T00:00:00Z", "2026-03-07T12:00:01Z", "month");
    row("?end=2026-01-07", "2026-01-01T00:00:00Z", "2026-01-08T00:00:00Z", "day");
    row("?period=hour", "2026-02-28T12:00:01Z", "2026-03-07T12:00:01Z", "hour");
}

void StatsForeignTest::asksTsQuestions()
{
    QFETCH(QByteArray, query);
    StatsCollector collector;
    QCOMPARE(ask(collector, kTs + query).status, 200);
    QTEST(collector.stats().queries.constFirst().range, "range");
    QTEST(QString(toString(*collector.stats().queries.constFirst().granularity)), "period");
}

void StatsForeignTest::refusesTsQuestions_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("error");
    QTest::addRow("start") << QByteArray("?start=yesterday") << QByteArray("Invalid date format");
    QTest::addRow("end") << QByteArray("?end=2026-13-01") << QByteArray("Invalid date format");
    QTest::addRow("reversed") << QByteArray("?start=2026-03-02&end=2026-03-01")
                              << QByteArray("Invalid date format");
    QTest::addRow("empty") << QByteArray("?start=2026-03-01T00:00:00Z&end=2026-03-01T00:00:00Z")
                           << QByteArray("Invalid date format");
    QTest::addRow("period") << QByteArray("?period=century")
                            << QByteArray("period is minute, hour, day or month");
    QTest::addRow("compare") << QByteArray("?compare=perhaps")
                             << QByteArray("compare is 1 or 0, true or false");
}

void StatsForeignTest::refusesTsQuestions()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, error);
    StatsCollector collector;
    const RawReply reply = ask(collector, kTs + query);
    QCOMPARE(reply.status, 400);
    QCOMPARE(reply.json(), document("{\"error\":\"" + error + "\"}"));
    const RawReply unknown = ask(collector, "/api/analytics/sites/nobody/stats" + query);
    QCOMPARE(unknown.status, 404);
    QCOMPARE(unknown.json(), document(R"({"error":"Site not found"})"));
}

void StatsForeignTest::answersTheDashboard()
{
    StatsCollector collector;
    collector.stats().tableFor = documentedClicks;
    const RawReply reply = ask(collector, kDashboard + "?range=custom&start=2026-03-03&end=2026-03-03");
    QCOMPARE(reply.status, 200);
    const QJsonObject expected =
        document(R"({"shortCode":"xyz123","destination":"https://e.com/","campaign":null,
        "range":{"start":"2026-03-02T23:00:00.000Z","end":"2026-03-03T23:00:00.000Z","granularity":"hour",
                 "timezone":"Europe/Warsaw"},
        "totalClicks":120,"uniqueVisitors":81,"botClicks":9,
        "clicksOverTime":[{"t":"2026-03-03T09:00:00+01:00","clicks":4,"visitors":3}],
        "countries":[{"code":"IN","name":"India","clicks":12,"percentage":10.0},
                     {"code":"DE","name":"Germany","clicks":8,"percentage":6.7}],
        "cities":[{"name":"Mumbai","clicks":7,"percentage":5.8}],
        "devices":[{"name":"Mobile","clicks":70,"percentage":58.3},{"name":"Unknown","clicks":50,"percentage":41.7}],
        "os":[{"name":"iOS","clicks":60,"percentage":50}],"browsers":[{"name":"Safari","clicks":30,"percentage":25}],
        "referrers":[{"category":"Social","name":"instagram.com","clicks":40,"percentage":33.3},
                     {"category":"Direct","name":"Direct","clicks":30,"percentage":25},
                     {"category":"Other","name":"e.org","clicks":20,"percentage":16.7},
                     {"category":"Internal","name":"Internal","clicks":10,"percentage":8.3},
                     {"category":"Email","name":"news","clicks":10,"percentage":8.3},
                     {"category":"Other","name":"Unknown","clicks":8,"percentage":6.7},
                     {"category":"Email","name":"instagram.com","clicks":2,"percentage":1.7}]})");
    QCOMPARE(reply.json(), expected);
}

void StatsForeignTest::asksForEachCategoryThatHasClicks()
{
    StatsCollector collector;
    collector.stats().tableFor = documentedClicks;
    ask(collector, kDashboard);
    const QList<StatsQuery> &queries = collector.stats().queries;
    QCOMPARE(queries.size(), 4); // the clicks, those of bots, Social, Email; nobody came from a search
    for (const StatsQuery &query : queries) {
        QCOMPARE(query.site, QStringLiteral("w"));
        QCOMPARE(query.link, QStringLiteral("xyz123"));
        QCOMPARE(filterOf(query, "kind"), QStringLiteral("click"));
        QCOMPARE(query.includesBots, filterOf(query, "bot") == QLatin1StringView("true"));
    }
    QCOMPARE(filterOf(queries[2], "hit_channel"), QStringLiteral("Social"));
    QCOMPARE(filterOf(queries[3], "hit_channel"), QStringLiteral("Email"));
}

void StatsForeignTest::asksForTheRange_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<InstantRange>("range");
    QTest::addColumn<QString>("granularity");
    const auto row = [](const char *query, const char *from, const char *to, const char *granularity) {
        QTest::addRow("\"%s\"", query) << QByteArray(query) << InstantRange {instant(from), instant(to)}
                                       << QString::fromLatin1(granularity);
    };
    row("?range=24h", "2026-03-06T12:00:01Z", "2026-03-07T12:00:01Z", "hour");
    row("?range=7d", "2026-02-28T23:00:00Z", "2026-03-07T23:00:00Z", "day");
    row("", "2026-02-28T23:00:00Z", "2026-03-07T23:00:00Z", "day");
    row("?range=30d", "2026-02-05T23:00:00Z", "2026-03-07T23:00:00Z", "day");
    row("?range=custom&start=2026-03-01&end=2026-03-02", "2026-02-28T23:00:00Z", "2026-03-02T23:00:00Z",
        "hour");
    row("?start=2026-03-01&end=2026-03-03", "2026-02-28T23:00:00Z", "2026-03-03T23:00:00Z", "day");
    row("?start=2026-10-24&end=2026-10-25", "2026-10-23T22:00:00Z", "2026-10-25T23:00:00Z", "hour"); // 49 h
}

void StatsForeignTest::asksForTheRange()
{
    QFETCH(QByteArray, query);
    StatsCollector collector;
    QCOMPARE(ask(collector, kDashboard + query).status, 200);
    QTEST(collector.stats().queries.constFirst().range, "range");
    QTEST(QString(toString(*collector.stats().queries.constFirst().granularity)), "granularity");
    QCOMPARE(ask(collector, kGeo + "countries" + query).status, 200);
    QTEST(collector.stats().queries.constLast().range, "range");
}

void StatsForeignTest::countsTheClickOfThisSecond()
{
    StatsCollector collector;
    ask(collector, kDashboard + "?range=24h");
    QVERIFY(collector.stats().queries.constFirst().range.to > collector.clock().now());
}

void StatsForeignTest::answersCountries()
{
    StatsCollector collector;
    collector.stats().tableFor = documentedClicks;
    QCOMPARE(ask(collector, kGeo + "countries").json(),
             document(R"({"shortCode":"xyz123","total":120,"countries":[
                {"code":"IN","name":"India","flag":"🇮🇳","clicks":12,"percentage":10.0},
                {"code":"DE","name":"Germany","flag":"🇩🇪","clicks":8,"percentage":6.7}]})"));
}

void StatsForeignTest::answersCitiesOfACountry()
{
    StatsCollector collector;
    collector.stats().table.now.totals = clicks(12);
    collector.stats().table.breakdowns = {
        {QStringLiteral("place"), 2, {row("IN|Maharashtra|Mumbai|19.07,72.88", 7), row("IN", 5)}}};
    QCOMPARE(
        ask(collector, kGeo + "cities?country=IN").json(),
        document(R"({"shortCode":"xyz123","total":12,"cities":[{"city":"Mumbai","country":"India","code":"IN",
                "lat":19.07,"lon":72.88,"clicks":7,"percentage":58.3}]})"));
    QCOMPARE(collector.stats().queries.size(), 1);
    QCOMPARE(filterOf(collector.stats().queries.constFirst(), "country"), QStringLiteral("IN"));
}

void StatsForeignTest::answersCitiesOfAllCountries()
{
    StatsCollector collector;
    // Paris by two regions' names, one of another country, a network, and clicks that nobody can place.
    collector.stats().table.now.totals = clicks(27);
    collector.stats().table.breakdowns = {
        {QStringLiteral("place"),
         6,
         {row("FR|IDF|Paris|48.86,2.35", 12), row("local||Hall B", 4), row("FR||Paris", 3),
          row("US|Texas|Austin|30.27,-97.74", 3), row("", 3), row("US|Texas|Paris", 2)}}};
    QCOMPARE(ask(collector, kGeo + "cities").json(), document(R"({"shortCode":"xyz123","total":20,"cities":[
        {"city":"Paris","country":"France","code":"FR","lat":48.86,"lon":2.35,"clicks":15,"percentage":75},
        {"city":"Austin","country":"United States","code":"US","lat":30.27,"lon":-97.74,"clicks":3,"percentage":15},
        {"city":"Paris","country":"United States","code":"US","lat":null,"lon":null,"clicks":2,"percentage":10}]})"));
    QCOMPARE(collector.stats().queries.size(), 1);
    QVERIFY(filterOf(collector.stats().queries.constFirst(), "country").isEmpty());
}

void StatsForeignTest::findsALinkInAnyCase()
{
    StatsCollector collector;
    for (const QByteArray &path : {kDashboard, QByteArray(kGeo + "countries"), QByteArray(kGeo + "cities")}) {
        collector.stats().queries.clear();
        QCOMPARE(ask(collector, QByteArray(path).replace("xyz123", "XYZ123")).status, 200);
        QCOMPARE(collector.stats().queries.constFirst().link, QStringLiteral("xyz123"));
    }
}

void StatsForeignTest::refusesBadLinkQuestions_data()
{
    QTest::addColumn<QByteArray>("query");
    for (const char *query :
         {"range=1y", "range=custom", "range=custom&start=2026-03-01",
          "range=custom&start=2026-03-02&end=2026-03-01", "start=2026-03-01", "start=x&end=y",
          "start=2026-03-01T00:00:00Z&end=2026-03-02T00:00:00Z", "start=2020-01-01&end=2026-01-01"})
        QTest::addRow("%s", query) << QByteArray(query);
}

void StatsForeignTest::refusesBadLinkQuestions()
{
    QFETCH(QByteArray, query);
    StatsCollector collector;
    for (const QByteArray &path : {kDashboard, QByteArray(kGeo + "countries"), QByteArray(kGeo + "cities")}) {
        const RawReply reply = ask(collector, path + "?" + query);
        QCOMPARE(reply.status, 400);
        QVERIFY(reply.json().value(QLatin1StringView("error")).isString());
        const RawReply unknown = ask(collector, QByteArray(path).replace("xyz123", "none") + "?" + query);
        QCOMPARE(unknown.status, 404);
        QCOMPARE(unknown.json(), document(R"({"error":"Short link not found"})"));
    }
    QCOMPARE(ask(collector, kGeo + "cities?country=india").status, 400);
    QVERIFY(collector.stats().queries.isEmpty());
}

QTEST_GUILESS_MAIN(StatsForeignTest)
#include "tst_statsforeign.moc"
