// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/analytics.h"
#include "tests/support/hitstore.h"
#include "tests/support/pagenames.h"
#include "tests/support/randomhits.h"
#include "tests/support/randomquestions.h"
#include "tests/support/referencestats.h"
#include "tests/support/statsreport.h"
#include "tests/support/statsshrinker.h"

#include <QTest>

namespace {

const std::atomic<bool> kNever = false;

/// Questions about the past that a run asks; CLICKSCOPE_ANALYTICS_CASES says another number.
int cases()
{
    bool isNumber = false;
    const int asked = qEnvironmentVariableIntValue("CLICKSCOPE_ANALYTICS_CASES", &isNumber);
    return isNumber && asked > 0 ? asked : 8000;
}

/// Of one set of hits: kStages times kQuestions.
constexpr int kStages = 9;
constexpr int kQuestions = 12;

std::unique_ptr<Analytics> opened(HitStore &store, AnalyticsOptions options = {})
{
    Result<std::unique_ptr<Analytics>> analytics = Analytics::open(store.fileName(), store.clock(), options);
    if (!analytics)
        qFatal("%s", qPrintable(analytics.error().message));
    return std::move(*analytics);
}

void build(Analytics &analytics)
{
    const Result<qint64> built = analytics.build(kNever, [](qint64, qint64) {});
    if (!built)
        qFatal("%s", qPrintable(built.error().message));
}

/// Empty when the answer is right.
QString mistake(Analytics &analytics, const QList<Hit> &hits, const StatsQuery &query,
                const PageGrouping &pages = {})
{
    const Result<StatsTable> answer = analytics.answer(query, kNever);
    const StatsTable reference = referenceStats(withShownPages(hits, pages), withShownPages(query, pages));
    if (answer)
        return difference(reference, *answer, query);
    const bool isTooLong = reference.now.series.size() > kMaxBuckets;
    if (isTooLong && answer.error().code == QLatin1StringView("too_many_buckets"))
        return {}; // of an open range, which the asker cannot know
    return answer.error().code + QStringLiteral(": ") + answer.error().message;
}

/// Walks through all pages of both.
QString mistake(Analytics &analytics, const QList<Hit> &sent, VisitsQuery query,
                const PageGrouping &grouping = {})
{
    const QList<Hit> hits = withShownPages(sent, grouping);
    VisitsQuery wantedQuery = withShownPages(query, grouping);
    for (int pages = 0; pages < 40; ++pages) {
        const VisitsPage wanted = referenceVisits(hits, wantedQuery);
        const Result<VisitsPage> given = analytics.visits(query, kNever);
        if (!given)
            return given.error().code + QStringLiteral(": ") + given.error().message;
        const QString found = difference(wanted.visits, given->visits);
        if (!found.isEmpty())
            return QStringLiteral("page %1: %2").arg(pages).arg(found);
        if (wanted.nextCursor.isEmpty() != given->nextCursor.isEmpty())
            return QStringLiteral("page %1: the next one is \"%2\"").arg(pages).arg(given->nextCursor);
        wantedQuery.cursor = wanted.nextCursor;
        query.cursor = given->nextCursor;
        if (wanted.nextCursor.isEmpty())
            break;
    }
    return {};
}

/// Ways by which the same hits come to be in the store when a question is asked.
struct Way
{
    const char *name;
    QString (*mistake)(const StatsCase &tried);
};

QString asIs(const StatsCase &tried)
{
    HitStore store;
    store.commit(tried.hits);
    return mistake(*opened(store), tried.hits, tried.query);
}

QString afterAWhile(const StatsCase &tried)
{
    HitStore store;
    store.commit(tried.hits);
    store.clock().advance(3 * kMicrosPerDay);
    return mistake(*opened(store), tried.hits, tried.query);
}

QString built(const StatsCase &tried)
{
    HitStore store;
    store.commit(tried.hits);
    const std::unique_ptr<Analytics> analytics = opened(store);
    build(*analytics);
    return mistake(*analytics, tried.hits, tried.query);
}

QString builtAfterAWhile(const StatsCase &tried)
{
    HitStore store;
    store.commit(tried.hits);
    store.clock().advance(3 * kMicrosPerDay);
    build(*opened(store));
    return mistake(*opened(store), tried.hits, tried.query);
}

QString oneByOne(const StatsCase &tried)
{
    HitStore store;
    const std::unique_ptr<Analytics> analytics = opened(store);
    const qsizetype chunk = std::max<qsizetype>(1, tried.hits.size() / 20);
    for (qsizetype done = 0; done < tried.hits.size(); done += chunk) {
        store.commit(tried.hits.mid(done, chunk));
        const QString found = mistake(*analytics, tried.hits.first(std::min(done + chunk, tried.hits.size())),
                                      tried.query);
        if (!found.isEmpty())
            return found;
        build(*analytics);
    }
    return mistake(*analytics, tried.hits, tried.query);
}

QString withOtherVerdicts(const StatsCase &tried)
{
    HitStore store;
    QList<Hit> hits = tried.hits;
    QList<qsizetype> flips;
    for (qsizetype i = 0; i < hits.size(); i += 2) {
        flips.append(i);
        hits[i].bot.isBot = !hits[i].bot.isBot;
    }
    store.commit(hits);
    store.clock().advance(3 * kMicrosPerDay);
    const std::unique_ptr<Analytics> analytics = opened(store);
    build(*analytics);
    const QString before = mistake(*analytics, hits, tried.query);
    store.flipBots(&hits, flips);
    return before.isEmpty() ? mistake(*analytics, hits, tried.query) : before;
}

constexpr Way kWays[] = {
    {"stored, asked", asIs},
    {"stored, three days passed, asked", afterAWhile},
    {"stored, built, asked", built},
    {"stored, three days passed, built, opened again, asked", builtAfterAWhile},
    {"stored in twenty parts, asked and built after each", oneByOne},
    {"stored with other verdicts, three days passed, built, asked, verdicts changed, asked",
     withOtherVerdicts},
};

/// What a person needs to mend it: the smallest case that goes wrong, and how.
QString report(const StatsCase &failed, const QString &where)
{
    for (const Way &way : kWays) {
        if (way.mistake(failed).isEmpty())
            continue;
        const StatsCase small =
            shrink(failed, [&way](const StatsCase &tried) { return !way.mistake(tried).isEmpty(); });
        return QStringLiteral("%1\nsmallest case (%2): %3\nquery %4\n%5 hits\n%6")
            .arg(where, QString::fromLatin1(way.name), way.mistake(small), describe(small.query))
            .arg(small.hits.size())
            .arg(describe(small.hits));
    }
    return QStringLiteral("%1\nonly with this history; query %2\n%3 hits")
        .arg(where, describe(failed.query))
        .arg(failed.hits.size());
}

} // namespace

