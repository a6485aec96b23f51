// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/siteerasure.h"

#include "core/storage/hitrow.h"
#include "core/storage/segmenterasure.h"
#include "core/storage/textsweep.h"
#include "core/storage/transaction.h"
#include "core/types/shownpage.h"
#include "core/types/site.h"
#include "core/types/urltext.h"

#include <QLocale>

namespace {

/// Of 1,024 hits at most: some 20 ms of the one write lock, then the collector has its turn.
constexpr qint64 kBlocksPerTurn = 2;
/// When `removed` was only ever 0 or 1.
constexpr qint64 kRemovedSomeTime = 1;

qint64 numberOf(const Database &database, const char *sql, const QString &id)
{
    Statement find = database.prepare(sql);
    find.bind(1, QStringView(id));
    return find.step() == Statement::Step::Row ? find.integer(0) : -1;
}

QString counted(qint64 number, const char *one, const char *many)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(number)
        + QLatin1StringView(number == 1 ? one : many);
}

bool run(Database &database, const char *sql, std::initializer_list<qint64> values)
{
    Statement statement = database.prepare(sql);
    int index = 0;
    for (const qint64 value : values)
        statement.bind(++index, value);
    return statement.isValid() && statement.run();
}

/// What is derived from its hits is made again from what there is.
Result<void> forgetSegments(Database &database, qint64 site)
{
    Transaction transaction(database);
    const bool isDone = transaction.isOpen()
        && run(database,
               "DELETE FROM segment_part WHERE id / 64 IN (SELECT num FROM segment WHERE site = ?1)", {site})
        && run(database, "DELETE FROM segment WHERE site = ?1", {site})
        && run(database, "UPDATE segment_epoch SET epoch = epoch + 1, verdicts = verdicts + 1", {});
    return isDone ? transaction.commit() : Result<void>(database.lastError());
}

/// Tells whose a row of `rejection` is; without a site its words say it.
class RejectionOwner final
{
public:
    explicit RejectionOwner(const Site &site) : m_site(site) { }

    bool owns(const QString &site, const QString &source, const QString &excerpt) const
    {
        if (!site.isEmpty())
            return site == m_site.id;
        const QString host = shownHost(urlHost(source.sliced(source.lastIndexOf(u' ') + 1)));
        const bool isFromIt = !m_site.domains.isEmpty() && !host.isEmpty() && m_site.allowsHost(host);
        return isFromIt || names(excerpt);
    }

private:
    /// As a value: "id" or =id.
    bool names(const QString &excerpt) const
    {
        if (excerpt.contains(u'"' + m_site.id + u'"'))
            return true;
        const QString value = u'=' + m_site.id;
        const qsizetype at = excerpt.indexOf(value);
        return at >= 0 && (at + value.size() == excerpt.size() || excerpt[at + value.size()] == u'&');
    }

    Site m_site;
};

Result<void> forgetRejections(Database &database, const Site &site)
{
    const RejectionOwner owner(site);
    Transaction transaction(database);
    if (!transaction.isOpen())
        return database.lastError();
    Statement rows = database.prepare("SELECT id, site, source, excerpt FROM rejection");
    Statement forget = database.prepare("DELETE FROM rejection WHERE id = ?1");
    QList<qint64> its;
    Statement::Step step = rows.step();
    for (; step == Statement::Step::Row; step = rows.step()) {
        if (owner.owns(rows.text(1), rows.text(2), rows.text(3)))
            its.append(rows.integer(0));
    }
    if (step == Statement::Step::Failed)
        return database.lastError();
    for (const qint64 id : std::as_const(its)) {
        forget.bind(1, id);
        if (!forget.run())
            return database.lastError();
    }
    return transaction.commit();
}

/// Its number, 0 when there never was one; allowed hosts are those that it has or had.
qint64 find(const Database &database, const QString &id, Site *site)
{
    Statement row = database.prepare("SELECT num, domains FROM site WHERE id = ?1");
    row.bind(1, QStringView(id));
    if (row.step() != Statement::Step::Row)
        return 0;
    site->id = id;
    site->domains = row.text(1).split(u'\n', Qt::SkipEmptyParts);
    return row.integer(0);
}

/// What a removed site was called and which hosts it had; a site that goes on keeps its settings. Its key and
/// number stay, for what counts as erased.
Result<void> forgetSettings(Database &database, const QString &id)
{
    Transaction transaction(database);
    Statement forget = database.prepare(
        "UPDATE site SET name = '', domains = '', timezone = 'UTC', consent = 0, bot_mode = 0, bot_rules = '',"
        " kept_query = '', page_grouping = 0, badge_public = 0 WHERE id = ?1 AND removed <> 0");
    forget.bind(1, QStringView(id));
    if (!transaction.isOpen() || !forget.run())
        return database.lastError();
    return transaction.commit();
}

