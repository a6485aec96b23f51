// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/redirecthandler.h"

#include "core/collector/ingesthandler.h"

namespace {

const QByteArray kNotFoundPage = QByteArrayLiteral(
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
    "<title>Link not found</title><style>body{font:16px/1.5 system-ui,sans-serif;margin:20vh auto;max-width:28rem;"
    "padding:0 1rem;color-scheme:light dark}</style><h1>Link not found</h1>"
    "<p>This short link does not exist. It may have been mistyped or taken away.</p></html>\n");

} // namespace

void RedirectHandler::setLinks(const QList<Link> &links)
{
    m_links.clear();
    for (const Link &link : links)
        m_links.insert(link.code, link);
}

const Link *RedirectHandler::link(const QString &code) const
{
    const auto found = m_links.constFind(code);
    return found == m_links.constEnd() ? nullptr : &*found;
}

void RedirectHandler::handle(Exchange &&exchange)
{
    const Link *found = link(exchange.parameters.constFirst());
    if (!found) {
        HttpReply reply;
        reply.status = 404;
        reply.contentType = "text/html; charset=utf-8";
        reply.body = kNotFoundPage;
        reply.headers.emplaceBack("Cache-Control", "no-store");
        exchange.reply(reply);
        if (exchange.request.method == HttpMethod::Get && isValidLinkCode(exchange.parameters.constFirst()))
            m_ingest.reportOrphan(exchange);
        return;
    }
    HttpReply reply;
    reply.status = 302;
    reply.headers.emplaceBack("Location", found->url.toUtf8());
    reply.headers.emplaceBack("Cache-Control", "no-store");
    RawHit click;
    click.siteKey = found->site;
    click.kind = HitKind::Click;
    click.url = found->url;
    click.link = found->code;
    click.referrer = QString::fromUtf8(exchange.request.referer);
    exchange.reply(reply); // first the person, then the count
    if (exchange.request.method == HttpMethod::Get)
        m_ingest.record(std::move(click), exchange.request, Protocol::ShortLink);
}
