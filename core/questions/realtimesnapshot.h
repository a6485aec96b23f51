// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <QList>
#include <QMetaType>
#include <QString>

/// Current activity: the last N minutes of one site (or of all). A pure value, newest first.
struct RealtimeSnapshot
{
    struct Count
    {
        QString label; ///< path; source of the visit (empty = direct); country code, "local" or the name of a
                       ///< network
        qint64 visitors = 0;

        friend bool operator==(const Count &, const Count &) = default;
    };

    static constexpr int kMaxMinutes = 60;

    Micros asOf = 0; ///< the end of the window; at high load up to 10 ms later than the request
    int minutes = 5;
    qint64 activeVisitors = 0; ///< distinct, with ≥ 1 human hit in (asOf − W, asOf]
    qint64 viewingPages = 0; ///< the same, pageviews only
    qint64 hits = 0;
    qint64 pageviews = 0;
    double hitsPerSecond = 0; ///< mean over the last 10 s
    qint64 burstHits = 0; ///< left out because their visitors sent too many (bots.md#bursts)
    qint64 burstVisitors = 0; ///< number of them: a load test, or similar machines behind one address
    bool burstVisitorsAtLeast = false; ///< there were more than the window keeps
    bool visitorsAtLeast =
        false; ///< the same for visitors: activeVisitors and viewingPages are only lower bounds
    bool listsAtLeast = false; ///< the same for the lists of pages, referrers and places
    bool topPagesAtLeast = false; ///< the same for topPages
    Micros lastHitAt = 0; ///< 0 = none in the last hour
    QList<qint64> perMinute; ///< hits per UTC minute, W + 1 entries, oldest first, the current minute last
    QList<Count> activePages; ///< by visitors descending, then label; the first 100
    QList<Count> referrers;
    QList<Count> places;
    qint64 activePagesTotal = 0; ///< number of pages before the limit
    qint64 referrersTotal = 0;
    qint64 placesTotal = 0;
    QList<Count> topPages; ///< by pageviews; only in snapshots that requested it
    QList<Hit> recent; ///< newest hits in the window, at most 100
};

Q_DECLARE_METATYPE(RealtimeSnapshot)
