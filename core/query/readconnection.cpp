// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/readconnection.h"

Result<void> ReadConnection::open()
{
    if (m_reader)
        return {};
    Result<Database> database = Database::open(m_fileName, Database::Mode::ReadOnly);
    if (!database)
        return database.error();
    m_database = std::move(*database);
    m_reader = std::make_unique<HitReader>(*m_database);
    return {};
}

void ReadConnection::close()
{
    m_reader.reset();
    m_database.reset();
}
