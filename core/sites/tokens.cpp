// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/tokens.h"

#include "core/sites/sitestore.h"
#include "core/storage/allrows.h"
#include "core/storage/transaction.h"
#include "core/types/site.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <algorithm>

QByteArray tokenHash(const QByteArray &token)
{
    return QCryptographicHash::hash(token, QCryptographicHash::Sha256);
}

namespace {

Result<void> checkSites(const Database &database, const QStringList &ids)
{
    const Result<QList<Site>> sites = ids.isEmpty() ? QList<Site>() : readSites(database);
    if (!sites)
        return sites.error();
    for (const QString &id : ids) {
        if (std::ranges::find(*sites, id, &Site::id) == sites->end())
            return Error {QStringLiteral("site_not_found"), QStringLiteral("there is no site %1").arg(id)};
    }
    return {};
}

} // namespace

Result<QByteArray> addToken(Database &database, const Token &token)
{
    if (!isValidSiteId(token.name)) {
        return Error {
            QStringLiteral("bad_token_name"),
            QStringLiteral("\"%1\" is no token name; use 1 to 64 of A-Z a-z 0-9 _ -").arg(token.name)};
    }
    if (Result<void> known = checkSites(database, token.sites); !known)
        return known.error();
    quint32 words[8];
    QRandomGenerator::system()->fillRange(words);
    const QByteArray secret = QByteArray(reinterpret_cast<const char *>(words), sizeof words)
                                  .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    Token made = token;
    made.hash = tokenHash(secret);
    if (Result<void> put = putBackToken(database, made); !put)
        return put.error();
    return secret;
}

Result<void> putBackToken(Database &database, const Token &token)
{
    const QString sites = token.sites.join(u'\n');
    Transaction transaction(database);
    Statement write = database.prepare(
        "INSERT INTO token (name, hash, may_change, sites, made, used) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
        " ON CONFLICT (name) DO NOTHING RETURNING name");
    write.bind(1, QStringView(token.name));
    write.bindBlob(2, token.hash);
    write.bind(3, qint64 {token.mayChange});
    write.bind(4, QStringView(sites));
    write.bind(5, token.madeAt);
    write.bind(6, token.usedAt);
    const Statement::Step step = write.step();
    if (step == Statement::Step::Failed)
        return database.lastError();
    if (step == Statement::Step::Done)
        return Error {QStringLiteral("token_exists"),
                      QStringLiteral("there is a token %1 already").arg(token.name)};
    write.reset();
    return transaction.commit();
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

Result<QList<Token>> readTokens(const Database &database)
{
    Statement rows =
        database.prepare("SELECT name, may_change, sites, made, used, hash FROM token ORDER BY name");
    return allRows(database, rows, [](const Statement &row) {
        return Token {row.text(0),    row.integer(1) != 0, row.text(2).split(u'\n', Qt::SkipEmptyParts),
                      row.integer(3), row.integer(4),      row.blob(5)};
    });
}

Result<void> noteTokenUse(Database &database, const QByteArray &hash, Micros hour)
{
    Transaction transaction(database);
    Statement write = database.prepare("UPDATE token SET used = ?2 WHERE hash = ?1");
    write.bindBlob(1, hash);
    write.bind(2, hour);
    return write.run() ? transaction.commit() : database.lastError();
}