/// The engine gives the answers of brute force, whatever was asked, stored, built or changed before.
class AnalyticsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAsBruteForceDoes_data();
    void answersAsBruteForceDoes();
    void listsVisitsAsBruteForceDoes_data();
    void listsVisitsAsBruteForceDoes();
    void groupsPagesAsTheSiteSays();
    void showsWhatAVisitWas();
    void beginsATimelineWithTheVisit();
    void answersTheSameWhateverIsKept();
    void countsACityOnceWhateverItsPositions();
    void tellsSomeCurrenciesApart();
    void answersEachDayAsIfAskedAlone_data();
    void answersEachDayAsIfAskedAlone();
    void refusesTooManyDays();
    void refusesASeriesThatIsTooLong();
    void knowsNothingOfAnEmptyStore();

private:
    /// Asks kQuestions of them; the first mistake as report().
    static QString ask(Analytics &analytics, const QList<Hit> &hits, RandomQuestions &questions,
                       const char *stage);
};

QString AnalyticsTest::ask(Analytics &analytics, const QList<Hit> &hits, RandomQuestions &questions,
                           const char *stage)
{
    for (int i = 0; i < kQuestions; ++i) {
        const StatsQuery query = questions.nextStats();
        const QString found = mistake(analytics, hits, query);
        if (!found.isEmpty())
            return report({hits, query}, QString::fromLatin1(stage) + QStringLiteral(": ") + found);
    }
    return {};
}

void AnalyticsTest::answersAsBruteForceDoes_data()
{
    QTest::addColumn<quint64>("seed");
    const int sets = std::max(1, cases() / (kStages * kQuestions));
    for (int seed = 1; seed <= sets; ++seed)
        QTest::addRow("seed %d", seed) << quint64(seed);
}

