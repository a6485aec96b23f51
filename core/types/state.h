// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/rejection.h"

#include <QList>
#include <QMetaType>
#include <QString>

#include <algorithm>

/// The collector's state as the status bar shows it.
struct CollectorState
{
    enum class Phase : quint8 { Stopped, Listening, Failed };

    Phase phase = Phase::Stopped;
    QString url; ///< http://ADDR:PORT that other machines on the network can use
    QString error; ///< why it does not listen, or not at another address as it was told; how to fix it
    QString address = {}; ///< where it listens, or should
    quint16 port = 0;
    quint16 freePort = 0; ///< when Failed because another program has the port: a free one; else 0

    friend bool operator==(const CollectorState &, const CollectorState &) = default;
};

/// A problem that the user should look at, shown in the window, in GET /healthz and in /metrics until it is
/// resolved.
struct Concern
{
    enum class Level : quint8 {
        Degraded, ///< it works, but the user should look at it
        Failing ///< hits cannot be stored
    };

    QString code; ///< snake_case, one per kind: "database_set_aside"
    Level level = Level::Degraded;
    QString message; ///< what happened, and how to fix it; plain text
    bool canConfirm = false; ///< the user can close it by confirming that it was seen

    friend bool operator==(const Concern &, const Concern &) = default;
};

/// How the user answers a concern.
enum class ConcernAnswer : quint8 {
    Confirm, ///< the user has seen it
    Repair ///< do what its message offers
};

/// The store's state, published about twice a second while something changes.
struct StoreState
{
    bool canStore = true;
    QString error; ///< when !canStore: what happened, and how to fix it
    QList<Concern> concerns; ///< open ones, in the order they were raised
    LedgerCounts totals; ///< since the database was made
    qint64 lastSeq = 0;
    Micros lastHitAt = 0; ///< receivedAt of the newest hit; 0 = none yet
    Micros commitMicros = 0; ///< duration of the latest commit
    qint64 databaseBytes = 0; ///< on the disk, its log included, as StoreSizes::bytes()
    qint64 queueDepth = 0; ///< hits waiting for their commit
    bool fullDurability = false; ///< whether commits survive a power cut, not only a crash

    /// Whether hits cannot be stored at this moment.
    bool isFailing() const
    {
        return !canStore || std::ranges::any_of(concerns, [](const Concern &concern) {
            return concern.level == Concern::Level::Failing;
        });
    }
    friend bool operator==(const StoreState &, const StoreState &) = default;
};

Q_DECLARE_METATYPE(Concern)
Q_DECLARE_METATYPE(CollectorState)
Q_DECLARE_METATYPE(StoreState)
