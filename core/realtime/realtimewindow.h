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

/// The last 60 minutes of one site (or of all): active visitors, their pages, hits per minute.
///
/// One thread; has no clock, every call passes the time. Adding a hit is O(1); a snapshot visits
/// only the visitors that are active in its window. Live windows use receivedAt and
/// human hits only (glossary.md#active-visitors). Hits older than an hour are ignored, and so are those dated
/// ahead: they came before the machine's clock was set back, and are dropped when it is. The source of a
/// visit is its first touch that was added here: touches before the first hit are unknown.
///
/// All hits and pageviews are counted, see HitCounts (12 MiB at most). Visitors are kept up
/// to kMaxVisitors (about 90 bytes each), texts up to kMaxTexts and kMaxTextChars; where a window needs more,
/// its snapshot says "at least".
class RealtimeWindow final
{
public:
    static constexpr int kMinutes = 60;
    static constexpr int kRecent = 100;
    static constexpr qsizetype kMaxVisitors = 1'000'000;
    static constexpr qsizetype kMaxTexts = 200'000;
    static constexpr qsizetype kMaxTextChars = 32'000'000;
    /// Hits dated further ahead were received before the machine's clock was set back. The hits of one
    /// request run a little ahead, and setting the clock by less has no visible effect.
    static constexpr Micros kAhead = 2 * kMicrosPerSecond;

    /// Leaves out bots unless the site counts them.
    void add(const Hit &hit, Micros now, bool countsBots = false);
    /// The window (now − minutes, now]; `minutes` is clamped to 1–60.
    RealtimeSnapshot snapshot(int minutes, Micros now) const;
    /// Pages by pageviews in the window, most first; reads up to a million hits. `isAtLeast` is set when
    /// there were more hits than can be distinguished.
    QList<RealtimeSnapshot::Count> topPages(int minutes, Micros now, bool *isAtLeast = nullptr) const;
    /// Sets which paths a snapshot groups into one page; counts are kept by path.
    void setPageGrouping(const PageGrouping &pages) { m_pages = pages; }
    /// Number of visitors active in the window; the cheap part of snapshot().
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
        int referrer = -1; ///< text of the visit's source
        bool hasTouch = false; ///< `referrer` is from a touch, and stays for the visit
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
    /// The first rows of a list; sets `total` to the number before the limit.
    QList<RealtimeSnapshot::Count> ranked(const std::vector<int> &counts, qint64 *total) const;
    /// The same for pages, grouped as the site shows them.
    QList<RealtimeSnapshot::Count> rankedPages(const std::vector<int> &counts, qint64 *total) const;
    static QList<RealtimeSnapshot::Count> mostFirst(QList<RealtimeSnapshot::Count> rows);

    std::vector<Visitor> m_visitors;
    std::vector<int> m_free;
    QHash<quint64, int> m_index;
    int m_newest = -1;
    int m_oldest = -1;

    HitCounts m_counts;
    HitCounts m_bursts; ///< hits left out because they came too fast
    QHash<quint64, Micros> m_burstVisitors; ///< when last seen
    Micros m_latest = kLongAgo; ///< the latest time that was counted
    // Everything up to these times was dropped for lack of space; windows that begin earlier are incomplete.
    Micros m_visitorsCutAt = kLongAgo;
    Micros m_burstVisitorsCutAt = kLongAgo;
    // Work that is done at most once a minute.
    Micros m_compactAfter = kLongAgo;
    Micros m_expiredAt = kLongAgo;

    std::vector<QString> m_texts;
    QHash<QString, int> m_textIndex;
    qsizetype m_textChars = 0;
    PageGrouping m_pages;
    std::deque<Hit> m_recent; ///< oldest first, at most kRecent
};
