// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/redirecthandler.h"

#include "core/collector/ingesthandler.h"
#include "core/types/asciiurl.h"
#include "core/visitor/referrer/campaign.h"

namespace {

const QByteArray kNotFoundPage = QByteArrayLiteral(
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
    "<title>Link not found</title><style>body{font:16px/1.5 system-ui,sans-serif;margin:20vh auto;max-width:28rem;"
    "padding:0 1rem;color-scheme:light dark}</style><h1>Link not found</h1>"
    "<p>This short link does not exist. It may have been mistyped or taken away.</p></html>\n");

} // namespace

void RedirectHandler::setLinks(const QList<Link> &links)
{
    m_links = LinkTable(links);
    m_locations.clear();
    for (const Link &link : links)
        m_locations.insert(link.code, asciiUrl(link.url));
}

void RedirectHandler::handle(Exchange &&exchange)
{
    const Link *found = m_links.findCalled(exchange.parameters.constFirst());
    if (!found) {
        showNotFound(exchange);
        return;
    }
    const Link &link = *found;
    const QByteArray location = m_locations.value(link.code);
    const bool hasQuery = link.forwardQuery != Link::ForwardQuery::Off && !exchange.request.query.isEmpty();
    HttpReply reply;
    reply.status = 302;
    reply.headers.emplaceBack("Location",
                              hasQuery && link.forwardQuery == Link::ForwardQuery::Append
                                  ? withQuery(location, exchange.request.query)
                                  : location);
    reply.headers.emplaceBack("Cache-Control", "no-store");
    RawHit click;
    click.siteKey = link.site;
    click.kind = HitKind::Click;
    click.url = link.url;
    click.link = link.code;
    click.isRedirect = true;
    click.referrer = QString::fromUtf8(exchange.request.referer);
    if (hasQuery) {
        const QString query = u'?' + QString::fromUtf8(exchange.request.query);
        click.campaign = campaignFromUrl(query);
        if (click.campaign.source.isEmpty())
            click.campaign.source = linkSource(query);
    }
    exchange.reply(reply); // first the person, then the count
    if (exchange.request.method == HttpMethod::Get)
        m_ingest.record(std::move(click), exchange.request, Protocol::ShortLink);
}

void RedirectHandler::showNotFound(const Exchange &exchange)
{
    HttpReply reply;
    reply.status = 404;
    reply.contentType = "text/html; charset=utf-8";
    reply.body = kNotFoundPage;
    reply.headers.emplaceBack("Cache-Control", "no-store");
    if (exchange.request.method == HttpMethod::Get && !isReservedCode(exchange.parameters.constFirst())) {
        if (const std::optional<int> wait = m_ingest.reportOrphan(exchange)) {
            reply.status = 429; // who guesses codes learns nothing more
            reply.headers.emplaceBack("Retry-After", QByteArray::number(*wait));
        }
    }
    exchange.reply(reply);
}
