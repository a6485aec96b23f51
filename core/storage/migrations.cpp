// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/migrations.h"

#include "core/storage/backup.h"
#include "core/storage/transaction.h"
#include "core/types/logging.h"

#include <QFile>

namespace {

constexpr const char *kSteps[] = {
    ":/schema/0001_initial.sql", ":/schema/0002_visitor.sql", ":/schema/0003_history.sql",
    ":/schema/0004_trust.sql",   ":/schema/0005_tokens.sql",  ":/schema/0006_links.sql",
};

QByteArray readStep(const char *name)
{
    QFile file(QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Result<void> applyStep(Database &database, int version)
{
    const QByteArray sql = readStep(kSteps[version - 1]);
    if (sql.isEmpty())
        return Error {QStringLiteral("schema_missing"),
                      QStringLiteral("schema step %1 is not in the program").arg(version)};
    Transaction transaction(database);
    if (!transaction.isOpen())
        return database.lastError();
    if (Result<void> result = database.execute(sql.constData()); !result)
        return result;
    const QByteArray stamp = "PRAGMA user_version=" + QByteArray::number(version);
    if (Result<void> result = database.execute(stamp.constData()); !result)
        return result;
    return transaction.commit();
}

} // namespace

int currentSchemaVersion()
{
    return static_cast<int>(std::size(kSteps));
}

Result<void> migrate(Database &database)
{
    const Result<qint64> stored = database.number("PRAGMA user_version");
    if (!stored)
        return stored.error();
    const int found = static_cast<int>(*stored);
    if (found > currentSchemaVersion()) {
        return Error {
            QStringLiteral("schema_newer"),
            QStringLiteral(
                "%1 was written by a newer Clickscope (schema %2, this program knows %3); update the program")
                .arg(database.fileName(), QString::number(found), QString::number(currentSchemaVersion()))};
    }
    if (found > 0 && found < currentSchemaVersion()) {
        const QString copy =
            unusedName(database.fileName() + QStringLiteral(".before-v%1").arg(currentSchemaVersion()));
        if (Result<void> result = backUp(database, copy); !result)
            return result;
        qCInfo(lcStorage).noquote() << "kept a copy of the database before the update:" << copy;
    }
    for (int version = found + 1; version <= currentSchemaVersion(); ++version) {
        if (Result<void> result = applyStep(database, version); !result)
            return result;
    }
    return {};
}

Result<Database> openAndMigrate(const QString &fileName, Database::Durability durability)
{
    Result<Database> database = Database::open(fileName, Database::Mode::ReadWrite, durability);
    if (!database)
        return database;
    if (Result<void> migrated = migrate(*database); !migrated)
        return migrated.error();
    return database;
}
