// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/clock.h"

#include <QtGlobal>

#include <deque>
#include <vector>

/// A set of 64-bit numbers in one block of memory: 16 MB for a million. Grows as needed.
///
/// The position of a number depends on a secret of the process, so that clients cannot choose numbers that
/// collide.
class NumberSet final
{
public:
    NumberSet();

    /// False when the set contains the number already. 0 cannot be stored.
    bool insert(quint64 number);
    void remove(quint64 number);
    bool contains(quint64 number) const { return number != 0 && m_slots[find(number)] == number; }
    qsizetype size() const { return m_size; }
    qsizetype bytes() const
    {
        return static_cast<qsizetype>(m_slots.size()) * static_cast<qsizetype>(sizeof(quint64));
    }

private:
    std::size_t home(quint64 number) const;
    /// Position of the number, or where it would be inserted.
    std::size_t find(quint64 number) const;
    void grow();

    const quint64 m_secret;
    std::vector<quint64> m_slots; ///< its size is a power of two; 0 = free
    qsizetype m_size = 0;
};

/// The ids of stored hits, so that a hit that is sent again is not stored again.
///
/// Belongs to the writer. Remembers the latest kLatest ids, and all that are younger than kSpan, but never
/// more than kMost (20,000 a second for ten minutes, 220 MB); a million take 24 MB. What a transaction adds
/// is written inside it by flush(), one row for all; the rows are read when an id is first needed.
class ResentHits final
{
public:
    static constexpr qsizetype kLatest = 1'000'000;
    static constexpr qsizetype kMost = 12'000'000;
    static constexpr Micros kSpan = 10 * kMicrosPerMinute;

    explicit ResentHits(Database &database);

    /// Reads the ids remembered before a restart; only the first call has an effect.
    void load();
    /// False when a hit with this id was stored, or is about to be in this transaction.
    bool add(quint64 id);
    /// Call inside the transaction; `lastSeq` is that of its last hit. Writes new ids, erases those that may
    /// be forgotten.
    bool flush(qint64 lastSeq, Micros now);
    void committed();
    void rolledBack();

    qsizetype size() const { return m_known.size(); }

private:
    /// Ids of neighbouring transactions, which are forgotten together.
    struct Chunk
    {
        std::vector<quint64> ids;
        qint64 lastSeq = 0;
        Micros lastTime = 0;
    };

    void append(const quint64 *ids, std::size_t count, qint64 lastSeq, Micros time);
    bool mayForget(const Chunk &chunk, Micros now) const;

    Database &m_database;
    Statement m_insert;
    Statement m_erase;
    NumberSet m_known; ///< includes those of the current transaction
    std::deque<Chunk> m_chunks; ///< oldest first
    std::vector<quint64> m_pending;
    qint64 m_pendingSeq = 0;
    Micros m_pendingTime = 0;
    std::size_t m_forgotten = 0; ///< chunks that the current transaction erased
    bool m_isLoaded = false;
};
