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
#include <type_traits>

/// Accepts requests about the past, asks, and makes sure that each is answered once and in time.
///
/// Collector thread. Waiting questions belong to their request: when the client has gone, their answers are
/// dropped and no more are asked; when the deadline passes, the request fails with "query_timeout". Answers
/// that do not say how long they hold say `Cache-Control: no-store`.
class StatsDesk final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatsDesk)

public:
    /// Writes an error in the format of a protocol.
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
        /// Only the first reply is sent. Cancels the other questions of the request.
        void reply(HttpReply reply);
        void fail(const Error &error) { reply(m_toReply(error)); }
        /// Adds a question of the request.
        void await(Asking asking) { m_askings.add(std::move(asking)); }

    private:
        Exchange m_exchange;
        ErrorReply m_toReply;
        Askings m_askings;
        bool m_isAnswered = false;
    };
    using Ticket = std::shared_ptr<Waiting>;

    /// All of them must outlive the open requests.
    StatsDesk(StatsQuestions &stats, HitQuestions &hits, const Clock &clock,
              std::chrono::milliseconds deadline, QObject *parent = nullptr);

    /// Starts the deadline.
    Ticket take(Exchange &&exchange, ErrorReply toReply);

    StatsQuestions &stats() { return m_stats; }
    HitQuestions &hits() { return m_hits; }
    /// The context for questions of requests.
    AskContext patient() { return {this, Urgency::Patient}; }
    /// Handles the answer to a question: calls `next(value)`, or `next()` after a change, if the client
    /// still waits for it; an error is replied to the client.
    template <typename Function>
    auto then(const Ticket &ticket, Function next) const
    {
        return [this, ticket, next = std::move(next)](const auto &result) {
            if (!ticket->isOpen())
                return;
            if (!result)
                ticket->fail(told(result.error()));
            else
                pass(next, result);
        };
    }

    void ask(const Ticket &ticket, const StatsQuery &query, Next<StatsTable> next);
    /// Asks several questions at once; the answers are in the order of the questions.
    void askAll(const Ticket &ticket, const QList<StatsQuery> &queries, Next<QList<StatsTable>> next);

    /// Why the database cannot be used, for clients; empty when it can.
    void setFailure(const QString &failure) { m_failure = failure; }
    /// The reply when the database cannot be read: 503 in the native envelope.
    HttpReply unavailable() const;

    /// In whole seconds, so that clients that ask in the same second share an answer.
    Micros now() const;

private:
    template <typename Function, typename T>
    static void pass(const Function &next, const Result<T> &result)
    {
        next(*result);
    }
    template <typename Function>
    static void pass(const Function &next, const Result<void> &)
    {
        next();
    }
    /// Errors of a database that is missing or damaged become "database_unavailable", with that reason.
    Error told(const Error &error) const;

    StatsQuestions &m_stats;
    HitQuestions &m_hits;
    const Clock &m_clock;
    std::chrono::milliseconds m_deadline;
    QString m_failure;
};

/// The status for an error of StatsQuestions, of parsing parameters or of validate(): 400, 404, 422, 500,
/// 503.
int statusOf(const Error &error);
/// The error in the native envelope; 503 with Retry-After.
HttpReply nativeStatsError(const Error &error);

/// Adds a route: the collector puts its guard before the handler.
using AddRoute = std::function<void(HttpMethod, const char *, std::function<void(Exchange &&)>)>;
