// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/analytics.h"
#include "tests/support/hitstore.h"
#include "tests/support/randomhits.h"
#include "tests/support/referencestats.h"

#include <QTest>

#include <algorithm>

namespace {

const std::atomic<bool> kNever = false;
constexpr Micros kMinute = kMicrosPerMinute;
constexpr Micros kMidnight = 20'000 * kMicrosPerDay;
constexpr Micros kNoon = kMidnight + kMicrosPerDay / 2;

using Rows = QList<std::pair<QString, qint64>>;

/// Hits of one site, as their senders and the referrer rules leave them.
class Story
{
public:
    Hit &add(quint64 visitor, Micros at, const char *channel, const char *source = "",
             HitKind kind = HitKind::Pageview)
    {
        Hit hit;
        hit.seq = m_hits.size() + 1;
        hit.site = QStringLiteral("s");
        hit.kind = kind;
        hit.visitor = visitor;
        hit.visit = static_cast<quint64>(m_hits.size()) + 1;
        hit.rung = visitor == 0 ? IdentityRung::None : IdentityRung::StoredId;
        hit.url = QStringLiteral("https://shop.example/%1").arg(m_hits.size());
        hit.channel = QString::fromLatin1(channel);
        hit.source = QString::fromLatin1(source);
        if (!hit.source.isEmpty())
            hit.referrer = QStringLiteral("https://www.%1/").arg(hit.source);
        if (hit.channel == QLatin1StringView("Internal"))
            hit.referrer = QStringLiteral("https://shop.example/");
        hit.eventAt = at;
        m_received = std::max(at, m_received + 1);
        hit.receivedAt = m_received;
        m_hits.append(hit);
        return m_hits.last();
    }
    const QList<Hit> &hits() const { return m_hits; }

private:
    QList<Hit> m_hits;
    Micros m_received = 0;
};

StatsQuery question(const char *dimension, Metric metric = Metric::Visits)
{
    StatsQuery query;
    query.site = QStringLiteral("s");
    BreakdownQuery list;
    list.dimension = QString::fromLatin1(dimension);
    list.metrics = metric;
    list.orderBy = metric;
    query.breakdowns = {list};
    return query;
}

Rows rowsOf(const StatsTable &table, Metric metric)
{
    Rows rows;
    for (const BreakdownRow &row : table.breakdowns.constFirst().rows)
        rows.append({row.value, static_cast<qint64>(row.counts.value(metric))});
    return rows;
}

/// What the judge says, if the engine says the same of hits, of segments, and of segments that grew.
Rows rows(const Story &story, const StatsQuery &query)
{
    const Metric metric = query.breakdowns.constFirst().orderBy;
    const Rows expected = rowsOf(referenceStats(story.hits(), query), metric);
    HitStore store;
    const auto agrees = [&](const char *when) {
        const Result<std::unique_ptr<Analytics>> analytics = Analytics::open(store.fileName(), store.clock());
        const Result<StatsTable> answer = (*analytics)->answer(query, kNever);
        if (answer && rowsOf(*answer, metric) == expected)
            return (*analytics)->build(kNever, [](qint64, qint64) {}).ok();
        qWarning("the engine says otherwise: %s", when);
        return false;
    };
    bool isAgreed = true;
    for (const Hit &hit : story.hits()) {
        store.commit({hit});
        store.clock().advance(3 * kMicrosPerDay);
        (void)(*Analytics::open(store.fileName(), store.clock()))->build(kNever, [](qint64, qint64) {});
    }
    isAgreed = agrees("built after each hit") && isAgreed;
    store.wipeDerived();
    isAgreed = agrees("from the hits") && isAgreed;
    isAgreed = agrees("built at once") && isAgreed;
    return isAgreed ? expected : Rows {{QStringLiteral("the engine says otherwise"), 0}};
}

Rows rows(const Story &story, const char *dimension, Metric metric = Metric::Visits)
{
    return rows(story, question(dimension, metric));
}

std::pair<QString, qint64> row(const char *value, qint64 count)
{
    return {QString::fromLatin1(value), count};
}

} // namespace

/// Where a visit came from is told by its first hit that is not the site's own.
class VisitSourcesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsEveryHitUnderWhereItsVisitCameFrom();
    void takesTheFirstTouchWhole();
    void letsNoPageOfTheSiteBeASource();
    void goesOnOverMidnight();
    void followsLateHitsThatJoinVisits();
    void followsTheBotsSwitch();
    void takesAnonymousHitsOneByOne();
    void filtersByWhereTheVisitCameFrom();
    void rowsAddUpToTheVisits_data();
    void rowsAddUpToTheVisits();
};

