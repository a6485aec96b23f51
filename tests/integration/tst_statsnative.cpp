// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakestats.h"
#include "tests/support/patienttest.h"
#include "tests/support/rawhttpclient.h"

#include <QJsonArray>

#include <algorithm>

using namespace std::chrono_literals;

namespace {

const QByteArray kSite = "/api/v1/sites/s/";
/// Routes that ask for an answer, and may have to wait for it.
const QByteArray kReads[] = {"/api/v1/sites/s/totals",
                             "/api/v1/sites/s/series",
                             "/api/v1/sites/s/breakdown?by=page",
                             "/api/v1/sites/s/goals",
                             "/api/v1/sites/s/visits",
                             "/api/v1/sites/s/visits/f8a26f8ae5f7d6ea",
                             "/api/websites/s/stats",
                             "/api/websites/s/pageviews",
                             "/api/websites/s/metrics?type=page",
                             "/api/websites/s/sessions",
                             "/api/websites/s/sessions/f8a26f8ae5f7d6ea",
                             "/api/websites/s/events",
                             "/api/websites/s/events/timeseries?event_name=a",
                             "/api/analytics/sites/s/stats",
                             "/api/analytics/dashboard/xyz123",
                             "/api/analytics/geo/xyz123/countries",
                             "/api/analytics/geo/xyz123/cities"};

RawReply ask(const StatsCollector &collector, const QByteArray &path, const QByteArray &headers = {})
{
    RawHttpClient client(collector.url());
    return client.get(path, headers);
}

} // namespace

/// The native reads of the past over HTTP, and what all reads of the past have in common.
class StatsNativeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksWhatTheAddressSays();
    void answersTotals();
    void answersASeries();
    void answersABreakdown();
    void tellsPlaces();
    void answersGoals();
    void answersVisits();
    void answersOneVisit();
    void answersAVisitThatIsNone_data();
    void answersAVisitThatIsNone();
    void refusesBadParameters_data();
    void refusesBadParameters();
    void guardsEveryRead();
    void answersEveryMethod();
    void neverCachesAnAnswer();
    void answersHeadWithoutABody();
    void endsWhatTakesTooLong();
    void tellsOfAFailure();
    void asksNothingMoreForAClientThatLeft();
    void servesOthersWhileItWaits();
};

void StatsNativeTest::asksWhatTheAddressSays()
{
    StatsCollector collector;
    const RawReply reply =
        ask(collector,
            kSite
                + "breakdown?from=2026-03-01&to=2026-03-02&timezone=Asia/Tehran&by=page"
                  "&metric=hits,visitors&metric=visits&filter=country%3D%3DPL&filter=page~a%26b"
                  "&include_bots=1&limit=3&offset=6&search=x%20y&link=go&compare=previous_year");
    QCOMPARE(reply.status, 200);
    QCOMPARE(collector.stats().queries.size(), 1);
    const StatsQuery &query = collector.stats().queries.constFirst();
    QCOMPARE(query.site, QStringLiteral("s"));
    QCOMPARE(query.range, (InstantRange {instant("2026-02-28T20:30:00Z"), instant("2026-03-02T20:30:00Z")}));
    QCOMPARE(*query.comparison,
             (InstantRange {instant("2025-02-28T20:30:00Z"), instant("2025-03-02T20:30:00Z")}));
    QCOMPARE(query.timezone, QStringLiteral("Asia/Tehran"));
    QCOMPARE(query.link, QStringLiteral("go"));
    QCOMPARE(query.includesBots, true);
    QCOMPARE(query.filters.size(), 2);
    QCOMPARE(query.filters[1].value, QStringLiteral("a&b"));
    const BreakdownQuery &breakdown = query.breakdowns.constFirst();
    QCOMPARE(breakdown.dimension, QStringLiteral("page"));
    QVERIFY(breakdown.orderBy == Metric::Hits);
    QCOMPARE(breakdown.limit, 3);
    QCOMPARE(breakdown.offset, 6);
    QCOMPARE(breakdown.search, QStringLiteral("x y"));
}

