// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commanddatabase.h"
#include "app/commands/commands.h"
#include "app/commands/datafolder.h"
#include "app/commands/output.h"
#include "app/process/commandsocket.h"
#include "app/traffic/trafficmodel.h"
#include "core/storage/groupcommit.h"
#include "core/types/daterange.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace {

constexpr qint64 kHitsPerCommit = 20'000;
constexpr Micros kDefaultSpan = 30 * kMicrosPerDay;

Result<TrafficOptions> trafficOptions(const CommandLine &line)
{
    TrafficOptions options;
    options.site = line.value(QStringLiteral("site"));
    const Result<qint64> visitors = line.number(QStringLiteral("visitors"), options.visitors, 1, 100'000'000);
    if (!visitors)
        return visitors.error();
    options.visitors = *visitors;
    if (line.has(QStringLiteral("bots"))) {
        const std::optional<double> share = line.decimal(QStringLiteral("bots"));
        if (!share || *share > 1)
            return Error {QStringLiteral("usage"), QStringLiteral("--bots is a share from 0 to 1")};
        options.botShare = *share;
    }
    return options;
}

/// Writes the whole run, many hits a transaction. The hits stored.
Result<qint64> store(Database &database, TrafficModel &model)
{
    // As if they came in now, behind all that did: who reads what came in lately takes a step back for a
    // clock that was set back. Hits that lie ahead came before such a step.
    const Result<Micros> last = database.number("SELECT received FROM hit ORDER BY seq DESC LIMIT 1");
    if (!last)
        return last;
    const Micros received = std::min(SystemClock::instance().now(), *last);
    GroupCommit writer(database, SystemClock::instance());
    SimulatedHit simulated;
    qint64 stored = 0;
    for (bool more = true; more;) {
        std::vector<WriteRequest> requests(1);
        QList<Hit> &hits = requests.front().hits;
        hits.reserve(kHitsPerCommit);
        while (hits.size() < kHitsPerCommit && (more = model.next(&simulated))) {
            simulated.hit.protocol = Protocol::Simulated;
            simulated.hit.receivedAt = std::max(simulated.hit.receivedAt, received);
            hits.append(simulated.hit);
        }
        const qint64 count = hits.size();
        if (count == 0)
            break;
        if (Result<GroupCommit::Commit> commit = writer.commit(requests); !commit)
            return commit.error();
        stored += count;
    }
    return stored;
}

} // namespace

int runSimulate(const CommandLine &line)
{
    const Result<qint64> hits = line.number(QStringLiteral("hits"), 0, 1, 1'000'000'000);
    const Result<qint64> seed = line.number(QStringLiteral("seed"), 1, 0, std::numeric_limits<qint64>::max());
    const Result<TrafficOptions> options = trafficOptions(line);
    if (!hits || *hits == 0)
        return fail({QStringLiteral("usage"),
                     QStringLiteral("--hits N is missing or no number from 1 to 1000000000")});
    if (!seed)
        return fail(seed.error());
    if (!options)
        return fail(options.error());

    Result<Database> database = openForWriting(line);
    if (!database)
        return fail(database.error());
    // A running collector numbers its hits itself; two writers would give the same numbers.
    CommandSocket socket(dataFolder(line));
    if (const Result<void> acquired = socket.acquire(); !acquired) {
        return fail(acquired.error().code == QLatin1StringView("data_dir_in_use")
                        ? Error {acquired.error().code,
                                 QStringLiteral("a Clickscope uses %1; stop it first, or use clickscope load")
                                     .arg(dataFolder(line))}
                        : acquired.error());
    }
    const Result<Site> site = requiredSite(line, *database);
    if (!site)
        return fail(site.error());
    Result<InstantRange> range = parseRange(line.value(QStringLiteral("from")),
                                            line.value(QStringLiteral("to")), site->timezone);
    if (!range)
        return fail(range.error());
    const Micros now = SystemClock::instance().now();
    if (range->from >= now)
        return fail({QStringLiteral("usage"), QStringLiteral("--from lies in the future")});
    if (range->to == 0 || range->to > now) // a day that is not over ends now
        range->to = now;
    if (range->from == 0)
        range->from = range->to - kDefaultSpan;

    TrafficModel model(static_cast<quint64>(*seed), *options);
    model.begin(range->from, range->to, *hits);
    const Micros started = monotonicMicros();
    const Result<qint64> stored = store(*database, model);
    if (!stored)
        return fail(stored.error());
    const double seconds = static_cast<double>(monotonicMicros() - started)
        / static_cast<double>(kMicrosPerSecond);
    const double perSecond = seconds > 0 ? static_cast<double>(*stored) / seconds : 0;
    if (line.has(QStringLiteral("json"))) {
        print(QJsonDocument(QJsonObject {{QStringLiteral("stored"), *stored},
                                         {QStringLiteral("rejected"), 0},
                                         {QStringLiteral("skipped"), 0},
                                         {QStringLiteral("seconds"), seconds},
                                         {QStringLiteral("per_second"), perSecond},
                                         {QStringLiteral("reasons"), QJsonObject()}})
                  .toJson(QJsonDocument::Compact));
    } else {
        print(QStringLiteral("stored %1 hits in %2 s, %3 hits/s")
                  .arg(QString::number(*stored), QString::number(seconds, 'f', 2),
                       QString::number(perSecond, 'f', 0)));
    }
    return 0;
}
