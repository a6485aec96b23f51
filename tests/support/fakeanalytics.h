// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/hitreader.h"
#include "tests/support/referencestats.h"

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>

// Stands in for core/analytics until that exists: reads every hit back and asks the reference. It proves that
// the differential test works, and that hits come out of the store as they went in.

struct AnalyticsOptions
{
    std::size_t cacheBytes = 0;
    int threads = 0;
};

class Analytics final
{
public:
    static Result<std::unique_ptr<Analytics>> open(const QString &fileName, const Clock & /*clock*/,
                                                   AnalyticsOptions /*options*/ = {})
    {
        Result<Database> database = Database::open(fileName, Database::Mode::ReadOnly);
        if (!database)
            return database.error();
        return std::unique_ptr<Analytics>(new Analytics(std::move(*database)));
    }

    Result<StatsTable> answer(const StatsQuery &query, const std::atomic<bool> & /*isCancelled*/)
    {
        return referenceStats(hits(), query);
    }
    Result<VisitsPage> visits(const VisitsQuery &query, const std::atomic<bool> & /*isCancelled*/)
    {
        return referenceVisits(hits(), query);
    }
    Result<VisitTimeline> timeline(const QString &site, quint64 visit, bool includesBots,
                                   const std::atomic<bool> & /*isCancelled*/)
    {
        if (std::optional<VisitTimeline> found = referenceTimeline(hits(), site, visit, includesBots))
            return *found;
        return Error {QStringLiteral("not_found"), QStringLiteral("no such visit")};
    }
    Result<qint64> build(const std::atomic<bool> & /*isCancelled*/,
                         const std::function<void(qint64, qint64)> &progress)
    {
        progress(0, 0);
        return qint64(0);
    }

private:
    explicit Analytics(Database database) : m_database(std::move(database)), m_reader(m_database) { }

    QList<Hit> hits()
    {
        QList<Hit> all;
        m_reader.receivedAfter(0, [&all](const Hit &hit) { all.append(hit); });
        return all;
    }

    Database m_database;
    HitReader m_reader;
};
