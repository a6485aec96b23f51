// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/realtime/realtimeboard.h"

void RealtimeBoard::add(const QList<Hit> &hits)
{
    const Micros now = m_clock.now();
    for (const Hit &hit : hits) {
        const bool countsBots = hit.bot.isBot && m_countsBots.contains(hit.site);
        m_all.add(hit, now, countsBots);
        if (hit.site.isEmpty())
            continue;
        auto window = m_sites.find(hit.site);
        if (window == m_sites.end()) {
            if (m_sites.size() >= kMaxSites)
                continue;
            window = m_sites.insert(hit.site, std::make_shared<RealtimeWindow>());
        }
        (*window)->add(hit, now, countsBots);
    }
}

void RealtimeBoard::setSites(const QList<Site> &sites)
{
    m_countsBots.clear();
    for (const Site &site : sites) {
        if (site.countsBots())
            m_countsBots.insert(site.id);
    }
}

void RealtimeBoard::clear()
{
    m_all = {};
    m_sites.clear();
}

RealtimeSnapshot RealtimeBoard::snapshot(const QString &site, int minutes) const
{
    return window(site).snapshot(minutes, m_clock.now());
}

RealtimeSnapshot RealtimeBoard::fullSnapshot(const QString &site, int minutes) const
{
    const Micros now = m_clock.now();
    RealtimeSnapshot snapshot = window(site).snapshot(minutes, now);
    snapshot.topPages = window(site).topPages(minutes, now);
    return snapshot;
}

const RealtimeWindow &RealtimeBoard::window(const QString &site) const
{
    if (site.isEmpty())
        return m_all;
    const auto found = m_sites.constFind(site);
    return found == m_sites.constEnd() ? m_none : **found;
}
