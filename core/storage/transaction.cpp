// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/transaction.h"

#include <atomic>

namespace {

std::atomic<quint32> allTurns = 0; ///< beginnings and ends
thread_local quint32 ownTurns = 0; ///< those in this thread

void countTurn()
{
    ++allTurns;
    ++ownTurns;
}

} // namespace

ReadSnapshot::ReadSnapshot(const Database &database) : m_database(database)
{
    (void)m_database.execute("BEGIN");
}

ReadSnapshot::~ReadSnapshot()
{
    (void)m_database.execute("ROLLBACK");
}

Transaction::Transaction(Database &database) :
    m_database(database), m_open(database.execute("BEGIN IMMEDIATE").ok())
{
    if (m_open)
        countTurn();
}

Transaction::~Transaction()
{
    if (!m_open)
        return;
    (void)m_database.execute("ROLLBACK");
    close();
}

Result<void> Transaction::commit()
{
    if (!m_open)
        return m_database.lastError();
    Result<void> result = m_database.execute("COMMIT");
    if (!result)
        (void)m_database.execute("ROLLBACK");
    close();
    return result;
}

void Transaction::close()
{
    m_open = false;
    countTurn();
}

quint32 Transaction::countOfOtherThreads()
{
    return allTurns - ownTurns;
}
