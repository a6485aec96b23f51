// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/network.h"

#include <QHostAddress>

namespace {

bool inSubnet4(quint32 address, quint32 network, int bits)
{
    return (address ^ network) >> (32 - bits) == 0;
}

} // namespace

bool isDottedQuad(QStringView text)
{
    int parts = 1;
    qsizetype digits = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'.' && digits > 0) {
            ++parts;
            digits = 0;
        } else if (text[i] < u'0' || text[i] > u'9' || ++digits > 3 || (digits == 2 && text[i - 1] == u'0')) {
            return false;
        }
    }
    return parts == 4 && digits > 0;
}

QHostAddress listenAddressOf(const QString &text)
{
    if (text.compare(QLatin1StringView("localhost"), Qt::CaseInsensitive) == 0)
        return QHostAddress(QHostAddress::LocalHost);
    return text.contains(u':') || isDottedQuad(text) ? QHostAddress(text) : QHostAddress();
}

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

QHostAddress limitedAs(const QHostAddress &address)
{
    const QHostAddress plain = unmapped(address);
    if (plain.protocol() != QAbstractSocket::IPv6Protocol || plain.isLoopback())
        return plain;
    Q_IPV6ADDR bytes = plain.toIPv6Address();
    std::fill(std::begin(bytes.c) + 8, std::end(bytes.c), quint8(0));
    return unmapped(QHostAddress(bytes)); // "::" is 0.0.0.0 to Qt
}
