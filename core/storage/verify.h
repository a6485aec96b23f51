// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/rejection.h"

#include <QString>

/// What `clickscope verify` found.
struct Verification
{
    QString integrity; ///< "ok", the first message of the integrity check, or why something cannot be read
    LedgerCounts ledger;
    qint64 hits = 0; ///< rows in table hit
    qint64 erased = 0; ///< hits that were stored once, and erased on demand
    bool isBalanced = false; ///< the ledger balances, and its stored hits equal the rows plus the erased ones
    bool isDerivedInStep = false; ///< zone map and dictionary agree with the rows

    bool isGood() const { return integrity == QLatin1StringView("ok") && isBalanced && isDerivedInStep; }
};

/// The first damage that SQLite finds in the pages of a database, without comparing indexes; empty = none.
QString damageIn(const Database &database);
/// Reads everything; may take minutes on a large file.
Verification verify(const Database &database);