void VisitSourcesTest::countsEveryHitUnderWhereItsVisitCameFrom()
{
    Story story;
    story.add(1, kNoon, "Search", "google.com");
    story.add(1, kNoon + kMinute, "Internal");
    story.add(1, kNoon + 2 * kMinute, "Internal", "", HitKind::Event);
    story.add(2, kNoon, "Direct");
    story.add(2, kNoon + kMinute, "Internal");
    story.add(3, kNoon, "Direct"); // came back from somewhere within the half hour
    story.add(3, kNoon + kMinute, "Social", "x.com");
    QCOMPARE(rows(story, "source"), Rows({row("", 1), row("google.com", 1), row("x.com", 1)}));
    QCOMPARE(rows(story, "source", Metric::Hits), Rows({row("google.com", 3), row("", 2), row("x.com", 2)}));
    QCOMPARE(rows(story, "channel", Metric::Hits),
             Rows({row("Search", 3), row("Direct", 2), row("Social", 2)}));
    QCOMPARE(rows(story, "referrer_host", Metric::Pageviews),
             Rows({row("", 2), row("google.com", 2), row("x.com", 2)}));
    QCOMPARE(rows(story, "channel", Metric::Visitors),
             Rows({row("Direct", 1), row("Search", 1), row("Social", 1)}));
    // What a hit was sent with can be asked for, too.
    QCOMPARE(rows(story, "hit_channel", Metric::Hits),
             Rows({row("Internal", 3), row("Direct", 2), row("Search", 1), row("Social", 1)}));
}

/// Never the source of one hit with the campaign of another.
void VisitSourcesTest::takesTheFirstTouchWhole()
{
    Story story;
    story.add(1, kNoon, "Direct");
    story.add(1, kNoon + kMinute, "Search", "google.com");
    story.add(1, kNoon + 2 * kMinute, "Email", "news").campaign = {
        QStringLiteral("news"), QStringLiteral("email"), QStringLiteral("spring"), {}, {}};
    story.add(2, kNoon, "Email", "news").campaign = {
        QStringLiteral("news"), QStringLiteral("email"), {}, QStringLiteral("shoes"), QStringLiteral("a")};
    story.add(2, kNoon + kMinute, "Search", "google.com");
    QCOMPARE(rows(story, "source"), Rows({row("google.com", 1), row("news", 1)}));
    QCOMPARE(rows(story, "utm_campaign"), Rows({row("", 2)}));
    QCOMPARE(rows(story, "utm_term"), Rows({row("", 1), row("shoes", 1)}));
    QCOMPARE(rows(story, "utm_content"), Rows({row("", 1), row("a", 1)}));
    QCOMPARE(rows(story, "utm_medium"), Rows({row("", 1), row("email", 1)}));
    QCOMPARE(rows(story, "utm_source"), Rows({row("", 1), row("news", 1)}));
    QCOMPARE(rows(story, "referrer"), Rows({row("https://www.google.com/", 1), row("https://www.news/", 1)}));
}

void VisitSourcesTest::letsNoPageOfTheSiteBeASource()
{
    Story story;
    story.add(1, kNoon, "Internal");
    story.add(2, kNoon, "Internal"); // a campaign on a link of the site's own
    story.add(2, kNoon + kMinute, "Internal").campaign.source = QStringLiteral("teaser");
    story.add(3, kNoon, "Unknown"); // something was sent, but nobody can read it
    Hit &old = story.add(4, kNoon, ""); // from before channels were kept
    old.referrer = QStringLiteral("https://www.shop.example/b");
    story.add(5, kNoon, "").referrer = QStringLiteral("https://www.example.org/b");
    QCOMPARE(rows(story, "channel"),
             Rows({row("Direct", 2), row("", 1), row("Other", 1), row("Unknown", 1)}));
    QCOMPARE(rows(story, "source"), Rows({row("", 3), row("example.org", 1), row("teaser", 1)}));
    QCOMPARE(rows(story, "referrer"), Rows({row("", 4), row("https://www.example.org/b", 1)}));
}

void VisitSourcesTest::goesOnOverMidnight()
{
    Story story;
    const Micros before = kMidnight - 10 * kMinute;
    const Micros after = kMidnight + 10 * kMinute;
    story.add(1, before, "Search", "google.com");
    story.add(1, after, "Social", "x.com");
    story.add(2, before, "Direct");
    story.add(2, after, "Social", "x.com");
    story.add(3, before, "Direct");
    story.add(3, kMidnight + kMinute, "Referral", "example.org", HitKind::Vitals); // attaches to the visit
    story.add(3, after, "Social", "x.com");
    story.add(4, before, "Direct");
    story.add(4, kMidnight + 20 * kMinute, "Search", "bing.com"); // another visit
    QCOMPARE(
        rows(story, "source"),
        Rows({row("", 1), row("bing.com", 1), row("example.org", 1), row("google.com", 1), row("x.com", 1)}));
    QCOMPARE(
        rows(story, "source", Metric::Hits),
        Rows({row("example.org", 3), row("google.com", 2), row("x.com", 2), row("", 1), row("bing.com", 1)}));
    // One day alone: its hits count under what their visits came from the day before.
    StatsQuery secondDay = question("source", Metric::Hits);
    secondDay.range = {kMidnight, kMidnight + kMicrosPerDay};
    QCOMPARE(rows(story, secondDay),
             Rows({row("example.org", 2), row("bing.com", 1), row("google.com", 1), row("x.com", 1)}));
}

