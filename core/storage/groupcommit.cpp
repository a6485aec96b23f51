// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/groupcommit.h"

#include "core/storage/transaction.h"

namespace {

/// In place of a sequence number: a hit with this id was stored before.
constexpr qint64 kLeftOut = 0;

/// Takes the hits that were left out from a request, and their ids. How many they were.
int leaveOut(WriteRequest &request)
{
    qsizetype kept = 0;
    for (qsizetype i = 0; i < request.hits.size(); ++i) {
        if (request.hits[i].seq == kLeftOut)
            continue;
        if (kept != i) {
            request.hits[kept] = std::move(request.hits[i]);
            request.ids[kept] = request.ids[i];
        }
        ++kept;
    }
    const qsizetype leftOut = request.hits.size() - kept;
    request.hits.resize(kept);
    request.ids.resize(kept);
    return static_cast<int>(leftOut);
}

} // namespace

GroupCommit::GroupCommit(Database &database, const Clock &clock, qint64 after) :
    m_database(database),
    m_clock(clock),
    m_dictionary(database),
    m_rows(database, m_dictionary),
    m_blocks(database),
    m_ledger(database),
    m_rejections(database),
    m_ids(database),
    m_findSite(database.prepare("SELECT num FROM site WHERE id = ?1")),
    m_addSite(database.prepare(
        "INSERT INTO site (id, name, domains, timezone, consent) VALUES (?1, '', '', 'UTC', 0)")),
    m_after(after)
{
    (void)takeUp(); // else the first commit says why
}

bool GroupCommit::takeUp()
{
    if (m_lastSeq >= 0)
        return true;
    const Result<qint64> last = lastGivenSeq(m_database);
    if (!last || !m_ledger.takeUp())
        return false;
    m_lastSeq = std::max(*last, m_after);
    return true;
}

Result<GroupCommit::Commit> GroupCommit::commit(std::vector<WriteRequest> &requests,
                                                const std::function<void()> &isLocked)
{
    const Micros started = monotonicMicros();
    Transaction transaction(m_database);
    if (transaction.isOpen() && isLocked)
        isLocked();
    if (transaction.isOpen())
        m_dictionary.takeUp();
    const bool isReady = transaction.isOpen() && takeUp();
    const qint64 seqBefore = m_lastSeq;
    Result<void> result;
    if (!isReady || !writeAll(requests))
        result = m_database.lastError();
    else
        result = transaction.commit();
    if (!result) {
        m_lastSeq = seqBefore;
        forgetPending();
        return result.error();
    }
    m_ledger.committed();
    m_ids.committed();
    m_blocks.clear();

    Commit commit;
    commit.batch.committedAt = m_clock.now();
    commit.batch.commitMicros = monotonicMicros() - started;
    for (WriteRequest &request : requests) {
        const int duplicates = request.duplicates + (request.ids.isEmpty() ? 0 : leaveOut(request));
        if (request.ticket != 0) {
            commit.acks.append({request.ticket, request.hits.isEmpty() ? 0 : request.hits.constFirst().seq,
                                request.hits.isEmpty() ? 0 : request.hits.constLast().seq, duplicates});
        }
        if (!request.ids.isEmpty()) {
            commit.ids.resize(commit.batch.hits.size());
            commit.ids.append(request.ids);
        }
        commit.batch.hits.append(std::move(request.hits));
        commit.rejections.append(std::move(request.rejections));
    }
    requests.clear();
    return commit;
}

std::vector<WriteRequest> GroupCommit::takenBack(Commit &&commit)
{
    std::vector<WriteRequest> requests(1);
    requests.front().rejections = std::move(commit.rejections);
    commit.ids.resize(commit.batch.hits.size());
    for (const CommitAck &ack : std::as_const(commit.acks)) {
        if (ack.lastSeq == 0) { // nothing of it was stored, and it is awaited all the same
            requests.emplace_back().ticket = ack.ticket;
            requests.back().duplicates = ack.duplicates;
        }
    }
    auto ack = commit.acks.cbegin();
    for (qsizetype i = 0; i < commit.batch.hits.size(); ++i) {
        Hit &hit = commit.batch.hits[i];
        while (ack != commit.acks.cend() && ack->lastSeq < hit.seq)
            ++ack;
        const bool isAwaited = ack != commit.acks.cend() && ack->firstSeq <= hit.seq;
        const quint64 ticket = isAwaited ? ack->ticket : 0;
        if (requests.back().ticket != ticket || ticket == 0) {
            requests.emplace_back().ticket = ticket;
            requests.back().duplicates = isAwaited ? ack->duplicates : 0;
        }
        requests.back().hits.append(std::move(hit));
        requests.back().ids.append(commit.ids[i]);
    }
    return requests;
}

bool GroupCommit::writeAll(std::vector<WriteRequest> &requests)
{
    // All were taken back: whether the next ones can be stored shows when something is written.
    if (requests.empty() && !m_database.execute("UPDATE store SET identity = identity"))
        return false;
    for (WriteRequest &request : requests) {
        if (!writeHits(request))
            return false;
        for (Rejection &rejection : request.rejections) {
            if (!m_rejections.insert(rejection))
                return false;
            m_ledger.count(rejection);
        }
    }
    return m_blocks.flush() && m_ledger.flush() && m_ids.flush(m_lastSeq, m_clock.now());
}

bool GroupCommit::writeHits(WriteRequest &request)
{
    for (qsizetype i = 0; i < request.hits.size(); ++i) {
        Hit &hit = request.hits[i];
        if (!request.ids.isEmpty() && !m_ids.add(request.ids[i])) {
            hit.seq = kLeftOut;
            continue;
        }
        const qint64 site = siteNumber(hit.site);
        hit.seq = ++m_lastSeq;
        if (site < 0 || !m_rows.insert(hit, site))
            return false;
        m_blocks.count(hit, site);
        m_ledger.count(hit);
    }
    return true;
}

qint64 GroupCommit::siteNumber(const QString &site)
{
    if (site.isEmpty())
        return 0;
    if (const auto known = m_sites.constFind(site); known != m_sites.constEnd())
        return *known;
    m_findSite.bind(1, QStringView(site));
    qint64 number = m_findSite.step() == Statement::Step::Row ? m_findSite.integer(0) : 0;
    m_findSite.reset();
    if (number == 0) {
        m_addSite.bind(1, QStringView(site));
        if (!m_addSite.run())
            return -1;
        number = m_database.lastInsertId();
    }
    m_sites.insert(site, number);
    return number;
}

void GroupCommit::forgetPending()
{
    m_ledger.rolledBack();
    m_ids.rolledBack();
    m_blocks.clear();
    m_dictionary.clear();
    m_sites.clear();
}
