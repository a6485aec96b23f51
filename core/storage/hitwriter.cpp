// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/hitwriter.h"

#include "core/storage/transaction.h"

HitWriter::HitWriter(Database &database, const Clock &clock) :
    m_database(database),
    m_clock(clock),
    m_dictionary(database),
    m_rows(database, m_dictionary),
    m_blocks(database),
    m_ledger(database),
    m_rejections(database),
    m_findSite(database.prepare("SELECT num FROM site WHERE id = ?1")),
    m_addSite(database.prepare(
        "INSERT INTO site (id, name, domains, timezone, consent) VALUES (?1, '', '', 'UTC', 0)")),
    m_lastSeq(database.scalar("SELECT MAX(seq) FROM hit"))
{
}

Result<HitWriter::Commit> HitWriter::commit(std::vector<WriteRequest> &requests)
{
    const Micros started = monotonicMicros();
    const qint64 seqBefore = m_lastSeq;

    Transaction transaction(m_database);
    Result<void> result;
    if (!transaction.isOpen() || !writeAll(requests))
        result = m_database.lastError();
    else
        result = transaction.commit();
    if (!result) {
        m_lastSeq = seqBefore;
        forgetPending();
        return result.error();
    }
    m_ledger.committed();
    m_blocks.clear();

    Commit commit;
    commit.batch.committedAt = m_clock.now();
    commit.batch.commitMicros = monotonicMicros() - started;
    for (WriteRequest &request : requests) {
        if (request.ticket != 0) {
            commit.acks.append({request.ticket, request.hits.isEmpty() ? 0 : request.hits.constFirst().seq,
                                request.hits.isEmpty() ? 0 : request.hits.constLast().seq});
        }
        commit.batch.hits.append(std::move(request.hits));
        commit.rejections.append(std::move(request.rejections));
    }
    requests.clear();
    return commit;
}

bool HitWriter::writeAll(std::vector<WriteRequest> &requests)
{
    for (WriteRequest &request : requests) {
        for (Hit &hit : request.hits) {
            const qint64 site = siteNumber(hit.site);
            hit.seq = ++m_lastSeq;
            if (site < 0 || !m_rows.insert(hit, site))
                return false;
            m_blocks.count(hit, site);
            m_ledger.count(hit);
        }
        for (Rejection &rejection : request.rejections) {
            if (!m_rejections.insert(rejection))
                return false;
            m_ledger.count(rejection);
        }
    }
    return m_blocks.flush() && m_ledger.flush();
}

qint64 HitWriter::siteNumber(const QString &site)
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

void HitWriter::forgetPending()
{
    m_ledger.rolledBack();
    m_blocks.clear();
    m_dictionary.clear();
    m_sites.clear();
}
