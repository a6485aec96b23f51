// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/requestguard.h"

#include "core/http/httptext.h"

#include <QCryptographicHash>
#include <QHostInfo>

namespace {

/// Host without port and brackets.
QByteArray hostName(const QByteArray &host)
{
    if (host.startsWith('[')) {
        const qsizetype close = host.indexOf(']');
        return close < 0 ? QByteArray() : host.sliced(1, close - 1);
    }
    const qsizetype colon = host.indexOf(':');
    return (colon < 0 ? host : host.first(colon)).toLower();
}

bool isOwnName(const QByteArray &host)
{
    static const QByteArray machine = QHostInfo::localHostName().toLower().toUtf8();
    const QByteArray name = hostName(host);
    if (name == "localhost" || name.endsWith(".localhost")
        || (!machine.isEmpty() && (name == machine || name == QByteArray(machine).append(".local"))))
        return true;
    return !QHostAddress(QString::fromLatin1(name)).isNull(); // a literal address cannot be rebound
}

/// True when the Origin is this server itself.
bool isSameOrigin(const HttpRequest &request)
{
    const qsizetype scheme = request.origin.indexOf("://");
    return scheme > 0 && request.origin.sliced(scheme + 3) == request.host;
}

bool saysPrefetch(const QByteArray &value)
{
    const QByteArray lower = value.toLower();
    return lower.contains("prefetch") || lower.contains("preview") || lower.contains("prerender");
}

} // namespace

void RequestGuard::setTokenHashes(const QList<QByteArray> &hashes)
{
    m_tokens = QSet<QByteArray>(hashes.begin(), hashes.end());
}

void RequestGuard::complete(HttpRequest &request, const QHostAddress &peer) const
{
    QByteArrayView forwardedFor;
    QByteArrayView forwarded;
    for (const auto &header : std::as_const(request.headers)) {
        const QByteArray &name = header.first;
        const QByteArray &value = header.second;
        const auto is = [&name](const char *lowerCase) {
            return qstrnicmp(name.constData(), lowerCase, static_cast<size_t>(name.size())) == 0;
        };
        switch (name.size()) {
        case 3:
            if (is("dnt"))
                request.dnt = value == "1";
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
                request.origin = value;
            else if (is("accept"))
                request.accept = value;
            break;
        case 7:
            if (is("referer"))
                request.referer = value;
            else if (is("sec-gpc"))
                request.gpc = value == "1";
            else if (is("purpose") && saysPrefetch(value))
                request.prefetch = true;
            break;
        case 9:
            if (is("forwarded"))
                forwarded = value;
            break;
        case 10:
            if (is("user-agent"))
                request.userAgent = value;
            break;
        case 11:
            if (is("sec-purpose") && saysPrefetch(value))
                request.prefetch = true;
            break;
        case 12:
            if (is("content-type"))
                request.contentType = value;
            break;
        case 15:
            if (is("accept-language"))
                request.acceptLanguage = value;
            else if (is("x-forwarded-for"))
                forwardedFor = value;
            break;
        default: break;
        }
    }
    const TrustedProxies::Client found = m_proxies.clientOf(peer, forwardedFor, forwarded);
    request.isProxied = found.isProxied;
    if (found.header)
        request.addressVia = viaText(QLatin1StringView(found.header), found.proxies);
    const Client &client = describe(found.address);
    request.clientAddress = client.text;
    request.network = client.network;
    request.clientIsLoopback = client.network == NetworkClass::Loopback;
}

const RequestGuard::Client &RequestGuard::describe(const QHostAddress &address) const
{
    if (const Client *known = m_clients.find(address))
        return *known;
    return m_clients.insert(address, {address.toString().toLatin1(), classifyAddress(address)});
}

const QString &RequestGuard::viaText(QLatin1StringView header, int proxies) const
{
    if (const QString *known = m_vias.find({header, proxies}))
        return *known;
    return m_vias.insert({header, proxies},
                         QStringLiteral("%1, trusted proxies passed: %2").arg(header).arg(proxies));
}

std::optional<HttpReply> RequestGuard::refuseRead(const HttpRequest &request) const
{
    if (hasToken(request))
        return {};
    if (!request.clientIsLoopback) {
        HttpReply reply = errorReply(
            401, "unauthorized", "Send Authorization: Bearer TOKEN; clickscope token add NAME makes one.");
        reply.headers.emplaceBack("WWW-Authenticate", "Bearer");
        return reply;
    }
    if (!isOwnName(request.host))
        return errorReply(403, "host_not_allowed",
                          "Without a token, ask under localhost or an address of this machine.");
    if (!request.origin.isEmpty() && !isSameOrigin(request))
        return errorReply(403, "origin_not_allowed", "Pages of other origins need a token to read.");
    return {};
}

std::optional<HttpReply> RequestGuard::refuseWrite(const HttpRequest &request) const
{
    if (std::optional<HttpReply> refusal = refuseRead(request))
        return refusal;
    const QByteArray fetchSite = request.header("sec-fetch-site").toLower();
    const bool isForeign = fetchSite == "cross-site" || fetchSite == "same-site";
    if (isForeign || (!request.origin.isEmpty() && !isSameOrigin(request)))
        return errorReply(403, "origin_not_allowed", "Pages of other origins cannot change anything.");
    return {};
}

bool RequestGuard::hasToken(const HttpRequest &request) const
{
    if (m_tokens.isEmpty())
        return false;
    QByteArray token;
    const QByteArray authorization = request.header("authorization");
    if (authorization.size() > 7 && authorization.first(7).toLower() == "bearer ")
        token = authorization.sliced(7).trimmed();
    else if (const qsizetype at = QByteArray("&").append(request.query).indexOf("&token="); at >= 0)
        token = request.query.sliced(at + 6).split('&').constFirst();
    // Hashes are compared, so that the time tells nothing about the token.
    return !token.isEmpty() && m_tokens.contains(QCryptographicHash::hash(token, QCryptographicHash::Sha256));
}
