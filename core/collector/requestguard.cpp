// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/requestguard.h"

#include "core/http/httptext.h"

#include <QCryptographicHash>
#include <QHostInfo>

#include <algorithm>

namespace {

/// Host in lower case, without port, brackets and final dot; empty when it is of another form.
QByteArray hostName(const QByteArray &host)
{
    const bool isBracketed = host.startsWith('[');
    const qsizetype end = isBracketed ? host.indexOf(']') + 1 : host.indexOf(':');
    if (isBracketed && end == 0)
        return {};
    const QByteArrayView rest = end < 0 ? QByteArrayView() : QByteArrayView(host).sliced(end);
    const bool isPort = rest.isEmpty()
        || (rest.startsWith(':')
            && std::all_of(rest.begin() + 1, rest.end(), [](char c) { return c >= '0' && c <= '9'; }));
    if (!isPort)
        return {};
    QByteArray name =
        (isBracketed ? host.sliced(1, end - 2) : host.first(end < 0 ? host.size() : end)).toLower();
    if (name.endsWith('.'))
        name.chop(1);
    return name;
}

/// A name under which this machine alone is reached from itself. No other name can be told from one that is
/// bound to this machine for a moment (DNS rebinding), and no other address is asked for over loopback
/// unless somebody forwards.
bool isOwnName(const QByteArray &host)
{
    // Without its domain, which may be a public one.
    static const QByteArray machine = QHostInfo::localHostName().toLower().toUtf8().split('.').constFirst();
    const QByteArray name = hostName(host);
    if (name == "localhost" || name.endsWith(".localhost")
        || (!machine.isEmpty() && (name == machine || name == QByteArray(machine).append(".local"))))
        return true;
    const QHostAddress address(QString::fromLatin1(name));
    return address.isLoopback() || (!address.isNull() && address == QHostAddress(QHostAddress::AnyIPv4))
        || address == QHostAddress(QHostAddress::AnyIPv6);
}

/// Joins the lines of a list.
void appendLine(QByteArray &list, const QByteArray &value)
{
    if (list.isEmpty())
        list = value;
    else
        list.append(", ").append(value);
}

void keepFirst(QByteArray &field, const QByteArray &value)
{
    if (field.isEmpty())
        field = value;
}

/// True when the Origin is this server itself.
bool isSameOrigin(const HttpRequest &request)
{
    const qsizetype scheme = request.origin.indexOf("://");
    return scheme > 0 && request.origin.sliced(scheme + 3) == request.host;
}

/// A browser asks for a page of another origin. A page under another port of this machine is one of them,
/// although it is of the same site: it may be any program.
bool isFromForeignPage(const HttpRequest &request)
{
    const QByteArray fetchSite = request.headerList("sec-fetch-site").toLower();
    return fetchSite.contains("cross-site") || fetchSite.contains("same-site")
        || (!request.origin.isEmpty() && !isSameOrigin(request));
}

bool saysPrefetch(const QByteArray &value)
{
    const QByteArray lower = value.toLower();
    return lower.contains("prefetch") || lower.contains("preview") || lower.contains("prerender");
}

} // namespace

void RequestGuard::setProxies(const TrustedProxies &proxies)
{
    m_proxies = proxies;
    m_vias.clear(); // their keys are names of headers that the proxies held
}

void RequestGuard::setTokens(const QList<Token> &tokens)
{
    m_tokens.clear();
    for (const Token &token : tokens)
        m_tokens.insert(token.hash, token);
}

void RequestGuard::complete(HttpRequest &request, const QHostAddress &peer) const
{
    const bool isNear = unmapped(peer).isLoopback();
    const bool believes = !m_proxies.isEmpty();
    const QByteArray &clientHeader = m_proxies.clientHeader();
    bool saysProxy = false;
    ForwardingHeaders forwarding;
    for (const auto &header : std::as_const(request.headers)) {
        const QByteArray &name = header.first;
        const QByteArray &value = header.second;
        const auto is = [&name](const char *lowerCase) {
            return qstrnicmp(name.constData(), lowerCase, static_cast<size_t>(name.size())) == 0;
        };
        // A client that says yes on one line has said yes; of two agents or types the first counts, as in
        // header(); lists are joined. Two origins are joined, too: no page has such a one.
        switch (name.size()) {
        case 3:
            if (is("dnt"))
                request.dnt = request.dnt || value == "1";
            break;
        case 4:
            if (is("host"))
                request.host = value;
            break;
        case 5:
            if (is("x-moz") && saysPrefetch(value))
                request.prefetch = true;
            break;
        case 6:
            if (is("origin"))
                appendLine(request.origin, value);
            else if (is("accept"))
                appendLine(request.accept, value);
            break;
        case 7:
            if (is("referer"))
                keepFirst(request.referer, value);
            else if (is("sec-gpc"))
                request.gpc = request.gpc || value == "1";
            else if (is("purpose") && saysPrefetch(value))
                request.prefetch = true;
            break;
        case 9:
            if (believes && is("forwarded"))
                forwarding.forwarded.append(value);
            break;
        case 10:
            if (is("user-agent"))
                keepFirst(request.userAgent, value);
            // nginx in its default configuration: it speaks HTTP/1.0, closes, and names no visitor.
            else if (request.isHttp10 && isNear && is("connection") && value.toLower().contains("close"))
                saysProxy = true;
            break;
        case 11:
            if (is("sec-purpose") && saysPrefetch(value))
                request.prefetch = true;
            break;
        case 12:
            if (is("content-type"))
                keepFirst(request.contentType, value);
            break;
        case 15:
            if (is("accept-language"))
                appendLine(request.acceptLanguage, value);
            else if (believes && is("x-forwarded-for"))
                forwarding.forwardedFor.append(value);
            break;
        default: break;
        }
        const bool isNamed = !clientHeader.isEmpty() && name.size() == clientHeader.size()
            && name.compare(clientHeader, Qt::CaseInsensitive) == 0;
        if (isNamed)
            forwarding.named.append(value);
        saysProxy = saysProxy || (isNear && (isNamed || isProxySign(name)));
    }
    const TrustedProxies::Client found = m_proxies.clientOf(peer, forwarding);
    request.isProxied = found.isProxied;
    if (found.header)
        request.addressVia = viaText(QLatin1StringView(found.header), found.proxies);
    else if (found.isProxied)
        request.addressVia = viaText({}, 0);
    const Client &client = describe(found.address);
    request.clientAddress = client.text;
    request.clientNetwork = client.limitedAs;
    request.network = client.network;
    request.clientIsLoopback = isNear && !saysProxy && !found.isProxied;
}

