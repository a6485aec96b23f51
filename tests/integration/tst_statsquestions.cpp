// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakestats.h"
#include "tests/support/rawhttpclient.h"

#include <QJsonArray>
#include <QTest>

namespace {

const QByteArray kSite = "/api/websites/s/";

RawReply ask(const StatsCollector &collector, const QByteArray &path)
{
    RawHttpClient client(collector.url());
    return client.get(path);
}

} // namespace

/// The common parameters of Sparklytics' read API (api.md#reads-for-sparklytics): what they ask, what is
/// refused.
class StatsQuestionsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filters_data();
    void filters();
    void asksForTheLastSevenDays();
    void takesOneDate_data();
    void takesOneDate();
    void honoursTheZone();
    void includesBots_data();
    void includesBots();
    void compares_data();
    void compares();
    void refusesBadParameters_data();
    void refusesBadParameters();
    void wrapsErrors();
};

void StatsQuestionsTest::filters_data()
{
    QTest::addColumn<QByteArray>("parameter");
    QTest::addColumn<DimensionFilter>("filter");
    const auto row = [](const char *parameter, const char *dimension, const char *value,
                        DimensionFilter::Operator op = DimensionFilter::Operator::Equals) {
        QTest::addRow("%s", parameter)
            << QByteArray(parameter)
            << DimensionFilter {QString::fromLatin1(dimension), op, QString::fromUtf8(value)};
    };
    row("filter_country=PL", "country", "PL");
    row("filter_page=%25a_b", "page", "%a_b", DimensionFilter::Operator::Contains); // no LIKE
    row("filter_referrer=google.com", "hit_referrer_host", "google.com");
    row("filter_referrer=(direct)", "hit_referrer_host", "");
    row("filter_browser=Chrome", "browser", "Chrome");
    row("filter_os=iOS", "os", "iOS");
    row("filter_device=mobile", "device", "Mobile");
    row("filter_device=tv", "device", "TV");
    row("filter_device=Fridge", "device", "Fridge");
    row("filter_language=pl-PL", "language", "pl-PL");
    row("filter_utm_source=a%2Bb", "hit_utm_source", "a+b");
    row("filter_utm_medium=cpc", "hit_utm_medium", "cpc");
    row("filter_utm_campaign=x", "hit_utm_campaign", "x");
    row("filter_region=PL-14", "region", "PL-14");
    row("filter_city=%C5%81%C3%B3d%C5%BA", "city", "Łódź");
    row("filter_hostname=E.com:8080", "hostname", "e.com");
    row("filter_hostname=[::1]:80", "hostname", "[::1]");
}

void StatsQuestionsTest::filters()
{
    QFETCH(QByteArray, parameter);
    QFETCH(DimensionFilter, filter);
    StatsCollector collector;
    QCOMPARE(ask(collector, kSite + "stats?" + parameter).status, 200);
    QCOMPARE(collector.stats().queries.constFirst().filters, (QList<DimensionFilter> {filter}));
    QCOMPARE(ask(collector, kSite + "stats?" + parameter.split('=').constFirst() + "=").status, 200);
    QVERIFY(collector.stats().queries.constLast().filters.isEmpty());
}

void StatsQuestionsTest::asksForTheLastSevenDays()
{
    StatsCollector collector;
    collector.clock().set(instant("2026-03-07T23:30:00Z")); // Sunday the 8th in Warsaw
    ask(collector, "/api/websites/w/stats");
    const StatsQuery &query = collector.stats().queries.constFirst();
    QCOMPARE(query.timezone, QStringLiteral("Europe/Warsaw"));
    QCOMPARE(query.range, (InstantRange {instant("2026-03-01T23:00:00Z"), instant("2026-03-08T23:00:00Z")}));
    // The day runs: the days before are counted up to the same time.
    QCOMPARE(*query.comparison,
             (InstantRange {instant("2026-02-22T23:00:00Z"), instant("2026-02-28T23:30:00Z")}));
}

