// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/rejectiontable.h"

#include "core/storage/allrows.h"

RejectionTable::RejectionTable(Database &database) :
    m_database(database),
    m_insert(database.prepare(
        "INSERT INTO rejection (time, protocol, outcome, count, reason, detail, site, source, excerpt)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")),
    m_trim(database.prepare("DELETE FROM rejection WHERE id <= ?1"))
{
}

bool RejectionTable::insert(Rejection &rejection)
{
    m_insert.bind(1, rejection.time);
    m_insert.bind(2, static_cast<qint64>(rejection.protocol));
    m_insert.bind(3, static_cast<qint64>(rejection.outcome));
    m_insert.bind(4, static_cast<qint64>(rejection.count));
    m_insert.bind(5, QStringView(rejection.reason));
    m_insert.bind(6, QStringView(rejection.detail));
    m_insert.bind(7, QStringView(rejection.site));
    m_insert.bind(8, QStringView(rejection.source));
    m_insert.bind(9, QStringView(rejection.excerpt));
    if (!m_insert.run())
        return false;
    rejection.id = m_database.lastInsertId();
    m_trim.bind(1, rejection.id - kMaxRows);
    return m_trim.run();
}

Result<QList<Rejection>> readRejections(const Database &database, qint64 before, int limit)
{
    Statement rows = database.prepare(
        "SELECT id, time, protocol, outcome, count, reason, detail, site, source, excerpt FROM rejection"
        " WHERE ?1 = 0 OR id < ?1 ORDER BY id DESC LIMIT ?2");
    rows.bind(1, before);
    rows.bind(2, static_cast<qint64>(limit));
    return allRows(database, rows, [](const Statement &row) {
        Rejection rejection;
        rejection.id = row.integer(0);
        rejection.time = row.integer(1);
        rejection.protocol = static_cast<Protocol>(row.integer(2));
        rejection.outcome = static_cast<Rejection::Outcome>(row.integer(3));
        rejection.count = static_cast<int>(row.integer(4));
        rejection.reason = row.text(5);
        rejection.detail = row.text(6);
        rejection.site = row.text(7);
        rejection.source = row.text(8);
        rejection.excerpt = row.text(9);
        return rejection;
    });
}
