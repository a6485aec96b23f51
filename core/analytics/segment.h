// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/column.h"
#include "core/analytics/numericproperty.h"
#include "core/types/clock.h"
#include "core/types/hit.h"

#include <QStringList>

#include <array>
#include <memory>
#include <vector>

/// What one byte says about a hit of a segment.
namespace HitFlag {
constexpr quint8 kKindMask = 0x0f;
constexpr quint8 kBot = 0x10;
/// First hit of a visit when bots count; on vitals, errors and identify: of a stretch outside any visit.
constexpr quint8 kStartsVisit = 0x20;
/// The same when bots do not count. Never set on a bot's hit.
constexpr quint8 kStartsHumanVisit = 0x40;
} // namespace HitFlag

/// What one byte says about a shared visitor of a segment.
namespace SharedFlag {
/// The visitor has no gap of 30 minutes in the day, and its first hit is within 30 minutes of midnight.
constexpr quint8 kFillsDayFromStart = 1;
/// Some of its hits arrived on the next day, where it may be a plain visitor.
constexpr quint8 kLate = 2;
} // namespace SharedFlag

constexpr HitKind kindOf(quint8 flags)
{
    return static_cast<HitKind>(flags & HitFlag::kKindMask);
}

constexpr bool isInteractive(HitKind kind)
{
    return kind == HitKind::Event || kind == HitKind::Outbound || kind == HitKind::Download;
}

/// The codes of one column of a segment, as wide as the largest one needs: 0 (all are 0), 1, 2 or 4 bytes;
/// one for each hit, or one for each visitor where it never changes within the day.
class CodeColumn final
{
public:
    enum class Grain : quint8 { Hit = 0, Visitor = 1 };

    CodeColumn() = default;
    CodeColumn(Grain grain, const std::vector<quint32> &codes);
    CodeColumn(Grain grain, std::vector<quint8> codes) : m_grain(grain), m_width(1), m_bytes(std::move(codes))
    {
    }
    CodeColumn(Grain grain, std::vector<quint16> codes) :
        m_grain(grain), m_width(2), m_words(std::move(codes))
    {
    }

    Grain grain() const { return m_grain; }
    int width() const { return m_width; }
    std::size_t size() const;
    std::size_t byteCount() const { return size() * static_cast<std::size_t>(m_width); }
    quint32 at(std::size_t index) const;
    quint32 largest() const;
    /// Calls `visit` with a pointer to quint8, quint16 or quint32; does not call it when all codes are 0.
    template <typename Visit>
    void with(Visit visit) const
    {
        if (m_width == 1)
            visit(m_bytes.data());
        else if (m_width == 2)
            visit(m_words.data());
        else if (m_width == 4)
            visit(m_longs.data());
    }

private:
    Grain m_grain = Grain::Hit;
    int m_width = 0;
    std::vector<quint8> m_bytes;
    std::vector<quint16> m_words;
    std::vector<quint32> m_longs;
};

/// The frame of a segment: order, times and visitors of its hits, without any dimension. Immutable.
///
/// One site's hits of one UTC day, sorted by (visitor, time, sequence) and cut into three regions:
/// plain visitors, whose id is used on this day only; shared ones, whose id may also occur on another day
/// (persistent ids, late hits, and every visitor seen within 30 minutes of midnight, whose visit may have
/// crossed it); and anonymous hits. Counts of plain visitors add up over days; shared ones are
/// counted by set.
struct SegmentFrame
{
    qint64 site = 0;
    qint64 day = 0; ///< UTC day number
    quint32 plainVisitors = 0; ///< smaller ordinals are plain, the rest shared
    quint32 anonymousFrom = 0; ///< index of the first anonymous hit
    std::vector<quint32> starts; ///< first hit of each visitor; one more entry = anonymousFrom
    std::vector<quint32> time; ///< of each hit, milliseconds since the day began
    std::vector<quint8> flags; ///< of each hit
    std::vector<quint64> sharedIds; ///< of the shared visitors, ascending
    std::vector<quint16> sharedMicros; ///< of the hits of shared visitors: microseconds beyond `time`
    std::vector<quint8> sharedFlags; ///< of the shared visitors: SharedFlag

    quint32 hits() const { return static_cast<quint32>(time.size()); }
    quint32 visitors() const { return static_cast<quint32>(starts.size() - 1); }
    quint32 sharedFrom() const { return starts[plainVisitors]; }
    Micros dayStart() const { return day * kMicrosPerDay; }
    /// Exact time of a hit of a shared visitor.
    Micros exactTime(quint32 hit) const
    {
        return dayStart() + time[hit] * kMicrosPerMilli + sharedMicros[hit - sharedFrom()];
    }
    std::size_t byteCount() const;
};

/// Parts that are needed by few questions.
struct SegmentDetails
{
    std::vector<quint64> plainIds; ///< of the plain visitors, ascending
    std::vector<quint64> visitIds; ///< stored visit of each hit that starts one, in the order of the hits
    std::vector<quint32> visitStarts; ///< these hits, ascending; derived from the flags, not stored
    std::vector<NumericProperty> numbers; ///< ascending by hit, then name; each pair once
    QStringList names; ///< indexed by NumericProperty::name; the first one stands for the hit's own value
};

/// The hits that start a visit, whether bots count or not.
std::vector<quint32> visitStartsOf(const SegmentFrame &frame);

/// A complete segment, as a builder makes it.
struct Segment
{
    std::shared_ptr<const SegmentFrame> frame;
    std::shared_ptr<const SegmentDetails> details;
    std::array<std::shared_ptr<const CodeColumn>, kColumnCount> columns;
};
