// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/exchange.h"
#include "core/questions/hitquestions.h"
#include "core/questions/statsquestions.h"
#include "core/types/clock.h"
#include "core/types/http.h"

#include <QList>
#include <QObject>

#include <chrono>
#include <functional>
#include <memory>

/// Takes requests about the past, asks, and sees to it that each is answered once and in time.
///
/// Collector thread. Whatever waits belongs to its request: when the client has gone, what was answered is
/// dropped and nothing more is asked; when the deadline passes, the request fails with "query_timeout". Every
/// answer says `Cache-Control: no-store`.
class StatsDesk final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatsDesk)

public:
    /// An error in the words of a protocol.
    using ErrorReply = HttpReply (*)(const Error &);
    template <typename T>
    using Next = std::function<void(const T &)>;

    /// A request that waits for answers.
    class Waiting final
    {
    public:
        Waiting(Exchange &&exchange, ErrorReply toReply) : m_exchange(std::move(exchange)), m_toReply(toReply)
        {
        }
        const Exchange &exchange() const { return m_exchange; }
        bool isOpen() const { return !m_isAnswered && m_exchange.connection; }
        /// The first reply counts. What else was asked for the request is cancelled.
        void reply(HttpReply reply);
        void fail(const Error &error) { reply(m_toReply(error)); }
        /// Something was asked for the request.
        void await(Asking asking) { m_askings.add(std::move(asking)); }

    private:
        Exchange m_exchange;
        ErrorReply m_toReply;
        Askings m_askings;
        bool m_isAnswered = false;
    };
    using Ticket = std::shared_ptr<Waiting>;

    /// All of them must outlive the requests that are under way.
    StatsDesk(StatsQuestions &stats, HitQuestions &hits, const Clock &clock,
              std::chrono::milliseconds deadline, QObject *parent = nullptr);

    /// The deadline begins.
    Ticket take(Exchange &&exchange, ErrorReply toReply);

    StatsQuestions &stats() { return m_stats; }
    HitQuestions &hits() { return m_hits; }
    /// For what is asked for requests.
    AskContext patient() { return {this, Urgency::Patient}; }
    /// Takes the answer to a question: goes on with `next(value)` when the client still waits for it; an
    /// error is the answer to the request.
    template <typename Function>
    auto then(const Ticket &ticket, Function next) const
    {
        return [this, ticket, next = std::move(next)](const auto &result) {
            if (!ticket->isOpen())
                return;
            if (result)
                next(*result);
            else
                ticket->fail(told(result.error()));
        };
    }

    void ask(const Ticket &ticket, const StatsQuery &query, Next<StatsTable> next);
    /// Side by side; the answers in the order of the questions.
    void askAll(const Ticket &ticket, const QList<StatsQuery> &queries, Next<QList<StatsTable>> next);

    /// Why the database cannot be used, for anybody who asks; empty when it can.
    void setFailure(const QString &failure) { m_failure = failure; }
    /// What somebody is told who asks for what cannot be read: 503 in the native envelope.
    HttpReply unavailable() const;

    /// In whole seconds, so that those who ask in the same second share an answer.
    Micros now() const;

private:
    /// Errors of a database that is not there, or damaged, become one that says so: "database_unavailable".
    Error told(const Error &error) const;

    StatsQuestions &m_stats;
    HitQuestions &m_hits;
    const Clock &m_clock;
    std::chrono::milliseconds m_deadline;
    QString m_failure;
};

/// The status for an error of StatsQuestions, of a parser of parameters or of validate(): 400, 404, 422, 500,
/// 503.
int statusOf(const Error &error);
/// The error in the native envelope; 503 with Retry-After.
HttpReply nativeStatsError(const Error &error);

/// How routes are added: the collector puts its guard before the handler.
using AddRoute = std::function<void(HttpMethod, const char *, std::function<void(Exchange &&)>)>;
