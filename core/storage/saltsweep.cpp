// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/saltsweep.h"

#include "core/storage/logcheck.h"
#include "core/storage/saltstore.h"

#include <QFile>

#include <algorithm>
#include <optional>
#include <utility>

namespace {

constexpr qsizetype kSaltBytes = 32;
constexpr qsizetype kChunk = 1024 * 1024;

// A row (https://sqlite.org/fileformat2.html#b_tree_pages): bytes that follow, the day as a number of
// variable length, and of the record its header: 3 bytes, NULL in place of the day, a blob of 32 bytes.
constexpr char kPayload = 35;
constexpr qsizetype kDayBytes = 3; ///< from 2014 on
constexpr QByteArrayView kRecord("\x03\x00\x4c", 3);
constexpr qsizetype kRowBytes = 1 + kDayBytes + kRecord.size() + kSaltBytes;
constexpr qint64 kLastDay = 50'000; ///< in the year 2106

/// -1 when it is none.
qint64 dayAt(const char *bytes)
{
    const auto part = [bytes](int i) { return static_cast<unsigned char>(bytes[i]); };
    if (part(0) < 0x80 || part(1) < 0x80 || part(2) >= 0x80)
        return -1;
    const qint64 day = ((part(0) & 0x7f) << 14) | ((part(1) & 0x7f) << 7) | part(2);
    return day <= kLastDay ? day : -1;
}

} // namespace

SaltSweep::SaltSweep(Micros now, QList<QByteArray> salts, const std::atomic<bool> &stop) :
    m_now(now), m_salts(std::move(salts)), m_stop(stop)
{
    m_salts.removeIf([](const QByteArray &salt) { return salt.size() != kSaltBytes; });
}

void SaltSweep::look(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return;
    QByteArray bytes;
    while (!m_stop) {
        const QByteArray more = file.read(kChunk);
        if (more.isEmpty())
            return;
        bytes = bytes.last(std::min(bytes.size(), kRowBytes - 1)) + more; // a row may lie on both sides
        lookIn(bytes);
    }
}

void SaltSweep::lookIn(const QByteArray &bytes)
{
    constexpr qsizetype kBefore = 1 + kDayBytes;
    for (qsizetype at = bytes.indexOf(kRecord); at >= 0; at = bytes.indexOf(kRecord, at + 1)) {
        if (at < kBefore || at + kRecord.size() + kSaltBytes > bytes.size()
            || bytes.at(at - kBefore) != kPayload)
            continue;
        const qint64 day = dayAt(bytes.constData() + at - kDayBytes);
        const QByteArray salt = bytes.sliced(at + kRecord.size(), kSaltBytes);
        if (day >= 0 && isSaltOver(day, m_now) && salt.count('\0') < kSaltBytes && !m_salts.contains(salt))
            m_salts.append(salt);
    }
}

bool SaltSweep::blank(char *bytes, qsizetype size) const
{
    bool isFound = false;
    for (const QByteArray &salt : m_salts) {
        const QByteArrayView all(bytes, size);
        for (qsizetype at = all.indexOf(salt); at >= 0; at = all.indexOf(salt, at + 1)) {
            std::fill_n(bytes + at, kSaltBytes, '\0');
            isFound = true;
        }
    }
    return isFound;
}

bool SaltSweep::isHeldBy(const QString &fileName) const
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return true; // it cannot be checked
    QByteArray bytes;
    bool isHeld = false;
    for (QByteArray more = file.read(kChunk); !more.isEmpty() && !isHeld && !m_stop;
         more = file.read(kChunk)) {
        bytes = bytes.last(std::min(bytes.size(), kSaltBytes - 1)) + more;
        isHeld = blank(bytes.data(), bytes.size());
    }
    return isHeld;
}

bool SaltSweep::erase(const QString &fileName) const
{
    if (m_salts.isEmpty())
        return true;
    QFile file(fileName);
    if (!file.exists())
        return true;
    if (!file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return !isHeldBy(fileName);
    bool isWritten = true;
    const qint64 from = eraseFrames(file, isWritten);
    return isWritten && eraseBytes(file, from);
}

qint64 SaltSweep::eraseFrames(QFile &file, bool &isWritten) const
{
    LogReader log(file);
    std::optional<LogChecksum> sum; // since a frame has changed
    while (std::optional<LogReader::Frame> frame = log.next()) {
        const LogChecksum before = sum ? *sum : frame->before;
        const bool isChanged = blank(frame->page(), frame->pageSize());
        if (!isChanged && !sum)
            continue;
        sum = before;
        frame->sign(*sum);
        isWritten = isWritten && file.seek(frame->at) && file.write(frame->bytes) == frame->bytes.size();
    }
    return log.end();
}

bool SaltSweep::eraseBytes(QFile &file, qint64 from) const
{
    QByteArray bytes;
    qint64 at = from; // of `bytes`
    while (!m_stop) {
        const qsizetype kept = std::min(bytes.size(), kSaltBytes - 1);
        at += bytes.size() - kept;
        if (!file.seek(at + kept))
            return false;
        const QByteArray more = file.read(kChunk);
        if (more.isEmpty())
            return true;
        bytes = bytes.last(kept) + more;
        if (blank(bytes.data(), bytes.size()) && !(file.seek(at) && file.write(bytes) == bytes.size()))
            return false;
    }
    return true;
}