void VisitSourcesTest::followsLateHitsThatJoinVisits()
{
    Story story;
    story.add(1, kNoon, "Search", "google.com");
    story.add(1, kNoon + 50 * kMinute, "Social", "x.com");
    QCOMPARE(rows(story, "source"), Rows({row("google.com", 1), row("x.com", 1)}));
    story.add(1, kNoon + 25 * kMinute, "Internal"); // received last
    QCOMPARE(rows(story, "source"), Rows({row("google.com", 1)}));
    story.add(1, kNoon - kMinute, "Email", "news"); // earlier than all of them
    QCOMPARE(rows(story, "source"), Rows({row("news", 1)}));
}

void VisitSourcesTest::followsTheBotsSwitch()
{
    Story story;
    story.add(1, kNoon, "Referral", "spam.example").bot.isBot = true;
    story.add(1, kNoon + kMinute, "Search", "google.com");
    StatsQuery query = question("source");
    QCOMPARE(rows(story, query), Rows({row("google.com", 1)}));
    query.includesBots = true;
    QCOMPARE(rows(story, query), Rows({row("spam.example", 1)}));
}

void VisitSourcesTest::takesAnonymousHitsOneByOne()
{
    Story story;
    story.add(0, kNoon, "Search", "google.com");
    story.add(0, kNoon + kMinute, "Internal");
    story.add(0, kNoon + 2 * kMinute, "Direct");
    story.add(7, kNoon, "Social", "x.com", HitKind::Vitals); // of no visit
    story.add(7, kNoon + kMinute, "Search", "bing.com", HitKind::Error);
    QCOMPARE(rows(story, "channel", Metric::Hits),
             Rows({row("Direct", 2), row("Search", 2), row("Social", 1)}));
    QCOMPARE(rows(story, "source", Metric::Visitors),
             Rows({row("bing.com", 1), row("x.com", 1), row("", 0), row("google.com", 0)}));
    QCOMPARE(rows(story, "source").size(), 4);
}

void VisitSourcesTest::filtersByWhereTheVisitCameFrom()
{
    Story story;
    story.add(1, kNoon, "Search", "google.com");
    story.add(1, kNoon + kMinute, "Internal").url = QStringLiteral("https://shop.example/buy");
    story.add(2, kNoon, "Social", "x.com");
    story.add(2, kNoon + kMinute, "Internal").url = QStringLiteral("https://shop.example/buy");
    const auto is = [](const char *dimension, const char *value) {
        return DimensionFilter {QString::fromLatin1(dimension), DimensionFilter::Operator::Equals,
                                QString::fromLatin1(value)};
    };
    StatsQuery query = question("page", Metric::Hits);
    query.filters = {is("channel", "Search")};
    QCOMPARE(rows(story, query), Rows({row("/0", 1), row("/buy", 1)}));
    query.filters.append(is("page", "/buy"));
    QCOMPARE(rows(story, query), Rows({row("/buy", 1)}));
    query.filters.append(is("source", "x.com"));
    QCOMPARE(rows(story, query), Rows());
    query.filters = {is("hit_channel", "Internal"), is("source", "x.com")};
    QCOMPARE(rows(story, query), Rows({row("/buy", 1)}));
}

void VisitSourcesTest::rowsAddUpToTheVisits_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 5001; seed < 5013; ++seed)
        QTest::addRow("seed %llu", seed) << seed;
}

void VisitSourcesTest::rowsAddUpToTheVisits()
{
    QFETCH(quint64, seed);
    const QList<Hit> hits = randomHits(seed);
    HitStore store;
    store.commit(hits);
    const std::unique_ptr<Analytics> analytics = std::move(*Analytics::open(store.fileName(), store.clock()));
    for (const bool isBuilt : {false, true}) {
        for (const bool includesBots : {false, true}) {
            StatsQuery query;
            query.site = hits.constFirst().site;
            query.includesBots = includesBots;
            for (const char *dimension : {"source", "channel", "referrer", "referrer_host", "utm_source",
                                          "utm_medium", "utm_campaign", "utm_term", "utm_content"})
                query.breakdowns.append({QString::fromLatin1(dimension), kAllMetrics, Metric::Visits, 0});
            const Result<StatsTable> answer = analytics->answer(query, kNever);
            QVERIFY(answer);
            const StatsCounts &totals = answer->now.totals;
            QVERIFY(totals.visits > 10);
            for (const Breakdown &list : answer->breakdowns) {
                StatsCounts sum;
                for (const BreakdownRow &row : list.rows) {
                    sum.visits += row.counts.visits;
                    sum.hits += row.counts.hits;
                    sum.pageviews += row.counts.pageviews;
                    sum.bounces += row.counts.bounces;
                    QVERIFY(row.value != QLatin1StringView("Internal"));
                }
                QCOMPARE(sum.visits, totals.visits);
                QCOMPARE(sum.hits, totals.hits);
                QCOMPARE(sum.pageviews, totals.pageviews);
                QCOMPARE(sum.bounces, totals.bounces);
            }
        }
        if (!isBuilt)
            QVERIFY(analytics->build(kNever, [](qint64, qint64) {}));
    }
}

QTEST_APPLESS_MAIN(VisitSourcesTest)
#include "tst_visitsources.moc"
