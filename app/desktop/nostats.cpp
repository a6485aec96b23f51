// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/nostats.h"

#include "core/export/statscsv.h"

QueryId NoStats::refuse()
{
    const QueryId id = ++m_lastId;
    QMetaObject::invokeMethod(
        this,
        [this, id] {
            Q_EMIT failed(id, {QStringLiteral("not_available"), tr("History cannot be counted yet")});
        },
        Qt::QueuedConnection);
    return id;
}

QueryId NoStats::requestStats(const StatsQuery &)
{
    return refuse();
}

QueryId NoStats::requestVisits(const VisitsQuery &)
{
    return refuse();
}

QueryId NoStats::requestTimeline(const QString &, quint64, bool)
{
    return refuse();
}

void NoStats::cancel(QueryId) { }

QList<Annotation> NoStats::annotations(const QString &) const
{
    return {};
}

QList<Goal> NoStats::goals(const QString &) const
{
    return {};
}

QueryId NoStats::saveAnnotation(const Annotation &)
{
    return refuse();
}

QueryId NoStats::removeAnnotation(qint64)
{
    return refuse();
}

QueryId NoStats::saveGoal(const Goal &)
{
    return refuse();
}

QueryId NoStats::removeGoal(const QString &)
{
    return refuse();
}

QByteArray NoStats::toCsv(const StatsTable &table, const StatsSection &section) const
{
    return statsToCsv(table, section);
}
