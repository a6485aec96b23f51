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
    /// Whose bots count is up to each site, from the next hit on; which paths are one page, at once.
    void setSites(const QList<Site> &sites);
    /// `site` empty = all sites.
    RealtimeSnapshot snapshot(const QString &site, int minutes) const;
    /// The same with RealtimeSnapshot::topPages.
    RealtimeSnapshot fullSnapshot(const QString &site, int minutes) const;

private:
    const RealtimeWindow &window(const QString &site) const;

    static constexpr qsizetype kSpareSites = 1000; ///< windows of removed sites are kept below so many

    const Clock &m_clock;
    RealtimeWindow m_all;
    RealtimeWindow m_none; ///< what an unknown site shows
    QHash<QString, std::shared_ptr<RealtimeWindow>> m_sites;
    QSet<QString> m_countsBots;
    QSet<QString> m_known; ///< the sites there are; hits come for no others
    QHash<QString, PageGrouping> m_pages; ///< of sites that join some
};
