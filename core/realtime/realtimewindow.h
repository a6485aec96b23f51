// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/realtimesnapshot.h"
#include "core/realtime/hitcounts.h"
#include "core/types/clock.h"
#include "core/types/hit.h"
#include "core/types/pagepath.h"

#include <QHash>
#include <QList>
#include <QString>

#include <array>
#include <deque>
#include <limits>
#include <utility>
#include <vector>

/// The last 60 minutes of one site (or of all): who is there, where, and how many hits a minute.
///
/// One thread; no clock of its own, every call says the time. Adding a hit is O(1); a snapshot walks
/// the visitors that are active in its window and nothing else. Live windows use receivedAt and
/// human hits only (glossary.md#active-visitors). Hits older than an hour are ignored, and so are those dated
/// ahead: they came before the machine's clock was set back, and are let go as soon as it was. Where a visit
/// came from is told by its first touch that was added here: one from before the first hit is not known.
///
/// Hits and pageviews are counted whatever their number, see HitCounts (12 MiB at most). Visitors are kept up
/// to kMaxVisitors (about 90 bytes each), texts up to kMaxTexts and kMaxTextChars; where a window needs more,
/// its snapshot says that it tells at least so much.
class RealtimeWindow final
{
public:
    static constexpr int kMinutes = 60;
    static constexpr int kRecent = 100;
    static constexpr qsizetype kMaxVisitors = 1'000'000;
    static constexpr qsizetype kMaxTexts = 200'000;
    static constexpr qsizetype kMaxTextChars = 32'000'000;
    /// Hits dated further ahead were received before the machine's clock was set back. The hits of one
    /// request run a little ahead, and nobody notices a clock that is set by less.
    static constexpr Micros kAhead = 2 * kMicrosPerSecond;

    /// Bots are left out unless the site counts them.
    void add(const Hit &hit, Micros now, bool countsBots = false);
    /// The window (now − minutes, now]; `minutes` is clamped to 1–60.
    RealtimeSnapshot snapshot(int minutes, Micros now) const;
    /// Pages by pageviews in the window, most first; walks up to a million hits. `isAtLeast` is set when
    /// there were more hits than can be told apart.
    QList<RealtimeSnapshot::Count> topPages(int minutes, Micros now, bool *isAtLeast = nullptr) const;
    /// Which paths a snapshot shows as one page; counts are kept by path.
    void setPageGrouping(const PageGrouping &pages) { m_pages = pages; }
    /// Visitors active in the window; the cheap part of snapshot().
    qint64 activeVisitors(int minutes, Micros now) const;

private:
    static constexpr qsizetype kMaxBursts = 100'000;
    static constexpr Micros kLongAgo = std::numeric_limits<Micros>::min() / 2;

    /// A visitor, linked into the list of visitors by time last seen (indices, -1 = none).
    struct Visitor
    {
        quint64 id = 0;
        Micros lastSeen = 0;
        Micros lastPageview = 0;
        int page = -1; ///< text of the latest pageview's path
        int referrer = -1; ///< text of where the visit came from
        bool hasTouch = false; ///< `referrer` is what a touch said, which stays for the visit
        int place = -1;
        int newer = -1;
        int older = -1;
    };
    void addBurst(const Hit &hit);
    int intern(const QString &text);
    int visitorIndex(quint64 id);
    void touch(int index, Micros time);
    void unlink(int index);
    void expire(Micros now);
    void forgetAhead(Micros now);
    void compactTexts();
    /// The first rows of a list; `total` gets how many there are.
    QList<RealtimeSnapshot::Count> ranked(const std::vector<int> &counts, qint64 *total) const;
    /// The same for pages, joined as the site shows them.
    QList<RealtimeSnapshot::Count> rankedPages(const std::vector<int> &counts, qint64 *total) const;
    static QList<RealtimeSnapshot::Count> mostFirst(QList<RealtimeSnapshot::Count> rows);

    std::vector<Visitor> m_visitors;
    std::vector<int> m_free;
    QHash<quint64, int> m_index;
    int m_newest = -1;
    int m_oldest = -1;

    HitCounts m_counts;
    HitCounts m_bursts; ///< hits left out for coming too fast
    QHash<quint64, Micros> m_burstVisitors; ///< when last seen
    Micros m_latest = kLongAgo; ///< no time that was counted is later
    // Up to when something had to be let go that windows reaching back beyond it would have shown.
    Micros m_visitorsCutAt = kLongAgo;
    Micros m_burstVisitorsCutAt = kLongAgo;
    // Work that is done once a minute at most.
    Micros m_compactAfter = kLongAgo;
    Micros m_expiredAt = kLongAgo;

    std::vector<QString> m_texts;
    QHash<QString, int> m_textIndex;
    qsizetype m_textChars = 0;
    PageGrouping m_pages;
    std::deque<Hit> m_recent; ///< oldest first, at most kRecent
};
