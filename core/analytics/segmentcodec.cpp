// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/segmentcodec.h"

#include "core/types/visitrule.h"

#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace {

/// zlib's fastest: four times as fast as the default for a tenth more bytes.
constexpr int kLevel = 1;
constexpr quint32 kMillisPerDay = 24 * 60 * 60 * 1000;

/// Writes counted runs of numbers, plane by plane: all lowest bytes first.
class PlaneWriter
{
public:
    template <typename T>
    void put(const std::vector<T> &values)
    {
        putNumber(values.size());
        const qsizetype at = m_bytes.size();
        m_bytes.resize(at + static_cast<qsizetype>(values.size() * sizeof(T)));
        char *out = m_bytes.data() + at;
        for (std::size_t plane = 0; plane < sizeof(T); ++plane) {
            for (const T value : values)
                *out++ = static_cast<char>(static_cast<quint8>(static_cast<quint64>(value) >> (8 * plane)));
        }
    }
    void putNumber(quint64 value)
    {
        const quint64 little = qToLittleEndian(value);
        m_bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
    }
    QByteArray deflated() const { return qCompress(m_bytes, kLevel); }

private:
    QByteArray m_bytes;
};

class PlaneReader
{
public:
    /// `most` bytes inflated, at most.
    PlaneReader(const QByteArray &deflated, quint64 most)
    {
        // qUncompress allocates what the first four bytes say.
        if (deflated.size() > 4 && qFromBigEndian<quint32>(deflated.constData()) <= most)
            m_bytes = qUncompress(deflated);
        m_isSound = !m_bytes.isEmpty();
    }

    template <typename T>
    std::vector<T> take(quint64 most)
    {
        const quint64 count = takeNumber();
        if (!m_isSound || count > most || count * sizeof(T) > left()) {
            m_isSound = false;
            return {};
        }
        std::vector<T> values(count);
        const auto *in = reinterpret_cast<const quint8 *>(m_bytes.constData()) + m_at;
        for (std::size_t plane = 0; plane < sizeof(T); ++plane) {
            for (std::size_t i = 0; i < count; ++i)
                values[i] = static_cast<T>(values[i] | static_cast<T>(static_cast<T>(*in++) << (8 * plane)));
        }
        m_at += static_cast<qsizetype>(count * sizeof(T));
        return values;
    }
    quint64 takeNumber()
    {
        quint64 little = 0;
        if (!m_isSound || left() < sizeof little) {
            m_isSound = false;
            return 0;
        }
        std::memcpy(&little, m_bytes.constData() + m_at, sizeof little);
        m_at += sizeof little;
        return qFromLittleEndian(little);
    }
    /// Nothing was wrong, and nothing is left.
    bool isDone() const { return m_isSound && left() == 0; }

private:
    quint64 left() const { return static_cast<quint64>(m_bytes.size() - m_at); }

    QByteArray m_bytes;
    qsizetype m_at = 0;
    bool m_isSound = false;
};

/// Differences within a visitor: thinking times are small numbers.
std::vector<quint32> differences(const SegmentFrame &frame)
{
    std::vector<quint32> steps = frame.time;
    for (quint32 v = 0; v < frame.visitors(); ++v) {
        for (quint32 i = frame.starts[v] + 1; i < frame.starts[v + 1]; ++i)
            steps[i] = frame.time[i] - frame.time[i - 1];
    }
    return steps;
}

/// Undoes differences(). False when a time leaves the day.
bool addUp(SegmentFrame &frame)
{
    for (quint32 v = 0; v < frame.visitors(); ++v) {
        for (quint32 i = frame.starts[v] + 1; i < frame.starts[v + 1]; ++i) {
            if (frame.time[i] >= kMillisPerDay)
                return false;
            frame.time[i] += frame.time[i - 1];
        }
    }
    return std::ranges::all_of(frame.time, [](quint32 time) { return time < kMillisPerDay; });
}

bool isAscending(const std::vector<quint64> &ids)
{
    return std::ranges::adjacent_find(ids, std::greater_equal<>()) == ids.end();
}

constexpr quint8 kStarts = HitFlag::kStartsVisit | HitFlag::kStartsHumanVisit;

/// Kinds there are; what is a bot's starts no visit of people, what is anonymous none at all.
bool areFlagsSound(const SegmentFrame &frame)
{
    const auto isSound = [](quint8 flag) {
        const bool isBots = (flag & HitFlag::kBot) != 0;
        return (flag & HitFlag::kKindMask) < kHitKindCount && flag < 0x80
            && !(isBots && (flag & HitFlag::kStartsHumanVisit));
    };
    return std::ranges::all_of(frame.flags, isSound)
        && std::none_of(frame.flags.begin() + frame.anonymousFrom, frame.flags.end(),
                        [](quint8 flag) { return (flag & kStarts) != 0; });
}

