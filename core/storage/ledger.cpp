// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/ledger.h"

Ledger::Ledger(Database &database) :
    m_database(database),
    m_upsert(database.prepare(
        "INSERT INTO ledger (minute, protocol, received, stored, rejected, refused) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
        " ON CONFLICT (minute, protocol) DO UPDATE SET received = received + excluded.received,"
        " stored = stored + excluded.stored, rejected = rejected + excluded.rejected,"
        " refused = refused + excluded.refused"))
{
}

bool Ledger::takeUp()
{
    const Result<LedgerCounts> totals = readLedgerTotals(m_database);
    if (totals)
        m_totals = *totals;
    return totals.ok();
}

LedgerCounts &Ledger::pending(Micros time, Protocol protocol)
{
    return m_pending[{time / kMicrosPerMinute, protocol}];
}

void Ledger::count(const Hit &hit)
{
    LedgerCounts &counts = pending(hit.receivedAt, hit.protocol);
    ++counts.received;
    ++counts.stored;
}

void Ledger::count(const Rejection &rejection)
{
    if (rejection.outcome == Rejection::Outcome::Remark)
        return;
    LedgerCounts &counts = pending(rejection.time, rejection.protocol);
    counts.received += rejection.count;
    (rejection.outcome == Rejection::Outcome::Rejected ? counts.rejected : counts.refused) += rejection.count;
}

bool Ledger::flush()
{
    for (const auto &[key, counts] : m_pending) {
        m_upsert.bind(1, key.first);
        m_upsert.bind(2, static_cast<qint64>(key.second));
        m_upsert.bind(3, counts.received);
        m_upsert.bind(4, counts.stored);
        m_upsert.bind(5, counts.rejected);
        m_upsert.bind(6, counts.refused);
        if (!m_upsert.run())
            return false;
    }
    return true;
}

void Ledger::committed()
{
    for (const auto &entry : m_pending)
        m_totals += entry.second;
    m_pending.clear();
}

void Ledger::rolledBack()
{
    m_pending.clear();
}

Result<LedgerCounts> readLedgerTotals(const Database &database)
{
    Statement sums = database.prepare(
        "SELECT COALESCE(SUM(received), 0), COALESCE(SUM(stored), 0), COALESCE(SUM(rejected), 0),"
        " COALESCE(SUM(refused), 0) FROM ledger");
    if (sums.step() != Statement::Step::Row)
        return database.lastError();
    return LedgerCounts {sums.integer(0), sums.integer(1), sums.integer(2), sums.integer(3)};
}
