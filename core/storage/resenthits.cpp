// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/resenthits.h"

#include <QRandomGenerator>
#include <QtEndian>

#include <utility>

namespace {

constexpr std::size_t kFirstSlots = 1024;
constexpr std::size_t kChunkIds = 4096;

} // namespace

NumberSet::NumberSet() : m_secret(QRandomGenerator::system()->generate64()), m_slots(kFirstSlots) { }

std::size_t NumberSet::home(quint64 number) const
{
    quint64 mixed = number ^ m_secret; // the finalizer of SplitMix64
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
    return static_cast<std::size_t>(mixed ^ (mixed >> 31)) & (m_slots.size() - 1);
}

std::size_t NumberSet::find(quint64 number) const
{
    std::size_t slot = home(number);
    while (m_slots[slot] != 0 && m_slots[slot] != number)
        slot = (slot + 1) & (m_slots.size() - 1);
    return slot;
}

bool NumberSet::insert(quint64 number)
{
    if (number == 0)
        return true;
    std::size_t slot = find(number);
    if (m_slots[slot] == number)
        return false;
    if (static_cast<std::size_t>(m_size) >= m_slots.size() / 4 * 3) {
        grow();
        slot = find(number);
    }
    m_slots[slot] = number;
    ++m_size;
    return true;
}

void NumberSet::remove(quint64 number)
{
    std::size_t hole = find(number);
    if (number == 0 || m_slots[hole] != number)
        return;
    --m_size;
    // What stands behind the hole and could not stand there without a gap before it, moves up.
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t next = (hole + 1) & mask; m_slots[next] != 0; next = (next + 1) & mask) {
        if (((next - home(m_slots[next])) & mask) >= ((next - hole) & mask)) {
            m_slots[hole] = m_slots[next];
            hole = next;
        }
    }
    m_slots[hole] = 0;
}

void NumberSet::grow()
{
    const std::vector<quint64> old = std::exchange(m_slots, std::vector<quint64>(m_slots.size() * 2));
    for (const quint64 number : old) {
        if (number != 0)
            m_slots[find(number)] = number;
    }
}

ResentHits::ResentHits(Database &database) :
    m_database(database),
    m_insert(database.prepare("INSERT INTO hit_id (seq, time, ids) VALUES (?1, ?2, ?3)")),
    m_erase(database.prepare("DELETE FROM hit_id WHERE seq <= ?1"))
{
}

void ResentHits::load()
{
    if (std::exchange(m_isLoaded, true))
        return;
    Statement rows = m_database.prepare("SELECT seq, time, ids FROM hit_id ORDER BY seq");
    std::vector<quint64> ids;
    while (rows.isValid() && rows.step() == Statement::Step::Row) {
        const QByteArray bytes = rows.blob(2);
        ids.resize(static_cast<std::size_t>(bytes.size()) / sizeof(quint64));
        qFromLittleEndian<quint64>(bytes.constData(), static_cast<qsizetype>(ids.size()), ids.data());
        for (const quint64 id : ids)
            m_known.insert(id);
        append(ids.data(), ids.size(), rows.integer(0), rows.integer(1));
    }
}

bool ResentHits::add(quint64 id)
{
    load();
    if (!m_known.insert(id))
        return false;
    m_pending.push_back(id);
    return true;
}

bool ResentHits::mayForget(const Chunk &chunk, Micros now) const
{
    qsizetype left = m_known.size() - static_cast<qsizetype>(chunk.ids.size());
    for (std::size_t i = 0; i < m_forgotten; ++i)
        left -= static_cast<qsizetype>(m_chunks[i].ids.size());
    // A time ahead of now by more than the span is of a clock that has been put back since.
    const bool isYoung = chunk.lastTime >= now - kSpan && chunk.lastTime <= now + kSpan;
    return left >= kMost || (left >= kLatest && !isYoung);
}

bool ResentHits::flush(qint64 lastSeq, Micros now)
{
    if (m_pending.empty())
        return true;
    m_pendingSeq = lastSeq;
    m_pendingTime = now;
    QByteArray bytes(static_cast<qsizetype>(m_pending.size() * sizeof(quint64)), Qt::Uninitialized);
    qToLittleEndian<quint64>(m_pending.data(), static_cast<qsizetype>(m_pending.size()), bytes.data());
    m_insert.bind(1, lastSeq);
    m_insert.bind(2, now);
    m_insert.bindBlob(3, bytes);
    if (!m_insert.run())
        return false;
    while (m_forgotten < m_chunks.size() && mayForget(m_chunks[m_forgotten], now))
        ++m_forgotten;
    if (m_forgotten == 0)
        return true;
    m_erase.bind(1, m_chunks[m_forgotten - 1].lastSeq);
    return m_erase.run();
}

void ResentHits::committed()
{
    if (m_pending.empty())
        return;
    append(m_pending.data(), m_pending.size(), m_pendingSeq, m_pendingTime);
    m_pending.clear();
    for (; m_forgotten > 0; --m_forgotten) {
        for (const quint64 id : m_chunks.front().ids)
            m_known.remove(id);
        m_chunks.pop_front();
    }
}

void ResentHits::rolledBack()
{
    for (const quint64 id : m_pending)
        m_known.remove(id);
    m_pending.clear();
    m_forgotten = 0;
}

void ResentHits::append(const quint64 *ids, std::size_t count, qint64 lastSeq, Micros time)
{
    if (m_chunks.empty() || m_chunks.back().ids.size() >= kChunkIds)
        m_chunks.emplace_back();
    Chunk &chunk = m_chunks.back();
    chunk.ids.insert(chunk.ids.end(), ids, ids + count);
    chunk.lastSeq = lastSeq;
    chunk.lastTime = time;
}
