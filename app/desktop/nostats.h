// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/statssource.h"

/// Stands in for the engine until there is one: every question fails, in words.
class NoStats final : public StatsSource
{
    Q_OBJECT

public:
    QueryId requestStats(const StatsQuery &query) override;
    QueryId requestVisits(const VisitsQuery &query) override;
    QueryId requestTimeline(const QString &site, quint64 visit, bool includesBots) override;
    void cancel(QueryId id) override;
    QList<Annotation> annotations(const QString &site) const override;
    QList<Goal> goals(const QString &site) const override;
    QueryId saveAnnotation(const Annotation &annotation) override;
    QueryId removeAnnotation(qint64 id) override;
    QueryId saveGoal(const Goal &goal) override;
    QueryId removeGoal(const QString &id) override;
    QByteArray toCsv(const StatsTable &table, const StatsSection &section) const override;

private:
    QueryId refuse();

    QueryId m_lastId = 0;
};
