// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/hitstore.h"

#include "core/storage/migrations.h"
#include "core/storage/verdictwriter.h"

#include <QFile>

namespace {

/// An empty database of today's schema, made once: migrating takes longer than storing some hits.
QString emptyDatabase()
{
    static const QTemporaryDir folder;
    const QString fileName = folder.filePath(QStringLiteral("empty.db"));
    if (!QFile::exists(fileName)) {
        Result<Database> database = Database::open(fileName, Database::Mode::ReadWrite);
        if (!database || !migrate(*database))
            qFatal("no database could be made");
    }
    return fileName;
}

void require(bool isDone, const Database &database)
{
    if (!isDone)
        qFatal("the test database failed: %s", qPrintable(database.lastError().message));
}

} // namespace

HitStore::HitStore()
{
    if (!QFile::copy(emptyDatabase(), fileName()))
        qFatal("no database could be made");
    Result<Database> database = Database::open(fileName(), Database::Mode::ReadWrite);
    if (!database)
        qFatal("%s", qPrintable(database.error().message));
    m_database = std::make_unique<Database>(std::move(*database));
    m_writer = std::make_unique<GroupCommit>(*m_database, m_clock);
}

HitStore::~HitStore() = default;

void HitStore::commit(const QList<Hit> &hits)
{
    if (hits.isEmpty())
        return;
    std::vector<WriteRequest> requests(1);
    requests.front().hits = hits;
    const bool isNext = hits.constFirst().seq == m_writer->lastSeq() + 1;
    require(isNext && m_writer->commit(requests).ok(), *m_database);
    m_clock.set(hits.constLast().receivedAt);
}

void HitStore::flipBots(QList<Hit> *hits, const QList<qsizetype> &flips)
{
    QList<VerdictWriter::Change> changes;
    for (const qsizetype index : flips) {
        Hit &hit = (*hits)[index];
        const bool wasBot = hit.bot.isBot;
        if (wasBot)
            hit.bot = {};
        else
            hit.bot = {true, QStringLiteral("crawler"), QStringLiteral("changed"), 90};
        changes.append({hit.seq, hit.site, hit.eventAt, wasBot, hit.bot});
    }
    require(VerdictWriter(*m_database).write(changes).ok(), *m_database);
}

void HitStore::setPageGrouping(const PageGrouping &pages)
{
    Statement update = m_database->prepare("UPDATE site SET page_grouping = ?1");
    update.bind(1, pages.stored());
    require(update.run(), *m_database);
}

void HitStore::wipeDerived()
{
    QStringList tables;
    {
        Statement names = m_database->prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND"
                                              " name LIKE 'segment%' AND name <> 'segment_epoch'");
        while (names.step() == Statement::Step::Row)
            tables.append(names.text(0));
    }
    for (const QString &table : std::as_const(tables))
        require(m_database->execute(qPrintable(QStringLiteral("DELETE FROM ") + table)).ok(), *m_database);
    if (!tables.isEmpty()) // as everybody must who erases segments
        require(m_database->execute("UPDATE segment_epoch SET epoch = epoch + 1").ok(), *m_database);
}
