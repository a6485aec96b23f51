// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/logcheck.h"

#include <QFile>
#include <QtEndian>

#include <cstring>

namespace {

constexpr qsizetype kLogHeader = 32;
constexpr qsizetype kFrameHeader = 24;
constexpr qsizetype kSalts = 8;
constexpr quint32 kMagic = 0x377f0682; ///< the last bit tells the byte order of checksums: 1 = big-endian

} // namespace

void LogChecksum::add(const char *bytes, qsizetype size)
{
    for (qsizetype i = 0; i + 8 <= size; i += 8) {
        m_first += word(bytes + i) + m_second;
        m_second += word(bytes + i + 4) + m_first;
    }
}

bool LogChecksum::is(const char *stored) const
{
    return m_first == qFromBigEndian<quint32>(stored) && m_second == qFromBigEndian<quint32>(stored + 4);
}

void LogChecksum::store(char *target) const
{
    qToBigEndian(m_first, target);
    qToBigEndian(m_second, target + 4);
}

quint32 LogChecksum::word(const char *bytes) const
{
    return m_isBigEndian ? qFromBigEndian<quint32>(bytes) : qFromLittleEndian<quint32>(bytes);
}

char *LogReader::Frame::page()
{
    return bytes.data() + kFrameHeader;
}

qsizetype LogReader::Frame::pageSize() const
{
    return bytes.size() - kFrameHeader;
}

void LogReader::Frame::sign(LogChecksum &sum)
{
    sum.add(bytes.constData(), 8);
    sum.add(page(), pageSize());
    sum.store(bytes.data() + 16);
}

LogReader::LogReader(QFile &file) : m_file(file), m_head(file.read(kLogHeader))
{
    if (m_head.size() < kLogHeader)
        return;
    const quint32 magic = qFromBigEndian<quint32>(m_head.constData());
    const qsizetype pageSize = qFromBigEndian<quint32>(m_head.constData() + 8);
    m_sum = LogChecksum((magic & 1U) != 0);
    m_sum.add(m_head.constData(), 24);
    if ((magic & ~1U) != kMagic || pageSize < 512 || pageSize > 65536 || !m_sum.is(m_head.constData() + 24))
        return;
    m_pageSize = pageSize;
    m_end = kLogHeader;
}

QByteArray LogReader::salts() const
{
    return isValid() ? m_head.sliced(16, kSalts) : QByteArray();
}

std::optional<LogReader::Frame> LogReader::next()
{
    if (!isValid() || !m_file.seek(m_end))
        return {};
    Frame frame {m_end, m_file.read(kFrameHeader + m_pageSize), m_sum};
    if (frame.bytes.size() < kFrameHeader + m_pageSize
        || std::memcmp(frame.bytes.constData() + 8, m_head.constData() + 16, kSalts) != 0)
        return {};
    LogChecksum sum = m_sum;
    sum.add(frame.bytes.constData(), 8);
    sum.add(frame.bytes.constData() + kFrameHeader, m_pageSize);
    if (!sum.is(frame.bytes.constData() + 16))
        return {};
    m_sum = sum;
    m_end += frame.bytes.size();
    return frame;
}

bool isLogIntact(const QString &logFile, const QByteArray &index)
{
    constexpr qsizetype kFramesAt = 16; // in the byte order of the machine
    constexpr qsizetype kSaltsAt = 32;
    if (index.size() < kSaltsAt + kSalts)
        return true;
    quint32 frames = 0;
    std::memcpy(&frames, index.constData() + kFramesAt, sizeof frames);
    QFile file(logFile);
    if (frames == 0 || !file.open(QIODevice::ReadOnly))
        return true;
    LogReader log(file);
    if (log.salts() != index.sliced(kSaltsAt, kSalts))
        return false;
    for (quint32 frame = 0; frame < frames; ++frame) {
        if (!log.next())
            return false;
    }
    return true;
}
