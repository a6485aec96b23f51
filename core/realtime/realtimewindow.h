// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/realtimesnapshot.h"
#include "core/types/clock.h"
#include "core/types/hit.h"

#include <QHash>
#include <QList>
#include <QString>

#include <array>
#include <deque>
#include <utility>
#include <vector>

/// The last 60 minutes of one site (or of all): who is there, where, and how many hits a minute.
///
/// One thread; no clock of its own, every call says the time. Adding a hit is O(1); a snapshot walks
/// the visitors that are active in its window and nothing else. Live windows use receivedAt and
/// human hits only (semantics 2.7); hits older than an hour are ignored. Memory is bounded by
/// kMaxVisitors and kMaxMarks; beyond, the oldest go first.
class RealtimeWindow final
{
public:
    static constexpr int kMinutes = 60;
    static constexpr int kRecent = 100;

    /// Bots are left out unless the site counts them.
    void add(const Hit &hit, Micros now, bool countsBots = false);
    /// The window (now − minutes, now]; `minutes` is clamped to 1–60.
    RealtimeSnapshot snapshot(int minutes, Micros now) const;
    /// Pages by pageviews in the window, most first; walks every hit of the window.
    QList<RealtimeSnapshot::Count> topPages(int minutes, Micros now) const;
    /// Visitors active in the window; the cheap part of snapshot().
    qint64 activeVisitors(int minutes, Micros now) const;

private:
    static constexpr std::size_t kMaxVisitors = 1'000'000;
    static constexpr std::size_t kMaxMarks = 1'000'000;
    static constexpr std::size_t kMaxBursts = 100'000;

    /// A visitor, linked into the list of visitors by time last seen (indices, -1 = none).
    struct Visitor
    {
        quint64 id = 0;
        Micros lastSeen = 0;
        Micros lastPageview = 0;
        int page = -1; ///< text of the latest pageview's path
        int referrer = -1;
        int place = -1;
        int newer = -1;
        int older = -1;
    };
    /// A hit as far as windows count it.
    struct Mark
    {
        Micros time = 0;
        qint64 pageviewsBefore = 0; ///< running number, so that a window is a subtraction
        int page = -1; ///< text of a pageview's path
    };

    void addBurst(const Hit &hit);
    int intern(const QString &text);
    int visitorIndex(quint64 id);
    void touch(int index, Micros time);
    void unlink(int index);
    void expire(Micros now);
    void compactTexts();
    QList<RealtimeSnapshot::Count> ranked(const std::vector<int> &counts) const;

    std::vector<Visitor> m_visitors;
    std::vector<int> m_free;
    QHash<quint64, int> m_index;
    int m_newest = -1;
    int m_oldest = -1;

    std::deque<Mark> m_marks;
    qint64 m_pageviews = 0;
    std::array<qint64, kMinutes + 1> m_perMinute {};
    std::array<qint64, kMinutes + 1> m_minuteOf {};

    std::deque<std::pair<Micros, quint64>> m_bursts; ///< hits left out for coming too fast: time, visitor

    std::vector<QString> m_texts;
    QHash<QString, int> m_textIndex;
    std::deque<Hit> m_recent; ///< oldest first, at most kRecent
};