/// The exact times of shared visitors go up, too.
bool areMicrosSound(const SegmentFrame &frame)
{
    if (std::ranges::any_of(frame.sharedMicros, [](quint16 micros) { return micros >= kMicrosPerMilli; }))
        return false;
    for (quint32 v = frame.plainVisitors; v < frame.visitors(); ++v) {
        for (quint32 i = frame.starts[v] + 1; i < frame.starts[v + 1]; ++i) {
            if (frame.exactTime(i) < frame.exactTime(i - 1))
                return false;
        }
    }
    return std::ranges::all_of(frame.sharedFlags, [](quint8 flags) {
        return (flags & ~(SharedFlag::kFillsDayFromStart | SharedFlag::kLate)) == 0;
    });
}

/// Tells whether the hits that are said to start a visit are those that do, in one way of counting bots. What
/// follows rests on it: a hit that extends a visit has one. Where milliseconds do not tell, both are right.
class VisitCheck
{
public:
    explicit VisitCheck(quint8 start) : m_start(start) { }

    bool isSound(quint8 flags, quint32 millis)
    {
        constexpr quint32 kGap = kVisitGap / kMicrosPerMilli;
        const bool mayBeOpen = m_wasExtended && millis - m_extendedAt <= kGap;
        const bool mayBeClosed = !m_wasExtended || millis - m_extendedAt >= kGap;
        const bool starts = (flags & m_start) != 0;
        if (extendsVisit(kindOf(flags))) {
            m_extendedAt = millis;
            m_wasExtended = true;
            m_isOutside = false;
            return starts ? mayBeClosed : mayBeOpen;
        }
        const bool isSound = starts ? mayBeClosed && !m_isOutside : mayBeOpen || m_isOutside;
        m_isOutside = m_isOutside || starts;
        return isSound;
    }

private:
    quint8 m_start;
    quint32 m_extendedAt = 0;
    bool m_wasExtended = false;
    bool m_isOutside = false;
};

bool areVisitsSound(const SegmentFrame &frame)
{
    for (quint32 v = 0; v < frame.visitors(); ++v) {
        VisitCheck all(HitFlag::kStartsVisit);
        VisitCheck humans(HitFlag::kStartsHumanVisit);
        for (quint32 i = frame.starts[v]; i < frame.starts[v + 1]; ++i) {
            const quint8 flags = frame.flags[i];
            if (!all.isSound(flags, frame.time[i])
                || (!(flags & HitFlag::kBot) && !humans.isSound(flags, frame.time[i])))
                return false;
        }
    }
    return true;
}

} // namespace

QByteArray encodeFrame(const SegmentFrame &frame)
{
    std::vector<quint32> counts;
    counts.reserve(frame.visitors());
    for (quint32 v = 0; v < frame.visitors(); ++v)
        counts.push_back(frame.starts[v + 1] - frame.starts[v]);
    PlaneWriter out;
    out.putNumber(frame.plainVisitors);
    out.put(counts);
    out.put(differences(frame));
    out.put(frame.flags);
    out.put(frame.sharedIds);
    out.put(frame.sharedMicros);
    out.put(frame.sharedFlags);
    return out.deflated();
}

std::shared_ptr<const SegmentFrame> decodeFrame(const QByteArray &bytes, qint64 site, qint64 day,
                                                quint32 hits)
{
    if (hits > kMaxSegmentHits)
        return nullptr;
    PlaneReader in(bytes, 128 + quint64(hits) * 24);
    auto frame = std::make_shared<SegmentFrame>();
    frame->site = site;
    frame->day = day;
    const quint64 plain = in.takeNumber();
    const std::vector<quint32> counts = in.take<quint32>(hits);
    frame->time = in.take<quint32>(hits);
    frame->flags = in.take<quint8>(hits);
    frame->sharedIds = in.take<quint64>(hits);
    frame->sharedMicros = in.take<quint16>(hits);
    frame->sharedFlags = in.take<quint8>(hits);
    if (!in.isDone() || plain > counts.size() || frame->time.size() != hits || frame->flags.size() != hits
        || frame->sharedIds.size() != counts.size() - plain
        || frame->sharedFlags.size() != frame->sharedIds.size())
        return nullptr;

    frame->plainVisitors = static_cast<quint32>(plain);
    frame->starts.reserve(counts.size() + 1);
    quint64 start = 0;
    for (const quint32 count : counts) {
        frame->starts.push_back(static_cast<quint32>(start));
        start += count;
        if (count == 0 || start > hits)
            return nullptr;
    }
    frame->starts.push_back(static_cast<quint32>(start));
    frame->anonymousFrom = static_cast<quint32>(start);
    if (frame->sharedMicros.size() != frame->anonymousFrom - frame->sharedFrom() || !addUp(*frame)
        || !isAscending(frame->sharedIds) || !areFlagsSound(*frame) || !areMicrosSound(*frame)
        || !areVisitsSound(*frame))
        return nullptr;
    return frame;
}

