// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/dayhits.h"
#include "core/analytics/segment.h"

#include <memory>

/// Sorts the hits of a day into a segment: the frame at once, everything else when it is asked for, because
/// questions about a day that still grows need little of it and come again with the next hit. Belongs to one
/// thread. What it made is that of the hits that were there at its construction, also when the day has grown.
class SegmentBuilder final
{
public:
    /// The hits are those of one site and UTC day in sequence order; what was sorted stays in `day` for the
    /// next time.
    explicit SegmentBuilder(std::shared_ptr<DayHits> day);

    const std::shared_ptr<const SegmentFrame> &frame() const { return m_frame; }
    std::shared_ptr<const SegmentDetails> details() const;
    std::shared_ptr<const CodeColumn> column(Column column) const;

private:
    std::shared_ptr<const DayHits> m_day;
    std::vector<quint32> m_rows; ///< row of each hit of the segment
    std::shared_ptr<const SegmentFrame> m_frame;
};

/// All of it.
Segment buildSegment(std::shared_ptr<DayHits> day);
