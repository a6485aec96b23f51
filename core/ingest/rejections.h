// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/rejection.h"

#include <QHash>
#include <QList>

#include <map>
#include <tuple>

/// Collects what was turned away and folds what repeats, so that a flood costs one row and a count
/// instead of a row each; every single one stays in the count. Lives in the collector thread, which
/// flushes it a few times a second.
class RejectionLog final
{
public:
    void add(Rejection rejection);
    bool isEmpty() const { return m_rows.isEmpty(); }
    /// What came together since the last call, in order of first occurrence.
    QList<Rejection> take();
    /// Since the program started, by reason: for /metrics.
    /// What was rejected; refusals are only summed up.
    const QHash<QString, qint64> &countsByReason() const { return m_byReason; }
    qint64 rejected() const { return m_rejected; }
    qint64 refused() const { return m_refused; }

private:
    /// Rows between two flushes; above it, what is new is folded by reason alone.
    static constexpr qsizetype kMaxRows = 256;
    using Key = std::tuple<QString, QString, Protocol, QString>; ///< reason, site, protocol, excerpt

    QList<Rejection> m_rows;
    std::map<Key, qsizetype> m_index;
    QHash<QString, qint64> m_byReason;
    qint64 m_rejected = 0;
    qint64 m_refused = 0;
};

/// The first bytes of a request as printable text of at most 512 characters. An address or a
/// user agent is never part of it.
QString excerptOf(QByteArrayView bytes);
