// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/verify.h"

#include "app/commands/commanddatabase.h"
#include "app/commands/commands.h"
#include "app/commands/output.h"
#include "core/analytics/segmentcheck.h"
#include "core/storage/backup.h"
#include "core/storage/damagemark.h"
#include "core/storage/hitrow.h"
#include "core/storage/transaction.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace {

/// Acknowledged hits that are known to be missing; they may have come back with a backup.
Result<std::optional<DamageMark::LostHits>> lostHits(const Database &database)
{
    const QString fileName = database.fileName();
    if (const std::optional<DamageMark::LostHits> lost = DamageMark::lostHits(fileName)) {
        Statement count = database.prepare("SELECT COUNT(*) FROM hit WHERE seq BETWEEN ?1 AND ?2");
        count.bind(1, lost->first);
        count.bind(2, lost->last);
        if (count.step() != Statement::Step::Row)
            return database.lastError();
        if (count.integer(0) <= lost->last - lost->first)
            return lost;
    }
    const Result<qint64> last = lastGivenSeq(database);
    if (!last)
        return last.error();
    const qint64 told = DamageMark::acknowledgedThrough(fileName);
    return *last < told ? std::optional(DamageMark::LostHits {*last + 1, told}) : std::nullopt;
}

} // namespace

int runVerify(const CommandLine &line)
{
    Result<Database> database = openForReading(line);
    if (!database)
        return fail(database.error());
    const ReadSnapshot snapshot(*database);
    Verification found = verify(*database);
    const Result<qint64> damaged = damagedSegments(*database);
    if (!damaged && found.integrity == QLatin1StringView("ok"))
        found.integrity = damaged.error().message;
    found.isDerivedInStep = found.isDerivedInStep && damaged && *damaged == 0;
    const QJsonObject document {
        {QStringLiteral("integrity"), found.integrity},
        {QStringLiteral("received"), found.ledger.received},
        {QStringLiteral("stored"), found.ledger.stored},
        {QStringLiteral("rejected"), found.ledger.rejected},
        {QStringLiteral("refused"), found.ledger.refused},
        {QStringLiteral("hits"), found.hits},
        {QStringLiteral("erased"), found.erased},
        {QStringLiteral("balanced"), found.isBalanced},
        {QStringLiteral("derived_in_step"), found.isDerivedInStep},
    };
    if (line.has(QStringLiteral("json"))) {
        print(QJsonDocument(document).toJson(QJsonDocument::Compact));
    } else {
        print(QStringLiteral(
                  "integrity %1; received %2 = stored %3 + rejected %4 + refused %5: %6; derived data %7")
                  .arg(found.integrity, QString::number(found.ledger.received),
                       QString::number(found.ledger.stored), QString::number(found.ledger.rejected),
                       QString::number(found.ledger.refused),
                       found.isBalanced ? QStringLiteral("balanced") : QStringLiteral("NOT BALANCED"),
                       found.isDerivedInStep ? QStringLiteral("in step") : QStringLiteral("OUT OF STEP")));
    }
    const Result<std::optional<DamageMark::LostHits>> lost = lostHits(*database);
    if (!lost)
        return fail(lost.error());
    if (*lost) {
        return fail(
            {QStringLiteral("verify_failed"),
             QStringLiteral("hits %1 to %2 were acknowledged and are not in the database; look for them in "
                            "copies beside it, then say `clickscope data confirm`")
                 .arg(QString::number((*lost)->first), QString::number((*lost)->last))});
    }
    if (found.isGood()) {
        if (DamageMark::exists(database->fileName())) {
            DamageMark::remove(database->fileName());
            tellCollector(line);
        }
        return 0;
    }
    if (found.integrity == QLatin1StringView("ok") && found.isBalanced) {
        return fail({QStringLiteral("verify_failed"),
                     QStringLiteral("derived tables do not match the hits; clickscope rebuild fixes them")});
    }
    if (found.integrity != QLatin1StringView("ok")) {
        DamageMark::set(database->fileName(), DamageMark::Kind::Malformed, found.integrity);
        tellCollector(line);
    }
    return fail(
        {QStringLiteral("verify_failed"),
         QStringLiteral("the database is damaged or out of balance; keep a copy and restore a backup")});
}

int runBackup(const CommandLine &line)
{
    const QString target = line.positional().constFirst();
    Result<Database> database = openForReading(line);
    if (!database)
        return fail(database.error());
    if (Result<void> copied = backUp(*database, target); !copied)
        return fail(copied.error());
    const Result<Database> copy = Database::open(target, Database::Mode::ReadOnly);
    if (!copy || !verify(*copy).isGood())
        return fail(
            {QStringLiteral("backup_failed"), QStringLiteral("%1 did not pass verification").arg(target)});
    print(QStringLiteral("backed up to %1").arg(target));
    return 0;
}
