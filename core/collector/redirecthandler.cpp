// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/redirecthandler.h"

#include "core/collector/ingesthandler.h"
#include "core/collector/linkpages.h"
#include "core/collector/sparklytics/sparklyticsjson.h"
#include "core/documents/jsonvalues.h"
#include "core/ingest/formats/sentparameters.h"
#include "core/links/destination.h"
#include "core/links/linkcode.h"
#include "core/types/asciiurl.h"
#include "core/visitor/referrer/campaign.h"

#include <QThreadPool>

#include <utility>

struct RedirectHandler::Click
{
    QByteArray location;
    RawHit hit;
    QJsonObject props; ///< of the hit
};

namespace {

constexpr qsizetype kLongestCampaignUrl = 2048; ///< bytes
constexpr qsizetype kMostCampaignProps = 4096; ///< bytes of JSON

HttpReply redirect(int status, const QByteArray &location)
{
    HttpReply reply;
    reply.status = status;
    reply.headers.emplaceBack("Location", location);
    reply.headers.emplaceBack("Cache-Control", "no-store");
    return reply;
}

HttpReply passwordJson(int status, const QJsonObject &body, int wait = 0)
{
    HttpReply reply = HttpReply::json(status, compactJson(body));
    reply.headers.emplaceBack("Cache-Control", "no-store");
    if (wait > 0)
        reply.headers.emplaceBack("Retry-After", QByteArray::number(wait));
    return reply;
}

HttpReply passwordError(int status, const char *message, int wait = 0)
{
    return passwordJson(
        status, {{QStringLiteral("success"), false}, {QStringLiteral("error"), QLatin1StringView(message)}},
        wait);
}

HttpReply campaignLinkNotFound()
{
    HttpReply reply = sparklyticsError(404, "not_found", QStringLiteral("Campaign link not found"));
    reply.headers.emplaceBack("Cache-Control", "no-store");
    return reply;
}

HttpReply tooManyCampaignLinks(int wait)
{
    HttpReply reply = sparklyticsError(429, codeOf(RejectReason::RateLimited).data(),
                                       QStringLiteral("Rate limit exceeded"));
    reply.headers.emplaceBack("Retry-After", QByteArray::number(wait));
    return reply;
}

/// What Sparklytics stores of a click.
void describeCampaignClick(const Link &link, const QJsonObject &sent, RawHit &hit, QJsonObject &props)
{
    hit.event = QStringLiteral("link_click");
    props.insert(QStringLiteral("link_id"), link.code);
    props.insert(QStringLiteral("slug"), link.code);
    props.insert(QStringLiteral("destination_url"), hit.url);
    props.insert(QStringLiteral("query"), sent);
    hit.hasSentQuery = true;
    if (compactJson(props).size() > kMostCampaignProps)
        props.remove(QStringLiteral("query"));
}

QString overText(LinkState state)
{
    const QString why = state == LinkState::Expired ? QStringLiteral("its time has passed")
        : state == LinkState::UsedUp                ? QStringLiteral("it had as many clicks as it may have")
                                                    : QStringLiteral("it is archived");
    return QStringLiteral("Somebody followed a short link that is over: %1.").arg(why);
}

} // namespace

void RedirectHandler::setLinks(LinkTable links)
{
    // Freeing a hundred thousand links takes longer than a click may wait.
    QThreadPool::globalInstance()->start([former = std::exchange(m_links, std::move(links))] {});
}

qint64 RedirectHandler::clicksOf(const LinkTable::Entry &entry)
{
    if (entry.link.maxClicks <= 0)
        return 0;
    qint64 &clicks = m_clicks[entry.link.code];
    clicks = std::max(clicks, entry.clicks);
    return clicks;
}

LinkState RedirectHandler::stateNow(const LinkTable::Entry &entry)
{
    return stateOf(entry.link, clicksOf(entry), m_clock.now());
}

