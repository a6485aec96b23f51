// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/realtime/hitcounts.h"

#include <algorithm>

namespace {

/// Rounded down, also before 1970.
qint64 floorDivided(qint64 value, qint64 by)
{
    return value / by - (value % by < 0 ? 1 : 0);
}

bool isPageview(int page)
{
    return page != HitCounts::kNoPage;
}

} // namespace

qint64 HitCounts::minuteOf(Micros time)
{
    return floorDivided(time, kMicrosPerMinute);
}

std::size_t HitCounts::slotOf(qint64 minute)
{
    return static_cast<std::size_t>(minute - floorDivided(minute, kSlots) * kSlots);
}

const HitCounts::Minute *HitCounts::find(qint64 minute) const
{
    const Minute &found = m_minutes[slotOf(minute)];
    return found.number == minute ? &found : nullptr;
}

void HitCounts::add(Micros time, int page)
{
    const qint64 number = minuteOf(time);
    Minute &minute = m_minutes[slotOf(number)];
    if (minute.number != number) {
        minute = {};
        minute.number = number;
    }
    ++minute.totals.hits;
    minute.totals.pageviews += isPageview(page) ? 1 : 0;
    const auto offset = static_cast<quint32>(time - number * kMicrosPerMinute);
    if (minute.marks.size() < kExact && minute.slices.empty()) {
        minute.marks.push_back({offset, page});
        return;
    }
    const auto slice = static_cast<quint32>(std::max<Micros>(1, (offset + kSlice - 1) / kSlice));
    if (minute.slices.empty() || minute.slices.back().number != slice)
        minute.slices.push_back({slice, 0, 0});
    ++minute.slices.back().hits;
    minute.slices.back().pageviews += isPageview(page) ? 1 : 0;
    if (page < 0)
        return;
    const auto known = minute.pages.find(page);
    if (known != minute.pages.end())
        ++*known;
    else if (minute.pages.size() < kPages)
        minute.pages.insert(page, 1);
    else
        minute.lacksPages = true;
}

void HitCounts::expire(Micros now)
{
    const qint64 first = minuteOf(now) - kMinutes;
    for (Minute &minute : m_minutes) {
        if (minute.number < first && minute.totals.hits > 0)
            minute = {};
    }
}

void HitCounts::forgetAfter(Micros to)
{
    for (Minute &minute : m_minutes) {
        if (minute.totals.hits == 0)
            continue;
        const Micros start = minute.number * kMicrosPerMinute;
        if (start > to) {
            minute = {};
            continue;
        }
        while (!minute.slices.empty() && start + (minute.slices.back().number - 1) * kSlice >= to) {
            minute.totals.hits -= minute.slices.back().hits;
            minute.totals.pageviews -= minute.slices.back().pageviews;
            minute.slices.pop_back();
            minute.lacksPages = true; // which ones they had is not known
        }
        if (minute.slices.empty()) {
            minute.pages.clear();
            minute.lacksPages = false;
        }
        while (!minute.marks.empty() && minute.slices.empty() && start + minute.marks.back().offset > to) {
            --minute.totals.hits;
            minute.totals.pageviews -= isPageview(minute.marks.back().page) ? 1 : 0;
            minute.marks.pop_back();
        }
    }
}

Micros HitCounts::edge(Micros from) const
{
    const Minute *minute = find(minuteOf(from));
    if (!minute || minute->slices.empty())
        return from;
    const Micros start = minute->number * kMicrosPerMinute;
    const Micros offset = from - start;
    if (offset < minute->marks.back().offset) // of what is in the window, the slices are whole
        return from;
    return start + (offset + kSlice - 1) / kSlice * kSlice;
}

HitCounts::Totals HitCounts::countIn(const Minute &minute, Micros from, Micros to)
{
    const Micros start = minute.number * kMicrosPerMinute;
    if (from < start && to >= start + kMicrosPerMinute - 1)
        return minute.totals;
    Totals totals;
    const auto first = std::ranges::upper_bound(minute.marks, from - start, {},
                                                [](const Mark &mark) { return Micros(mark.offset); });
    for (auto mark = first; mark != minute.marks.end() && start + mark->offset <= to; ++mark) {
        ++totals.hits;
        totals.pageviews += isPageview(mark->page) ? 1 : 0;
    }
    for (const Slice &slice : minute.slices) {
        if (start + slice.number * kSlice > from && start + (slice.number - 1) * kSlice < to) {
            totals.hits += slice.hits;
            totals.pageviews += slice.pageviews;
        }
    }
    return totals;
}

HitCounts::Totals HitCounts::between(Micros from, Micros to) const
{
    Totals totals;
    for (qint64 number = minuteOf(from); number <= minuteOf(to); ++number) {
        if (const Minute *minute = find(number)) {
            const Totals part = countIn(*minute, from, to);
            totals.hits += part.hits;
            totals.pageviews += part.pageviews;
        }
    }
    return totals;
}

qint64 HitCounts::inMinute(qint64 minute) const
{
    const Minute *found = find(minute);
    return found ? found->totals.hits : 0;
}

Micros HitCounts::lastAt(Micros to) const
{
    Micros last = kNever;
    for (const Minute &minute : m_minutes) {
        if (minute.totals.hits == 0)
            continue; // and no number either
        const Micros start = minute.number * kMicrosPerMinute;
        if (start > to || start + kMicrosPerMinute <= last)
            continue;
        for (auto slice = minute.slices.rbegin(); slice != minute.slices.rend(); ++slice) {
            if (start + (slice->number - 1) * kSlice < to) {
                last = std::max(last, std::min(to, start + slice->number * kSlice));
                break;
            }
        }
        for (auto mark = minute.marks.rbegin(); mark != minute.marks.rend(); ++mark) {
            if (start + mark->offset <= to) {
                last = std::max(last, start + mark->offset);
                break;
            }
        }
    }
    return last;
}

bool HitCounts::countPages(Micros from, Micros to, std::vector<int> &counts) const
{
    bool isWhole = true;
    for (qint64 number = minuteOf(from); number <= minuteOf(to); ++number) {
        const Minute *minute = find(number);
        if (!minute)
            continue;
        const Micros start = number * kMicrosPerMinute;
        for (const Mark &mark : minute->marks) {
            if (mark.page >= 0 && start + mark.offset > from && start + mark.offset <= to)
                ++counts[static_cast<std::size_t>(mark.page)];
            isWhole = isWhole && mark.page != kOtherPage;
        }
        if (minute->slices.empty())
            continue;
        // The pages of a part of a slice are unknown.
        if (start + (minute->slices.front().number - 1) * kSlice < from
            && start + minute->marks.back().offset <= from) {
            isWhole = false;
            continue;
        }
        for (auto page = minute->pages.keyValueBegin(); page != minute->pages.keyValueEnd(); ++page)
            counts[static_cast<std::size_t>(page->first)] += page->second;
        isWhole = isWhole && !minute->lacksPages;
    }
    return isWhole;
}

void HitCounts::renumber(const std::function<int(int)> &number)
{
    for (Minute &minute : m_minutes) {
        for (Mark &mark : minute.marks) {
            if (mark.page >= 0)
                mark.page = number(mark.page);
        }
        QHash<int, int> pages;
        for (auto page = minute.pages.keyValueBegin(); page != minute.pages.keyValueEnd(); ++page) {
            if (const int now = number(page->first); now >= 0)
                pages[now] += page->second;
            else
                minute.lacksPages = true;
        }
        minute.pages = pages;
    }
}
