// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/rejection.h"

#include <QHash>
#include <QList>

#include <map>
#include <tuple>

/// Collects rejections and sums up repeated ones, so that a flood costs one row with a count
/// instead of a row each; every single one is counted. Lives in the collector thread, which
/// flushes it a few times a second while the store makes progress.
///
/// If the store is stuck for long, rows beyond kExactRows lose the excerpt, beyond kSiteRows the site,
/// beyond kMinuteRows the minute. A row for each reason, protocol and outcome remains. The counts
/// stay exact.
class RejectionLog final
{
public:
    void add(Rejection rejection);
    bool isEmpty() const { return m_rows.isEmpty(); }
    /// What was collected since the last call, in order of first occurrence.
    QList<Rejection> take();
    qsizetype rows() const { return m_rows.size(); }
    /// Hits that were rejected, not refused, since the program started, by reason: for
    /// /metrics.
    const QHash<QString, qint64> &countsByReason() const { return m_byReason; }
    qint64 rejected() const { return m_rejected; }
    qint64 refused() const { return m_refused; }

private:
    static constexpr qsizetype kExactRows = 256;
    static constexpr qsizetype kSiteRows = 1024;
    static constexpr qsizetype kMinuteRows = 4096;
    /// Reason, protocol, outcome, minute, site, excerpt, detail.
    using Key = std::tuple<QString, Protocol, Rejection::Outcome, qint64, QString, QString, QString>;

    /// True when a row with this key was found and counted.
    bool joins(const Key &key, int count);

    QList<Rejection> m_rows;
    std::map<Key, qsizetype> m_index;
    QHash<QString, qint64> m_byReason;
    qint64 m_rejected = 0;
    qint64 m_refused = 0;
};

/// The first bytes of a request as printable text of at most 512 characters, redacted(). All that is kept of
/// a request goes through here.
QString excerptOf(QByteArrayView bytes);