void StatsNativeTest::answersTotals()
{
    StatsCollector collector;
    collector.stats().table.now.totals = {4, 5, 10, 14, 5, 2, 157'500};
    collector.stats().table.elapsedMs = 0.5;
    const RawReply reply = ask(collector, kSite + "totals?from=2026-03-01&to=2026-03-07&timing=1");
    QCOMPARE(reply.status, 200);
    QCOMPARE(
        reply.json(),
        document(
            R"({"site":"s","from":"2026-03-01","to":"2026-03-07","timezone":"UTC","visitors":4,"visits":5,
                "pageviews":10,"hits":14,"bounce_rate":0.4,"visit_duration":31.5,"views_per_visit":2,"elapsed_ms":0.5})"));
}

void StatsNativeTest::answersASeries()
{
    StatsCollector collector;
    collector.stats().table.now.series = {
        {{instant("2026-02-28T23:00:00Z"), instant("2026-03-01T23:00:00Z"), 3600}, {1, 1, 2, 3, 1, 1, 0}}};
    const RawReply reply = ask(collector, "/api/v1/sites/w/series?from=2026-03-01&to=2026-03-03");
    QCOMPARE(reply.json(), document(R"({"granularity":"day","timezone":"Europe/Warsaw","buckets":[
                {"start":"2026-03-01T00:00:00+01:00","visitors":1,"visits":1,"pageviews":2,"hits":3}]})"));
    QVERIFY(*collector.stats().queries.constFirst().granularity == Granularity::Day);
}

void StatsNativeTest::answersABreakdown()
{
    StatsCollector collector;
    collector.stats().table.breakdowns = {
        {QStringLiteral("page"), 40, {{QStringLiteral("/"), {1, 1, 2, 3, 1, 1, 1000}}}}};
    const RawReply reply = ask(collector, kSite + "breakdown?by=page&limit=1");
    QCOMPARE(reply.json(),
             document(R"({"by":"page","total_rows":40,"rows":[{"value":"/","visitors":1,"visits":1,
                "pageviews":2,"hits":3,"bounce_rate":1,"visit_duration":1}]})"));
}

void StatsNativeTest::tellsPlaces()
{
    StatsCollector collector;
    collector.stats().table.breakdowns = {
        {QStringLiteral("place"), 1, {{QStringLiteral("IN||Mumbai|19.08,72.88"), {1, 1, 2, 3, 1, 1, 1000}}}}};
    const RawReply reply =
        ask(collector, kSite + "breakdown?by=place&filter=place%3D%3Dlocal%7C%7CHall%20B%7C52.52,13.40");
    QCOMPARE(reply.json(),
             document(R"({"by":"place","total_rows":1,"rows":[{"value":"IN||Mumbai|19.08,72.88","visitors":1,
                "visits":1,"pageviews":2,"hits":3,"bounce_rate":1,"visit_duration":1}]})"));
    const StatsQuery &query = collector.stats().queries.constFirst();
    QCOMPARE(query.breakdowns.constFirst().dimension, QStringLiteral("place"));
    QCOMPARE(query.filters.constFirst().value, QStringLiteral("local||Hall B|52.52,13.40"));
}

void StatsNativeTest::answersGoals()
{
    StatsCollector collector;
    FakeStats &stats = collector.stats();
    stats.siteGoals = {{QStringLiteral("g1"), QStringLiteral("s"), QStringLiteral("Order"),
                        Goal::Target::Page, Goal::Match::Equals, QStringLiteral("/thanks")}};
    stats.table.now.totals.visits = 8;
    stats.table.now.goals = {{QStringLiteral("g1"), 3, 2, 0}};
    const RawReply reply = ask(collector, kSite + "goals?from=2026-03-01&filter=country%3D%3DPL");
    QCOMPARE(reply.json(),
             document(R"({"visits":8,"goals":[{"id":"g1","name":"Order","target":"page","match":"equals",
                "pattern":"/thanks","worth":null,"currency":null,"conversions":3,"visits":2,"rate":0.25,"value":0}]})"));
    QCOMPARE(stats.queries.constFirst().goals, stats.siteGoals);
    QCOMPARE(stats.queries.constFirst().filters.size(), 1);
}

void StatsNativeTest::answersVisits()
{
    StatsCollector collector;
    VisitSummary visit;
    visit.visit = 0xf8a26f8ae5f7d6eaULL;
    collector.stats().page = {{visit}, QStringLiteral("after")};
    const QJsonObject page = ask(collector, kSite + "visits?limit=1&cursor=before&link=go").json();
    QCOMPARE(page.value(QLatin1StringView("visits"))[0][QLatin1StringView("visit")].toString(),
             QStringLiteral("f8a26f8ae5f7d6ea"));
    QCOMPARE(page.value(QLatin1StringView("next_cursor")).toString(), QStringLiteral("after"));
    const VisitsQuery &query = collector.stats().visitsQueries.constFirst();
    QCOMPARE(query.cursor, QStringLiteral("before"));
    QCOMPARE(query.limit, 1);
    QCOMPARE(query.link, QStringLiteral("go"));
}

