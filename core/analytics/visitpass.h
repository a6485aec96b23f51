// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/segment.h"
#include "core/types/visitrule.h"

#include <vector>

/// The totals of a visit. Times are milliseconds since the day of its segment began.
struct VisitRecord
{
    quint32 first = 0;
    quint32 last = 0; ///< last hit that extends the visit
    quint32 pageviews = 0;
    quint32 entryPage = 0; ///< codes of Column::Page; 0 without a pageview
    quint32 exitPage = 0;
    quint32 entryHost = 0; ///< code of Column::Hostname, of the entry page. findEntryHosts() sets it
    quint32 touch = 0; ///< code of Column::Touch: where it came from; 0 = Direct. findTouches() sets it
    quint32 firstHit = 0; ///< index in the segment
    quint32 hits = 0; ///< includes hits that do not extend it
    bool isInteractive = false;

    bool isBounce() const { return pageviews == 1 && !isInteractive; }
};

/// Stands for the visit of a hit that belongs to none.
constexpr quint32 kNoVisit = 0xffff'ffff;
/// Set in numbers of visits across midnight; the other bits are the number in a Crossing.
constexpr quint32 kCrossing = 0x8000'0000;

/// The code of a hit in `column`; anonymous hits are numbered after the visitors.
inline quint32 codeAt(const CodeColumn &column, quint32 hit, quint32 visitor)
{
    return column.at(column.grain() == CodeColumn::Grain::Visitor ? visitor : hit);
}

/// Sets the first touch of the visits of the visitors [firstVisitor, lastVisitor). `visitOf(hit)` is the
/// number that cutVisits() passed to `tell`, base included.
template <typename VisitOf>
void findTouches(const CodeColumn &touches, const SegmentFrame &frame, quint32 firstVisitor,
                 quint32 lastVisitor, VisitOf visitOf, quint32 base, std::vector<VisitRecord> &visits)
{
    const auto give = [&](quint32 hit, quint32 code) {
        const quint32 visit = visitOf(hit);
        if (visit != kNoVisit)
            visits[visit - base].touch = code;
    };
    touches.with([&](const auto *codes) {
        if (touches.grain() == CodeColumn::Grain::Visitor) {
            for (quint32 v = firstVisitor; v < lastVisitor; ++v) {
                for (quint32 i = frame.starts[v]; i < frame.starts[v + 1] && codes[v] != 0; ++i)
                    give(i, codes[v]);
            }
            return;
        }
        for (quint32 i = frame.starts[lastVisitor]; i > frame.starts[firstVisitor]; --i) {
            if (codes[i - 1] != 0) // backwards, so that the first one stays
                give(i - 1, codes[i - 1]);
        }
    });
}

/// Sets the host of the entry page of the visits of the visitors [firstVisitor, lastVisitor), as
/// findTouches().
template <typename VisitOf>
void findEntryHosts(const CodeColumn &hosts, const SegmentFrame &frame, quint32 firstVisitor,
                    quint32 lastVisitor, VisitOf visitOf, quint32 base, std::vector<VisitRecord> &visits)
{
    for (quint32 v = lastVisitor; v > firstVisitor; --v) {
        for (quint32 i = frame.starts[v]; i > frame.starts[v - 1]; --i) { // backwards: the first one stays
            const quint32 visit = visitOf(i - 1);
            if (visit != kNoVisit && kindOf(frame.flags[i - 1]) == HitKind::Pageview)
                visits[visit - base].entryHost = codeAt(hosts, i - 1, v - 1);
        }
    }
}

/// Cuts the hits [begin, end) of one visitor into visits, for one setting of "include bots". Appends to
/// `visits` and calls `tell(hit, visit)` with the index of the visit + `base` or kNoVisit. `page(hit)` gives
/// the code of a page.
template <typename Page, typename Tell>
void cutVisits(const SegmentFrame &frame, quint32 begin, quint32 end, bool includesBots, Page page,
               quint32 base, std::vector<VisitRecord> &visits, Tell tell)
{
    const quint8 start = includesBots ? HitFlag::kStartsVisit : HitFlag::kStartsHumanVisit;
    quint32 current = kNoVisit;
    VisitRecord *visit = nullptr;
    for (quint32 i = begin; i < end; ++i) {
        const quint8 flags = frame.flags[i];
        if (!includesBots && (flags & HitFlag::kBot)) {
            tell(i, kNoVisit);
            continue;
        }
        const HitKind kind = kindOf(flags);
        const bool isExtending = extendsVisit(kind);
        if (flags & start) {
            if (isExtending) {
                current = base + static_cast<quint32>(visits.size());
                visit = &visits.emplace_back();
                visit->first = frame.time[i];
                visit->firstHit = i;
            } else {
                current = kNoVisit;
            }
        }
        tell(i, current);
        if (current == kNoVisit)
            continue;
        ++visit->hits;
        if (!isExtending)
            continue;
        visit->last = frame.time[i];
        if (kind == HitKind::Pageview) {
            visit->exitPage = page(i);
            if (visit->pageviews++ == 0)
                visit->entryPage = visit->exitPage;
        }
        visit->isInteractive = visit->isInteractive || isInteractive(kind);
    }
}
