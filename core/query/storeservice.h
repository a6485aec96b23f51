// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/jobthread.h"
#include "core/query/readconnection.h"
#include "core/questions/storequestions.h"
#include "core/questions/tokenquestions.h"
#include "core/types/clock.h"

#include <QObject>

class Storage;

/// Answers questions about the files of the store and about tokens. Main thread; reads in a thread of its
/// own, because measuring a large database takes long, and writes in the storage thread.
class StoreService final : public QObject, public StoreQuestions, public TokenQuestions
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StoreService)

public:
    /// `storage` must outlive this object.
    StoreService(Storage &storage, const Clock &clock, QObject *parent = nullptr);
    /// False when the system refused to start the thread: then nothing is answered.
    bool isRunning() const { return m_thread.isRunning(); }

    Asking sizes(const AskContext &who, Answer<StoreSizes> answer) override;
    Asking backUp(const QString &fileName, const AskContext &who, Answer<qint64> answer) override;
    Asking setFullDurability(bool on, const AskContext &who, Answer<void> answer) override;
    Asking tokens(const AskContext &who, Answer<QList<Token>> answer) override;
    Asking addToken(const Token &token, const AskContext &who, Answer<QByteArray> answer) override;
    Asking putBackToken(const Token &token, const AskContext &who, Answer<void> answer) override;
    Asking removeToken(const QString &name, const AskContext &who, Answer<void> answer) override;

Q_SIGNALS:
    /// After a change. Emitted in the storage thread.
    void tokensChanged(const QList<Token> &tokens);

private:
    /// Answers with the result of `write(database)`, after tokensChanged().
    template <typename T, typename Write>
    Asking change(const AskContext &who, Answer<T> answer, Write write);

    Storage &m_storage;
    const Clock &m_clock;
    ReadConnection m_connection;
    JobThread m_thread; // last, so that it ends first
};