QByteArray encodeColumn(const CodeColumn &column)
{
    PlaneWriter out;
    out.putNumber(static_cast<quint64>(column.grain()));
    out.putNumber(static_cast<quint64>(column.width()));
    column.with([&](const auto *codes) { out.put(std::vector(codes, codes + column.size())); });
    return out.deflated();
}

std::shared_ptr<const CodeColumn> decodeColumn(const QByteArray &bytes, const SegmentFrame &frame)
{
    const quint64 anonymous = frame.hits() - frame.anonymousFrom;
    PlaneReader in(bytes, 128 + quint64(frame.hits()) * 4);
    const quint64 grain = in.takeNumber();
    const quint64 width = in.takeNumber();
    if (grain > 1)
        return nullptr;
    const auto kept = static_cast<CodeColumn::Grain>(grain);
    const quint64 size = kept == CodeColumn::Grain::Hit ? frame.hits() : frame.visitors() + anonymous;
    std::shared_ptr<const CodeColumn> column;
    if (width == 0)
        column = std::make_shared<CodeColumn>();
    else if (width == 1)
        column = std::make_shared<CodeColumn>(kept, in.take<quint8>(size));
    else if (width == 2)
        column = std::make_shared<CodeColumn>(kept, in.take<quint16>(size));
    else if (width == 4)
        column = std::make_shared<CodeColumn>(kept, in.take<quint32>(size));
    if (!in.isDone() || !column || (width != 0 && column->width() != 0 && column->size() != size))
        return nullptr;
    return column;
}

QByteArray encodeDetails(const SegmentDetails &details)
{
    std::vector<quint32> hits;
    std::vector<quint16> names;
    std::vector<quint64> values;
    for (const NumericProperty &number : details.numbers) {
        hits.push_back(number.hit);
        names.push_back(number.name);
        quint64 bits = 0;
        std::memcpy(&bits, &number.value, sizeof bits);
        values.push_back(bits);
    }
    std::vector<quint16> units; // of the names, each with its length before it
    for (const QString &name : details.names) {
        units.push_back(static_cast<quint16>(name.size()));
        for (const QChar unit : name)
            units.push_back(unit.unicode());
    }
    PlaneWriter out;
    out.put(details.plainIds);
    out.put(details.visitIds);
    out.put(hits);
    out.put(names);
    out.put(values);
    out.put(units);
    return out.deflated();
}

std::shared_ptr<const SegmentDetails> decodeDetails(const QByteArray &bytes, const SegmentFrame &frame)
{
    constexpr quint64 kUnitsOfName = 1 + kMaxNumberName;
    const quint64 mostNumbers = quint64(frame.hits()) * (1 + kMaxNumbersOfHit);
    const quint64 mostNames = 1 + std::min<quint64>(mostNumbers, std::numeric_limits<quint16>::max());
    PlaneReader in(bytes, 128 + quint64(frame.hits()) * 16 + mostNumbers * 14 + mostNames * kUnitsOfName * 2);
    auto details = std::make_shared<SegmentDetails>();
    details->plainIds = in.take<quint64>(frame.plainVisitors);
    details->visitIds = in.take<quint64>(frame.hits());
    const std::vector<quint32> hits = in.take<quint32>(mostNumbers);
    const std::vector<quint16> names = in.take<quint16>(hits.size());
    const std::vector<quint64> values = in.take<quint64>(hits.size());
    const std::vector<quint16> units = in.take<quint16>(mostNames * kUnitsOfName);
    details->visitStarts = visitStartsOf(frame);
    if (!in.isDone() || details->plainIds.size() != frame.plainVisitors || !isAscending(details->plainIds)
        || details->visitIds.size() != details->visitStarts.size() || names.size() != hits.size()
        || values.size() != hits.size())
        return nullptr;
    for (std::size_t at = 0; at < units.size(); at += 1 + units[at]) {
        if (units[at] > kMaxNumberName || at + units[at] >= units.size())
            return nullptr;
        details->names.append(QString(reinterpret_cast<const QChar *>(&units[at]) + 1, units[at]));
    }
    for (std::size_t i = 0; i < hits.size(); ++i) {
        NumericProperty number {hits[i], names[i], 0};
        std::memcpy(&number.value, &values[i], sizeof number.value);
        const bool isBehind = i == 0 || std::pair(hits[i], names[i]) > std::pair(hits[i - 1], names[i - 1]);
        if (number.hit >= frame.hits() || number.name >= details->names.size() || !isBehind
            || !std::isfinite(number.value))
            return nullptr;
        details->numbers.push_back(number);
    }
    return details;
}
