// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/network.h"

#include <algorithm>

namespace {

bool inSubnet4(quint32 address, quint32 network, int bits)
{
    return (address ^ network) >> (32 - bits) == 0;
}

/// One hop of a forwarding header: brackets, ports, quotes and zone ids are tolerated.
QHostAddress parseHop(QByteArrayView text)
{
    text = text.trimmed();
    if (text.startsWith('"') && text.endsWith('"') && text.size() >= 2)
        text = text.sliced(1, text.size() - 2);
    if (text.startsWith('[')) {
        const qsizetype close = text.indexOf(']');
        if (close < 0)
            return {};
        text = text.sliced(1, close - 1);
    } else if (std::ranges::count(text, ':') == 1) {
        text = text.first(text.indexOf(':'));
    }
    if (text.isEmpty() || text.size() > 64)
        return {};
    QHostAddress address;
    if (!address.setAddress(QString::fromLatin1(text)))
        return {};
    return unmapped(address);
}

/// The `for=` value of one element of RFC 7239's Forwarded header.
QByteArrayView forwardedFor(QByteArrayView element)
{
    while (!element.isEmpty()) {
        const qsizetype end = element.indexOf(';');
        QByteArrayView pair = (end < 0 ? element : element.first(end)).trimmed();
        if (pair.size() > 4 && qstrnicmp(pair.data(), 4, "for=", 4) == 0)
            return pair.sliced(4);
        if (end < 0)
            break;
        element = element.sliced(end + 1);
    }
    return {};
}

} // namespace

QHostAddress unmapped(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    if (isIpv4)
        return QHostAddress(ipv4);
    if (address.scopeId().isEmpty())
        return address;
    QHostAddress plain(address);
    plain.setScopeId(QString());
    return plain;
}

NetworkClass classifyAddress(const QHostAddress &address)
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    if (isIpv4) {
        if (inSubnet4(ipv4, 0x7f000000u, 8))
            return NetworkClass::Loopback;
        if (inSubnet4(ipv4, 0x0a000000u, 8) || inSubnet4(ipv4, 0xac100000u, 12)
            || inSubnet4(ipv4, 0xc0a80000u, 16))
            return NetworkClass::Private;
        if (inSubnet4(ipv4, 0x64400000u, 10))
            return NetworkClass::Cgnat;
        return inSubnet4(ipv4, 0xa9fe0000u, 16) ? NetworkClass::LinkLocal : NetworkClass::Public;
    }
    const Q_IPV6ADDR ipv6 = address.toIPv6Address();
    if (address == QHostAddress(QHostAddress::LocalHostIPv6))
        return NetworkClass::Loopback;
    if ((ipv6[0] & 0xfe) == 0xfc)
        return NetworkClass::Ula;
    return ipv6[0] == 0xfe && (ipv6[1] & 0xc0) == 0x80 ? NetworkClass::LinkLocal : NetworkClass::Public;
}

Result<TrustedProxies> TrustedProxies::parse(const QStringList &networks)
{
    TrustedProxies proxies;
    for (const QString &text : networks) {
        const auto subnet = QHostAddress::parseSubnet(text);
        if (subnet.first.isNull() || subnet.second < 0) {
            return Error {QStringLiteral("bad_network"),
                          QStringLiteral("\"%1\" is no network; write 10.0.0.0/8 or fd00::/8").arg(text)};
        }
        proxies.m_networks.append(subnet);
    }
    return proxies;
}

bool TrustedProxies::contains(const QHostAddress &address) const
{
    return std::ranges::any_of(m_networks, [&](const auto &network) {
        return address.protocol() == network.first.protocol() && address.isInSubnet(network);
    });
}

TrustedProxies::Client TrustedProxies::clientOf(const QHostAddress &peer, QByteArrayView forwardedForHeader,
                                                QByteArrayView forwarded) const
{
    Client client {unmapped(peer)};
    if (m_networks.isEmpty() || !contains(client.address))
        return client;
    client.isProxied = true;
    const bool useXff = !forwardedForHeader.isEmpty();
    QByteArrayView rest = useXff ? forwardedForHeader : forwarded;
    while (!rest.isEmpty()) {
        const qsizetype comma = rest.lastIndexOf(',');
        const QByteArrayView entry = rest.sliced(comma + 1);
        rest = comma < 0 ? QByteArrayView() : rest.first(comma);
        const QHostAddress hop = parseHop(useXff ? entry : forwardedFor(entry));
        if (hop.isNull())
            break;
        client.address = hop;
        client.header = useXff ? "X-Forwarded-For" : "Forwarded";
        ++client.proxies;
        if (!contains(hop))
            break;
    }
    return client;
}
