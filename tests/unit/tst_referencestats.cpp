// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/randomhits.h"
#include "tests/support/randomquestions.h"
#include "tests/support/referencestats.h"
#include "tests/support/testprogram.h"

#include <QDateTime>
#include <QSet>
#include <QTest>

namespace {

Micros at(const char *text)
{
    return QDateTime::fromString(QString::fromLatin1(text), Qt::ISODateWithMs).toMSecsSinceEpoch()
        * kMicrosPerMilli;
}

Hit hit(quint64 visitor, Micros time, HitKind kind = HitKind::Pageview,
        const QString &path = QStringLiteral("/"))
{
    static qint64 seq = 0;
    Hit made;
    made.seq = ++seq;
    made.site = QStringLiteral("s");
    made.visitor = visitor;
    made.eventAt = made.receivedAt = time;
    made.kind = kind;
    made.url = path;
    return made;
}

StatsCounts totals(const QList<Hit> &hits, const QList<DimensionFilter> &filters = {},
                   bool includesBots = false)
{
    StatsQuery query;
    query.site = QStringLiteral("s");
    query.filters = filters;
    query.includesBots = includesBots;
    return referenceStats(hits, query).now.totals;
}

const Micros kNoon = at("2026-03-03T12:00:00Z");

} // namespace

/// The judge of the analytics engine, itself judged by a few cases worked out by hand from glossary.md.
class ReferenceStatsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsAVisitAfterThirtyMinutes();
    void letsVitalsNeitherStartNorExtend();
    void splitsRunsAtTheSecondMidnight();
    void joinsWhatBotsSeparate();
    void countsBouncesOfWholeVisits();
    void groupsFiltersOfOneDimension();
    void ordersRowsByBytes();
    void fillsSeriesWithZeros();
    void makesUpHitsThatObeyTheContract();
    void makesUpQuestionsThatAreValid();
    void makesUpQuestionsThatHaveAnswers();
};

void ReferenceStatsTest::endsAVisitAfterThirtyMinutes()
{
    const Micros gap = 30 * kMicrosPerMinute;
    QCOMPARE(totals({hit(1, kNoon), hit(1, kNoon + gap - 1)}).visits, 1);
    QCOMPARE(totals({hit(1, kNoon), hit(1, kNoon + gap)}).visits, 2);
    QCOMPARE(totals({hit(1, kNoon), hit(2, kNoon + 1), hit(0, kNoon + 2)}).visits, 2);
}

/// 12:00 pageview, 12:20 vitals, 12:40 pageview: 40 minutes between what extends a visit.
void ReferenceStatsTest::letsVitalsNeitherStartNorExtend()
{
    const Micros step = 20 * kMicrosPerMinute;
    const StatsCounts counts =
        totals({hit(1, kNoon), hit(1, kNoon + step, HitKind::Vitals), hit(1, kNoon + 2 * step)});
    QCOMPARE(counts.visits, 2);
    QCOMPARE(counts.durationMs, 0);
    QCOMPARE(totals({hit(1, kNoon, HitKind::Identify)}).visits, 0);
    QCOMPARE(totals({hit(1, kNoon, HitKind::Identify)}).visitors, 1);
}

/// A hit every 20 minutes from the 3rd, 12:00, on: the visit that began on the 3rd ends with the 4th.
void ReferenceStatsTest::splitsRunsAtTheSecondMidnight()
{
    QList<Hit> hits;
    for (int i = 0; i <= 120; ++i) // to the 5th, 4:00
        hits.append(hit(1, kNoon + i * 20 * kMicrosPerMinute));
    const StatsCounts counts = totals(hits);
    QCOMPARE(counts.visits, 2);
    // 12:00 of the 3rd to 23:40 of the 4th; 0:00 to 4:00 of the 5th
    QCOMPARE(counts.durationMs, ((35 * 60 + 40) + 4 * 60) * 60 * 1000);
}

/// The gap between people's hits counts, not that to a bot's.
void ReferenceStatsTest::joinsWhatBotsSeparate()
{
    QList<Hit> hits {hit(1, kNoon), hit(1, kNoon + 20 * kMicrosPerMinute),
                     hit(1, kNoon + 40 * kMicrosPerMinute)};
    hits[1].bot.isBot = true;
    QCOMPARE(totals(hits).visits, 2);
    QCOMPARE(totals(hits).hits, 2);
    QCOMPARE(totals(hits, {}, true).visits, 1);
    QCOMPARE(totals(hits, {}, true).hits, 3);
}

