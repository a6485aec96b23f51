// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/segment.h"
#include "core/analytics/visitpass.h"

#include <utility>
#include <vector>

/// The visits that continue across the midnight between two segments, for one setting of "include bots".
/// Immutable.
struct Crossing
{
    quint32 firstNumber = 0; ///< of visits[0], unique within a question
    std::vector<VisitRecord> visits; ///< times since the earlier day began; firstHit in the earlier segment
    std::vector<std::pair<quint32, quint32>> earlierHits; ///< hit of the earlier segment, number of its visit
    std::vector<std::pair<quint32, quint32>> laterHits; ///< the same for the later segment

    bool holds(quint32 number) const { return number >= firstNumber && number - firstNumber < visits.size(); }
    const VisitRecord &visit(quint32 number) const { return visits[number - firstNumber]; }
};

/// The parts of a segment that visits across midnight depend on.
struct CrossingSide
{
    const SegmentFrame &frame;
    const CodeColumn *pages = nullptr; ///< null unless entry or exit pages are needed
    const CodeColumn *touches = nullptr; ///< null unless sources of visits are needed
    const CodeColumn *hosts = nullptr; ///< null unless hosts of entry pages are needed
};

/// Returns the visits that continue across midnight between `earlier` and `later`, the segment of the next
/// day.
///
/// A visit crosses midnight when less than 30 minutes lie between its neighbouring hits there, unless it
/// filled the whole day before: then it ends with that day. So it lasts less than 48 hours, an id that is
/// used on both days does not make an endless visit, and only two segments need to be read.
Crossing findCrossing(const CrossingSide &earlier, const CrossingSide &later, bool includesBots,
                      quint32 firstNumber);