void StatsNativeTest::answersOneVisit()
{
    StatsCollector collector;
    Hit hit;
    hit.seq = 9;
    collector.stats().visitTimeline.hits = {hit};
    const QJsonObject timeline = ask(collector, kSite + "visits/F8A26F8AE5F7D6EA?include_bots=true").json();
    QCOMPARE(timeline.value(QLatin1StringView("hits")).toArray().size(), 1);
    QCOMPARE(timeline.value(QLatin1StringView("truncated")).toBool(true), false);
    const FakeStats::TimelineQuery &query = collector.stats().timelineQueries.constFirst();
    QCOMPARE(query.site, QStringLiteral("s"));
    QCOMPARE(query.visit, 0xf8a26f8ae5f7d6eaULL);
    QCOMPARE(query.includesBots, true);
}

void StatsNativeTest::answersAVisitThatIsNone_data()
{
    QTest::addColumn<QByteArray>("visit");
    for (const char *visit :
         {"0000000000000000", "f8a2", "f8a26f8ae5f7d6eaa", "not-a-visit-1234", "0xf8a26f8ae5f7d6"})
        QTest::addRow("%s", visit) << QByteArray(visit);
}

void StatsNativeTest::answersAVisitThatIsNone()
{
    QFETCH(QByteArray, visit);
    StatsCollector collector;
    QCOMPARE(ask(collector, kSite + "visits/" + visit).status, 404);
    QVERIFY(collector.stats().timelineQueries.isEmpty());
}

void StatsNativeTest::refusesBadParameters_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *query, const char *code) {
        QTest::addRow("%s", query) << QByteArray(query) << QByteArray(code);
    };
    row("totals?from=yesterday", "bad_date");
    row("totals?from=2026-03-02&to=2026-03-01", "bad_range");
    row("totals?timezone=Mars/Base", "bad_timezone");
    row("totals?timezone=%00", "bad_timezone");
    row("totals?timezone=CEST", "bad_timezone"); // Qt would count in UTC
    row("totals?timezone=UTC%2B2", "bad_timezone");
    row("totals?filter=page", "bad_filter");
    row("totals?filter=moon%3D%3Dfull", "bad_dimension");
    row("totals?include_bots=perhaps", "bad_flag");
    row("totals?timing=perhaps", "bad_flag");
    row("visits?include_bots=perhaps", "bad_flag");
    row("totals?metric=love", "bad_metric");
    row("totals?compare=previous_period", "bad_comparison");
    row("series?granularity=second", "bad_granularity");
    row("series?granularity=minute&from=2026-03-01&to=2026-03-07", "too_many_buckets");
    row("breakdown", "bad_dimension");
    row("breakdown?by=moon", "bad_dimension");
    row("breakdown?by=page&limit=0", "bad_limit");
    row("visits?limit=201", "bad_limit");
    row("goals?from=x", "bad_date");
}

void StatsNativeTest::refusesBadParameters()
{
    QFETCH(QByteArray, query);
    StatsCollector collector;
    const RawReply reply = ask(collector, kSite + query);
    QCOMPARE(reply.status, 400);
    QTEST(reply.errorCode(), "code");
    QVERIFY(collector.stats().queries.isEmpty());
    const RawReply nobody = ask(collector, "/api/v1/sites/nobody/" + query);
    QCOMPARE(nobody.status, 404);
    QCOMPARE(nobody.header("cache-control"), QByteArray("no-store"));
}

void StatsNativeTest::guardsEveryRead()
{
    StatsCollector collector;
    for (const QByteArray &path : kReads) {
        QCOMPARE(ask(collector, path).status, 200);
        QCOMPARE(ask(collector, path, "Host: rebound.evil.org\r\n").status, 403);
        QCOMPARE(ask(collector, path, "Origin: https://evil.org\r\n").status, 403);
        const RawReply remote = ask(collector, path, "X-Forwarded-For: 203.0.113.7\r\n");
        QCOMPARE(remote.status, 401);
        QVERIFY(!remote.hasHeader("access-control-allow-origin"));
    }
}

void StatsNativeTest::answersEveryMethod()
{
    StatsCollector collector;
    RawHttpClient client(collector.url());
    for (const QByteArray &path : kReads) {
        const RawReply options = client.ask(RawHttpClient::request("OPTIONS", path));
        QCOMPARE(options.status, 204);
        QVERIFY(!options.hasHeader("access-control-allow-origin"));
        const RawReply patched = client.ask(RawHttpClient::request("PATCH", path));
        QCOMPARE(patched.status, 405);
        QVERIFY(patched.header("allow").contains("GET, HEAD"));
    }
}