void ReferenceStatsTest::countsBouncesOfWholeVisits()
{
    const QList<Hit> hits {hit(1, kNoon, HitKind::Click), hit(1, kNoon + 1500), // click, landing: a bounce
                           hit(2, kNoon), hit(2, kNoon + 3000, HitKind::Event),
                           hit(3, kNoon, HitKind::Event)};
    const StatsCounts counts = totals(hits);
    QCOMPARE(counts.visits, 3);
    QCOMPARE(counts.viewedVisits, 2);
    QCOMPARE(counts.bounces, 1);
    QCOMPARE(counts.durationMs, 1 + 3);
    // The event alone is asked for; its visit has not become another.
    const StatsCounts events =
        totals(hits, {{QStringLiteral("kind"), DimensionFilter::Operator::Equals, QStringLiteral("event")}});
    QCOMPARE(events.visits, 2);
    QCOMPARE(events.viewedVisits, 1);
    QCOMPARE(events.bounces, 0);
    QCOMPARE(events.durationMs, 3);
}

void ReferenceStatsTest::groupsFiltersOfOneDimension()
{
    using Operator = DimensionFilter::Operator;
    const QString page = QStringLiteral("page");
    const QList<Hit> hits {hit(1, kNoon, HitKind::Pageview, QStringLiteral("/a")),
                           hit(2, kNoon, HitKind::Pageview, QStringLiteral("/b")),
                           hit(3, kNoon, HitKind::Pageview, QStringLiteral("/c"))};
    QCOMPARE(totals(hits,
                    {{page, Operator::Equals, QStringLiteral("/a")},
                     {page, Operator::Equals, QStringLiteral("/b")}})
                 .hits,
             2);
    QCOMPARE(totals(hits,
                    {{page, Operator::NotEquals, QStringLiteral("/a")},
                     {page, Operator::NotEquals, QStringLiteral("/b")}})
                 .hits,
             1);
    QCOMPARE(totals(hits,
                    {{page, Operator::Contains, QStringLiteral("/")},
                     {page, Operator::NotEquals, QStringLiteral("/b")}})
                 .hits,
             2);
    QCOMPARE(totals(hits,
                    {{page, Operator::Contains, QStringLiteral("/c")},
                     {page, Operator::Equals, QStringLiteral("/b")}})
                 .hits,
             2);
    QCOMPARE(totals(hits, {{page, Operator::Contains, QStringLiteral("A")}}).hits, 0);
    QCOMPARE(totals(hits, {{QStringLiteral("entry_page"), Operator::Equals, QStringLiteral("/c")}}).visitors,
             1);
}

/// U+FF5E is EF BD 9E, U+1F600 is F0 9F 98 80: in UTF-16 the second one would come first.
void ReferenceStatsTest::ordersRowsByBytes()
{
    const QString tilde = QString::fromUtf8("/～");
    const QString face = QString::fromUtf8("/😀");
    StatsQuery query;
    query.site = QStringLiteral("s");
    query.breakdowns = {{QStringLiteral("page")}};
    const QList<Hit> hits {hit(1, kNoon, HitKind::Pageview, face), hit(2, kNoon, HitKind::Pageview, tilde),
                           hit(3, kNoon, HitKind::Pageview, QStringLiteral("/b")),
                           hit(4, kNoon, HitKind::Pageview, QStringLiteral("/b"))};
    const Breakdown breakdown = referenceStats(hits, query).breakdowns.constFirst();
    QCOMPARE(breakdown.totalRows, 3);
    QCOMPARE(breakdown.rows[0].value, QStringLiteral("/b"));
    QCOMPARE(breakdown.rows[1].value, tilde);
    QCOMPARE(breakdown.rows[2].value, face);
}

