// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/livesource.h"
#include "core/questions/statsquery.h"
#include "core/types/annotation.h"
#include "core/types/goal.h"

#include <QByteArray>
#include <QList>
#include <QObject>

/// What the windows ask about the past. Lives in the main thread; every request returns at once and is
/// answered by a signal with the same id. Answers of a cancelled id never arrive; newer questions go first.
class StatsSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~StatsSource() override = default;

    virtual QueryId requestStats(const StatsQuery &query) = 0;
    virtual QueryId requestVisits(const VisitsQuery &query) = 0;
    /// The visit of this id that the site's range holds; "not_found" when there is none.
    virtual QueryId requestTimeline(const QString &site, quint64 visit, bool includesBots) = 0;
    virtual void cancel(QueryId id) = 0;

    /// Of one site, oldest first, with the program's own about a clock that was set; kept in memory, so this
    /// never waits.
    virtual QList<Annotation> annotations(const QString &site) const = 0;
    virtual QList<Goal> goals(const QString &site) const = 0;
    /// Adds (id 0, empty or unknown) or replaces. annotationsChanged() follows, or failed().
    virtual QueryId saveAnnotation(const Annotation &annotation) = 0;
    virtual QueryId removeAnnotation(qint64 id) = 0;
    virtual QueryId saveGoal(const Goal &goal) = 0;
    virtual QueryId removeGoal(const QString &id) = 0;
    /// A part of the answer as CSV (core/documents/statscsv.h).
    virtual QueryId requestCsv(const StatsQuery &query, const StatsSection &section) = 0;
    /// Parts of the answer into files. What is cancelled may have been written.
    virtual QueryId saveCsv(const StatsQuery &query, const QList<StatsFile> &files) = 0;

Q_SIGNALS:
    void statsReady(QueryId id, const StatsTable &table);
    void visitsReady(QueryId id, const VisitsPage &page);
    void timelineReady(QueryId id, const VisitTimeline &timeline);
    void csvReady(QueryId id, const QByteArray &csv);
    void csvSaved(QueryId id);
    void failed(QueryId id, const Error &error);
    void annotationsChanged();
    void goalsChanged();
    /// Days are being read into segments: `done` of `total` hits; done == total when nothing is left to do.
    void buildProgress(qint64 done, qint64 total);
};