void StatsNativeTest::neverCachesAnAnswer()
{
    StatsCollector collector;
    for (const QByteArray &path : kReads)
        QCOMPARE(ask(collector, path).header("cache-control"), "no-store");
    QCOMPARE(ask(collector, kSite + "totals?from=x").header("cache-control"), "no-store");
}

void StatsNativeTest::answersHeadWithoutABody()
{
    StatsCollector collector;
    RawHttpClient client(collector.url());
    const RawReply head = client.ask(RawHttpClient::request("HEAD", kSite + "totals"));
    QCOMPARE(head.status, 200);
    QVERIFY(head.header("content-length").toInt() > 2);
    QCOMPARE(client.get(kSite + "totals").status, 200); // on the same connection
}

void StatsNativeTest::endsWhatTakesTooLong()
{
    StatsCollector collector([](CollectorOptions &options) { options.limits.queryDeadline = 20ms; });
    collector.stats().isSilent = true;
    for (const QByteArray &path : kReads) {
        RawHttpClient client(collector.url());
        const RawReply reply = client.get(path);
        QCOMPARE(reply.status, 503);
        QCOMPARE(reply.header("retry-after"), "2");
        QCOMPARE(reply.header("cache-control"), "no-store");
        collector.stats().speak(); // too late: it was answered
        QCOMPARE(client.get("/healthz").status, 200);
        QCOMPARE(client.unread(), QByteArray());
    }
    QCOMPARE(ask(collector, kSite + "totals").errorCode(), "query_timeout");
}

void StatsNativeTest::tellsOfAFailure()
{
    StatsCollector collector;
    collector.stats().error = Error {QStringLiteral("database_failed"), QStringLiteral("disk I/O error")};
    for (const QByteArray &path : kReads)
        QCOMPARE(ask(collector, path).status, 500);
    // A file that is not there is no fault of ours.
    collector.stats().error = Error {QStringLiteral("database_unreadable"),
                                     QStringLiteral("/srv/clickscope.db is missing, but its log is there")};
    for (const QByteArray &path : kReads) {
        const RawReply reply = ask(collector, path);
        QCOMPARE(reply.status, 503);
        QVERIFY2(reply.body.contains("The database cannot be read"), reply.body.constData());
        QVERIFY2(!reply.body.contains("/srv"), reply.body.constData());
    }
    collector.stats().error = Error {QStringLiteral("query_timeout"), QStringLiteral("too much")};
    for (const QByteArray &path : kReads) {
        QCOMPARE(ask(collector, path).status, 503);
        QCOMPARE(ask(collector, path).header("retry-after"), "2");
    }
}

void StatsNativeTest::asksNothingMoreForAClientThatLeft()
{
    StatsCollector collector;
    FakeStats &stats = collector.stats();
    // Clicks of a channel whose sources the dashboard asks for next.
    Breakdown channels {QStringLiteral("channel"), 1, {{QStringLiteral("Social"), {}}}};
    channels.rows.first().counts.hits = 1;
    stats.table.breakdowns = QList<Breakdown>(7, channels);
    stats.isSilent = true;
    {
        RawHttpClient client(collector.url());
        QVERIFY(client.open());
        client.send(RawHttpClient::request("GET", "/api/analytics/dashboard/xyz123"));
        QTRY_COMPARE(stats.queries.size(), 2);
        client.socket().abort();
    }
    // The collector has seen the end of the one connection when it answers on another.
    QCOMPARE(ask(collector, "/healthz").status, 200);
    stats.isSilent = false;
    stats.speak();
    QCOMPARE(ask(collector, kSite + "totals").status, 200);
    QCOMPARE(stats.queries.size(), 3); // the two, and this one
    QCOMPARE(ask(collector, "/api/analytics/dashboard/xyz123").status, 200);
    QCOMPARE(stats.queries.size(), 6); // who stays has three
}

void StatsNativeTest::servesOthersWhileItWaits()
{
    StatsCollector collector;
    collector.stats().isSilent = true;
    RawHttpClient first(collector.url());
    RawHttpClient second(collector.url());
    QVERIFY(first.open());
    first.send(RawHttpClient::request("GET", kSite + "totals"));
    QTRY_COMPARE(collector.stats().queries.size(), 1);
    QCOMPARE(second.get("/healthz").status, 200);
    QVERIFY(!first.hasReply());
    collector.stats().speak();
    QCOMPARE(first.reply().status, 200);
}

QTEST_GUILESS_MAIN(StatsNativeTest)
#include "tst_statsnative.moc"
