// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/setaside.h"

#include "core/storage/catalogfile.h"
#include "core/storage/damagemark.h"
#include "core/storage/logloss.h"
#include "core/storage/migrations.h"
#include "core/types/logging.h"
#include "core/types/unusedname.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

namespace {

const QString kUnreadable = QStringLiteral(".unreadable-");

Result<OpenedDatabase> openBesideItsLog(const QString &fileName, Database::Durability durability, Micros now)
{
    const std::optional<DamageMark::Kind> kind = DamageMark::kindOf(fileName);
    std::optional<Concern> notice;
    if (kind == DamageMark::Kind::Overwritten && !DamageMark::checkLog(fileName)) // the file is another one's
        return Error {QStringLiteral("database_unreadable"),
                      QStringLiteral("it was truncated or overwritten while Clickscope ran")};
    // A program that was killed at once could leave no mark.
    if (kind == DamageMark::Kind::LogOverwritten || (!kind && isLogDamaged(fileName))) {
        const Result<LogLoss> loss = giveUpBadLog(fileName, DamageMark::acknowledgedThrough(fileName),
                                                  nameSetAside(fileName, now) + QStringLiteral("-wal"));
        if (!loss)
            return loss.error();
        loss->mark(fileName);
        notice = {QStringLiteral("database_log_set_aside"), Concern::Level::Degraded, loss->text(fileName),
                  true};
    }
    Result<Database> database = openAndMigrate(fileName, durability);
    if (!database)
        return database.error();
    // Otherwise sites that cannot be read would count as none.
    if (const Result<void> readable = checkCatalogTables(*database); !readable)
        return readable.error();
    return OpenedDatabase {std::move(*database), notice, notice.has_value()};
}

} // namespace

bool isSetAside(const QString &fileName)
{
    return QFileInfo(fileName).fileName().contains(kUnreadable);
}

QString nameSetAside(const QString &fileName, Micros now)
{
    const QString stamp = QDateTime::fromMSecsSinceEpoch(now / kMicrosPerMilli, Qt::UTC)
                              .toString(QStringLiteral("yyyyMMdd-HHmmss"));
    return unusedName(fileName + kUnreadable + stamp);
}

Result<QString> setAside(const QString &fileName, Micros now)
{
    const QString target = nameSetAside(fileName, now);
    // The log first: it may hold hits that the file does not, and a new database would empty it.
    for (const QString &suffix : {QStringLiteral("-wal"), QStringLiteral("-shm"), QString()}) {
        if (QFile::exists(fileName + suffix) && !QFile::rename(fileName + suffix, target + suffix)) {
            return Error {QStringLiteral("database_unreadable"),
                          QStringLiteral("%1 cannot be read and cannot be renamed; move it away by hand")
                              .arg(fileName + suffix)};
        }
    }
    DamageMark::remove(fileName); // it was about what has another name now
    return target;
}

Result<OpenedDatabase> openOrSetAside(const QString &fileName, Database::Durability durability, Micros now)
{
    Result<OpenedDatabase> opened = openBesideItsLog(fileName, durability, now);
    if (!opened && opened.error().code == QLatin1StringView("database_unreadable")) {
        const Result<QString> kept = setAside(fileName, now);
        if (!kept)
            return kept.error();
        const QString told =
            QStringLiteral(
                "The database could not be read (%1). It was kept as %2 and a new one was created.")
                .arg(opened.error().message, *kept);
        Result<Database> database = openAndMigrate(fileName, durability);
        if (!database)
            return database.error();
        opened = OpenedDatabase {
            std::move(*database),
            Concern {QStringLiteral("database_set_aside"), Concern::Level::Degraded, told, true}};
    }
    if (opened && opened->notice)
        qCCritical(lcStorage).noquote() << opened->notice->message;
    return opened;
}
