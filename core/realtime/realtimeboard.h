// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/realtime/realtimewindow.h"
#include "core/types/clock.h"
#include "core/types/site.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <memory>

/// One RealtimeWindow per site and one for all of them. Lives in the main thread, fed by the bus.
class RealtimeBoard final
{
public:
    explicit RealtimeBoard(const Clock &clock) : m_clock(clock) { }

    void add(const QList<Hit> &hits);
    void clear();
    /// Sets which sites count bots, from the next hit on, and which paths are one page, at once.
    void setSites(const QList<Site> &sites);
    /// `site` empty = all sites.
    RealtimeSnapshot snapshot(const QString &site, int minutes) const;
    /// The same with RealtimeSnapshot::topPages.
    RealtimeSnapshot fullSnapshot(const QString &site, int minutes) const;

private:
    const RealtimeWindow &window(const QString &site) const;

    static constexpr qsizetype kSpareSites = 1000; ///< so many windows of removed sites are kept

    const Clock &m_clock;
    RealtimeWindow m_all;
    RealtimeWindow m_none; ///< shown for an unknown site
    QHash<QString, std::shared_ptr<RealtimeWindow>> m_sites;
    QSet<QString> m_countsBots;
    QSet<QString> m_known; ///< existing sites; hits of others do not arrive
    QHash<QString, PageGrouping> m_pages; ///< of sites that group some
};