void AnalyticsTest::answersAsBruteForceDoes()
{
    QFETCH(quint64, seed);
    const QList<Hit> all = randomHits(seed);
    RandomDraw random(seed);
    RandomQuestions questions(seed, all);
    HitStore store;
    std::unique_ptr<Analytics> analytics = opened(store);
    QString failure;
    QList<Hit> hits;
    const auto stage = [&](const char *name) {
        if (failure.isEmpty() && !hits.isEmpty())
            failure = ask(*analytics, hits, questions, name);
    };
    const auto commitUpTo = [&](qsizetype end) {
        store.commit(all.mid(hits.size(), end - hits.size()));
        hits.append(all.mid(hits.size(), end - hits.size()));
    };
    const auto flip = [&] {
        QList<qsizetype> flips;
        for (qsizetype i = 0; i < hits.size(); ++i) {
            if (random.chance(8))
                flips.append(i);
        }
        store.flipBots(&hits, flips);
    };

    commitUpTo(random.between(all.size() / 3, all.size() - 2));
    stage("the first hits");
    build(*analytics);
    stage("closed days built");
    commitUpTo(hits.size() + (all.size() - hits.size()) / 2);
    stage("more hits, late ones among them");
    commitUpTo(all.size());
    stage("all hits");
    build(*analytics);
    analytics = opened(store,
                       {.cacheBytes = random.chance(50) ? std::size_t(1) : std::size_t(64 * 1024 * 1024),
                        .threads = static_cast<int>(random.below(3))});
    stage("opened again");
    flip();
    stage("other verdicts");
    store.clock().advance(random.between(1, 48) * kMicrosPerHour);
    build(*analytics);
    stage("all built, time passed");
    flip();
    analytics = opened(store);
    stage("other verdicts, opened again");
    store.wipeDerived();
    stage("what was derived is gone");
    if (!failure.isEmpty())
        QFAIL(qPrintable(failure));
}

void AnalyticsTest::listsVisitsAsBruteForceDoes_data()
{
    QTest::addColumn<quint64>("seed");
    const int sets = std::max(1, cases() / 400);
    for (int seed = 1001; seed <= 1000 + sets; ++seed)
        QTest::addRow("seed %d", seed) << quint64(seed);
}

void AnalyticsTest::listsVisitsAsBruteForceDoes()
{
    QFETCH(quint64, seed);
    const QList<Hit> hits = randomHits(seed);
    RandomQuestions questions(seed, hits);
    HitStore store;
    store.commit(hits);
    const std::unique_ptr<Analytics> analytics = opened(store);
    for (int i = 0; i < 20; ++i) {
        if (i == 10)
            build(*analytics);
        const VisitsQuery query = questions.nextVisits();
        const QString found = mistake(*analytics, hits, query);
        if (!found.isEmpty())
            QFAIL(qPrintable(found + QLatin1Char('\n') + describe(query)));
    }
}

/// And back: what is stored stays as it is.
void AnalyticsTest::groupsPagesAsTheSiteSays()
{
    for (quint64 seed = 3001; seed <= 3000 + static_cast<quint64>(std::max(3, cases() / 2000)); ++seed) {
        const QList<Hit> hits = randomHits(seed);
        RandomQuestions questions(seed, hits);
        HitStore store;
        store.commit(hits);
        const std::unique_ptr<Analytics> analytics = opened(store);
        for (const PageGrouping pages : {PageGrouping {true, false}, PageGrouping {false, true},
                                         PageGrouping(), PageGrouping {true, true}, PageGrouping()}) {
            store.setPageGrouping(pages);
            for (int i = 0; i < kQuestions; ++i) {
                const StatsQuery query = questions.nextStats();
                const QString found = mistake(*analytics, hits, query, pages);
                if (!found.isEmpty())
                    QFAIL(qPrintable(report({hits, query}, found)));
            }
            const VisitsQuery visits = questions.nextVisits();
            QCOMPARE(mistake(*analytics, hits, visits, pages), QString());
            build(*analytics);
        }
    }
}

void AnalyticsTest::showsWhatAVisitWas()
{
    for (quint64 seed = 2001; seed < 2004; ++seed) {
        const QList<Hit> hits = randomHits(seed);
        HitStore store;
        store.commit(hits);
        const std::unique_ptr<Analytics> analytics = opened(store);
        build(*analytics);
        for (const bool includesBots : {false, true}) {
            VisitsQuery query;
            query.site = QStringLiteral("s");
            query.includesBots = includesBots;
            query.limit = 200;
            const QList<VisitSummary> visits = referenceVisits(hits, query).visits;
            for (qsizetype i = 0; i < visits.size(); i += 5) {
                const quint64 id = visits[i].visit;
                const VisitTimeline wanted = *referenceTimeline(hits, query.site, id, includesBots);
                const Result<VisitTimeline> given = analytics->timeline(query.site, id, includesBots, kNever);
                QVERIFY2(given, given ? "" : qPrintable(given.error().message));
                QCOMPARE(difference({wanted.visit}, {given->visit}), QString());
                QCOMPARE(describe(given->hits), describe(wanted.hits));
                QCOMPARE(given->isTruncated, wanted.isTruncated);
            }
        }
        const Result<VisitTimeline> nobody = analytics->timeline(QStringLiteral("s"), 1, true, kNever);
        QVERIFY(!nobody);
        QCOMPARE(nobody.error().code, QStringLiteral("not_found"));
    }
}

