// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/segmentbuilder.h"

#include "core/types/visitrule.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace {

constexpr Micros kNever = std::numeric_limits<Micros>::min() / 2;

/// Neighbouring keys of one visitor.
struct Run
{
    std::size_t begin;
    std::size_t end;
};

/// Tells where visits begin, in one way of counting bots.
class VisitStarts
{
public:
    bool isStart(HitKind kind, Micros time)
    {
        const bool isOpen = isSameVisit(time - m_extendedAt);
        if (extendsVisit(kind)) {
            m_extendedAt = time;
            m_isOutside = false;
            return !isOpen;
        }
        const bool entersOutside = !isOpen && !m_isOutside;
        m_isOutside = m_isOutside || entersOutside;
        return entersOutside;
    }

private:
    Micros m_extendedAt = kNever;
    bool m_isOutside = false; ///< in a stretch of hits that belong to no visit
};

/// Makes a frame, and the order of the rows in it.
class FrameBuilder
{
public:
    explicit FrameBuilder(const DayHits &day) :
        m_day(day), m_frame(std::make_shared<SegmentFrame>()), m_keys(day.order)
    {
    }

    std::shared_ptr<const SegmentFrame> build()
    {
        cutRuns();
        m_frame->site = m_day.site;
        m_frame->day = m_day.day;
        const auto shared = std::stable_partition(m_runs.begin(), m_runs.end(),
                                                  [this](Run run) { return !isShared(run); });
        m_frame->plainVisitors = static_cast<quint32>(shared - m_runs.begin());
        m_rows.reserve(m_day.size());
        for (const Run &run : m_runs) {
            m_frame->starts.push_back(static_cast<quint32>(m_rows.size()));
            for (std::size_t i = run.begin; i < run.end; ++i)
                m_rows.push_back(m_keys[i].row);
        }
        m_frame->anonymousFrom = static_cast<quint32>(m_rows.size());
        m_frame->starts.push_back(m_frame->anonymousFrom);
        for (std::size_t i = m_anonymous; i < m_keys.size(); ++i)
            m_rows.push_back(m_keys[i].row);
        fillHits();
        fillShared();
        return m_frame;
    }
    std::vector<quint32> takeRows() { return std::move(m_rows); }

private:
    void cutRuns()
    {
        std::size_t begin = 0;
        while (begin < m_keys.size() && m_keys[begin].visitor != 0) {
            std::size_t end = begin + 1;
            while (end < m_keys.size() && m_keys[end].visitor == m_keys[begin].visitor)
                ++end;
            m_runs.push_back({begin, end});
            begin = end;
        }
        m_anonymous = begin;
    }

    bool isShared(const Run &run) const
    {
        const Micros dayStart = m_day.day * kMicrosPerDay;
        if (isSameVisit(m_keys[run.begin].eventAt - dayStart)
            || isSameVisit(dayStart + kMicrosPerDay - m_keys[run.end - 1].eventAt))
            return true;
        return hasRoaming(run, Roaming::Persistent) || hasRoaming(run, Roaming::Late);
    }

    bool hasRoaming(const Run &run, Roaming roaming) const
    {
        return std::any_of(m_keys.begin() + static_cast<std::ptrdiff_t>(run.begin),
                           m_keys.begin() + static_cast<std::ptrdiff_t>(run.end),
                           [&](const HitKey &key) { return m_day.roaming[key.row] == roaming; });
    }