void StatsQuestionsTest::takesOneDate_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<InstantRange>("range");
    QTest::addRow("start") << QByteArray("start_date=2026-03-05")
                           << InstantRange {instant("2026-03-05T00:00:00Z"), instant("2026-03-08T00:00:00Z")};
    QTest::addRow("end") << QByteArray("end_date=2026-01-07")
                         << InstantRange {instant("2026-01-01T00:00:00Z"), instant("2026-01-08T00:00:00Z")};
}

void StatsQuestionsTest::takesOneDate()
{
    QFETCH(QByteArray, query);
    StatsCollector collector;
    ask(collector, kSite + "stats?" + query);
    QTEST(collector.stats().queries.constFirst().range, "range");
}

void StatsQuestionsTest::honoursTheZone()
{
    StatsCollector collector;
    const RawReply reply =
        ask(collector, kSite + "stats?start_date=2026-03-29&end_date=2026-03-29&timezone=Europe/Warsaw");
    const InstantRange shortDay {instant("2026-03-28T23:00:00Z"), instant("2026-03-29T22:00:00Z")};
    QCOMPARE(collector.stats().queries.constFirst().range, shortDay);
    QCOMPARE(reply.json().value(QLatin1StringView("data"))[QLatin1StringView("timezone")].toString(),
             QStringLiteral("Europe/Warsaw"));
}

void StatsQuestionsTest::includesBots_data()
{
    QTest::addColumn<bool>("isSwitchedOff");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<bool>("expected");
    QTest::addRow("as the site does") << false << QByteArray("") << false;
    QTest::addRow("as a site that counts bots does") << true << QByteArray("") << true;
    QTest::addRow("asked for") << false << QByteArray("?include_bots=true") << true;
    QTest::addRow("asked not to") << true << QByteArray("?include_bots=false") << false;
}

void StatsQuestionsTest::includesBots()
{
    QFETCH(bool, isSwitchedOff);
    QFETCH(QByteArray, query);
    StatsCollector collector([isSwitchedOff](CollectorOptions &options) {
        if (isSwitchedOff)
            options.sites.first().botMode = Site::BotMode::Off;
    });
    ask(collector, kSite + "stats" + query);
    QTEST(collector.stats().queries.constFirst().includesBots, "expected");
}

void StatsQuestionsTest::compares_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("compare");
    QTest::addColumn<InstantRange>("range");
    const auto row = [](const char *query, const char *compare, const char *from, const char *to) {
        QTest::addRow("%s", query) << QByteArray(query) << QByteArray(compare)
                                   << InstantRange {instant(from), instant(to)};
    };
    row("start_date=2026-02-10&end_date=2026-02-20&compare_mode=previous_period",
        R"({"mode":"previous_period","primary_range":["2026-02-10","2026-02-20"],
            "comparison_range":["2026-01-30","2026-02-09"]})",
        "2026-01-30T00:00:00Z", "2026-02-10T00:00:00Z");
    row("start_date=2024-02-28&end_date=2024-02-29&compare_mode=previous_year",
        R"({"mode":"previous_year","primary_range":["2024-02-28","2024-02-29"],
            "comparison_range":["2023-02-28","2023-02-28"]})",
        "2023-02-28T00:00:00Z", "2023-03-01T00:00:00Z");
    row("start_date=2026-02-10&end_date=2026-02-11&compare_mode=custom&compare_start_date=2026-01-01"
        "&compare_end_date=2026-01-04",
        R"({"mode":"custom","primary_range":["2026-02-10","2026-02-11"],
            "comparison_range":["2026-01-01","2026-01-04"]})",
        "2026-01-01T00:00:00Z", "2026-01-05T00:00:00Z");
}

void StatsQuestionsTest::compares()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, compare);
    StatsCollector collector;
    const QByteArray endpoints[] = {"stats?", "pageviews?", "metrics?type=page&"};
    for (const QByteArray &endpoint : endpoints) {
        const QJsonObject reply = ask(collector, kSite + endpoint + query).json();
        QCOMPARE(reply.value(QLatin1StringView("compare")).toObject(), document(compare));
        QTEST(*collector.stats().queries.constLast().comparison, "range");
        const QJsonObject none = ask(collector, kSite + endpoint + "compare_mode=none").json();
        QVERIFY(!none.contains(QLatin1StringView("compare")));
    }
}

