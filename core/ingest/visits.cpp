// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/visits.h"

#include "core/ingest/visitoridentity.h"

#include <QByteArray>

namespace {
constexpr Micros kSweepInterval = kMicrosPerMinute;
}

quint64 OpenVisits::visitOf(const QString &site, quint64 visitor, const QString &visitorText,
                            const QString &url, Micros time)
{
    if (visitor == 0)
        return 0;
    sweep(time);
    Visit &visit = m_open[{site, visitor}];
    if (visit.id == 0 || time - visit.lastSeen >= kGap)
        visit.id = visitHash(visitorText.toUtf8(), site.toUtf8(), url.toUtf8(), time / kMicrosPerMilli);
    visit.lastSeen = time;
    return visit.id;
}

bool OpenVisits::isOpen(const QString &site, quint64 visitor, Micros time) const
{
    const auto visit = m_open.constFind({site, visitor});
    return visit != m_open.constEnd() && time - visit->lastSeen < kGap;
}

void OpenVisits::resume(const QString &site, quint64 visitor, quint64 visit, Micros lastSeen)
{
    if (visitor == 0)
        return;
    Visit &open = m_open[{site, visitor}];
    if (lastSeen >= open.lastSeen)
        open = {visit, lastSeen};
}

void OpenVisits::sweep(Micros time)
{
    if (time - m_sweptAt < kSweepInterval)
        return;
    m_sweptAt = time;
    m_open.removeIf([time](const auto &entry) { return time - entry.value().lastSeen >= kGap; });
}
