// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/trustedproxies.h"

#include "core/types/network.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string_view>

namespace {

/// One hop: brackets, ports, quotes and zone ids are tolerated. Null when it names no address.
QHostAddress parseHop(QByteArrayView text)
{
    text = text.trimmed();
    if (text.startsWith('"') && text.endsWith('"') && text.size() >= 2)
        text = text.sliced(1, text.size() - 2);
    if (text.startsWith('[')) {
        const qsizetype close = text.indexOf(']');
        if (close < 0 || (close + 1 < text.size() && text[close + 1] != ':'))
            return {};
        text = text.sliced(1, close - 1);
        if (!text.contains(':'))
            return {};
    } else if (std::ranges::count(text, ':') == 1) {
        text = text.first(text.indexOf(':'));
    }
    const QString name = QString::fromLatin1(text.first(std::min<qsizetype>(text.size(), 65)));
    if (name.size() > 64 || (!name.contains(u':') && !isDottedQuad(name)))
        return {};
    QHostAddress address;
    if (!address.setAddress(name))
        return {};
    return unmapped(address);
}

/// Removes the last element of a list. Read from the right, so that text further left (an open
/// quote, for instance) cannot change what the last proxy wrote.
QByteArrayView takeLast(QByteArrayView &list)
{
    bool isQuoted = false;
    for (qsizetype i = list.size() - 1; i >= 0; --i) {
        if (list[i] == '"') {
            qsizetype escapes = 0;
            while (isQuoted && escapes < i && list[i - 1 - escapes] == '\\')
                ++escapes;
            if (escapes % 2 == 0)
                isQuoted = !isQuoted;
            i -= escapes;
        } else if (list[i] == ',' && !isQuoted) {
            const QByteArrayView last = list.sliced(i + 1);
            list = list.first(i);
            return last;
        }
    }
    return std::exchange(list, {});
}

QByteArrayView takeLastPlain(QByteArrayView &list)
{
    const qsizetype comma = list.lastIndexOf(',');
    const QByteArrayView last = list.sliced(comma + 1);
    list = comma < 0 ? QByteArrayView() : list.first(comma);
    return last;
}

/// Takes a value of RFC 7239 off the beginning: a token, or a quoted text without its quotes and escapes.
std::optional<QByteArray> takeValue(QByteArrayView &text)
{
    if (!text.startsWith('"')) {
        const qsizetype end = text.indexOf(';');
        const QByteArray value = (end < 0 ? text : text.first(end)).trimmed().toByteArray();
        text = end < 0 ? QByteArrayView() : text.sliced(end);
        return value.contains('"') ? std::nullopt : std::optional(value);
    }
    QByteArray value;
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text[i] == '"') {
            text = text.sliced(i + 1).trimmed();
            return value;
        }
        if (text[i] == '\\' && ++i == text.size())
            return std::nullopt;
        value.append(text[i]);
    }
    return std::nullopt;
}

/// The address of one element of RFC 7239's Forwarded: `for=192.0.2.1;proto=https`. Null for `unknown`,
/// `_hidden`, two `for` and anything else that names no address.
QHostAddress parseForwarded(QByteArrayView element)
{
    std::optional<QByteArray> node;
    for (element = element.trimmed(); !element.isEmpty();) {
        const qsizetype equals = element.indexOf('=');
        if (equals <= 0 || element.first(equals).contains('"')) // quotes in pairs, from either end
            return {};
        const bool isFor = element.first(equals).compare("for", Qt::CaseInsensitive) == 0;
        element = element.sliced(equals + 1);
        const std::optional<QByteArray> value = takeValue(element);
        if (!value || (isFor && node))
            return {};
        if (isFor)
            node = value;
        if (!element.isEmpty() && !element.startsWith(';'))
            return {};
        element = element.isEmpty() ? element : element.sliced(1).trimmed();
    }
    return node ? parseHop(*node) : QHostAddress();
}

bool hasElements(const QList<QByteArrayView> &lines)
{
    return std::ranges::any_of(lines, [](QByteArrayView line) {
        return std::ranges::any_of(line, [](char c) { return c != ',' && c != ' ' && c != '\t'; });
    });
}

bool isWithin(const std::pair<QHostAddress, int> &network, const char *range, int bits)
{
    return network.second >= bits && network.first.isInSubnet(QHostAddress(QLatin1StringView(range)), bits);
}

bool isTooWide(const std::pair<QHostAddress, int> &network)
{
    if (network.first.protocol() == QAbstractSocket::IPv4Protocol)
        return network.second < TrustedProxies::kWidestIpv4;
    return network.second < TrustedProxies::kWidestIpv6 && !isWithin(network, "fc00::", 7)
        && !isWithin(network, "fe80::", 10);
}

