// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/hit.h"
#include "core/types/rejection.h"

#include <QList>

#include <map>
#include <utility>

/// received = stored + rejected + refused, per UTC minute and protocol (glossary.md#ledger).
///
/// Belongs to the writer. What is counted during a transaction is written inside it by flush(),
/// so that a crash takes counts and rows together or neither.
class Ledger final
{
public:
    explicit Ledger(Database &database);

    /// Reads the totals. False when they cannot be read.
    bool takeUp();
    void count(const Hit &hit);
    void count(const Rejection &rejection);
    /// Writes the pending counts inside the current transaction.
    bool flush();
    /// Call after COMMIT: adds the pending counts to the totals.
    void committed();
    /// Call after a rollback: discards the pending counts.
    void rolledBack();

    const LedgerCounts &totals() const { return m_totals; }

private:
    using Key = std::pair<qint64, Protocol>; // minute, protocol

    LedgerCounts &pending(Micros time, Protocol protocol);

    Database &m_database;
    Statement m_upsert;
    std::map<Key, LedgerCounts> m_pending;
    LedgerCounts m_totals;
};

/// Sums over the whole ledger of a database.
Result<LedgerCounts> readLedgerTotals(const Database &database);
