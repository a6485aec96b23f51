// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/crossing.h"

#include "core/types/visitrule.h"

#include <algorithm>

namespace {

constexpr quint32 kMillisPerDay = 24 * 60 * 60 * 1000;

/// A shared visitor's part of one segment.
struct Part
{
    const SegmentFrame &frame;
    const CodeColumn *pages;
    const CodeColumn *touches;
    const CodeColumn *hosts;
    quint32 visitor; ///< ordinal

    quint32 begin() const { return frame.starts[visitor]; }
    quint32 end() const { return frame.starts[visitor + 1]; }
    quint32 page(quint32 hit) const { return pages ? codeAt(*pages, hit, visitor) : 0; }
    quint32 touch(quint32 hit) const { return touches ? codeAt(*touches, hit, visitor) : 0; }
    bool counts(quint32 hit, bool includesBots) const
    {
        return includesBots || !(frame.flags[hit] & HitFlag::kBot);
    }
    /// Its visits, and of each hit (from begin() on) the index of its visit.
    std::vector<VisitRecord> visits(bool includesBots, std::vector<quint32> *visitOf) const
    {
        std::vector<VisitRecord> found;
        visitOf->assign(end() - begin(), kNoVisit);
        cutVisits(
            frame, begin(), end(), includesBots, [this](quint32 hit) { return page(hit); }, 0, found,
            [&](quint32 hit, quint32 visit) { (*visitOf)[hit - begin()] = visit; });
        const auto visit = [&](quint32 hit) { return (*visitOf)[hit - begin()]; };
        if (touches)
            findTouches(*touches, frame, visitor, visitor + 1, visit, 0, found);
        if (hosts)
            findEntryHosts(*hosts, frame, visitor, visitor + 1, visit, 0, found);
        return found;
    }
};

bool runsOverMidnight(const Part &earlier, const Part &later)
{
    const quint8 flags = earlier.frame.sharedFlags[earlier.visitor - earlier.frame.plainVisitors];
    if (flags & SharedFlag::kFillsDayFromStart)
        return false;
    return isSameVisit(later.frame.exactTime(later.begin()) - earlier.frame.exactTime(earlier.end() - 1));
}

/// The last hit that extends a visit; the first one from `begin` on. `none` when there is none.
quint32 lastExtending(const Part &part, bool includesBots, quint32 none)
{
    for (quint32 i = part.end(); i > part.begin(); --i) {
        if (part.counts(i - 1, includesBots) && extendsVisit(kindOf(part.frame.flags[i - 1])))
            return i - 1;
    }
    return none;
}

VisitRecord joined(const VisitRecord &a, const VisitRecord &b)
{
    VisitRecord visit = a;
    visit.last = b.last + kMillisPerDay;
    visit.pageviews += b.pageviews;
    visit.hits += b.hits;
    visit.isInteractive = visit.isInteractive || b.isInteractive;
    if (a.touch == 0)
        visit.touch = b.touch;
    if (a.pageviews == 0) {
        visit.entryPage = b.entryPage;
        visit.entryHost = b.entryHost;
    }
    if (b.pageviews != 0)
        visit.exitPage = b.exitPage;
    return visit;
}

void join(Crossing &crossing, const Part &earlier, const Part &later, bool includesBots)
{
    const quint32 none = earlier.end();
    const quint32 tail = lastExtending(earlier, includesBots, none);
    if (tail == none)
        return;
    const Micros extendedAt = earlier.frame.exactTime(tail);
    std::vector<quint32> visitOfEarlier, visitOfLater;
    const std::vector<VisitRecord> earlierVisits = earlier.visits(includesBots, &visitOfEarlier);
    const std::vector<VisitRecord> laterVisits = later.visits(includesBots, &visitOfLater);
    const quint32 tailVisit = visitOfEarlier[tail - earlier.begin()];

    // What follows midnight belongs to the visit as long as it is near enough, up to the first hit that
    // extends.
    std::vector<quint32> taken;
    quint32 headVisit = kNoVisit;
    for (quint32 i = later.begin(); i < later.end() && headVisit == kNoVisit; ++i) {
        if (!later.counts(i, includesBots))
            continue;
        if (!isSameVisit(later.frame.exactTime(i) - extendedAt))
            break;
        if (extendsVisit(kindOf(later.frame.flags[i])))
            headVisit = visitOfLater[i - later.begin()];
        else
            taken.push_back(i);
    }
    if (headVisit == kNoVisit && taken.empty())
        return;

    const auto number = crossing.firstNumber + static_cast<quint32>(crossing.visits.size());
    VisitRecord visit = earlierVisits[tailVisit];
    for (const quint32 hit : taken)
        visit.touch = visit.touch == 0 ? later.touch(hit) : visit.touch;
    if (headVisit != kNoVisit)
        visit = joined(visit, laterVisits[headVisit]);
    visit.hits += static_cast<quint32>(taken.size());
    crossing.visits.push_back(visit);
    for (quint32 i = earlier.begin(); i < earlier.end(); ++i) {
        if (visitOfEarlier[i - earlier.begin()] == tailVisit)
            crossing.earlierHits.emplace_back(i, number);
    }
    for (const quint32 hit : taken)
        crossing.laterHits.emplace_back(hit, number);
    if (headVisit == kNoVisit)
        return;
    for (quint32 i = later.begin(); i < later.end(); ++i) {
        if (visitOfLater[i - later.begin()] == headVisit)
            crossing.laterHits.emplace_back(i, number);
    }
}

} // namespace

Crossing findCrossing(const CrossingSide &earlier, const CrossingSide &later, bool includesBots,
                      quint32 firstNumber)
{
    const std::vector<quint64> &earlierIds = earlier.frame.sharedIds;
    const std::vector<quint64> &laterIds = later.frame.sharedIds;
    Crossing crossing;
    crossing.firstNumber = firstNumber;
    std::size_t a = 0;
    std::size_t b = 0;
    while (a < earlierIds.size() && b < laterIds.size()) {
        if (earlierIds[a] < laterIds[b]) {
            ++a;
        } else if (laterIds[b] < earlierIds[a]) {
            ++b;
        } else {
            const auto part = [](const CrossingSide &side, std::size_t shared) {
                return Part {side.frame, side.pages, side.touches, side.hosts,
                             side.frame.plainVisitors + static_cast<quint32>(shared)};
            };
            const Part before = part(earlier, a);
            const Part after = part(later, b);
            if (runsOverMidnight(before, after))
                join(crossing, before, after, includesBots);
            ++a;
            ++b;
        }
    }
    return crossing;
}
