// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/jsonvalues.h"
#include "core/documents/statsjson.h"
#include "tests/support/testprogram.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace {

Micros at(const char *text)
{
    return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODateWithMs).toMSecsSinceEpoch()
        * kMicrosPerMilli;
}

QJsonObject parsed(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

/// 4 visitors, 5 visits of which 4 have a pageview and one of these is a bounce.
StatsCounts someCounts()
{
    return {4, 5, 10, 14, 4, 1, 157'500};
}

StatsRequest requestOf(StatsDocument document)
{
    StatsRequest request;
    request.document = document;
    request.query.site = QStringLiteral("s");
    request.query.timezone = QStringLiteral("Europe/Warsaw");
    return request;
}

} // namespace

/// The native documents, as api.md#shapes-of-answers shows them.
class StatsJsonTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTotals();
    void saysNullWhereNothingWas();
    void fillsInOpenEnds();
    void writesASeries();
    void writesABreakdown();
    void writesVisits();
    void writesATimeline();
    void writesGoals();
    void roundsAwayFromZero_data();
    void roundsAwayFromZero();
    void namesCountries();
};

void StatsJsonTest::writesTotals()
{
    StatsRequest request = requestOf(StatsDocument::Totals);
    request.from = QStringLiteral("2026-10-01");
    request.to = QStringLiteral("2026-10-31");
    request.wantsTiming = true;
    StatsTable table;
    table.now.totals = someCounts();
    table.elapsedMs = 1.5;
    const QByteArray expected =
        R"({"site":"s","from":"2026-10-01","to":"2026-10-31","timezone":"Europe/Warsaw","visitors":4,"visits":5,
            "pageviews":10,"hits":14,"bounce_rate":0.25,"visit_duration":31.5,"views_per_visit":2.5,"elapsed_ms":1.5})";
    QCOMPARE(parsed(statsJson(request, table)), parsed(expected));

    request.wantsTiming = false;
    table.before.emplace();
    table.before->range = {at("2026-08-30T22:00:00Z"), at("2026-09-30T22:00:00Z")};
    table.before->totals = {1, 1, 2, 3, 1, 0, 0};
    table.before->hasData = true;
    const QJsonObject compared = parsed(statsJson(request, table));
    QVERIFY(!compared.contains(QLatin1StringView("elapsed_ms")));
    QCOMPARE(
        compared.value(QLatin1StringView("previous")).toObject(),
        parsed(
            R"({"from":"2026-08-31T00:00:00+02:00","to":"2026-10-01T00:00:00+02:00","visitors":1,"visits":1,
                        "pageviews":2,"hits":3,"bounce_rate":0,"visit_duration":0,"views_per_visit":2,
                        "has_data":true})"));
}

void StatsJsonTest::saysNullWhereNothingWas()
{
    const QJsonObject totals = parsed(statsJson(requestOf(StatsDocument::Totals), {}));
    for (const char *name : {"bounce_rate", "visit_duration", "views_per_visit", "from", "to"})
        QVERIFY2(totals.value(QLatin1StringView(name)).isNull(), name);
    QCOMPARE(totals.value(QLatin1StringView("visitors")).toInt(-1), 0);
}

void StatsJsonTest::fillsInOpenEnds()
{
    StatsTable table;
    table.now.range = {at("2026-10-24T22:00:00Z"), at("2026-10-25T22:59:59.001Z")};
    const QJsonObject totals = parsed(statsJson(requestOf(StatsDocument::Totals), table));
    QCOMPARE(totals.value(QLatin1StringView("from")).toString(), QStringLiteral("2026-10-25T00:00:00+02:00"));
    QCOMPARE(totals.value(QLatin1StringView("to")).toString(), QStringLiteral("2026-10-25T23:59:59+01:00"));
}

void StatsJsonTest::writesASeries()
{
    StatsRequest request = requestOf(StatsDocument::Series);
    request.query.granularity = Granularity::Day;
    StatsTable table;
    table.now.series = {
        {{at("2026-10-24T22:00:00Z"), at("2026-10-25T23:00:00Z"), 7200}, {1, 2, 3, 4, 2, 1, 6000}},
        {{at("2026-10-25T23:00:00Z"), at("2026-10-26T23:00:00Z"), 3600}, {}}};
    QCOMPARE(parsed(statsJson(request, table)),
             parsed(R"({"granularity":"day","timezone":"Europe/Warsaw","buckets":[
                        {"start":"2026-10-25T00:00:00+02:00","visitors":1,"visits":2,"pageviews":3,"hits":4},
                        {"start":"2026-10-26T00:00:00+01:00","visitors":0,"visits":0,"pageviews":0,"hits":0}]})"));

    request.query.seriesMetrics |= Metric::BounceRate;
    request.query.seriesMetrics |= Metric::VisitDuration;
    table.before = StatsPeriod {};
    table.before->series = table.now.series.last(1);
    QCOMPARE(parsed(statsJson(request, table)).value(QLatin1StringView("previous")).toObject(),
             parsed(R"({"buckets":[{"start":"2026-10-26T00:00:00+01:00","visitors":0,"visits":0,"pageviews":0,
                        "hits":0,"bounce_rate":null,"visit_duration":null}],"has_data":false})"));
}

