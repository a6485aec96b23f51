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
    const auto addWords = [this, bytes, size](auto word) { // in registers: it reads all that is ever stored
        quint32 first = m_first;
        quint32 second = m_second;
        for (qsizetype i = 0; i + 8 <= size; i += 8) {
            first += word(bytes + i) + second;
            second += word(bytes + i + 4) + first;
        }
        m_first = first;
        m_second = second;
    };
    if (m_isBigEndian)
        addWords([](const char *word) { return qFromBigEndian<quint32>(word); });
    else
        addWords([](const char *word) { return qFromLittleEndian<quint32>(word); });
}

void LogChecksum::remove(const char *bytes, qsizetype size)
{
    for (qsizetype i = size - size % 8; i >= 8; i -= 8) {
        m_second -= word(bytes + i - 4) + m_first;
        m_first -= word(bytes + i - 8) + m_second;
    }
}

quint32 LogChecksum::word(const char *bytes) const
{
    return m_isBigEndian ? qFromBigEndian<quint32>(bytes) : qFromLittleEndian<quint32>(bytes);
}

void LogChecksum::restore(const char *stored)
{
    m_first = qFromBigEndian<quint32>(stored);
    m_second = qFromBigEndian<quint32>(stored + 4);
}

bool LogChecksum::is(const char *stored) const
{
    return m_first == qFromBigEndian<quint32>(stored) && m_second == qFromBigEndian<quint32>(stored + 4);
}

void LogChecksum::storeDifference(const LogChecksum &less, char *target) const
{
    const quint32 difference = m_second - less.m_second;
    if (m_isBigEndian)
        qToBigEndian(difference, target);
    else
        qToLittleEndian(difference, target);
}

void LogChecksum::store(char *target) const
{
    qToBigEndian(m_first, target);
    qToBigEndian(m_second, target + 4);
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

bool LogReader::goTo(const LogMark &mark)
{
    if (!isValid() || mark.salts != salts())
        return false;
    m_frames = mark.frames;
    m_end = mark.at;
    m_sum = mark.sum;
    return true;
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
    ++m_frames;
    return frame;
}

bool LogReader::isDamaged()
{
    constexpr qsizetype kCommitAt = 4; // the pages of the database after a commit, else 0
    const qsizetype size = kFrameHeader + m_pageSize;
    if (!isValid() || !m_file.seek(m_end))
        return false;
    const auto isOfLog = [this](const QByteArray &frame) {
        return std::memcmp(frame.constData() + 8, m_head.constData() + 16, kSalts) == 0;
    };
    QByteArray before = m_file.read(size);
    for (QByteArray frame = m_file.read(size); frame.size() == size;
         before = frame, frame = m_file.read(size)) {
        if (!isOfLog(frame))
            continue;
        LogChecksum sum = m_sum;
        sum.restore(before.constData() + 16);
        sum.add(frame.constData(), 8);
        sum.add(frame.constData() + kFrameHeader, m_pageSize);
        if (sum.is(frame.constData() + 16) && qFromBigEndian<quint32>(frame.constData() + kCommitAt) != 0)
            return true;
    }
    return false;
}

QByteArray logHeaderByFrames(QFile &log, qsizetype pageSize)
{
    constexpr quint32 kVersion = 3'007'000;
    constexpr qsizetype kBegunAt = 12; // how often the log began anew
    const QByteArray frame = log.seek(kLogHeader) ? log.read(kFrameHeader + pageSize) : QByteArray();
    if (frame.size() < kFrameHeader + pageSize)
        return {};
    for (const bool isBigEndian : {false, true}) {
        QByteArray head(kLogHeader, '\0');
        qToBigEndian(kMagic | (isBigEndian ? 1U : 0U), head.data());
        qToBigEndian(kVersion, head.data() + 4);
        qToBigEndian(static_cast<quint32>(pageSize), head.data() + 8);
        std::memcpy(head.data() + 16, frame.constData() + 8, kSalts);
        LogChecksum sum(isBigEndian);
        sum.restore(frame.constData() + 16);
        sum.remove(frame.constData() + kFrameHeader, pageSize);
        sum.remove(frame.constData(), 8);
        sum.store(head.data() + 24);
        sum.remove(head.constData() + 16, kSalts);
        LogChecksum known(isBigEndian);
        known.add(head.constData(),
                  16); // with 0 for what is not known, which is added to the second number alone
        sum.storeDifference(known, head.data() + kBegunAt);
        known = LogChecksum(isBigEndian);
        known.add(head.constData(), 24);
        if (known.is(head.constData() + 24))
            return head;
    }
    return {};
}

bool isLogIntact(const QString &logFile, const QByteArray &index, LogMark *copied)
{
    constexpr qsizetype kFramesAt = 16; // in the byte order of the machine
    constexpr qsizetype kSaltsAt = 32;
    constexpr qsizetype kMovedAt = 96; ///< how many of them are in the database
    if (index.size() < kMovedAt + qsizetype(sizeof(quint32)))
        return true;
    quint32 frames = 0;
    quint32 moved = 0;
    std::memcpy(&frames, index.constData() + kFramesAt, sizeof frames);
    std::memcpy(&moved, index.constData() + kMovedAt, sizeof moved);
    QFile file(logFile);
    if (frames == 0 || !file.open(QIODevice::ReadOnly))
        return true;
    LogReader log(file);
    if (log.salts() != index.sliced(kSaltsAt, kSalts))
        return false;
    if (copied && copied->frames <= moved)
        log.goTo(*copied);
    for (LogMark mark = log.mark(); mark.frames < frames; mark = log.mark()) {
        if (copied && mark.frames == moved)
            *copied = mark;
        if (!log.next())
            return false;
    }
    if (copied && moved == frames)
        *copied = log.mark();
    return true;
}