Error badNetwork(const QString &text)
{
    const bool isName = std::ranges::any_of(text, [](QChar c) { return c.isLetter(); })
        && !text.contains(u':');
    QString message = QStringLiteral("\"%1\" is no network; write 10.0.0.0/8 or fd00::/8");
    if (text.compare(QLatin1StringView("localhost"), Qt::CaseInsensitive) == 0)
        message = QStringLiteral(
            "\"%1\" is a name, and a name can come to mean another machine; write 127.0.0.1 or ::1");
    else if (isName)
        message = QStringLiteral(
            "\"%1\" is a name, and a name can come to mean another machine; write its address,"
            " which \"getent hosts\" tells");
    return {QStringLiteral("bad_network"), message.arg(text)};
}

/// Headers of clients, alone or followed by "-…"; the first letters tell most of them apart.
constexpr std::string_view kOrdinary[] = {"host",  "user",   "accept",   "connection", "content",
                                          "sec",   "origin", "referer",  "cookie",     "upgrade",
                                          "cache", "pragma", "dnt",      "te",         "expect",
                                          "if",    "last",   "priority", "purpose",    "authorization"};
constexpr std::string_view kSignParts[] = {"forward",     "proxy",     "clientip",   "realip", "remote-addr",
                                           "client-addr", "varnish",   "ngrok",      "squid",  "proxied",
                                           "coming-from", "peer-addr", "source-addr"};
// Proxies, CDNs and clouds, tunnels, and what signs people in before it passes their requests on.
constexpr std::string_view kSignBeginnings[] = {"akamai-",
                                                "ali-",
                                                "cdn-",
                                                "cf-",
                                                "cloudfront-",
                                                "eagleeye-",
                                                "fastly-",
                                                "fly-",
                                                "incap-",
                                                "rndr-",
                                                "surrogate-",
                                                "tailscale-",
                                                "x-akamai-",
                                                "x-amz",
                                                "x-apigee-",
                                                "x-appengine",
                                                "x-arr-",
                                                "x-azure-",
                                                "x-backend-",
                                                "x-bluecoat-",
                                                "x-caddy-",
                                                "x-cdn-",
                                                "x-cloud-trace-",
                                                "x-edge-",
                                                "x-envoy-",
                                                "x-fastly-",
                                                "x-fd-",
                                                "x-fly-",
                                                "x-gateway-",
                                                "x-geo",
                                                "x-heroku-",
                                                "x-haproxy-",
                                                "x-ingress-",
                                                "x-istio-",
                                                "x-load-balancer-",
                                                "x-nginx-",
                                                "x-upstream-",
                                                "x-kong-",
                                                "x-lb-",
                                                "x-koyeb-",
                                                "x-linkerd-",
                                                "x-localtunnel",
                                                "x-nf-",
                                                "x-original-",
                                                "x-originating-",
                                                "x-pagekite",
                                                "x-railway-",
                                                "x-real-",
                                                "x-remote-",
                                                "x-render-",
                                                "x-replit-",
                                                "x-rewrite-",
                                                "x-sigsci-",
                                                "x-sucuri-",
                                                "x-tailscale",
                                                "x-traefik-",
                                                "x-vercel-",
                                                "x-waws-",
                                                "x-zscaler-",
                                                "x-authentik-",
                                                "x-auth-request-",
                                                "x-goog-iap-",
                                                "x-goog-authenticated-",
                                                "x-ms-client-principal",
                                                "x-pomerium-",
                                                "x-webauth-",
                                                "x-zrok-",
                                                "l5d-",
                                                "ssl-client-",
                                                "x-ssl-",
                                                "x-tls-",
                                                "x-client-cert",
                                                "remote-user",
                                                "remote-groups"};
constexpr std::string_view kSignNames[] = {
    "disguised-host", "front-end-https", "via",           "x-cdn",         "x-country-code",
    "x-edge",         "x-gateway",       "x-host",        "x-https",       "x-iinfo",
    "x-lb",           "x-load-balancer", "x-protocol",    "x-port",        "x-request-start",
    "x-queue-start",  "x-scheme",        "x-script-name", "x-server-name", "x-ssl",
    "x-tls",          "x-url-scheme",    "x-via",         "x-nginx",       "x-haproxy",
    "x-cache",        "x-served-by",     "x-backend",     "x-upstream",    "x-ingress"};

bool namesAddress(QByteArrayView header)
{
    const qsizetype size = header.size();
    return size > 3 && (header[size - 1] | 0x20) == 'p' && (header[size - 2] | 0x20) == 'i'
        && (header[size - 3] == '-' || header[size - 3] == '_');
}

} // namespace

Result<TrustedProxies> TrustedProxies::parse(const QStringList &networks, Wide wide)
{
    TrustedProxies proxies;
    for (const QString &text : networks) {
        auto subnet = QHostAddress::parseSubnet(text);
        const QStringView address = QStringView(text).first(text.contains(u'/') ? text.indexOf(u'/')
                                                                                : text.size());
        // Qt fills up "10.1", reads 010 as 8 and looks past blanks: networks that nobody named.
        const bool isWhole = address.contains(u':') || isDottedQuad(address);
        const bool hasOthers = std::ranges::any_of(text, [](QChar c) { return c.isSpace() || c == u'+'; });
        if (!isWhole || hasOthers || subnet.first.isNull() || subnet.second < 0)
            return badNetwork(text);
        // Peers are compared without the wrapping, so a wrapped network is one of IPv4.
        if (subnet.second >= 96 && unmapped(subnet.first) != subnet.first)
            subnet = {unmapped(subnet.first), subnet.second - 96};
        if (wide == Wide::Refuse && isTooWide(subnet)) {
            return Error {
                QStringLiteral("wide_network"),
                QStringLiteral(
                    "every machine in %1 could claim any address; name only the network of the proxy,"
                    " or add --trust-wide-proxy if you mean it")
                    .arg(text)};
        }
        proxies.m_networks.append(subnet);
    }
    return proxies;
}

