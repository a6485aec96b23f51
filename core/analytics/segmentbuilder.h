// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/dayhits.h"
#include "core/analytics/segment.h"

#include <memory>

/// Sorts the hits of a day into a segment: the frame at once, the other parts on request, because
/// questions about a day that still grows need few of them, and each new hit repeats the work. Belongs to one
/// thread. Its parts cover the hits that existed at its construction, even if the day has grown since.
class SegmentBuilder final
{
public:
    /// The hits are those of one site and UTC day in sequence order; `day` keeps the sorted order for the
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

/// Builds all parts.
Segment buildSegment(std::shared_ptr<DayHits> day);