/// 12:07–14:07 by hours: three of them, the middle one empty.
void ReferenceStatsTest::fillsSeriesWithZeros()
{
    StatsQuery query;
    query.site = QStringLiteral("s");
    query.range = {kNoon + 7 * kMicrosPerMinute, kNoon + 127 * kMicrosPerMinute};
    query.granularity = Granularity::Hour;
    const QList<Hit> hits {hit(1, kNoon + 6 * kMicrosPerMinute), hit(1, kNoon + 7 * kMicrosPerMinute),
                           hit(1, kNoon + 126 * kMicrosPerMinute), hit(1, kNoon + 127 * kMicrosPerMinute)};
    const QList<StatsBucket> series = referenceStats(hits, query).now.series;
    QCOMPARE(series.size(), 3);
    QCOMPARE(series[0].time, (TimeBucket {kNoon, kNoon + kMicrosPerHour, 0}));
    QCOMPARE(series[0].counts.hits, 1);
    QCOMPARE(series[1].counts.hits, 0);
    QCOMPARE(series[2].counts.hits, 1);
}

void ReferenceStatsTest::makesUpHitsThatObeyTheContract()
{
    QSet<IdentityRung> rungs;
    for (quint64 seed = 1; seed <= 100; ++seed) {
        const QList<Hit> hits = randomHits(seed);
        QCOMPARE(brokenContract(hits), QString());
        for (qsizetype size = 1; size < hits.size(); size += 1 + size / 5) // at any time
            QCOMPARE(brokenContract(hits.first(size)), QString());
        QVERIFY2(hits.size() > 20 && hits.size() < 3000, qPrintable(QString::number(hits.size())));
        for (const Hit &made : hits)
            rungs.insert(made.rung);
    }
    QCOMPARE(rungs.size(), 5);
    QCOMPARE(randomHits(7), randomHits(7));
    QList<Hit> broken = randomHits(7);
    broken.last().eventAt = broken.last().receivedAt + 1;
    QVERIFY(!brokenContract(broken).isEmpty());
}

void ReferenceStatsTest::makesUpQuestionsThatAreValid()
{
    const QList<Hit> hits = randomHits(3);
    RandomQuestions questions(3, hits);
    for (int i = 0; i < 500; ++i) {
        const StatsQuery query = questions.nextStats();
        const Result<void> checked = validate(query);
        QVERIFY2(checked.ok(), checked.ok() ? "" : qPrintable(checked.error().message));
    }
}

/// Questions to which the answer is nothing prove little: of 1,000, these have one.
void ReferenceStatsTest::makesUpQuestionsThatHaveAnswers()
{
    int answered = 0, filtered = 0, series = 0, compared = 0, converted = 0, offsets = 0, narrow = 0;
    for (quint64 seed = 1; seed <= 10; ++seed) {
        const QList<Hit> hits = randomHits(seed);
        RandomQuestions questions(seed, hits);
        for (int i = 0; i < 100; ++i) {
            StatsQuery query = questions.nextStats();
            query.wantsTotals = true;
            const StatsTable table = referenceStats(hits, query);
            const bool hasHits = table.now.totals.hits > 0;
            answered += hasHits ? 1 : 0;
            filtered += hasHits && !query.filters.isEmpty() ? 1 : 0;
            narrow += table.now.totals.visits > 1 && table.now.totals.visits < 30 ? 1 : 0;
            series += std::ranges::count_if(table.now.series,
                                            [](const StatsBucket &bucket) { return bucket.counts.hits > 0; })
                    > 1
                ? 1
                : 0;
            compared += table.before && table.before->totals.hits > 0 ? 1 : 0;
            converted += std::ranges::any_of(table.now.goals,
                                             [](const GoalCounts &goal) { return goal.conversions > 0; })
                ? 1
                : 0;
            offsets += std::ranges::any_of(table.breakdowns,
                                           [](const Breakdown &breakdown) {
                                               return !breakdown.rows.isEmpty()
                                                   && breakdown.rows.size() < breakdown.totalRows;
                                           })
                ? 1
                : 0;
        }
    }
    const QString counts = QStringLiteral(
                               "%1 answered, %2 filtered, %3 series, %4 compared, %5 converted, %6 cut,"
                               " %7 of few visits")
                               .arg(answered)
                               .arg(filtered)
                               .arg(series)
                               .arg(compared)
                               .arg(converted)
                               .arg(offsets)
                               .arg(narrow);
    const bool isEnough = answered > 600 && filtered > 300 && series > 200 && compared > 100
        && converted > 100 && offsets > 200 && narrow > 300;
    QVERIFY2(isEnough, qPrintable(counts));
}

CLICKSCOPE_TEST(ReferenceStatsTest)
#include "tst_referencestats.moc"
