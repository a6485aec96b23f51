// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/commitqueue.h"
#include "core/storage/database.h"
#include "core/storage/dictionary.h"
#include "core/storage/hitrow.h"
#include "core/storage/ledger.h"
#include "core/storage/rejectiontable.h"
#include "core/storage/resenthits.h"
#include "core/storage/zonemap.h"
#include "core/types/clock.h"
#include "core/types/hit.h"
#include "core/types/result.h"

#include <QHash>
#include <QList>

#include <algorithm>
#include <functional>
#include <vector>

/// Writes queued requests to SQLite, one transaction per call (group commit).
///
/// Belongs to the storage thread and uses its only write connection. Sequence numbers are given
/// here, in queue order; a failed transaction gives its numbers back and leaves the requests
/// unchanged, so that the caller can try again: nothing is dropped, nothing is stored twice. A hit whose id
/// is known is skipped, and its request is acknowledged as if it had been stored.
class GroupCommit final
{
public:
    struct Commit
    {
        HitBatch batch;
        QList<quint64> ids; ///< of the hits, in their order, 0 = has none; may end early
        QList<Rejection> rejections; ///< with their ids
        QList<CommitAck> acks;
    };

    /// New sequence numbers are greater than `after`, so that none is given twice.
    GroupCommit(Database &database, const Clock &clock, qint64 after = 0);

    /// One transaction. On success the hits and rejections have moved into the answer; on failure
    /// the requests are untouched. `isLocked` is called once the write lock is held, before anything is
    /// written; it may still take requests away.
    Result<Commit> commit(std::vector<WriteRequest> &requests, const std::function<void()> &isLocked = {});

    /// The requests of a commit, to be written again into another database.
    static std::vector<WriteRequest> takenBack(Commit &&commit);

    const LedgerCounts &totals() const { return m_ledger.totals(); }
    qint64 lastSeq() const { return m_lastSeq; }
    /// Reads the ids remembered before a restart. Otherwise the first hit with an id has to wait for that.
    void loadIds() { m_ids.load(); }

private:
    /// Reads the last sequence number and the totals. If that fails, returns false and nothing is stored.
    bool takeUp();
    bool writeHits(WriteRequest &request);
    bool writeAll(std::vector<WriteRequest> &requests);
    /// Number of a site; adds the site if it is new. 0 for hits without a site, -1 on failure.
    qint64 siteNumber(const QString &site);
    void forgetPending();

    Database &m_database;
    const Clock &m_clock;
    Dictionary m_dictionary;
    HitRowWriter m_rows;
    ZoneMap m_blocks;
    Ledger m_ledger;
    RejectionTable m_rejections;
    ResentHits m_ids;
    Statement m_findSite;
    Statement m_addSite;
    QHash<QString, qint64> m_sites;
    const qint64 m_after;
    qint64 m_lastSeq = -1; ///< -1 = not read yet
};
