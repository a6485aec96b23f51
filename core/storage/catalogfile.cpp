// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/catalogfile.h"

#include "core/storage/backup.h"
#include "core/storage/transaction.h"
#include "core/types/savedfile.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace {

constexpr int kVersion = 1;
constexpr qint64 kMostBytes = 64LL * 1024 * 1024;

const QString kVersionKey = QStringLiteral("version");
const QString kIdentityKey = QStringLiteral("identity");

struct Table
{
    const char *name;
    const char *columns; ///< as pragma_table_info names and types them
    const char *skipped; ///< a number that the database gives
    qint64 CatalogCounts::*count;
};
constexpr std::array kTables {
    Table {"site", "SELECT name, type FROM pragma_table_info('site')", "num", &CatalogCounts::sites},
    Table {"link", "SELECT name, type FROM pragma_table_info('link')", "", &CatalogCounts::links},
    Table {"token", "SELECT name, type FROM pragma_table_info('token')", "", &CatalogCounts::tokens},
    Table {"goal", "SELECT name, type FROM pragma_table_info('goal')", "", &CatalogCounts::goals},
    Table {"pixel", "SELECT name, type FROM pragma_table_info('pixel')", "", &CatalogCounts::pixels},
    Table {"campaign", "SELECT name, type FROM pragma_table_info('campaign')", "", &CatalogCounts::campaigns},
};

struct TableColumn
{
    QString name;
    QString type;
};

QList<TableColumn> columnsOf(const Database &database, const Table &table)
{
    QList<TableColumn> columns;
    Statement rows = database.prepare(table.columns);
    while (rows.isValid() && rows.step() == Statement::Step::Row) {
        if (rows.text(0) != QLatin1StringView(table.skipped))
            columns.append({rows.text(0), rows.text(1)});
    }
    return columns;
}

QJsonValue valueOf(const Statement &row, int index, const QString &type)
{
    if (row.isNull(index))
        return {};
    if (type == QLatin1StringView("INTEGER"))
        return row.integer(index);
    if (type == QLatin1StringView("REAL"))
        return row.real(index);
    if (type == QLatin1StringView("BLOB"))
        return QString::fromLatin1(row.blob(index).toHex());
    return row.text(index);
}

QStringList namesOf(const QList<TableColumn> &columns)
{
    QStringList names;
    for (const TableColumn &column : columns)
        names.append(QString(u'"' + column.name + u'"'));
    return names;
}

QByteArray selectOf(const QList<TableColumn> &columns, const Table &table)
{
    return QStringLiteral("SELECT %1 FROM %2 ORDER BY 1")
        .arg(namesOf(columns).join(u','), QLatin1StringView(table.name))
        .toUtf8();
}

Result<QJsonArray> rowsOf(const Database &database, const Table &table)
{
    const QList<TableColumn> columns = columnsOf(database, table);
    if (columns.isEmpty())
        return database.lastError();
    Statement row = database.prepare(selectOf(columns, table).constData());
    if (!row.isValid())
        return database.lastError();
    QJsonArray rows;
    Statement::Step step = row.step();
    for (; step == Statement::Step::Row; step = row.step()) {
        QJsonObject object;
        for (int i = 0; i < columns.size(); ++i)
            object.insert(columns[i].name, valueOf(row, i, columns[i].type));
        rows.append(object);
    }
    if (step == Statement::Step::Failed)
        return database.lastError();
    return rows;
}

QString identityOf(const Database &database)
{
    Statement row = database.prepare("SELECT identity FROM store");
    return row.isValid() && row.step() == Statement::Step::Row ? QString::fromLatin1(row.blob(0).toHex())
                                                               : QString();
}

Result<QJsonObject> catalogOf(const Database &database)
{
    QJsonObject catalog {{kVersionKey, kVersion}, {kIdentityKey, identityOf(database)}};
    for (const Table &table : kTables) {
        const Result<QJsonArray> rows = rowsOf(database, table);
        if (!rows)
            return rows.error();
        catalog.insert(QLatin1StringView(table.name), *rows);
    }
    return catalog;
}

Error failed(const QString &fileName, const QString &reason)
{
    return {QStringLiteral("catalog_failed"), fileName + QStringLiteral(": ") + reason};
}

Result<QJsonObject> readCatalog(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return failed(fileName, file.errorString());
    if (file.size() > kMostBytes)
        return failed(fileName, QStringLiteral("is larger than any catalog"));
    const QJsonObject catalog = QJsonDocument::fromJson(file.readAll()).object();
    if (catalog.value(kVersionKey).toInt() != kVersion)
        return failed(fileName, QStringLiteral("is no catalog that this program knows"));
    return catalog;
}

bool hasEntries(const QJsonObject &catalog)
{
    return std::ranges::any_of(kTables, [&](const Table &table) {
        return !catalog.value(QLatin1StringView(table.name)).toArray().isEmpty();
    });
}

Result<void> writeCatalog(const Database &database, const QString &fileName)
{
    const Result<QJsonObject> catalog = catalogOf(database);
    if (!catalog)
        return catalog.error(); // what cannot be read is not nothing
    const QByteArray bytes = QJsonDocument(*catalog).toJson();
    QFile present(fileName);
    if (present.open(QIODevice::ReadOnly) && present.size() == bytes.size() && present.readAll() == bytes)
        return {};
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(bytes) != bytes.size() || !commitFile(file))
        return failed(fileName, file.errorString());
    return {};
}

