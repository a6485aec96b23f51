// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/storeservice.h"

#include "core/query/briefread.h"
#include "core/sites/tokens.h"
#include "core/storage/backup.h"
#include "core/storage/storage.h"
#include "core/storage/storesizes.h"

#include <QFileInfo>

namespace {

constexpr int kNiceness = 10;

} // namespace

template <typename T, typename Write>
Asking StoreService::change(const AskContext &who, Answer<T> answer, Write write)
{
    const Asked<T> asked(who, std::move(answer));
    m_storage.post([this, asked, write](Database &database) {
        const Result<T> written = write(database);
        if (const Result<QList<Token>> all = readTokens(database); written && all)
            Q_EMIT tokensChanged(*all);
        asked.answer(written);
    });
    return asked.asking();
}

StoreService::StoreService(Storage &storage, const Clock &clock, QObject *parent) :
    QObject(parent),
    m_storage(storage),
    m_clock(clock),
    m_connection(storage.fileName()),
    m_thread(QStringLiteral("store"), kNiceness, [this] { m_connection.close(); })
{
}

Asking StoreService::sizes(const AskContext &who, Answer<StoreSizes> answer)
{
    return askBriefly<StoreSizes>(
        m_thread, m_storage, m_connection, who, std::move(answer),
        [now = m_clock.now()](const Database &database) { return readStoreSizes(database, now); });
}

Asking StoreService::backUp(const QString &fileName, const AskContext &who, Answer<qint64> answer)
{
    return askBriefly<qint64>(m_thread, m_storage, m_connection, who, std::move(answer),
                              [fileName](const Database &database) -> Result<qint64> {
                                  if (Result<void> copied = ::backUp(database, fileName); !copied)
                                      return copied.error();
                                  return QFileInfo(fileName).size();
                              });
}

Asking StoreService::setFullDurability(bool on, const AskContext &who, Answer<void> answer)
{
    const Asked<void> asked(who, std::move(answer));
    m_storage.post([this, asked, on](const Database &) {
        asked.answer(m_storage.setDurability(on ? Database::Durability::Full : Database::Durability::Normal));
    });
    return asked.asking();
}

Asking StoreService::tokens(const AskContext &who, Answer<QList<Token>> answer)
{
    return askBriefly<QList<Token>>(m_thread, m_storage, m_connection, who, std::move(answer), readTokens);
}

Asking StoreService::addToken(const Token &token, const AskContext &who, Answer<QByteArray> answer)
{
    Token made = token;
    made.madeAt = m_clock.now();
    return change<QByteArray>(who, std::move(answer),
                              [made](Database &database) { return ::addToken(database, made); });
}

Asking StoreService::putBackToken(const Token &token, const AskContext &who, Answer<void> answer)
{
    return change<void>(who, std::move(answer),
                        [token](Database &database) { return ::putBackToken(database, token); });
}

Asking StoreService::removeToken(const QString &name, const AskContext &who, Answer<void> answer)
{
    return change<void>(who, std::move(answer),
                        [name](Database &database) { return ::removeToken(database, name); });
}
