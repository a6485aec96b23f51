// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/hit.h"

#include <QList>
#include <QMetaType>
#include <QString>

/// A hit (or a request) that was not stored, and why. Shown on the Rejected page, never dropped silently.
///
/// *Rejected* = understood but not stored. *Refused* = turned away unread or for lack of capacity. A *remark*
/// reports hits that were stored with a field changed; no ledger counts it.
struct Rejection
{
    enum class Outcome : quint8 { Rejected = 0, Refused = 1, Remark = 2 };

    qint64 id = 0; ///< storage order; 0 before it is stored
    Micros time = 0;
    Protocol protocol = Protocol::Http;
    Outcome outcome = Outcome::Rejected;
    int count = 1; ///< number of hits in this row (a batch, or a burst summed up in one row)
    QString reason; ///< a code of reading-hits.md#why-a-hit-is-not-stored, e.g. "unknown_site"
    QString detail; ///< one sentence for the user: what happened, and how to fix it
    QString site; ///< the site key as it was sent; may be unknown
    QString source; ///< network class and, for browsers, the origin of the page; never an address
    QString excerpt; ///< the first bytes of what was sent, printable, at most 512 characters

    friend bool operator==(const Rejection &, const Rejection &) = default;
};

/// received = stored + rejected + refused, for one protocol.
struct LedgerCounts
{
    qint64 received = 0;
    qint64 stored = 0;
    qint64 rejected = 0;
    qint64 refused = 0;

    bool isBalanced() const { return received == stored + rejected + refused; }
    LedgerCounts &operator+=(const LedgerCounts &other)
    {
        received += other.received;
        stored += other.stored;
        rejected += other.rejected;
        refused += other.refused;
        return *this;
    }
    friend bool operator==(const LedgerCounts &, const LedgerCounts &) = default;
};

Q_DECLARE_METATYPE(Rejection)
Q_DECLARE_METATYPE(LedgerCounts)