RedirectHandler::Click RedirectHandler::clickOn(const LinkTable::Entry &entry, LinkState state,
                                                const HttpRequest &request, const QByteArray &query)
{
    const Link &link = entry.link;
    Click click;
    RawHit &hit = click.hit;
    hit.siteKey = link.site;
    hit.kind = HitKind::Click;
    hit.link = link.code;
    hit.isRedirect = true;
    hit.referrer = QString::fromUtf8(request.referer);
    if (state != LinkState::Open) {
        hit.url = link.fallback;
        click.props.insert(QStringLiteral("over"), QString(toString(state)));
        click.location = asciiUrl(link.fallback);
    } else if (hasChoices(link)) {
        const Destination chosen = destinationOf(link, m_ingest.clicker(link.site, request));
        hit.url = chosen.url;
        if (!chosen.variant.isEmpty())
            click.props.insert(QStringLiteral("variant"), chosen.variant);
        click.location = asciiUrl(chosen.url);
    } else {
        hit.url = link.url;
        click.location = entry.location;
    }
    if (link.forwardQuery == Link::ForwardQuery::Off || query.isEmpty())
        return click;
    if (link.forwardQuery == Link::ForwardQuery::Append)
        click.location = withQuery(click.location, query);
    const QString sent = u'?' + QString::fromUtf8(query);
    hit.campaign = campaignFromUrl(sent);
    if (hit.campaign.source.isEmpty())
        hit.campaign.source = linkSource(sent);
    return click;
}

void RedirectHandler::record(const LinkTable::Entry &entry, Click &&click, const HttpRequest &request)
{
    if (!click.props.isEmpty())
        click.hit.props = QString::fromUtf8(compactJson(click.props));
    if (m_ingest.record(std::move(click.hit), request, Protocol::ShortLink) && entry.link.maxClicks > 0)
        ++m_clicks[entry.link.code];
}

void RedirectHandler::handle(Exchange &&exchange)
{
    follow(std::move(exchange), Door::Short);
}

void RedirectHandler::handleCampaign(Exchange &&exchange)
{
    const HttpRequest &request = exchange.request;
    const Micros now = monotonicMicros();
    if (request.clientIsLoopback || m_campaignRate.take(request.clientNetwork, now)) {
        follow(std::move(exchange), Door::Campaign);
        return;
    }
    if (request.method == HttpMethod::Get)
        m_ingest.report(exchange, Rejection::Outcome::Refused, RejectReason::RateLimited,
                        QStringLiteral("One client followed more campaign links than a person would."));
    exchange.reply(tooManyCampaignLinks(m_campaignRate.retryAfter(request.clientNetwork, now)));
}

void RedirectHandler::refuseCampaign(const Exchange &exchange, const Link &link, const QString &message)
{
    if (exchange.request.method == HttpMethod::Get)
        m_ingest.report(exchange, Rejection::Outcome::Rejected, RejectReason::Malformed, message, link.site);
    exchange.reply(sparklyticsError(400, "validation_error", message));
}

void RedirectHandler::follow(Exchange &&exchange, Door door)
{
    const LinkTable table = m_links; // keeps what was found
    const LinkTable::Entry *found = table.findCalled(exchange.parameters.constFirst());
    if (!found) {
        showNotFound(exchange, door);
        return;
    }
    const Link &link = found->link;
    const LinkState state = stateNow(*found);
    if (state != LinkState::Open && link.fallback.isEmpty()) {
        if (exchange.request.method == HttpMethod::Get)
            m_ingest.report(exchange, Rejection::Outcome::Rejected, RejectReason::LinkOver, overText(state),
                            link.site);
        exchange.reply(door == Door::Campaign ? campaignLinkNotFound() : linkOverPage(state));
        return;
    }
    if (state == LinkState::Open && !link.password.isEmpty()) {
        exchange.reply(passwordPage({link.code, exchange.request.query, exchange.request.referer}));
        return;
    }
    Click click = clickOn(*found, state, exchange.request, exchange.request.query);
    if (door == Door::Campaign) {
        if (click.location.size() > kLongestCampaignUrl)
            return refuseCampaign(exchange, link, QStringLiteral("destination_url exceeds max length"));
        const std::optional<QJsonObject> sent = sentParameters(exchange.request.query);
        if (!sent)
            return refuseCampaign(exchange, link, QStringLiteral("too many query parameters"));
        describeCampaignClick(link, *sent, click.hit, click.props);
    }
    exchange.reply(redirect(302, click.location)); // first the person, then the count
    if (exchange.request.method == HttpMethod::Get)
        record(*found, std::move(click), exchange.request);
}

