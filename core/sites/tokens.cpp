// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/tokens.h"

#include "core/storage/allrows.h"
#include "core/storage/transaction.h"
#include "core/types/site.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

QByteArray tokenHash(const QByteArray &token)
{
    return QCryptographicHash::hash(token, QCryptographicHash::Sha256);
}

Result<QByteArray> addToken(Database &database, const QString &name)
{
    if (!isValidSiteId(name)) {
        return Error {QStringLiteral("bad_token_name"),
                      QStringLiteral("\"%1\" is no token name; use 1 to 64 of A-Z a-z 0-9 _ -").arg(name)};
    }
    quint32 words[8];
    QRandomGenerator::system()->fillRange(words);
    const QByteArray token = QByteArray(reinterpret_cast<const char *>(words), sizeof words)
                                 .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const QByteArray hash = tokenHash(token);
    Transaction transaction(database);
    Statement write = database.prepare(
        "INSERT INTO token (name, hash) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING RETURNING name");
    write.bind(1, QStringView(name));
    write.bindBlob(2, hash);
    const Statement::Step step = write.step();
    if (step == Statement::Step::Failed)
        return database.lastError();
    if (step == Statement::Step::Done)
        return Error {QStringLiteral("token_exists"),
                      QStringLiteral("there is a token %1 already").arg(name)};
    write.reset();
    if (Result<void> committed = transaction.commit(); !committed)
        return committed.error();
    return token;
}

Result<void> removeToken(Database &database, const QString &name)
{
    Transaction transaction(database);
    Statement write = database.prepare("DELETE FROM token WHERE name = ?1 RETURNING name");
    write.bind(1, QStringView(name));
    const Statement::Step step = write.step();
    if (step == Statement::Step::Failed)
        return database.lastError();
    if (step == Statement::Step::Done)
        return Error {QStringLiteral("token_not_found"), QStringLiteral("there is no token %1").arg(name)};
    write.reset();
    return transaction.commit();
}

Result<QStringList> readTokenNames(const Database &database)
{
    Statement rows = database.prepare("SELECT name FROM token ORDER BY name");
    return allRows(database, rows, [](const Statement &row) { return row.text(0); });
}

Result<QList<QByteArray>> readTokenHashes(const Database &database)
{
    Statement rows = database.prepare("SELECT hash FROM token");
    return allRows(database, rows, [](const Statement &row) { return row.blob(0); });
}
