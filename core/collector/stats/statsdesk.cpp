// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/stats/statsdesk.h"

#include "core/http/httptext.h"

#include <QTimer>

#include <algorithm>

namespace {

const QString kUnavailable = QStringLiteral("database_unavailable");

Error unavailableError(const QString &failure)
{
    return {kUnavailable,
            QStringLiteral("The database cannot be read: %1; retry later")
                .arg(failure.isEmpty() ? QStringLiteral("it is not there or damaged") : failure)};
}

} // namespace

void StatsDesk::Waiting::reply(HttpReply reply)
{
    if (!isOpen())
        return;
    m_isAnswered = true;
    m_askings.cancel();
    const bool saysHowLong = std::ranges::any_of(
        reply.headers, [](const auto &header) { return header.first == "Cache-Control"; });
    if (!saysHowLong)
        reply.headers.emplaceBack("Cache-Control", "no-store");
    m_exchange.reply(std::move(reply));
}

StatsDesk::StatsDesk(StatsQuestions &stats, HitQuestions &hits, const Clock &clock,
                     std::chrono::milliseconds deadline, QObject *parent) :
    QObject(parent), m_stats(stats), m_hits(hits), m_clock(clock), m_deadline(deadline)
{
}

StatsDesk::Ticket StatsDesk::take(Exchange &&exchange, ErrorReply toReply)
{
    auto ticket = std::make_shared<Waiting>(std::move(exchange), toReply);
    QTimer::singleShot(m_deadline, this, [waiting = std::weak_ptr<Waiting>(ticket)] {
        if (const Ticket late = waiting.lock())
            late->fail({QStringLiteral("query_timeout"), QStringLiteral("Query timed out, retry later")});
    });
    return ticket;
}

void StatsDesk::ask(const Ticket &ticket, const StatsQuery &query, Next<StatsTable> next)
{
    ticket->await(m_stats.stats(query, patient(), then(ticket, std::move(next))));
}

void StatsDesk::askAll(const Ticket &ticket, const QList<StatsQuery> &queries, Next<QList<StatsTable>> next)
{
    struct Collected
    {
        QList<StatsTable> tables;
        qsizetype missing = 0;
        Next<QList<StatsTable>> next;
    };
    if (queries.isEmpty()) {
        next({});
        return;
    }
    auto collected = std::make_shared<Collected>();
    collected->tables.resize(queries.size());
    collected->missing = queries.size();
    collected->next = std::move(next);
    for (qsizetype i = 0; i < queries.size() && ticket->isOpen(); ++i) {
        ask(ticket, queries[i], [collected, i](const StatsTable &table) {
            collected->tables[i] = table;
            if (--collected->missing == 0)
                collected->next(collected->tables);
        });
    }
}

Error StatsDesk::told(const Error &error) const
{
    const bool isDatabase = error.code.startsWith(QLatin1StringView("database_"));
    // Whatever else SQLite says of a file that is there is a fault of ours.
    const bool isFault = error.code == QLatin1StringView("database_failed") && m_failure.isEmpty();
    return isDatabase && !isFault ? unavailableError(m_failure) : error;
}

HttpReply StatsDesk::unavailable() const
{
    return nativeStatsError(unavailableError(m_failure));
}

Micros StatsDesk::now() const
{
    const Micros now = m_clock.now();
    return now - now % kMicrosPerSecond;
}

int statusOf(const Error &error)
{
    if (error.code == QLatin1StringView("query_timeout") || error.code == kUnavailable)
        return 503;
    if (error.code == QLatin1StringView("not_found"))
        return 404;
    if (error.code == QLatin1StringView("too_many_goals"))
        return 422;
    if (error.code == QLatin1StringView("validation_error") || error.code.startsWith(u"bad_")
        || error.code.startsWith(u"too_many_"))
        return 400;
    return 500;
}

HttpReply nativeStatsError(const Error &error)
{
    HttpReply reply = errorReply(statusOf(error), error.code.toUtf8(), error.message.toUtf8());
    if (reply.status == 503)
        reply.headers.emplaceBack("Retry-After", "2");
    return reply;
}