const LinkTable::Entry *RedirectHandler::openLink(const LinkTable &table, const Exchange &exchange,
                                                  const PasswordTry &attempt)
{
    const LinkTable::Entry *found = table.find(attempt.form.code);
    if (!found) {
        exchange.reply(attempt.isForm ? linkNotFoundPage() : passwordError(404, "Short link not found"));
        return nullptr;
    }
    if (const LinkState state = stateNow(*found); state != LinkState::Open) {
        exchange.reply(attempt.isForm ? linkOverPage(state) : passwordError(410, "Short link is over"));
        return nullptr;
    }
    return found;
}

void RedirectHandler::handlePassword(Exchange &&exchange)
{
    const std::optional<PasswordTry> attempt = passwordTryOf(exchange.request.contentType,
                                                             exchange.request.body);
    if (!attempt) {
        exchange.reply(passwordError(400, "Send shortCode and password, as JSON or as a form"));
        return;
    }
    const LinkTable::Entry *found = openLink(m_links, exchange, *attempt);
    if (!found)
        return;
    const Link &link = found->link;
    if (link.password.isEmpty()) {
        open(exchange, *attempt);
        return;
    }
    m_gate.compare(std::move(exchange), *attempt, link.code, link.password,
                   [this, attempt = *attempt, site = link.site](Exchange &&answered,
                                                                const PasswordGate::Verdict &verdict) {
                       if (verdict.isRight)
                           open(answered, attempt);
                       else
                           refusePassword(answered, attempt, verdict, site);
                   });
}

void RedirectHandler::open(const Exchange &exchange, const PasswordTry &attempt)
{
    const LinkTable table = m_links; // it may have been changed or used up meanwhile
    const LinkTable::Entry *found = openLink(table, exchange, attempt);
    if (!found)
        return;
    HttpRequest request = exchange.request;
    request.referer = attempt.form.referrer;
    Click click = clickOn(*found, LinkState::Open, request, attempt.form.query);
    exchange.reply(attempt.isForm
                       ? redirect(303, click.location)
                       : passwordJson(200,
                                      {{QStringLiteral("success"), true},
                                       {QStringLiteral("url"), QString::fromLatin1(click.location)}}));
    record(*found, std::move(click), request);
}

void RedirectHandler::refusePassword(const Exchange &exchange, const PasswordTry &attempt,
                                     const PasswordGate::Verdict &verdict, const QString &site)
{
    if (verdict.isBusy) {
        exchange.reply(passwordError(503, "Too many passwords are being checked; try again", 5));
        return;
    }
    const bool mustWait = verdict.wait > 0;
    if (mustWait) {
        m_ingest.report(
            exchange, Rejection::Outcome::Refused, RejectReason::RateLimited,
            QStringLiteral("One client tried more passwords of a short link than a person would."), site);
    } else {
        m_ingest.report(exchange, Rejection::Outcome::Rejected, RejectReason::WrongPassword,
                        QStringLiteral("Somebody tried a wrong password of a short link."), site);
    }
    PasswordForm form = attempt.form;
    form.wait = verdict.wait;
    form.wasWrong = !mustWait;
    if (attempt.isForm)
        exchange.reply(passwordPage(form));
    else if (mustWait)
        exchange.reply(passwordError(429, "Too many tries; wait, then try again", verdict.wait));
    else
        exchange.reply(passwordError(401, "Invalid password"));
}

void RedirectHandler::showNotFound(const Exchange &exchange, Door door)
{
    HttpReply reply = door == Door::Campaign ? campaignLinkNotFound() : linkNotFoundPage();
    if (exchange.request.method == HttpMethod::Get && !isReservedCode(exchange.parameters.constFirst())) {
        if (const std::optional<int> wait = m_ingest.reportOrphan(exchange)) {
            if (door == Door::Campaign)
                return exchange.reply(tooManyCampaignLinks(*wait));
            reply.status = 429; // who guesses codes learns nothing more
            reply.headers.emplaceBack("Retry-After", QByteArray::number(*wait));
        }
    }
    exchange.reply(reply);
}
