// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/verdictwriter.h"

#include "core/storage/transaction.h"
#include "core/storage/zonemap.h"

#include <map>
#include <set>
#include <utility>

VerdictWriter::VerdictWriter(Database &database) :
    m_database(database),
    m_dictionary(database),
    m_rows(database),
    m_setVerdict(database.prepare("UPDATE hit SET bot = ?2 WHERE seq = ?1")),
    m_addHumans(database.prepare("UPDATE hit_block SET humans = humans + ?3 WHERE site = ?1 AND block = ?2")),
    m_markStale(database.prepare("UPDATE segment SET stale = 1 WHERE site = ?1 AND day = ?2"))
{
}

Result<void> VerdictWriter::write(const QList<Change> &changes)
{
    if (changes.isEmpty())
        return {};
    Transaction transaction(m_database);
    if (transaction.isOpen())
        m_dictionary.takeUp();
    if (!transaction.isOpen() || !writeAll(changes)) {
        m_dictionary.clear(); // ids of texts that are rolled back
        return m_database.lastError();
    }
    return transaction.commit();
}

bool VerdictWriter::writeAll(const QList<Change> &changes)
{
    for (const Change &change : changes) {
        m_setVerdict.bind(1, change.seq);
        if (change.verdict.isBot) {
            const qint64 text = m_dictionary.idOf(storedVerdict(change.verdict));
            if (text == 0)
                return false;
            m_setVerdict.bind(2, text);
        } else {
            m_setVerdict.bindNull(2);
        }
        if (!m_setVerdict.run())
            return false;
    }
    return setHumans(changes) && markStale(changes);
}

bool VerdictWriter::setHumans(const QList<Change> &changes)
{
    std::map<std::pair<qint64, qint64>, qint64> humans; // by site number and block
    for (const Change &change : changes) {
        if (change.wasBot != change.verdict.isBot)
            humans[{m_rows.siteNumber(change.site), change.seq >> ZoneMap::kBlockShift}] += change.wasBot
                ? 1
                : -1;
    }
    for (const auto &[key, difference] : humans) {
        m_addHumans.bind(1, key.first);
        m_addHumans.bind(2, key.second);
        m_addHumans.bind(3, difference);
        if (!m_addHumans.run())
            return false;
    }
    return true;
}

bool VerdictWriter::markStale(const QList<Change> &changes)
{
    std::set<std::pair<qint64, qint64>> days; // by site number and UTC day
    for (const Change &change : changes) {
        if (change.wasBot != change.verdict.isBot)
            days.emplace(m_rows.siteNumber(change.site), utcDay(change.eventAt));
    }
    for (const auto &[site, day] : days) {
        m_markStale.bind(1, site);
        m_markStale.bind(2, day);
        if (!m_markStale.run())
            return false;
    }
    // Another reason changes the verdict, but no counts.
    return m_database
        .execute(days.empty() ? "UPDATE segment_epoch SET verdicts = verdicts + 1"
                              : "UPDATE segment_epoch SET epoch = epoch + 1, verdicts = verdicts + 1")
        .ok();
}
