// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/logcheck.h"

#include <QFile>
#include <QtEndian>

#include <cstring>

namespace {

constexpr qsizetype kLogHeader = 32;
constexpr qsizetype kFrameHeader = 24;
constexpr quint32 kMagic = 0x377f0682; ///< the last bit tells the byte order of checksums: 1 = big-endian

class Checksum final
{
public:
    explicit Checksum(bool isBigEndian) : m_isBigEndian(isBigEndian) { }

    void add(const char *bytes, qsizetype size)
    {
        for (qsizetype i = 0; i + 8 <= size; i += 8) {
            m_first += word(bytes + i) + m_second;
            m_second += word(bytes + i + 4) + m_first;
        }
    }
    bool is(const char *stored) const
    {
        return m_first == qFromBigEndian<quint32>(stored) && m_second == qFromBigEndian<quint32>(stored + 4);
    }

private:
    quint32 word(const char *bytes) const
    {
        return m_isBigEndian ? qFromBigEndian<quint32>(bytes) : qFromLittleEndian<quint32>(bytes);
    }

    bool m_isBigEndian;
    quint32 m_first = 0;
    quint32 m_second = 0;
};

} // namespace

bool isLogIntact(const QString &logFile, const QByteArray &index)
{
    constexpr qsizetype kFramesAt = 16; // in the byte order of the machine
    constexpr qsizetype kSaltsAt = 32;
    if (index.size() < kSaltsAt + 8)
        return true;
    quint32 frames = 0;
    std::memcpy(&frames, index.constData() + kFramesAt, sizeof frames);
    QFile log(logFile);
    if (frames == 0 || !log.open(QIODevice::ReadOnly))
        return true;
    const QByteArray head = log.read(kLogHeader);
    if (head.size() < kLogHeader)
        return false;
    const quint32 magic = qFromBigEndian<quint32>(head.constData());
    const qsizetype pageSize = qFromBigEndian<quint32>(head.constData() + 8);
    if ((magic & ~1U) != kMagic || pageSize < 512 || pageSize > 65536
        || std::memcmp(head.constData() + 16, index.constData() + kSaltsAt, 8) != 0)
        return false;
    Checksum sum((magic & 1U) != 0);
    sum.add(head.constData(), 24);
    if (!sum.is(head.constData() + 24))
        return false;
    for (quint32 frame = 0; frame < frames; ++frame) {
        const QByteArray bytes = log.read(kFrameHeader + pageSize);
        if (bytes.size() < kFrameHeader + pageSize
            || std::memcmp(bytes.constData() + 8, head.constData() + 16, 8) != 0)
            return false;
        sum.add(bytes.constData(), 8);
        sum.add(bytes.constData() + kFrameHeader, pageSize);
        if (!sum.is(bytes.constData() + 16))
            return false;
    }
    return true;
}
