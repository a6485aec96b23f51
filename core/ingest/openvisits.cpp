// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/openvisits.h"

#include "core/ingest/visitoridentity.h"
#include "core/types/visitrule.h"

#include <QByteArray>

#include <algorithm>
#include <vector>

namespace {

constexpr Micros kSweepInterval = kMicrosPerMinute;

/// Less than a gap before or behind what is known of the visit: a clock that was ahead and was set back must
/// not begin new visits, and those counted from the rows have none either.
bool isNear(Micros time, Micros began, Micros lastSeen)
{
    return isSameVisit(time - lastSeen) && isSameVisit(began - time);
}

} // namespace

bool OpenVisits::goesOn(const Visit &visit, Micros time)
{
    const qint64 lastDay = utcDay(visit.lastSeen);
    const bool filledTheDay = fillsFromStart(visit.began, lastDay);
    return isNear(time, visit.began, visit.lastSeen) && (utcDay(time) == lastDay || !filledTheDay);
}

quint64 OpenVisits::visitOf(const QString &site, quint64 visitor, const QString &visitorText,
                            const QString &url, Micros time)
{
    if (visitor == 0)
        return 0;
    sweep(time);
    if (m_open.size() >= m_most)
        makeRoom();
    Visit &visit = m_open[{site, visitor}];
    if (visit.id == 0 || !goesOn(visit, time)) {
        visit.id = visitHash(visitorText.toUtf8(), site.toUtf8(), url.toUtf8(), time / kMicrosPerMilli);
        visit.began = time;
        visit.lastSeen = time;
    }
    visit.began = std::min(visit.began, time);
    visit.lastSeen = std::max(visit.lastSeen, time);
    return visit.id;
}

quint64 OpenVisits::goOn(const QString &site, quint64 visitor, Micros time)
{
    const auto visit = m_open.find({site, visitor});
    if (visitor == 0 || visit == m_open.end() || !goesOn(*visit, time))
        return 0;
    visit->began = std::min(visit->began, time);
    visit->lastSeen = std::max(visit->lastSeen, time);
    return visit->id;
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
    if (open.id == 0 || lastSeen >= open.lastSeen)
        open = {visit, lastSeen, lastSeen}; // when it began is not known any more
}

void OpenVisits::takeClockStep(const ClockStep &step)
{
    if (step.by >= kVisitGap && m_putBy.isEmpty()) {
        m_putBy = std::exchange(m_open, {});
        m_putByUntil = step.at + kVisitGap;
    } else if (step.by < 0 && !m_putBy.isEmpty()) {
        m_open = std::exchange(m_putBy, {}); // those that are over by now are found out one by one
    }
}

void OpenVisits::sweep(Micros time)
{
    if (time >= m_sweptAt && time - m_sweptAt < kSweepInterval)
        return;
    m_sweptAt = time;
    if (time >= m_putByUntil)
        m_putBy.clear();
    m_open.removeIf(
        [time](const auto &entry) { return !isNear(time, entry.value().began, entry.value().lastSeen); });
}

void OpenVisits::makeRoom()
{
    std::vector<Micros> seen;
    seen.reserve(static_cast<std::size_t>(m_open.size()));
    for (const Visit &visit : std::as_const(m_open))
        seen.push_back(visit.lastSeen);
    const auto quarter = seen.begin() + static_cast<std::ptrdiff_t>(seen.size() / 4);
    std::ranges::nth_element(seen, quarter);
    m_open.removeIf([last = *quarter](const auto &entry) { return entry.value().lastSeen <= last; });
}