/// Rows that were added.
Result<qint64> restoreTable(Database &database, const Table &table, const QJsonArray &rows)
{
    if (rows.isEmpty())
        return 0;
    const QList<TableColumn> columns = columnsOf(database, table);
    qint64 added = 0;
    for (const QJsonValue &value : rows) {
        const QJsonObject row = value.toObject();
        QList<TableColumn> known; // a column that an earlier program did not have keeps its default
        for (const TableColumn &column : columns) {
            if (row.contains(column.name) && !row.value(column.name).isNull())
                known.append(column);
        }
        if (known.isEmpty())
            continue;
        const QString sql = QStringLiteral("INSERT OR IGNORE INTO %1 (%2) VALUES (%3)")
                                .arg(QLatin1StringView(table.name), namesOf(known).join(u','),
                                     QStringList(known.size(), QStringLiteral("?")).join(u','));
        Statement write = database.prepare(sql.toUtf8().constData());
        QStringList texts; // outlive run()
        QList<QByteArray> blobs;
        texts.reserve(known.size());
        blobs.reserve(known.size());
        for (int i = 0; i < known.size(); ++i) {
            const QJsonValue field = row.value(known[i].name);
            if (known[i].type == QLatin1StringView("INTEGER")) {
                write.bind(i + 1, field.toInteger());
            } else if (known[i].type == QLatin1StringView("REAL")) {
                write.bind(i + 1, field.toDouble());
            } else if (known[i].type == QLatin1StringView("BLOB")) {
                blobs.append(QByteArray::fromHex(field.toString().toLatin1()));
                write.bindBlob(i + 1, blobs.constLast());
            } else {
                texts.append(field.toString());
                write.bind(i + 1, QStringView(texts.constLast()));
            }
        }
        if (!write.isValid() || !write.run())
            return database.lastError();
        added += database.changes();
    }
    return added;
}

QString counted(qint64 number, const char *what)
{
    return QString::number(number) + u' ' + QLatin1StringView(what)
        + (number == 1 ? QLatin1StringView() : QLatin1StringView("s"));
}

} // namespace

QString catalogText(const CatalogCounts &counts)
{
    return counted(counts.sites, "site") + QStringLiteral(", ") + counted(counts.links, "link")
        + QStringLiteral(", ") + counted(counts.tokens, "token") + QStringLiteral(", ")
        + counted(counts.goals, "goal")
        + (counts.pixels > 0 ? QStringLiteral(", ") + counted(counts.pixels, "pixel") : QString())
        + (counts.campaigns > 0 ? QStringLiteral(", ") + counted(counts.campaigns, "campaign") : QString());
}

QString catalogNameOf(const QString &databaseFile)
{
    return QFileInfo(databaseFile).absolutePath() + QStringLiteral("/clickscope.catalog");
}

Result<void> keepCatalog(const Database &database, const QString &databaseFile)
{
    const QString fileName = catalogNameOf(databaseFile);
    if (QFile::exists(fileName)) {
        const Result<QJsonObject> present = readCatalog(fileName);
        if (!present || (hasEntries(*present) && present->value(kIdentityKey) != identityOf(database)))
            return {};
    }
    return writeCatalog(database, fileName);
}

Result<CatalogCounts> restoreCatalog(Database &database, const QString &catalogFile)
{
    const Result<QJsonObject> catalog = readCatalog(catalogFile);
    if (!catalog)
        return catalog.error();
    CatalogCounts counts;
    Transaction transaction(database);
    for (const Table &table : kTables) {
        const Result<qint64> added = restoreTable(database, table,
                                                  catalog->value(QLatin1StringView(table.name)).toArray());
        if (!added)
            return added.error();
        counts.*table.count = *added;
    }
    if (Result<void> committed = transaction.commit(); !committed)
        return committed.error();
    return counts;
}

Result<void> checkCatalogTables(const Database &database)
{
    for (const Table &table : kTables) {
        Statement row = database.prepare(selectOf(columnsOf(database, table), table).constData());
        Statement::Step step = row.isValid() ? row.step() : Statement::Step::Failed;
        while (step == Statement::Step::Row)
            step = row.step();
        if (step == Statement::Step::Failed)
            return database.lastError();
    }
    return {};
}

Result<CatalogCounts> takeUpCatalog(Database &database, const QString &databaseFile, bool isBehind)
{
    const QString fileName = catalogNameOf(databaseFile);
    CatalogCounts counts;
    if (QFile::exists(fileName)) {
        const Result<QJsonObject> present = readCatalog(fileName);
        const bool isOther = !present
            || (hasEntries(*present) && present->value(kIdentityKey) != identityOf(database));
        const Result<qint64> hasHits = database.number("SELECT EXISTS (SELECT 1 FROM hit)");
        if (!hasHits)
            return hasHits.error();
        if (present && (isBehind || (isOther && *hasHits == 0))) {
            const Result<CatalogCounts> restored = restoreCatalog(database, fileName);
            if (!restored)
                return restored;
            counts = *restored;
        } else if (isOther && !QFile::rename(fileName, unusedName(fileName + QStringLiteral(".before")))) {
            return failed(fileName, QStringLiteral("cannot be renamed"));
        }
    }
    if (Result<void> written = writeCatalog(database, fileName); !written)
        return written.error();
    return counts;
}
