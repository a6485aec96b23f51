// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/daycatalog.h"
#include "core/analytics/openday.h"
#include "core/analytics/segment.h"
#include "core/analytics/segmentbuilder.h"
#include "core/analytics/segmentsource.h"

#include <QHash>

#include <map>
#include <memory>
#include <set>
#include <vector>

/// A segment of which some parts are in memory.
struct LoadedSegment
{
    SegmentInfo stored; ///< num 0 = built here from hits
    qint64 through = 0; ///< highest sequence that is in it
    std::shared_ptr<const SegmentFrame> frame;
    std::shared_ptr<const SegmentDetails> details;
    std::array<std::shared_ptr<const CodeColumn>, kColumnCount> columns;
    std::shared_ptr<const SegmentBuilder> builder; ///< for a day that still grows: builds missing parts
    std::shared_ptr<const std::vector<quint32>> sharedNumbers; ///< of frame->sharedIds
    quint64 usedAt = 0;

    std::size_t byteCount() const;
};

/// The segments in memory: those read from storage, part by part on request, and those of days
/// without a stored one, built from hits. Above the limit the least recently used ones are dropped.
/// Belongs to one thread.
class SegmentCache final
{
public:
    explicit SegmentCache(std::size_t mostBytes) : m_mostBytes(mostBytes) { }

    /// Drops what a change has made invalid.
    void apply(SegmentSource::Change change);
    /// The segment of a day with its frame. Errors: "database_failed", "cancelled", "segment_damaged".
    Result<std::shared_ptr<LoadedSegment>> load(SegmentSource &source, const DayKey &key, bool isOpenDay,
                                                const std::atomic<bool> &isCancelled);
    /// Reads the details of a segment if they are missing. Errors: as load().
    Result<void> loadDetails(SegmentSource &source, LoadedSegment &segment);
    /// The number that stands for a shared visitor in all segments.
    quint32 numberOf(quint64 sharedId);
    /// Marks a stored segment as unreadable; its day is built from hits from now on.
    void setDamaged(qint64 num) { m_damaged.insert(num); }
    bool isDamaged(qint64 num) const { return m_damaged.contains(num); }
    const std::set<qint64> &damaged() const { return m_damaged; }
    /// Drops segments above the limit; those in use elsewhere stay alive there. load() calls it now and then.
    void trim();

private:
    /// Trimming visits every segment, too slow for each load.
    static constexpr quint64 kHitsBetweenTrims = 500'000;

    Result<std::shared_ptr<LoadedSegment>> read(SegmentSource &source, const DayKey &key,
                                                const SegmentInfo &info);
    Result<std::shared_ptr<LoadedSegment>> build(SegmentSource &source, const DayKey &key, bool isOpenDay,
                                                 const std::atomic<bool> &isCancelled);

    std::size_t m_mostBytes;
    std::map<DayKey, std::shared_ptr<LoadedSegment>> m_segments;
    OpenDays m_openDays;
    std::set<qint64> m_damaged;
    QHash<quint64, quint32> m_numbers;
    quint64 m_uses = 0;
    quint64 m_untrimmed = 0; ///< hits loaded since trim()
};
