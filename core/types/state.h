// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/rejection.h"

#include <QMetaType>
#include <QString>

/// The collector's state as the status bar shows it.
struct CollectorState
{
    enum class Phase : quint8 { Stopped, Listening, Failed };

    Phase phase = Phase::Stopped;
    QString url; ///< http://ADDR:PORT that others on the network can use
    QString error; ///< when Failed: what, and how to mend it

    friend bool operator==(const CollectorState &, const CollectorState &) = default;
};

/// The store's state, published about twice a second while something changes.
struct StoreState
{
    bool canStore = true;
    QString error; ///< when !canStore: what, and how to mend it
    QString notice; ///< something the user must know once (e.g. a database that was set aside)
    LedgerCounts totals; ///< since the database was made
    qint64 lastSeq = 0;
    Micros lastHitAt = 0; ///< receivedAt of the newest hit; 0 = none yet
    Micros commitMicros = 0; ///< duration of the latest commit
    qint64 databaseBytes = 0;
    qint64 queueDepth = 0; ///< hits waiting for their commit
    bool fullDurability = false; ///< survives a power cut, not only a crash

    friend bool operator==(const StoreState &, const StoreState &) = default;
};

Q_DECLARE_METATYPE(CollectorState)
Q_DECLARE_METATYPE(StoreState)
