// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/asking.h"

#include <QCoreApplication>
#include <QObject>
#include <QQueue>

#include <functional>
#include <memory>

/// What a fake source was asked and has not answered yet. Answers come through the event loop, or only when
/// the test says so. For askers in the main thread.
class AnswerQueue final : public QObject
{
public:
    bool manual = false; ///< answers wait for answerAll() or answerNext()
    QString failNext; ///< message of the error that the next question gets instead of its answer

    /// `find` runs when the answer is due, unless the question is cancelled by then.
    template <typename T>
    Asking ask(const AskContext &who, Answer<T> answer, std::function<Result<T>()> find)
    {
        return add<T>(who, std::move(answer), std::move(find), false);
    }
    /// `change` runs also when nobody waits for the answer.
    template <typename T>
    Asking write(const AskContext &who, Answer<T> answer, std::function<Result<T>()> change)
    {
        return add<T>(who, std::move(answer), std::move(change), true);
    }

    void answerAll()
    {
        for (qsizetype left = m_waiting.size(); left > 0; --left)
            answerNext();
    }
    void answerNext(); ///< only the oldest
    /// Questions that were cancelled before their answer.
    qsizetype cancelled() const;

private:
    struct Waiting
    {
        std::shared_ptr<AskingState> state;
        QObject *context;
        std::function<void()> answer;
        bool writes;
    };

    template <typename T>
    Asking add(const AskContext &who, Answer<T> answer, std::function<Result<T>()> find, bool writes);

    QQueue<Waiting> m_waiting;
    qsizetype m_dropped = 0;
};

template <typename T>
Asking AnswerQueue::add(const AskContext &who, Answer<T> answer, std::function<Result<T>()> find, bool writes)
{
    const Asked<T> asked(who, std::move(answer));
    if (!failNext.isEmpty()) {
        find = [error = Error {QStringLiteral("query_failed"), std::exchange(failNext, {})}]() -> Result<T> {
            return error;
        };
    }
    m_waiting.enqueue({asked.state(), who.object, [asked, find] { asked.answer(find()); }, writes});
    if (!manual)
        QMetaObject::invokeMethod(this, &AnswerQueue::answerNext, Qt::QueuedConnection);
    return asked.asking();
}

inline void AnswerQueue::answerNext()
{
    if (m_waiting.isEmpty())
        return;
    const Waiting next = m_waiting.dequeue();
    const bool isCancelled = next.state->isCancelled();
    m_dropped += isCancelled ? 1 : 0;
    if (!isCancelled || next.writes)
        next.answer();
    if (!isCancelled)
        QCoreApplication::sendPostedEvents(next.context, QEvent::MetaCall);
}

inline qsizetype AnswerQueue::cancelled() const
{
    return m_dropped + std::ranges::count_if(m_waiting, [](const Waiting &waiting) {
               return waiting.state->isCancelled().load();
           });
}