void StatsQuestionsTest::refusesBadParameters_data()
{
    QTest::addColumn<QByteArray>("query");
    for (const char *query :
         {"stats?start_date=yesterday",
          "stats?start_date=2026-02-30",
          "stats?start_date=20260301",
          "stats?end_date=2026-3-1",
          "stats?start_date=1969-12-31",
          "stats?start_date=2026-03-02&end_date=2026-03-01",
          "stats?start_date=2026-03-08",
          "stats?timezone=Mars/Base",
          "stats?include_bots=perhaps",
          "stats?semantics=umami",
          "stats?filter_country=pl",
          "stats?filter_country=POL",
          "stats?filter_country=%C3%84%C3%84",
          "stats?compare_mode=always",
          "stats?compare_mode=custom",
          "stats?compare_mode=custom&compare_start_date=2026-01-01",
          "stats?compare_mode=custom&compare_start_date=x&compare_end_date=2026-01-01",
          "stats?compare_mode=custom&compare_start_date=2026-01-02&compare_end_date=2026-01-01",
          "stats?compare_mode=custom&compare_start_date=2026-01-01&compare_end_date=2026-01-15",
          "pageviews?granularity=minute",
          "pageviews?granularity=hour&start_date=2025-01-01",
          "metrics",
          "metrics?type=",
          "metrics?type=channel",
          "metrics?type=page&limit=x",
          "metrics?type=page&offset=x",
          "sessions?limit=0",
          "sessions?limit=201",
          "sessions?limit=x",
          "events?start_date=2025-12-07",
          "events/timeseries",
          "events/timeseries?event_name=%20",
          "events/timeseries?event_name=a&granularity=week",
          "sessions/f8a26f8ae5f7d6ea?include_bots=perhaps"})
        QTest::addRow("%s", query) << QByteArray(query);
}

void StatsQuestionsTest::refusesBadParameters()
{
    QFETCH(QByteArray, query);
    StatsCollector collector;
    const RawReply reply = ask(collector, kSite + query);
    QCOMPARE(reply.status, 400);
    const QJsonObject error = reply.json().value(QLatin1StringView("error")).toObject();
    QCOMPARE(error.value(QLatin1StringView("code")).toString(), QStringLiteral("validation_error"));
    QVERIFY(!error.value(QLatin1StringView("message")).toString().isEmpty());
    QVERIFY(error.value(QLatin1StringView("field")).isNull());
    QVERIFY(collector.stats().queries.isEmpty());
    QVERIFY(collector.stats().visitsQueries.isEmpty());
}

void StatsQuestionsTest::wrapsErrors()
{
    StatsCollector collector;
    QCOMPARE(ask(collector, "/api/websites/nobody/stats").json(),
             document(R"({"error":{"code":"not_found","message":"Website not found","field":null}})"));
    QCOMPARE(ask(collector, "/api/websites/nobody/stats").status, 404);
    collector.stats().error = Error {QStringLiteral("query_timeout"), QStringLiteral("whatever")};
    const RawReply late = ask(collector, kSite + "stats");
    QCOMPARE(late.status, 503);
    QCOMPARE(late.header("retry-after"), "2");
    QCOMPARE(
        late.json(),
        document(
            R"({"error":{"code":"query_timeout","message":"Query timed out, retry later","field":null}})"));
    collector.stats().error = Error {QStringLiteral("database_failed"), QStringLiteral("disk I/O error")};
    const RawReply broken = ask(collector, kSite + "stats");
    QCOMPARE(broken.status, 500);
    QCOMPARE(
        broken.json(),
        document(R"({"error":{"code":"internal_error","message":"Internal server error","field":null}})"));
    collector.stats().error = Error {QStringLiteral("bad_cursor"), QStringLiteral("invalid cursor")};
    const RawReply cursor = ask(collector, kSite + "sessions?cursor=nonsense");
    QCOMPARE(cursor.status, 400);
    QCOMPARE(cursor.errorCode(), "validation_error");
}

QTEST_GUILESS_MAIN(StatsQuestionsTest)
#include "tst_statsquestions.moc"