/// One set of questions: of the hits, of segments, of segments built once more, of none.
/// An error and a pageview in one millisecond: only the second one starts the visit.
void AnalyticsTest::beginsATimelineWithTheVisit()
{
    QList<Hit> hits = randomHits(2001).first(2);
    for (qsizetype i = 0; i < hits.size(); ++i) {
        Hit &hit = hits[i];
        hit.site = QStringLiteral("s");
        hit.visitor = 7;
        hit.visit = static_cast<quint64>(100 + i);
        hit.bot = {};
        hit.kind = i == 0 ? HitKind::Error : HitKind::Pageview;
        hit.eventAt = hit.receivedAt = 20'000 * kMicrosPerDay + kMicrosPerDay / 2 + i;
    }
    HitStore store;
    store.commit(hits);
    const Result<VisitTimeline> timeline = opened(store)->timeline(QStringLiteral("s"), 101, false, kNever);
    QVERIFY(timeline);
    QCOMPARE(timeline->hits.size(), 1);
    QVERIFY(timeline->hits.constFirst().kind == HitKind::Pageview);
}

void AnalyticsTest::answersTheSameWhateverIsKept()
{
    const QList<Hit> hits = randomHits(3001);
    HitStore store;
    store.commit(hits);
    store.clock().advance(3 * kMicrosPerDay);
    std::unique_ptr<Analytics> analytics = opened(store);
    QList<StatsQuery> queries;
    RandomQuestions questions(3001, hits);
    for (int i = 0; i < 60; ++i)
        queries.append(questions.nextStats());
    QList<StatsTable> first;
    for (const StatsQuery &query : std::as_const(queries))
        first.append(*analytics->answer(query, kNever));
    const auto compare = [&](const char *when) {
        for (qsizetype i = 0; i < queries.size(); ++i) {
            const Result<StatsTable> again = analytics->answer(queries[i], kNever);
            QVERIFY2(again, when);
            QVERIFY2(again->now == first[i].now && again->before == first[i].before
                         && again->breakdowns == first[i].breakdowns
                         && again->weekHours == first[i].weekHours,
                     qPrintable(QString::fromLatin1(when) + describe(queries[i])));
        }
    };
    compare("asked again");
    build(*analytics);
    compare("built");
    analytics = opened(store);
    compare("opened again");
    store.wipeDerived();
    analytics = opened(store);
    compare("wiped");
    build(*analytics);
    compare("built again");
}

