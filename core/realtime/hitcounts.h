// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"

#include <QHash>

#include <array>
#include <functional>
#include <limits>
#include <vector>

/// Counts hits and pageviews of the last hour, and their pages, with bounded memory.
///
/// One thread; times never go back. The first kExact hits of each UTC minute are stored one by one (8 bytes
/// each); further ones are summed up in hundredths of a second, so that a minute takes 200 KiB at most and
/// the hour 12 MiB. Counts stay exact: where only sums are known, a window begins at a whole hundredth, see
/// edge().
class HitCounts final
{
public:
    static constexpr int kMinutes = 60;
    static constexpr std::size_t kExact = 16'384; ///< hits of a minute that are stored one by one
    static constexpr qsizetype kPages = 10'000; ///< pages counted for the other hits of a minute

    struct Totals
    {
        qint64 hits = 0;
        qint64 pageviews = 0;
    };

    /// `page` is the number of a pageview's page; kNoPage, or kOtherPage when the page has no
    /// number.
    void add(Micros time, int page);
    /// Drops hits that are outside every window of an hour that ends at `now` or later.
    void expire(Micros now);
    /// Removes hits after `to`, to a hundredth of a second.
    void forgetAfter(Micros to);

    /// The instant from which counts are exact: `from` itself, or at most a hundredth of a second later.
    Micros edge(Micros from) const;
    /// The hits in (from, to]; `from` must be a result of edge().
    Totals between(Micros from, Micros to) const;
    /// Hits of a UTC minute, counted from 1970.
    qint64 inMinute(qint64 minute) const;
    /// The latest hit that is not later than `to`; kNever when there is none.
    Micros lastAt(Micros to) const;
    /// Adds the pageviews of (from, to] to `counts`, by page. False when some pages are not distinguished.
    bool countPages(Micros from, Micros to, std::vector<int> &counts) const;
    /// Renumbers the pages.
    void renumber(const std::function<int(int)> &number);

    static constexpr int kNoPage = -1;
    static constexpr int kOtherPage = -2;
    static constexpr Micros kNever = std::numeric_limits<Micros>::min() / 2;

private:
    static constexpr Micros kSlice = 10 * kMicrosPerMilli;
    /// Two more than the window has: it begins within a minute, and hits may be a little ahead.
    static constexpr qint64 kSlots = kMinutes + 2;

    struct Mark
    {
        quint32 offset = 0; ///< µs from the beginning of the minute
        int page = kNoPage;
    };
    /// The hits of ((number − 1) · kSlice, number · kSlice] from the beginning of the minute.
    struct Slice
    {
        quint32 number = 0;
        quint32 hits = 0;
        quint32 pageviews = 0;
    };
    struct Minute
    {
        qint64 number = std::numeric_limits<qint64>::min();
        Totals totals;
        std::vector<Mark> marks;
        std::vector<Slice> slices; ///< later than all marks
        QHash<int, int> pages; ///< of the hits in slices
        bool lacksPages = false; ///< some of them are not in `pages`
    };

    static qint64 minuteOf(Micros time);
    static std::size_t slotOf(qint64 minute);
    static Totals countIn(const Minute &minute, Micros from, Micros to);
    const Minute *find(qint64 minute) const;

    std::array<Minute, kSlots> m_minutes;
};