/// Blocks from `first` on with hits up to `last`. The block to go on with, -1 at the end.
Result<qint64> eraseSome(Database &database, qint64 site, qint64 first, qint64 last, qint64 erasure)
{
    Transaction transaction(database);
    if (!transaction.isOpen())
        return database.lastError();
    Statement find = database.prepare(
        "SELECT block FROM hit_block WHERE site = ?1 AND block >= ?2 AND block <= ?3 >> 10 ORDER BY block LIMIT 1");
    qint64 next = first;
    for (qint64 turn = 0; turn < kBlocksPerTurn; ++turn) {
        find.bind(1, site);
        find.bind(2, next);
        find.bind(3, last);
        const bool isFound = find.step() == Statement::Step::Row;
        const qint64 block = isFound ? find.integer(0) : -1;
        find.reset();
        if (!isFound) {
            next = -1;
            break;
        }
        if (!run(database,
                 "DELETE FROM hit WHERE seq >= ?1 << 10 AND seq < (?1 + 1) << 10 AND seq <= ?2 AND site = ?3",
                 {block, last, site}))
            return database.lastError();
        const qint64 erased = database.changes();
        if (!run(database, "UPDATE erasure SET hits = hits + ?2 WHERE id = ?1", {erasure, erased})
            || !run(database, "DELETE FROM hit_block WHERE site = ?1 AND block = ?2", {site, block})
            || !run(
                database,
                "INSERT INTO hit_block (site, block, hits, humans, first_event, last_event)"
                " SELECT site, seq >> 10, COUNT(*), SUM(bot IS NULL), MIN(received - COALESCE(lag, 0)),"
                " MAX(received - COALESCE(lag, 0)) FROM hit WHERE seq >= ?2 << 10 AND seq < (?2 + 1) << 10"
                " AND site = ?1 GROUP BY site, seq >> 10",
                {site, block}))
            return database.lastError();
        next = block + 1;
    }
    if (Result<void> committed = transaction.commit(); !committed)
        return committed.error();
    return next;
}

} // namespace

Result<SiteContents> contentsOfSite(const Database &database, const QString &id)
{
    Statement find = database.prepare("SELECT num, removed FROM site WHERE id = ?1");
    find.bind(1, QStringView(id));
    if (find.step() != Statement::Step::Row)
        return Error {QStringLiteral("site_not_found"), QStringLiteral("there is no site %1").arg(id)};
    SiteContents contents;
    contents.isRemoved = find.integer(1) != 0;
    contents.removedAt = find.integer(1) > kRemovedSomeTime ? find.integer(1) : 0;
    contents.hits = numberOf(
        database,
        "SELECT COALESCE(SUM(hits), 0) FROM hit_block WHERE site = (SELECT num FROM site WHERE id = ?1)", id);
    contents.goals = numberOf(database, "SELECT COUNT(*) FROM goal WHERE site = ?1", id);
    contents.notes = numberOf(database, "SELECT COUNT(*) FROM annotation WHERE site = ?1", id);
    return contents;
}

QString contentsText(const SiteContents &contents)
{
    return counted(contents.hits, " hit, ", " hits, ") + counted(contents.goals, " goal, ", " goals, ")
        + counted(contents.notes, " note", " notes");
}

Result<SiteContents> eraseSite(Database &database, const QString &id, Micros now)
{
    const Result<SiteContents> contents = contentsOfSite(database, id);
    if (!contents)
        return contents;
    Site known;
    const qint64 site = find(database, id, &known);
    SiteContents erased = *contents;
    qint64 erasure = 0;
    qint64 last = 0;
    if (Result<void> overwrites = database.execute("PRAGMA secure_delete=ON"); !overwrites)
        return overwrites.error();
    {
        Transaction transaction(database);
        Statement goals = database.prepare("DELETE FROM goal WHERE site = ?1");
        Statement notes = database.prepare("DELETE FROM annotation WHERE site = ?1");
        goals.bind(1, QStringView(id));
        notes.bind(1, QStringView(id));
        if (!transaction.isOpen())
            return database.lastError();
        const Result<qint64> given = lastGivenSeq(database);
        if (!given)
            return given.error();
        last = *given;
        if (!goals.run() || !notes.run()
            || !run(database, "INSERT INTO erasure (at, site, hits, last_seq) VALUES (?1, ?2, 0, ?3)",
                    {now, site, last}))
            return database.lastError();
        erasure = database.lastInsertId();
        if (Result<void> committed = transaction.commit(); !committed)
            return committed.error();
    }
    if (Result<void> forgotten = forgetSegments(database, site); !forgotten)
        return forgotten.error();
    for (qint64 block = 0; block >= 0;) {
        const Result<qint64> next = eraseSome(database, site, block, last, erasure);
        if (!next)
            return next.error();
        block = *next;
    }
    if (Result<void> forgotten = forgetRejections(database, known); !forgotten)
        return forgotten.error();
    if (Result<void> forgotten = forgetSettings(database, id); !forgotten) // after what is told by its hosts
        return forgotten.error();
    // Values are shared by the segments of all sites, and a collector may have built days of this one
    // meanwhile.
    if (Result<void> forgotten = eraseSegments(database); !forgotten)
        return forgotten.error();
    if (Result<void> swept = eraseUnusedTexts(database); !swept)
        return swept.error();
    Statement count = database.prepare("SELECT hits FROM erasure WHERE id = ?1");
    count.bind(1, erasure);
    erased.hits = count.step() == Statement::Step::Row ? count.integer(0) : erased.hits;
    return erased;
}