/// Databases move a city by some kilometres now and then. The position met first stays, also when other
/// programs read and build the days that follow.
void AnalyticsTest::countsACityOnceWhateverItsPositions()
{
    const QString mumbai = QStringLiteral("IN|Mahārāshtra|Mumbai|19.08,72.88");
    const Place city {QStringLiteral("IN"), QStringLiteral("Mahārāshtra"), QStringLiteral("Mumbai")};
    HitStore store;
    qint64 seq = 0;
    const auto commit = [&](int day, quint64 visitor, const Place &place, NetworkClass network,
                            std::optional<GeoPosition> position) {
        Hit hit;
        hit.seq = ++seq;
        hit.site = QStringLiteral("s");
        hit.url = QStringLiteral("/");
        hit.visitor = visitor;
        hit.visit = visitor;
        hit.rung = IdentityRung::StoredId;
        hit.network = network;
        hit.place = place;
        hit.place.position = position;
        hit.via = QStringLiteral("X-Forwarded-For"); // so that a place without a name has a text, too
        hit.eventAt = hit.receivedAt = (20'000 + day) * kMicrosPerDay + kMicrosPerDay / 2
            + seq * kMicrosPerMinute;
        store.commit({hit});
    };
    using Row = std::pair<QString, qint64>;
    const auto visitors = [&](Analytics &analytics, const QList<DimensionFilter> &filters = {}) {
        StatsQuery query;
        query.site = QStringLiteral("s");
        query.filters = filters;
        query.breakdowns = {{QStringLiteral("place")}};
        QList<Row> rows;
        const Result<StatsTable> answer = analytics.answer(query, kNever);
        for (const BreakdownRow &row : answer ? answer->breakdowns.constFirst().rows : QList<BreakdownRow>())
            rows.append({row.value, row.counts.visitors});
        return rows;
    };
    commit(0, 1, city, NetworkClass::Public, GeoPosition {1908, 7288});
    commit(0, 1, city, NetworkClass::Public, GeoPosition {1907, 7287});
    commit(1, 1, city, NetworkClass::Public, GeoPosition {1890, 7280});
    commit(1, 2, city, NetworkClass::Public, GeoPosition {1890, 7280});
    commit(1, 3, city, NetworkClass::Public, std::nullopt);
    commit(1, 4, {}, NetworkClass::Private, std::nullopt);
    commit(1, 5, {}, NetworkClass::Public, std::nullopt);
    commit(1, 6, {{}, {}, QStringLiteral("Hall B")}, NetworkClass::Ula, GeoPosition {5252, 1340});
    QList<Row> expected {{mumbai, 2},
                         {QString(), 1},
                         {QStringLiteral("IN|Mahārāshtra|Mumbai"), 1},
                         {QStringLiteral("local"), 1},
                         {QStringLiteral("local||Hall B|52.52,13.40"), 1}};
    std::unique_ptr<Analytics> analytics = opened(store);
    QCOMPARE(visitors(*analytics), expected);
    store.clock().advance(3 * kMicrosPerDay);
    build(*analytics);
    QCOMPARE(visitors(*analytics), expected);
    analytics = opened(store);
    QCOMPARE(visitors(*analytics), expected);

    commit(4, 7, city, NetworkClass::Public, GeoPosition {1910, 7290});
    expected.first().second = 3;
    QCOMPARE(visitors(*analytics), expected);
    store.clock().advance(3 * kMicrosPerDay);
    build(*opened(store));
    analytics = opened(store);
    QCOMPARE(visitors(*analytics), expected);
    const QList<DimensionFilter> isThere {
        {QStringLiteral("place"), DimensionFilter::Operator::Equals, mumbai}};
    QCOMPARE(visitors(*analytics, isThere), expected.first(1));
    store.wipeDerived();
    QCOMPARE(visitors(*opened(store)), expected);
}

/// A list has room for so many currencies; what is beyond them is one row, and no sum.
void AnalyticsTest::tellsSomeCurrenciesApart()
{
    const auto listOf = [](int currencies) {
        HitStore store;
        QList<Hit> hits;
        for (int i = 0; i <= currencies; ++i) { // the first one names none
            Hit hit;
            hit.seq = i + 1;
            hit.site = QStringLiteral("s");
            hit.url = QStringLiteral("/");
            hit.visitor = hit.visit = 1;
            hit.rung = IdentityRung::StoredId;
            hit.eventAt = hit.receivedAt = 20'000 * kMicrosPerDay + i * kMicrosPerSecond;
            if (i > 0)
                hit.props = QStringLiteral(R"({"currency":"CA%1"})").arg(QChar(u'A' + i - 1));
            hit.hasValue = true;
            hit.value = 1;
            hits.append(hit);
        }
        store.commit(hits);
        StatsQuery query;
        query.site = QStringLiteral("s");
        query.breakdowns = {{.dimension = QStringLiteral("page"),
                             .metrics = Metric::ValueSum,
                             .orderBy = Metric::ValueSum,
                             .limit = 0,
                             .splitsCurrencies = true}};
        return opened(store)->answer(query, kNever)->breakdowns.constFirst();
    };
    const Breakdown fitting = listOf(15);
    QCOMPARE(fitting.rows.size(), 16);
    QCOMPARE(fitting.sums.size(), 16);
    QVERIFY(std::ranges::none_of(fitting.rows, [](const BreakdownRow &row) {
        return row.currency == kOtherCurrencies || row.counts.valueSum != 1;
    }));
    const Breakdown crowded = listOf(20);
    QCOMPARE(crowded.rows.size(), 16);
    QCOMPARE(crowded.sums.size(), 15);
    QVERIFY(!crowded.sums.contains(kOtherCurrencies.toString()));
    QCOMPARE(std::ranges::count(crowded.rows, kOtherCurrencies.toString(), &BreakdownRow::currency), 1);
}

void AnalyticsTest::answersEachDayAsIfAskedAlone_data()
{
    QTest::addColumn<QByteArray>("zone");
    for (const char *zone : {"UTC", "Asia/Kolkata", "America/Sao_Paulo", "Pacific/Kiritimati"})
        QTest::newRow(zone) << QByteArray(zone);
}

void AnalyticsTest::answersEachDayAsIfAskedAlone()
{
    QFETCH(const QByteArray, zone);
    const QList<Hit> hits = randomHits(77);
    HitStore store;
    store.commit(hits);
    const std::unique_ptr<Analytics> analytics = opened(store);
    build(*analytics);
    StatsQuery query;
    query.site = hits.constFirst().site;
    query.timezone = QString::fromLatin1(zone);
    query.includesBots = true;
    for (const char *dimension : {"country", "place"})
        query.breakdowns.append({.dimension = QString::fromLatin1(dimension),
                                 .metrics = MetricSet(Metric::Visitors) | Metric::Hits,
                                 .limit = 300});
    const auto [first, last] = std::ranges::minmax_element(hits, {}, &Hit::eventAt);
    const QTimeZone civil(zone);
    const auto midnight = [&civil](QDate day) {
        return day.startOfDay(civil).toMSecsSinceEpoch() * kMicrosPerMilli;
    };
    QDate day = QDateTime::fromMSecsSinceEpoch(first->eventAt / kMicrosPerMilli, civil).date();
    // From the middle of the first day on; questions are exact to the millisecond.
    const Micros from = first->eventAt - first->eventAt % kMicrosPerMilli;
    query.range = {from, std::min(last->eventAt + kMicrosPerMilli, from + 40 * kMicrosPerDay)};
    const Result<StatsDays> answer = analytics->days(query, kNever);
    QVERIFY(answer && answer->days.size() > 1);
    for (const StatsDay &given : answer->days) {
        QCOMPARE(given.time.start, midnight(day));
        QCOMPARE(given.time.end, midnight(day.addDays(1)));
        StatsQuery alone = query;
        alone.range = {std::max(query.range.from, midnight(day)),
                       std::min(query.range.to, midnight(day.addDays(1)))};
        const QString found = difference(referenceStats(hits, alone), given.table, alone);
        QVERIFY2(found.isEmpty(), qPrintable(day.toString(Qt::ISODate) + QLatin1Char(' ') + found));
        day = day.addDays(1);
    }
}

void AnalyticsTest::refusesTooManyDays()
{
    HitStore store;
    const std::unique_ptr<Analytics> analytics = opened(store);
    StatsQuery query;
    query.site = QStringLiteral("s");
    query.range = {0, 400 * kMicrosPerDay};
    QCOMPARE(analytics->days(query, kNever).error().code, QStringLiteral("too_many_days"));
    query.range.to = 300 * kMicrosPerDay;
    query.breakdowns = {{.dimension = QStringLiteral("place"), .limit = 1000}};
    QCOMPARE(analytics->days(query, kNever).error().code, QStringLiteral("too_many_rows"));
    query.breakdowns.first().limit = 800;
    QVERIFY(analytics->days(query, kNever));
}

void AnalyticsTest::refusesASeriesThatIsTooLong()
{
    QList<Hit> hits = randomHits(77);
    const auto [first, last] = std::ranges::minmax(hits, {}, &Hit::eventAt);
    QVERIFY(last.eventAt - first.eventAt > 2 * kMicrosPerDay);
    HitStore store;
    store.commit(hits);
    const std::unique_ptr<Analytics> analytics = opened(store);
    StatsQuery query;
    query.site = hits.constFirst().site;
    query.granularity = Granularity::Minute; // of everything there is
    const Result<StatsTable> answer = analytics->answer(query, kNever);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, QStringLiteral("too_many_buckets"));
}

void AnalyticsTest::knowsNothingOfAnEmptyStore()
{
    HitStore store;
    const std::unique_ptr<Analytics> analytics = opened(store);
    build(*analytics);
    StatsQuery query;
    query.site = QStringLiteral("s");
    query.granularity = Granularity::Day;
    query.wantsMedian = true;
    query.wantsWeekHours = true;
    query.breakdowns = {{QStringLiteral("page")}};
    QCOMPARE(mistake(*analytics, {}, query), QString());
    query.range = {kMicrosPerDay * 20'000, kMicrosPerDay * 20'003};
    QCOMPARE(mistake(*analytics, {}, query), QString());
}

QTEST_GUILESS_MAIN(AnalyticsTest)
#include "tst_analytics.moc"
