// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Questions about the past over simulated traffic, beside the same questions in plain SQL in the same run.
//
//   bench_analytics [HITS [DAYS [nosql]]]      5,000,000 hits over 30 days unless told otherwise
//
// Goals on 2 cores: a dashboard (totals, daily series, 10 lists by exact visitors) 120 ms warm, 80 ms with a
// filter, 2 s cold; top pages 25 ms; 20 times as fast as SQL; 30 bytes a hit; a closed day of 500,000 hits
// built in 1 s; 300 MB resident at 10 million hits.

#include "app/traffic/trafficmodel.h"
#include "core/analytics/analytics.h"
#include "core/sites/sitestore.h"
#include "core/storage/groupcommit.h"
#include "core/storage/migrations.h"
#include "tests/support/numberof.h"

#include <QFile>
#include <QTemporaryDir>

#include <cstdio>
#include <functional>
#include <vector>

namespace {

constexpr int kRounds = 7;
const std::atomic<bool> kNever = false;
const QString kSite = QStringLiteral("shop");
constexpr Micros kEnd = 20'700 * kMicrosPerDay; // a midnight, so that all days are closed

struct AtNoon final : Clock
{
    Micros now() const override { return kEnd + kMicrosPerDay / 2; }
};

double millisSince(Micros started)
{
    return static_cast<double>(monotonicMicros() - started) / 1000;
}

/// The best of some rounds, and the middle one.
struct Timing
{
    double best;
    double middle;
};

Timing timed(const std::function<void()> &work)
{
    std::vector<double> all;
    for (int i = 0; i < kRounds; ++i) {
        const Micros started = monotonicMicros();
        work();
        all.push_back(millisSince(started));
    }
    std::ranges::sort(all);
    return {all.front(), all[all.size() / 2]};
}

double residentMegabytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

void fill(Database &database, qint64 hits, int days)
{
    TrafficOptions options;
    options.site = kSite;
    options.visitors = std::max<qint64>(20'000, hits / 16);
    TrafficModel model(1, options);
    model.begin(kEnd - days * kMicrosPerDay, kEnd, hits);
    GroupCommit writer(database, SystemClock::instance());
    SimulatedHit simulated;
    for (bool more = true; more;) {
        std::vector<WriteRequest> requests(1);
        while (requests.front().hits.size() < 20'000 && (more = model.next(&simulated))) {
            simulated.hit.protocol = Protocol::Simulated;
            requests.front().hits.append(simulated.hit);
        }
        if (!requests.front().hits.isEmpty() && !writer.commit(requests))
            qFatal("the store failed");
    }
}

BreakdownQuery list(const char *dimension)
{
    BreakdownQuery query;
    query.dimension = QString::fromLatin1(dimension);
    return query;
}

StatsQuery question(int days)
{
    StatsQuery query;
    query.site = kSite;
    query.range = {kEnd - days * kMicrosPerDay, kEnd};
    query.wantsTotals = false;
    return query;
}

StatsQuery dashboard(int days)
{
    StatsQuery query = question(days);
    query.wantsTotals = true;
    query.wantsMedian = true;
    query.granularity = Granularity::Day;
    query.seriesMetrics = Metric::Visitors;
    for (const char *dimension : {"page", "entry_page", "source", "channel", "country", "city", "device",
                                  "browser", "os", "language"})
        query.breakdowns.append(list(dimension));
    return query;
}

void expect(const Result<StatsTable> &table)
{
    if (!table)
        qFatal("%s", qPrintable(table.error().message));
}

void report(const char *what, Timing timing, const char *goal)
{
    std::printf("%-46s %9.1f ms  (middle of %d: %.1f)   %s\n", what, timing.best, kRounds, timing.middle,
                goal);
    std::fflush(stdout);
}

/// The same question in SQL, exact; the milliseconds it took.
double sql(const Database &database, const char *text, int days)
{
    const Micros started = monotonicMicros();
    Statement rows = database.prepare(text);
    rows.bind(1, qint64(kEnd - days * kMicrosPerDay));
    rows.bind(2, qint64(kEnd));
    while (rows.step() == Statement::Step::Row) { }
    return millisSince(started);
}

#define WHERE                                                                                                \
    " FROM hit WHERE site = (SELECT num FROM site WHERE id = 'shop') AND bot IS NULL"                        \
    " AND received - COALESCE(lag, 0) >= ?1 AND received - COALESCE(lag, 0) < ?2"

double sqlDashboard(const Database &database, int days, double *topPages)
{
    // Texts of a list stay ids here, which favours SQL; entry pages are left out, which favours it more.
    const char *const lists[] = {"origin", "channel", "place", "client", "language"};
    double all = sql(database,
                     "SELECT COUNT(DISTINCT visitor), COUNT(DISTINCT visit), SUM(kind = 0), COUNT(*)" WHERE,
                     days);
    all += sql(database,
               "SELECT (received - COALESCE(lag, 0)) / 86400000000 AS day, COUNT(DISTINCT visitor)" WHERE
               " GROUP BY day",
               days);
    *topPages = sql(
        database, "SELECT page, COUNT(DISTINCT visitor) AS n" WHERE " GROUP BY page ORDER BY n DESC LIMIT 10",
        days);
    all += *topPages;
    for (const char *column : lists) {
        const QByteArray text = QByteArray("SELECT ") + column
            + ", COUNT(DISTINCT visitor) AS n" WHERE " GROUP BY " + column + " ORDER BY n DESC LIMIT 10";
        all += sql(database, text.constData(), days);
    }
    return all;
}

} // namespace

int main(int argc, char **argv)
{
    const qint64 hits = argc > 1 ? QByteArray(argv[1]).toLongLong() : 5'000'000;
    const int days = argc > 2 ? QByteArray(argv[2]).toInt() : 30;
    const bool asksSql = argc <= 3;
    const AtNoon clock;
    QTemporaryDir folder;
    const QString fileName = folder.filePath(QStringLiteral("clickscope.db"));
    Result<Database> database = Database::open(fileName, Database::Mode::ReadWrite);
    if (!database || !migrate(*database))
        qFatal("no database");
    Site site;
    site.id = kSite;
    if (!addSite(*database, site))
        qFatal("no site");
    std::printf("%lld hits over %d days\n", static_cast<long long>(hits), days);
    fill(*database, hits, days);

    {
        const auto engine = Analytics::open(fileName, clock);
        const Micros started = monotonicMicros();
        const Result<qint64> built = (*engine)->build(kNever, [](qint64, qint64) {});
        if (!built)
            qFatal("%s", qPrintable(built.error().message));
        const double millis = millisSince(started);
        const double perHit =
            static_cast<double>(numberOf(*database, "SELECT SUM(LENGTH(data)) FROM segment_part"))
            / static_cast<double>(hits);
        std::printf(
            "building %lld days                               %9.1f ms, %.0f ms for 500,000 hits   goal 1000\n",
            static_cast<long long>(*built), millis, millis * 500'000 / static_cast<double>(hits));
        std::printf("segments                                       %9.1f bytes a hit   goal 30\n", perHit);
    }

    const StatsQuery all = dashboard(days);
    StatsQuery filtered = all;
    filtered.filters = {
        {QStringLiteral("device"), DimensionFilter::Operator::Equals, QStringLiteral("Mobile")}};
    StatsQuery pages = question(days);
    pages.breakdowns = {list("page")};
    {
        std::vector<double> cold;
        for (int i = 0; i < 3; ++i) {
            const auto engine = Analytics::open(fileName, clock);
            const Micros started = monotonicMicros();
            expect((*engine)->answer(all, kNever));
            cold.push_back(millisSince(started));
        }
        std::printf("%-46s %9.1f ms  (%.1f, %.1f)   goal 2000\n", "dashboard, cold", cold[0], cold[1],
                    cold[2]);
    }
    const auto engine = Analytics::open(fileName, clock);
    expect((*engine)->answer(all, kNever));
    const Timing warm = timed([&] { expect((*engine)->answer(all, kNever)); });
    report("dashboard, warm", warm, "goal 120");
    report("dashboard, one filter", timed([&] { expect((*engine)->answer(filtered, kNever)); }), "goal 80");
    const Timing top = timed([&] { expect((*engine)->answer(pages, kNever)); });
    report("top pages", top, "goal 25");
    for (const int part : {days / 3, days / 10, 1}) {
        if (part < 1)
            continue;
        StatsQuery some = all;
        some.range.from = kEnd - part * kMicrosPerDay;
        char name[64];
        std::snprintf(name, sizeof name, "dashboard, warm, the last %d days", part);
        report(name, timed([&] { expect((*engine)->answer(some, kNever)); }), "in proportion");
    }
    std::printf("resident                                       %9.1f MB   goal 300 at 10 million\n",
                residentMegabytes());
    if (asksSql) {
        double topPages = 0;
        const double plain = sqlDashboard(*database, days, &topPages);
        std::printf("plain SQL: dashboard (8 of 12 questions)       %9.1f ms, %.0f times as long   goal 20\n",
                    plain, plain / warm.best);
        std::printf("plain SQL: top pages                           %9.1f ms, %.0f times as long   goal 20\n",
                    topPages, topPages / top.best);
    }
    return 0;
}
