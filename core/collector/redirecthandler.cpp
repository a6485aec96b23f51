// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/redirecthandler.h"

#include "core/collector/ingesthandler.h"
#include "core/types/asciiurl.h"
#include "core/types/link.h"
#include "core/visitor/referrer/campaign.h"

namespace {

/// Characters of a sentence behind a code that are looked past.
constexpr qsizetype kMostBehind = 8;

const QByteArray kNotFoundPage = QByteArrayLiteral(
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
    "<title>Link not found</title><style>body{font:16px/1.5 system-ui,sans-serif;margin:20vh auto;max-width:28rem;"
    "padding:0 1rem;color-scheme:light dark}</style><h1>Link not found</h1>"
    "<p>This short link does not exist. It may have been mistyped or taken away.</p></html>\n");

/// Characters after a written or pasted link that belong to the sentence: punctuation of every script, and
/// characters without a width, which editors add.
bool isOfSentence(QChar c)
{
    if (c.unicode() >= 0x80 && (c.isPunct() || c.category() == QChar::Other_Format))
        return true;
    return c.isSpace() || QStringView(u"/.,;:!?)]}>'\"`*_~").contains(c);
}

} // namespace

void RedirectHandler::setLinks(const QList<Link> &links)
{
    m_targets.clear();
    m_codes.clear();
    for (const Link &link : links) {
        m_targets.insert(link.code, {link, asciiUrl(link.url)});
        m_codes.insert(link.code.toLower(), link.code);
    }
}

const Link *RedirectHandler::link(const QString &code) const
{
    const Target *found = target(code);
    return found ? &found->link : nullptr;
}

const RedirectHandler::Target *RedirectHandler::target(const QString &code) const
{
    auto found = m_targets.constFind(code);
    if (found == m_targets.constEnd())
        found = m_targets.constFind(m_codes.value(code.toLower()));
    return found == m_targets.constEnd() ? nullptr : &*found;
}

const RedirectHandler::Target *RedirectHandler::find(const QString &called) const
{
    QStringView code = called;
    for (;;) {
        if (const Target *found = target(code.toString()))
            return found;
        if (code.isEmpty() || called.size() - code.size() == kMostBehind || !isOfSentence(code.back()))
            return nullptr;
        code.chop(1);
    }
}

void RedirectHandler::handle(Exchange &&exchange)
{
    const Target *found = find(exchange.parameters.constFirst());
    if (!found) {
        showNotFound(exchange);
        return;
    }
    const Link &link = found->link;
    const bool hasQuery = link.forwardQuery != Link::ForwardQuery::Off && !exchange.request.query.isEmpty();
    HttpReply reply;
    reply.status = 302;
    reply.headers.emplaceBack("Location",
                              hasQuery && link.forwardQuery == Link::ForwardQuery::Append
                                  ? withQuery(found->location, exchange.request.query)
                                  : found->location);
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
