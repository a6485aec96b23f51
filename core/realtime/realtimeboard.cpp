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
            if (m_sites.size() >= kSpareSites) // those of sites that are gone
                m_sites.removeIf([this](const auto &entry) { return !m_known.contains(entry.key()); });
            window = m_sites.insert(hit.site, std::make_shared<RealtimeWindow>());
            (*window)->setPageGrouping(m_pages.value(hit.site));
        }
        (*window)->add(hit, now, countsBots);
    }
}

void RealtimeBoard::setSites(const QList<Site> &sites)
{
    m_countsBots.clear();
    m_known.clear();
    m_pages.clear();
    for (const Site &site : sites) {
        m_known.insert(site.id);
        if (!site.pages.isNone())
            m_pages.insert(site.id, site.pages);
        if (site.countsBots())
            m_countsBots.insert(site.id);
    }
    for (auto window = m_sites.begin(); window != m_sites.end(); ++window)
        (*window)->setPageGrouping(m_pages.value(window.key()));
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
    snapshot.topPages = window(site).topPages(minutes, now, &snapshot.topPagesAtLeast);
    return snapshot;
}

const RealtimeWindow &RealtimeBoard::window(const QString &site) const
{
    if (site.isEmpty())
        return m_all;
    const auto found = m_sites.constFind(site);
    return found == m_sites.constEnd() ? m_none : **found;
}
