// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/hit.h"
#include "core/types/rejection.h"

#include <QList>

#include <map>
#include <utility>

/// received = stored + rejected + refused, per UTC minute and protocol (wire-formats 2.4).
///
/// Belongs to the writer. What is counted during a transaction is written inside it by flush(),
/// so that a crash takes counts and rows together or neither.
class Ledger final
{
public:
    explicit Ledger(Database &database);

    void count(const Hit &hit);
    void count(const Rejection &rejection);
    /// Writes the pending counts inside the current transaction.
    bool flush();
    /// After COMMIT: the pending counts join the totals.
    void committed();
    /// After a rollback: the pending counts are void.
    void rolledBack();

    const LedgerCounts &totals() const { return m_totals; }

private:
    using Key = std::pair<qint64, Protocol>; // minute, protocol

    LedgerCounts &pending(Micros time, Protocol protocol);

    Statement m_upsert;
    std::map<Key, LedgerCounts> m_pending;
    LedgerCounts m_totals;
};

/// Sums over the whole ledger of a database.
LedgerCounts readLedgerTotals(const Database &database);
