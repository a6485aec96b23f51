// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/transaction.h"

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
}

Transaction::~Transaction()
{
    if (m_open)
        (void)m_database.execute("ROLLBACK");
}

Result<void> Transaction::commit()
{
    if (!m_open)
        return m_database.lastError();
    if (Result<void> result = m_database.execute("COMMIT"); !result) {
        const Error error = result.error();
        (void)m_database.execute("ROLLBACK");
        m_open = false;
        return error;
    }
    m_open = false;
    return {};
}
