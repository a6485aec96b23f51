// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "core/types/annotation.h"
#include "core/types/goal.h"
#include "core/types/result.h"

#include <QObject>

#include <functional>

/// What the collector asks about the past while it serves. May be called from any thread; each answer comes
/// as a queued call in the thread of `context`, which must outlive this object. Equal questions that are
/// asked while one of them is under way share its answer.
class StatsReads
{
public:
    template <typename T>
    using Answer = std::function<void(const Result<T> &)>;

    virtual ~StatsReads() = default;
    /// Errors: those of validate(), "query_timeout", "database_failed".
    virtual void stats(const StatsQuery &query, QObject *context, Answer<StatsTable> answer) = 0;
    virtual void visits(const VisitsQuery &query, QObject *context, Answer<VisitsPage> answer) = 0;
    virtual void timeline(const QString &site, quint64 visit, bool includesBots, QObject *context,
                          Answer<VisitTimeline> answer) = 0;
    virtual void goals(const QString &site, QObject *context, Answer<QList<Goal>> answer) = 0;
    /// As writeGoal(): what was stored. Errors: "validation_error", "too_many_goals", "database_failed".
    virtual void saveGoal(const Goal &goal, QObject *context, Answer<Goal> answer) = 0;
    virtual void removeGoal(const QString &id, QObject *context, Answer<bool> answer) = 0;
};