    void fillHits()
    {
        const Micros dayStart = m_day.day * kMicrosPerDay;
        m_frame->time.resize(m_rows.size());
        m_frame->flags.resize(m_rows.size());
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            const quint32 row = m_rows[i];
            m_frame->time[i] = static_cast<quint32>((m_day.eventAt[row] - dayStart) / kMicrosPerMilli);
            m_frame->flags[i] = static_cast<quint8>(m_day.kind[row] | (m_day.isBot[row] ? HitFlag::kBot : 0));
        }
        for (std::size_t v = 0; v < m_runs.size(); ++v) {
            VisitStarts all, humans;
            for (quint32 i = m_frame->starts[v]; i < m_frame->starts[v + 1]; ++i) {
                const Micros time = m_day.eventAt[m_rows[i]];
                quint8 &flags = m_frame->flags[i];
                const HitKind kind = kindOf(flags);
                if (all.isStart(kind, time))
                    flags |= HitFlag::kStartsVisit;
                if (!(flags & HitFlag::kBot) && humans.isStart(kind, time))
                    flags |= HitFlag::kStartsHumanVisit;
            }
        }
    }

    void fillShared()
    {
        const Micros dayStart = m_day.day * kMicrosPerDay;
        for (std::size_t v = m_frame->plainVisitors; v < m_runs.size(); ++v) {
            const Run run = m_runs[v];
            m_frame->sharedIds.push_back(m_keys[run.begin].visitor);
            bool fillsDay = fillsFromStart(m_keys[run.begin].eventAt, m_day.day);
            for (std::size_t i = run.begin; i < run.end; ++i) {
                m_frame->sharedMicros.push_back(
                    static_cast<quint16>((m_keys[i].eventAt - dayStart) % kMicrosPerMilli));
                fillsDay = fillsDay
                    && (i == run.begin || isSameVisit(m_keys[i].eventAt - m_keys[i - 1].eventAt));
            }
            m_frame->sharedFlags.push_back(
                static_cast<quint8>((fillsDay ? SharedFlag::kFillsDayFromStart : 0)
                                    | (hasRoaming(run, Roaming::Late) ? SharedFlag::kLate : 0)));
        }
    }

    const DayHits &m_day;
    std::shared_ptr<SegmentFrame> m_frame;
    const std::vector<HitKey> &m_keys;
    std::vector<Run> m_runs; ///< by visitor, plain ones first
    std::size_t m_anonymous = 0; ///< first key without a visitor
    std::vector<quint32> m_rows; ///< row of each hit of the segment
};

} // namespace

SegmentBuilder::SegmentBuilder(std::shared_ptr<DayHits> day)
{
    day->sort();
    FrameBuilder builder(*day);
    m_frame = builder.build();
    m_rows = builder.takeRows();
    m_day = std::move(day);
}

std::shared_ptr<const SegmentDetails> SegmentBuilder::details() const
{
    auto details = std::make_shared<SegmentDetails>();
    details->plainIds.reserve(m_frame->plainVisitors);
    for (std::size_t v = 0; v < m_frame->plainVisitors; ++v)
        details->plainIds.push_back(m_day->visitor[m_rows[m_frame->starts[v]]]);
    details->visitStarts = visitStartsOf(*m_frame);
    for (const quint32 hit : details->visitStarts)
        details->visitIds.push_back(m_day->visit[m_rows[hit]]);
    details->names = m_day->names;
    if (m_day->numbers.empty())
        return details;
    std::vector<quint32> hitOfRow(m_rows.size());
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        hitOfRow[m_rows[i]] = static_cast<quint32>(i);
    for (const NumericProperty &number : m_day->numbers) {
        if (number.hit < hitOfRow.size())
            details->numbers.push_back({hitOfRow[number.hit], number.name, number.value});
    }
    std::sort(details->numbers.begin(), details->numbers.end());
    return details;
}

/// One code for each visitor and anonymous hit when no visitor has two, else one for each hit.
std::shared_ptr<const CodeColumn> SegmentBuilder::column(Column column) const
{
    const std::vector<quint32> &codes = m_day->codes[indexOf(column)];
    if (codes.empty())
        return std::make_shared<CodeColumn>();
    const std::vector<quint32> &starts = m_frame->starts;
    std::vector<quint32> byVisitor;
    byVisitor.reserve(m_frame->visitors());
    bool isConstant = true;
    for (std::size_t v = 0; v < m_frame->visitors() && isConstant; ++v) {
        const quint32 code = codes[m_rows[starts[v]]];
        for (quint32 i = starts[v] + 1; i < starts[v + 1] && isConstant; ++i)
            isConstant = codes[m_rows[i]] == code;
        byVisitor.push_back(code);
    }
    if (isConstant) {
        for (std::size_t i = m_frame->anonymousFrom; i < m_rows.size(); ++i)
            byVisitor.push_back(codes[m_rows[i]]);
        return std::make_shared<CodeColumn>(CodeColumn::Grain::Visitor, byVisitor);
    }
    std::vector<quint32> byHit(m_rows.size());
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        byHit[i] = codes[m_rows[i]];
    return std::make_shared<CodeColumn>(CodeColumn::Grain::Hit, byHit);
}

Segment buildSegment(std::shared_ptr<DayHits> day)
{
    const SegmentBuilder builder(std::move(day));
    Segment segment;
    segment.frame = builder.frame();
    segment.details = builder.details();
    for (std::size_t i = 0; i < kColumnCount; ++i)
        segment.columns[i] = builder.column(static_cast<Column>(i));
    return segment;
}
