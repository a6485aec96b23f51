// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/segmentcache.h"

#include "core/analytics/segmentcodec.h"

#include <algorithm>

namespace {

Error damagedError()
{
    return {QStringLiteral("segment_damaged"),
            QStringLiteral("a stored day cannot be read; clickscope rebuild")};
}

} // namespace

std::size_t LoadedSegment::byteCount() const
{
    std::size_t bytes = frame ? frame->byteCount() : 0;
    for (const auto &column : columns)
        bytes += column ? column->byteCount() : 0;
    if (details)
        bytes += details->plainIds.size() * 8 + details->visitIds.size() * 12
            + details->numbers.size() * sizeof(NumericProperty);
    return bytes + (sharedNumbers ? sharedNumbers->size() * 4 : 0);
}

void SegmentCache::apply(SegmentSource::Change change)
{
    if (change == SegmentSource::Change::None || change == SegmentSource::Change::Segments)
        return; // a segment has a number that is never given again
    m_openDays.clear();
    if (change == SegmentSource::Change::Everything)
        m_segments.clear();
    else
        std::erase_if(m_segments, [](const auto &entry) { return entry.second->stored.num == 0; });
}

Result<std::shared_ptr<LoadedSegment>> SegmentCache::load(SegmentSource &source, const DayKey &key,
                                                          bool isOpenDay,
                                                          const std::atomic<bool> &isCancelled)
{
    const DayCatalog::Day &day = *source.catalog().find(key);
    const bool usesStored = day.isStored() && !m_damaged.contains(day.stored.num);
    const auto known = m_segments.find(key);
    if (known != m_segments.end()) {
        LoadedSegment &kept = *known->second;
        const bool isBuilt = kept.stored.num == 0 && kept.through >= day.touched;
        if (isBuilt || (usesStored && kept.stored.num == day.stored.num)) {
            kept.usedAt = ++m_uses;
            return known->second;
        }
        m_segments.erase(known);
    }
    Result<std::shared_ptr<LoadedSegment>> loaded = usesStored ? read(source, key, day.stored)
                                                               : build(source, key, isOpenDay, isCancelled);
    if (!loaded)
        return loaded;
    LoadedSegment &segment = **loaded;
    auto numbers = std::make_shared<std::vector<quint32>>();
    numbers->reserve(segment.frame->sharedIds.size());
    for (const quint64 id : segment.frame->sharedIds)
        numbers->push_back(numberOf(id));
    segment.sharedNumbers = numbers;
    segment.usedAt = ++m_uses;
    m_segments.insert_or_assign(key, *loaded);
    m_untrimmed += segment.frame->hits();
    if (m_untrimmed >= kHitsBetweenTrims)
        trim();
    return loaded;
}

Result<std::shared_ptr<LoadedSegment>> SegmentCache::read(SegmentSource &source, const DayKey &key,
                                                          const SegmentInfo &info)
{
    auto segment = std::make_shared<LoadedSegment>();
    segment->stored = info;
    segment->through = info.through;
    segment->frame = decodeFrame(source.part(info, static_cast<int>(SegmentPart::Frame)), key.first,
                                 key.second, info.hits);
    if (segment->frame)
        return segment;
    m_damaged.insert(info.num);
    return damagedError();
}

Result<std::shared_ptr<LoadedSegment>> SegmentCache::build(SegmentSource &source, const DayKey &key,
                                                           bool isOpenDay,
                                                           const std::atomic<bool> &isCancelled)
{
    OpenDay *open = isOpenDay ? &m_openDays.open(key) : nullptr;
    const std::shared_ptr<DayHits> hits = open ? open->hits : emptyDay(key);
    if (Result<void> read = source.read(*hits, open ? open->through : 0, isCancelled); !read) {
        if (open)
            m_openDays.forget(key); // half of it was read
        return read.error();
    }
    auto segment = std::make_shared<LoadedSegment>();
    segment->through = source.lastSeq();
    if (open) {
        open->through = source.lastSeq();
        segment->builder = std::make_shared<const SegmentBuilder>(hits);
        segment->frame = segment->builder->frame();
        return segment;
    }
    const Segment built = buildSegment(hits);
    segment->frame = built.frame;
    segment->details = built.details;
    segment->columns = built.columns;
    return segment;
}

Result<void> SegmentCache::loadDetails(SegmentSource &source, LoadedSegment &segment)
{
    if (segment.details)
        return {};
    if (segment.builder) {
        segment.details = segment.builder->details();
        return {};
    }
    segment.details = decodeDetails(source.part(segment.stored, static_cast<int>(SegmentPart::Details)),
                                    *segment.frame);
    if (segment.details)
        return {};
    m_damaged.insert(segment.stored.num);
    return damagedError();
}

quint32 SegmentCache::numberOf(quint64 sharedId)
{
    const auto known = m_numbers.constFind(sharedId);
    if (known != m_numbers.constEnd())
        return *known;
    return *m_numbers.insert(sharedId, static_cast<quint32>(m_numbers.size()));
}

void SegmentCache::trim()
{
    m_untrimmed = 0;
    std::size_t bytes = 0;
    std::vector<std::pair<quint64, DayKey>> byUse;
    for (const auto &[key, segment] : m_segments) {
        bytes += segment->byteCount();
        byUse.emplace_back(segment->usedAt, key);
    }
    std::ranges::sort(byUse);
    for (const auto &[usedAt, key] : byUse) {
        if (bytes <= m_mostBytes)
            break;
        bytes -= m_segments[key]->byteCount();
        m_segments.erase(key);
    }
}
