// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/visitlist.h"

std::optional<VisitCursor> VisitCursor::parse(const QString &text)
{
    const qsizetype dash = text.indexOf(u'-');
    bool isTime = false;
    bool isVisit = false;
    VisitCursor cursor;
    if (dash < 0 || dash > 20 || text.size() - dash - 1 != 16)
        return std::nullopt;
    cursor.last = text.first(dash).toLongLong(&isTime) * kMicrosPerMilli;
    cursor.visit = text.sliced(dash + 1).toULongLong(&isVisit, 16);
    return isTime && isVisit ? std::optional(cursor) : std::nullopt;
}

QString VisitCursor::text() const
{
    return QString::number(last / kMicrosPerMilli) + u'-' + toHex16(visit);
}

void VisitList::add(const VisitCursor &at, const MetVisit &visit)
{
    if (m_cursor && !m_cursor->isBefore(at))
        return;
    if (m_visits.size() > m_limit && m_visits.rbegin()->first.isBefore(at))
        return;
    m_visits.insert_or_assign(at, visit);
    if (m_visits.size() > m_limit + 1)
        m_visits.erase(std::prev(m_visits.end()));
}

bool VisitList::isFullBefore(Micros time) const
{
    return m_visits.size() > m_limit && m_visits.rbegin()->first.last >= time;
}

std::vector<MetVisit> VisitList::page() const
{
    std::vector<MetVisit> page;
    for (const auto &[cursor, visit] : m_visits) {
        if (page.size() < m_limit)
            page.push_back(visit);
    }
    return page;
}

QString VisitList::nextCursor() const
{
    return m_visits.size() > m_limit ? std::prev(m_visits.end(), 2)->first.text() : QString();
}
