// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/visits.h"

#include "core/ingest/visitoridentity.h"

#include <QByteArray>

namespace {
constexpr Micros kSweepInterval = kMicrosPerMinute;
}

bool OpenVisits::goesOn(const Visit &visit, Micros time)
{
    const qint64 lastDay = utcDay(visit.lastSeen);
    const bool filledTheDay = visit.began < lastDay * kMicrosPerDay + kGap;
    return time - visit.lastSeen < kGap && (utcDay(time) == lastDay || !filledTheDay);
}

quint64 OpenVisits::visitOf(const QString &site, quint64 visitor, const QString &visitorText,
                            const QString &url, Micros time)
{
    if (visitor == 0)
        return 0;
    sweep(time);
    Visit &visit = m_open[{site, visitor}];
    if (visit.id == 0 || !goesOn(visit, time)) {
        visit.id = visitHash(visitorText.toUtf8(), site.toUtf8(), url.toUtf8(), time / kMicrosPerMilli);
        visit.began = time;
    }
    visit.lastSeen = time;
    return visit.id;
}

bool OpenVisits::isOpen(const QString &site, quint64 visitor, Micros time) const
{
    const auto visit = m_open.constFind({site, visitor});
    return visit != m_open.constEnd() && goesOn(*visit, time);
}

void OpenVisits::resume(const QString &site, quint64 visitor, quint64 visit, Micros lastSeen)
{
    if (visitor == 0)
        return;
    Visit &open = m_open[{site, visitor}];
    if (lastSeen >= open.lastSeen)
        open = {visit, lastSeen, lastSeen}; // when it began is not known any more
}

void OpenVisits::sweep(Micros time)
{
    if (time - m_sweptAt < kSweepInterval)
        return;
    m_sweptAt = time;
    m_open.removeIf([time](const auto &entry) { return time - entry.value().lastSeen >= kGap; });
}
