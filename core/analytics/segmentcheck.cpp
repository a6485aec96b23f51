// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/segmentcheck.h"

#include "core/analytics/segmentcodec.h"
#include "core/analytics/segmentstore.h"

#include <algorithm>

namespace {

bool isSound(SegmentReader &reader, const SegmentInfo &info, const ValueTables &values)
{
    const auto frame = decodeFrame(reader.part(info, static_cast<int>(SegmentPart::Frame)), info.site,
                                   info.day, info.hits);
    if (!frame || !decodeDetails(reader.part(info, static_cast<int>(SegmentPart::Details)), *frame))
        return false;
    for (std::size_t i = 0; i < kColumnCount; ++i) {
        const auto column = static_cast<Column>(i);
        const auto codes = decodeColumn(reader.part(info, partOf(column)), *frame);
        if (!codes || codes->largest() >= values.size(column))
            return false;
    }
    return true;
}

} // namespace

Result<qint64> damagedSegments(const Database &database)
{
    SegmentReader reader(database);
    ValueTables values;
    const Result<std::vector<SegmentInfo>> segments = reader.list();
    if (!segments)
        return segments.error();
    if (!reader.loadValues(values))
        return static_cast<qint64>(segments->size());
    return std::ranges::count_if(*segments,
                                 [&](const SegmentInfo &info) { return !isSound(reader, info, values); });
}