void StatsJsonTest::writesABreakdown()
{
    StatsRequest request = requestOf(StatsDocument::Breakdown);
    request.query.breakdowns = {{QStringLiteral("referrer_host")}};
    StatsTable table;
    table.breakdowns = {{QStringLiteral("referrer_host"),
                         12,
                         {{QStringLiteral("e.com"), someCounts(), {1, 1, 1, 1, 1, 1, 0}}, {QString(), {}}}}};
    QCOMPARE(parsed(statsJson(request, table)), parsed(R"({"by":"referrer_host","total_rows":12,"rows":[
                        {"value":"e.com","visitors":4,"visits":5,"pageviews":10,"hits":14,"bounce_rate":0.25,"visit_duration":31.5},
                        {"value":"","visitors":0,"visits":0,"pageviews":0,"hits":0,"bounce_rate":null,"visit_duration":null}]})"));
    request.query.comparison = InstantRange {1, 2};
    const QJsonObject row = parsed(statsJson(request, table)).value(QLatin1StringView("rows"))[0].toObject();
    QCOMPARE(
        row.value(QLatin1StringView("previous")).toObject(),
        parsed(R"({"visitors":1,"visits":1,"pageviews":1,"hits":1,"bounce_rate":1,"visit_duration":0})"));
}

void StatsJsonTest::writesVisits()
{
    VisitSummary visit;
    visit.visit = 0xf8a26f8ae5f7d6eaULL;
    visit.visitor = 0x0123456789abcdefULL;
    visit.first = at("2026-03-03T10:45:23.100Z");
    visit.last = at("2026-03-03T10:46:23.600Z");
    visit.pageviews = 2;
    visit.hits = 3;
    visit.entryPage = QStringLiteral("/");
    visit.country = QStringLiteral("PL");
    QCOMPARE(parsed(visitsJson({{visit}, QStringLiteral("next")})),
             parsed(R"({"visits":[{"visit":"f8a26f8ae5f7d6ea","visitor":"0123456789abcdef",
                        "first":"2026-03-03T10:45:23.100Z","last":"2026-03-03T10:46:23.600Z","duration":60.5,
                        "pageviews":2,"hits":3,"entry_page":"/","exit_page":"","source":"","country":"PL","city":"",
                        "device":"","os":"","browser":""}],"next_cursor":"next"})"));
    QVERIFY(parsed(visitsJson({})).value(QLatin1StringView("next_cursor")).isNull());
}

void StatsJsonTest::writesATimeline()
{
    VisitTimeline timeline;
    Hit hit;
    hit.seq = 7;
    hit.url = QStringLiteral("https://e.com/a");
    timeline.hits = {hit, hit};
    timeline.hits[1].place.city = QStringLiteral("Rio de Janeiro");
    timeline.hits[1].place.position = GeoPosition {-2291, -4317};
    timeline.isTruncated = true;
    const QJsonObject document = parsed(timelineJson(timeline));
    QCOMPARE(document.value(QLatin1StringView("truncated")).toBool(), true);
    QCOMPARE(document.value(QLatin1StringView("hits"))[0][QLatin1StringView("seq")].toInt(), 7);
    const QJsonArray hits = document.value(QLatin1StringView("hits")).toArray();
    QVERIFY(!hits[0].toObject().contains(QLatin1StringView("latitude")));
    QCOMPARE(hits[1][QLatin1StringView("latitude")].toDouble(), -22.91);
    QCOMPARE(hits[1][QLatin1StringView("longitude")].toDouble(), -43.17);
    QVERIFY(document.value(QLatin1StringView("visit")).isObject());
}

void StatsJsonTest::writesGoals()
{
    Goal page {QStringLiteral("g1"), QStringLiteral("s"),   QStringLiteral("Order"),
               Goal::Target::Page,   Goal::Match::Wildcard, QStringLiteral("/thanks*")};
    Goal event = page;
    event.id = QStringLiteral("g2");
    event.target = Goal::Target::Event;
    event.match = Goal::Match::Equals;
    event.worth = Goal::Worth::Fixed;
    event.fixedValue = 2.5;
    event.currency = QStringLiteral("EUR");
    StatsTable table;
    table.now.totals.visits = 4;
    table.now.goals = {{QStringLiteral("g1"), 3, 1, 0}, {QStringLiteral("g2"), 2, 2, 5}};
    QCOMPARE(parsed(goalsJson({page, event}, table)), parsed(R"({"visits":4,"goals":[
                        {"id":"g1","name":"Order","target":"page","match":"wildcard","pattern":"/thanks*","worth":null,
                         "currency":null,"conversions":3,"visits":1,"rate":0.25,"value":0},
                        {"id":"g2","name":"Order","target":"event","match":"equals","pattern":"/thanks*","worth":2.5,
                         "currency":"EUR","conversions":2,"visits":2,"rate":0.5,"value":5}]})"));
}

void StatsJsonTest::roundsAwayFromZero_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<double>("expected");
    QTest::addRow("a third") << 1.0 / 3 << 3 << 0.333;
    QTest::addRow("a half") << 0.5 << 0 << 1.0;
    QTest::addRow("minus a half") << -0.5 << 0 << -1.0;
    QTest::addRow("two thirds") << 2.0 / 3 << 1 << 0.7;
}

void StatsJsonTest::roundsAwayFromZero()
{
    QFETCH(double, number);
    QFETCH(int, decimals);
    QTEST(roundedTo(number, decimals), "expected");
}

void StatsJsonTest::namesCountries()
{
    QCOMPARE(countryName(QStringLiteral("IN")), QStringLiteral("India"));
    QCOMPARE(countryName(QStringLiteral("XX")), QStringLiteral("XX"));
    QCOMPARE(countryFlag(QStringLiteral("IN")), QStringLiteral("🇮🇳"));
    for (const char *code : {"", "I", "in", "IND", "1N", "\xc3\x84N"})
        QCOMPARE(countryFlag(QString::fromUtf8(code)), QString());
    QCOMPARE(percentage(1, 0), 0.0);
}

CLICKSCOPE_TEST(StatsJsonTest)
#include "tst_statsjson.moc"
