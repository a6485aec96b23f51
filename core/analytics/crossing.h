// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/segment.h"
#include "core/analytics/visitpass.h"

#include <utility>
#include <vector>

/// The visits that run over the midnight between two segments, in one way of counting bots. Immutable.
struct Crossing
{
    quint32 firstNumber = 0; ///< of visits[0], unique within a question
    std::vector<VisitRecord> visits; ///< times since the earlier day began; firstHit in the earlier segment
    std::vector<std::pair<quint32, quint32>> earlierHits; ///< hit of the earlier segment, number of its visit
    std::vector<std::pair<quint32, quint32>> laterHits; ///< the same of the later one

    bool holds(quint32 number) const { return number >= firstNumber && number - firstNumber < visits.size(); }
    const VisitRecord &visit(quint32 number) const { return visits[number - firstNumber]; }
};

/// A segment as far as visits over midnight are concerned.
struct CrossingSide
{
    const SegmentFrame &frame;
    const CodeColumn *pages = nullptr; ///< null when nobody asks for entry and exit pages
    const CodeColumn *touches = nullptr; ///< null when nobody asks where visits came from
};

/// Finds them. `later` is the segment of the day after `earlier`.
///
/// A visit crosses midnight when less than 30 minutes lie between its neighbouring hits there, unless it
/// filled the whole day before: then it ends with that day. So it lasts less than 48 hours, an id that was
/// carried over midnight does not live on for ever, and two segments are all that need to be looked at.
Crossing findCrossing(const CrossingSide &earlier, const CrossingSide &later, bool includesBots,
                      quint32 firstNumber);
