// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/verify.h"

#include "app/commands/commands.h"
#include "app/commands/datafolder.h"
#include "app/commands/output.h"
#include "core/analytics/segmentcheck.h"
#include "core/storage/backup.h"
#include "core/storage/transaction.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

int runVerify(const CommandLine &line)
{
    Result<Database> database = openForReading(line);
    if (!database)
        return fail(database.error());
    const ReadSnapshot snapshot(*database);
    Verification found = verify(*database);
    found.isDerivedInStep = found.isDerivedInStep && damagedSegments(*database) == 0;
    const QJsonObject document {
        {QStringLiteral("integrity"), found.integrity},
        {QStringLiteral("received"), found.ledger.received},
        {QStringLiteral("stored"), found.ledger.stored},
        {QStringLiteral("rejected"), found.ledger.rejected},
        {QStringLiteral("refused"), found.ledger.refused},
        {QStringLiteral("hits"), found.hits},
        {QStringLiteral("balanced"), found.isBalanced},
        {QStringLiteral("derived_in_step"), found.isDerivedInStep},
    };
    if (line.has(QStringLiteral("json"))) {
        print(QJsonDocument(document).toJson(QJsonDocument::Compact));
    } else {
        print(QStringLiteral(
                  "integrity %1; received %2 = stored %3 + rejected %4 + refused %5: %6; derived data %7")
                  .arg(found.integrity)
                  .arg(found.ledger.received)
                  .arg(found.ledger.stored)
                  .arg(found.ledger.rejected)
                  .arg(found.ledger.refused)
                  .arg(found.isBalanced ? QStringLiteral("balanced") : QStringLiteral("NOT BALANCED"),
                       found.isDerivedInStep ? QStringLiteral("in step") : QStringLiteral("OUT OF STEP")));
    }
    if (found.isGood())
        return 0;
    if (found.integrity == QLatin1StringView("ok") && found.isBalanced) {
        return fail(
            {QStringLiteral("verify_failed"),
             QStringLiteral("what is derived from the hits is out of step; clickscope rebuild mends it")});
    }
    return fail(
        {QStringLiteral("verify_failed"),
         QStringLiteral("the database is damaged or out of balance; keep a copy and restore a backup")});
}

int runBackup(const CommandLine &line)
{
    const QString target = line.positional().constFirst();
    if (QFile::exists(target))
        return fail(
            {QStringLiteral("backup_failed"), QStringLiteral("%1 exists; choose a new name").arg(target)});
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