const RequestGuard::Client &RequestGuard::describe(const QHostAddress &address) const
{
    if (const Client *known = m_clients.find(address))
        return *known;
    return m_clients.insert(
        address,
        {address.toString().toLatin1(), limitedAs(address).toString().toLatin1(), classifyAddress(address)});
}

const QString &RequestGuard::viaText(QLatin1StringView header, int proxies) const
{
    if (const QString *known = m_vias.find({header, proxies}))
        return *known;
    return m_vias.insert(
        {header, proxies},
        header.isEmpty()
            ? QStringLiteral("unknown: the trusted proxy named none")
            : QStringLiteral("%1, trusted proxies passed: %2").arg(header, QString::number(proxies)));
}

std::optional<HttpReply> RequestGuard::refuseRead(const HttpRequest &request, const QString &site)
{
    return refuse(request, site, false);
}

std::optional<HttpReply> RequestGuard::refuse(const HttpRequest &request, const QString &site, bool changes)
{
    const QByteArray secret = tokenOf(request);
    // Hashes are compared, so that the time tells nothing about the token.
    const auto token = secret.isEmpty() || m_tokens.isEmpty()
        ? m_tokens.end()
        : m_tokens.find(QCryptographicHash::hash(secret, QCryptographicHash::Sha256));
    const bool isKnown = token != m_tokens.end();
    if (isKnown && token->opens(site) && (token->mayChange || !changes)) {
        if (m_tokenWatch)
            m_tokenWatch(*token);
        return {};
    }
    std::optional<HttpReply> refusal = refuseWithoutToken(request);
    if (!refusal || secret.isEmpty())
        return refusal;
    if (isKnown)
        return errorReply(403, "token_limited",
                          token->opens(site) ? "This token only reads."
                                             : "This token is limited to other sites.");
    const Micros now = monotonicMicros();
    if (m_wrongTokens.take(request.clientNetwork, now))
        return refusal;
    HttpReply reply = errorReply(429, "too_many_tokens", "Too many wrong tokens; try again later.");
    reply.headers.emplaceBack("Retry-After",
                              QByteArray::number(m_wrongTokens.retryAfter(request.clientNetwork, now)));
    return reply;
}

std::optional<HttpReply> RequestGuard::refuseWithoutToken(const HttpRequest &request)
{
    if (!request.clientIsLoopback) {
        HttpReply reply = errorReply(
            401, "unauthorized", "Send Authorization: Bearer TOKEN; clickscope token add NAME makes one.");
        reply.headers.emplaceBack("WWW-Authenticate", "Bearer");
        return reply;
    }
    if (!isOwnName(request.host))
        return errorReply(403, "host_not_allowed",
                          "Without a token, ask under localhost or a loopback address.");
    if (isFromForeignPage(request))
        return errorReply(403, "origin_not_allowed", "Pages of other origins need a token to read.");
    return {};
}

std::optional<HttpReply> RequestGuard::refuseWrite(const HttpRequest &request, const QString &site)
{
    if (std::optional<HttpReply> refusal = refuse(request, site, true))
        return refusal;
    if (isFromForeignPage(request))
        return errorReply(403, "origin_not_allowed", "Pages of other origins cannot change anything.");
    return {};
}

QByteArray RequestGuard::tokenOf(const HttpRequest &request)
{
    const QByteArray authorization = request.header("authorization");
    if (authorization.size() > 7 && authorization.first(7).toLower() == "bearer ")
        return authorization.sliced(7).trimmed();
    if (const qsizetype at = QByteArray("&").append(request.query).indexOf("&token="); at >= 0)
        return request.query.sliced(at + 6).split('&').constFirst();
    return {};
}