Result<void> TrustedProxies::setClientHeader(const QByteArray &name)
{
    const bool isName = std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
            || c == '_';
    });
    constexpr std::array others {"host",   "cookie",       "authorization",  "user-agent", "referer",
                                 "origin", "content-type", "content-length", "connection"};
    const bool isOther =
        std::ranges::any_of(others, [lower = name.toLower()](const char *other) { return lower == other; });
    const bool hasLetter = std::ranges::any_of(name, [](char c) { return c != '-' && c != '_'; });
    if (!isName || !hasLetter || isOther || name.isEmpty() || name.size() > 64) {
        return Error {QStringLiteral("bad_header"),
                      QStringLiteral("\"%1\" is no header that names a client; write for instance X-Real-IP")
                          .arg(QString::fromUtf8(name.first(std::min<qsizetype>(name.size(), 64))))};
    }
    m_clientHeader = name;
    return {};
}

bool TrustedProxies::contains(const QHostAddress &address) const
{
    return std::ranges::any_of(m_networks, [&](const auto &network) {
        return address.protocol() == network.first.protocol() && address.isInSubnet(network);
    });
}

void TrustedProxies::walk(Client &client, const QList<QByteArrayView> &lines, const char *header,
                          TakeLast takeLast, HopOf hopOf) const
{
    for (auto line = lines.crbegin(); line != lines.crend(); ++line) {
        for (QByteArrayView rest = *line; !rest.isEmpty();) {
            const QByteArrayView element = takeLast(rest).trimmed();
            if (element.isEmpty())
                continue;
            const QHostAddress hop = hopOf(element);
            if (hop.isNull())
                return;
            client.address = hop;
            client.header = header;
            ++client.proxies;
            if (!contains(hop))
                return;
        }
    }
}

TrustedProxies::Client TrustedProxies::clientOf(const QHostAddress &peer,
                                                const ForwardingHeaders &headers) const
{
    Client client {unmapped(peer)};
    if (m_networks.isEmpty() || !contains(client.address))
        return client;
    client.isProxied = true;
    if (!m_clientHeader.isEmpty()) {
        if (m_clientHeader.compare("X-Forwarded-For", Qt::CaseInsensitive) == 0) {
            walk(client, headers.forwardedFor, "X-Forwarded-For", takeLastPlain, parseHop);
        } else if (m_clientHeader.compare("Forwarded", Qt::CaseInsensitive) == 0) {
            walk(client, headers.forwarded, "Forwarded", takeLast, parseForwarded);
        } else if (headers.named.size() == 1) { // of two, one is not the proxy's
            const QHostAddress hop = parseHop(headers.named.constFirst());
            if (!hop.isNull()) {
                client.address = hop;
                client.header = m_clientHeader.constData();
                client.proxies = 1;
            }
        }
        return client;
    }
    if (hasElements(headers.forwarded))
        walk(client, headers.forwarded, "Forwarded", takeLast, parseForwarded);
    else
        walk(client, headers.forwardedFor, "X-Forwarded-For", takeLastPlain, parseHop);
    return client;
}

bool isProxySign(QByteArrayView headerName)
{
    // Nearly every header is one of these, and every request is asked about.
    const char initial = headerName.isEmpty() ? '\0' : static_cast<char>(headerName.front() | 0x20);
    for (const std::string_view ordinary : kOrdinary) {
        if (ordinary.front() != initial)
            continue;
        const auto size = static_cast<qsizetype>(ordinary.size());
        if ((headerName.size() == size || (headerName.size() > size && headerName[size] == '-'))
            && qstrnicmp(headerName.data(), ordinary.data(), ordinary.size()) == 0)
            return namesAddress(headerName); // "User-IP"
    }
    const QByteArray lower =
        headerName.first(std::min<qsizetype>(headerName.size(), 64)).toByteArray().toLower();
    const std::string_view name(lower.constData(), static_cast<std::size_t>(lower.size()));
    const auto is = [name](std::string_view whole) { return name == whole; };
    const auto begins = [name](std::string_view beginning) { return name.starts_with(beginning); };
    const auto holds = [name](std::string_view part) { return name.find(part) != std::string_view::npos; };
    return namesAddress(headerName) || std::ranges::any_of(kSignParts, holds)
        || std::ranges::any_of(kSignBeginnings, begins) || std::ranges::any_of(kSignNames, is);
}
