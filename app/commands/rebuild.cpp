// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rebuild/botrebuild.h"

#include "app/commands/commanddatabase.h"
#include "app/commands/commands.h"
#include "app/commands/datafolder.h"
#include "app/commands/output.h"
#include "app/process/commandsocket.h"
#include "core/analytics/analytics.h"
#include "core/sites/sitestore.h"
#include "core/storage/segmenterasure.h"
#include "core/storage/zonemap.h"
#include "core/visitor/visitordatafolder.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace {

Result<BotRebuildReport> judgeAgain(const CommandLine &line, Database &database)
{
    BotRules rules;
    const Result<QList<Site>> sites = readSites(database);
    if (!sites)
        return sites.error();
    rules.sites = *sites;
    rules.data = VisitorDataFolder(dataFolder(line)).load().data;
    const std::atomic<bool> never = false;
    return rebuildBots(
        database, rules, line.value(QStringLiteral("site")), [](const BotRebuildReport &) {}, never);
}

Result<void> buildSegments(const Database &database)
{
    const std::atomic<bool> never = false;
    const Result<std::unique_ptr<Analytics>> engine = Analytics::open(database.fileName(),
                                                                      SystemClock::instance());
    if (!engine)
        return engine.error();
    if (const Result<qint64> built = (*engine)->build(never, [](qint64, qint64) {}); !built)
        return built.error();
    return {};
}

void tell(const CommandLine &line, const BotRebuildReport &report, double seconds)
{
    if (line.has(QStringLiteral("json"))) {
        print(QJsonDocument(QJsonObject {{QStringLiteral("judged"), report.judged},
                                         {QStringLiteral("changed"), report.changed()},
                                         {QStringLiteral("now_bots"), report.nowBots},
                                         {QStringLiteral("now_humans"), report.nowHumans},
                                         {QStringLiteral("other_reason"), report.otherReason},
                                         {QStringLiteral("seconds"), seconds}})
                  .toJson(QJsonDocument::Compact));
    } else if (line.has(QStringLiteral("bots"))) {
        print(QStringLiteral(
                  "judged %1 hits again in %2 s: %3 are bots now, %4 are human now, %5 have another reason")
                  .arg(QString::number(report.judged), QString::number(seconds, 'f', 1),
                       QString::number(report.nowBots), QString::number(report.nowHumans),
                       QString::number(report.otherReason)));
    } else {
        print(QStringLiteral("rebuilt in %1 s").arg(seconds, 0, 'f', 1));
    }
}

} // namespace

int runRebuild(const CommandLine &line)
{
    Result<Database> database = openForWriting(line);
    if (!database)
        return fail(database.error());
    if (line.has(QStringLiteral("site"))) {
        if (const Result<Site> known = requiredSite(line, *database); !known)
            return fail(known.error());
    }
    const Micros started = monotonicMicros();
    if (Result<void> rebuilt = rebuildZoneMap(*database); !rebuilt)
        return fail(rebuilt.error());
    if (Result<void> erased = eraseSegments(*database); !erased)
        return fail(erased.error());
    BotRebuildReport report;
    if (line.has(QStringLiteral("bots"))) {
        const Result<BotRebuildReport> judged = judgeAgain(line, *database);
        if (!judged)
            return fail(judged.error());
        report = *judged;
    }
    // A running collector builds its segments itself when it hears of this.
    if (!CommandSocket::notify(dataFolder(line), "rebuilt")) {
        if (Result<void> built = buildSegments(*database); !built)
            return fail(built.error());
    }
    tell(line, report,
         static_cast<double>(monotonicMicros() - started) / static_cast<double>(kMicrosPerSecond));
    return 0;
}
