// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/place/mmdbshape.h"

#include <array>

namespace {

constexpr int kMaxLevels = 16;
constexpr int kMaxValues = 4096;

// Numbers of the format's document, "Data Section".
enum MmdbType : unsigned {
    Extended = 0,
    Pointer = 1,
    Map = 7,
    Array = 11,
    Container = 12,
    EndMarker = 13,
    Boolean = 14,
    Float = 15
};

class Walk
{
public:
    explicit Walk(QByteArrayView section) : m_section(section) { }

    /// Moves `at` behind the value there.
    bool pass(quint64 &at, int level, bool mayBePointer)
    {
        quint32 control = 0;
        if (level > kMaxLevels || --m_valuesLeft < 0 || !number(at, 1, &control))
            return false;
        unsigned type = control >> 5;
        if (type == Pointer)
            return mayBePointer && passPointer(at, control, level);
        if (type == Extended) {
            quint32 more = 0;
            if (!number(at, 1, &more))
                return false;
            type = 7 + more;
        }
        quint32 size = 0;
        if (type == Container || type == EndMarker || type > Float || !sizeOf(at, control & 31, &size))
            return false;
        if (type == Map)
            return passValues(at, 2 * quint64(size), level);
        if (type == Array)
            return passValues(at, size, level);
        if (type == Boolean)
            return true;
        at += size;
        return at <= quint64(m_section.size());
    }

private:
    bool passValues(quint64 &at, quint64 count, int level)
    {
        if (count > quint64(m_valuesLeft))
            return false;
        for (quint64 i = 0; i < count; ++i) {
            if (!pass(at, level + 1, true))
                return false;
        }
        return true;
    }

    bool passPointer(quint64 &at, quint32 control, int level)
    {
        static constexpr std::array<quint32, 4> kBase {0, 2048, 526336, 0};
        const unsigned length = control >> 3 & 3;
        quint32 target = 0;
        if (!number(at, static_cast<int>(length) + 1, &target))
            return false;
        if (length < 3)
            target += ((control & 7) << 8 * (length + 1)) + kBase[length];
        quint64 there = target;
        return pass(there, level + 1, false);
    }

    bool sizeOf(quint64 &at, quint32 sizeBits, quint32 *size)
    {
        static constexpr std::array<quint32, 3> kBase {29, 285, 65821};
        *size = sizeBits;
        if (sizeBits < 29)
            return true;
        if (!number(at, static_cast<int>(sizeBits) - 28, size))
            return false;
        *size += kBase[sizeBits - 29];
        return true;
    }

    /// Big-endian.
    bool number(quint64 &at, int bytes, quint32 *value)
    {
        if (at + quint64(bytes) > quint64(m_section.size()))
            return false;
        *value = 0;
        for (int i = 0; i < bytes; ++i, ++at)
            *value = *value << 8 | static_cast<quint8>(m_section[qsizetype(at)]);
        return true;
    }

    QByteArrayView m_section;
    int m_valuesLeft = kMaxValues;
};

} // namespace

bool isModestMmdbValue(QByteArrayView section, quint32 offset)
{
    quint64 at = offset;
    return Walk(section).pass(at, 1, true);
}

QByteArrayView mmdbMetadata(QByteArrayView tail)
{
    constexpr QByteArrayView kMarker("\xab\xcd\xefMaxMind.com");
    const qsizetype at = tail.lastIndexOf(kMarker);
    return at < 0 ? QByteArrayView() : tail.sliced(at + kMarker.size());
}
