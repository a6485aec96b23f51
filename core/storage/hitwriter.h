// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/commitqueue.h"
#include "core/storage/database.h"
#include "core/storage/dictionary.h"
#include "core/storage/hitrow.h"
#include "core/storage/ledger.h"
#include "core/storage/rejectiontable.h"
#include "core/storage/zonemap.h"
#include "core/types/clock.h"
#include "core/types/hit.h"
#include "core/types/result.h"

#include <QHash>
#include <QList>

#include <vector>

/// Writes queued requests to SQLite, one transaction per call (group commit).
///
/// Belongs to the storage thread and uses its only write connection. Sequence numbers are given
/// here, in queue order; a failed transaction gives its numbers back and leaves the requests as
/// they were, so that the caller can try again: nothing is dropped, nothing is stored twice.
class HitWriter final
{
public:
    struct Commit
    {
        HitBatch batch;
        QList<Rejection> rejections; ///< with their ids
        QList<CommitAck> acks;
    };

    HitWriter(Database &database, const Clock &clock);

    /// One transaction. On success the hits and rejections have moved into the answer; on failure
    /// the requests are untouched.
    Result<Commit> commit(std::vector<WriteRequest> &requests);

    const LedgerCounts &totals() const { return m_ledger.totals(); }
    qint64 lastSeq() const { return m_lastSeq; }

private:
    bool writeAll(std::vector<WriteRequest> &requests);
    /// Number of a site, adding the site when it is new. 0 for hits without a site, -1 on failure.
    qint64 siteNumber(const QString &site);
    void forgetPending();

    Database &m_database;
    const Clock &m_clock;
    Dictionary m_dictionary;
    HitRowWriter m_rows;
    ZoneMap m_blocks;
    Ledger m_ledger;
    RejectionTable m_rejections;
    Statement m_findSite;
    Statement m_addSite;
    QHash<QString, qint64> m_sites;
    qint64 m_lastSeq = 0;
};
