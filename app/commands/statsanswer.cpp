// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/statsanswer.h"

#include "app/commands/commanddatabase.h"
#include "app/commands/datafolder.h"
#include "app/process/commandsocket.h"
#include "core/analytics/analytics.h"

Result<StatsTable> answerStats(const CommandLine &line, const StatsQuery &query)
{
    const std::atomic<bool> never = false;
    // A running collector keeps the segments itself; without one this is the moment to do it.
    CommandSocket socket(dataFolder(line));
    bool isAlone = socket.acquire().ok();
    Result<Database> database = isAlone ? openForWriting(line) : openForReading(line);
    if (!database && database.error().code == QLatin1StringView("database_read_only")) {
        isAlone = false;
        database = openForReading(line);
    }
    if (!database)
        return database.error();
    const Result<std::unique_ptr<Analytics>> engine = Analytics::open(database->fileName(),
                                                                      SystemClock::instance());
    if (!engine)
        return engine.error();
    if (isAlone) {
        if (const Result<qint64> built = (*engine)->build(never, [](qint64, qint64) {}); !built)
            return built.error();
    }
    return (*engine)->answer(query, never);
}
