// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHostAddress>
#include <QList>
#include <QStringList>

#include <utility>

/// What the headers of one request say about its sender. All lines of a name are one list (RFC 9110, 5.3).
struct ForwardingHeaders
{
    QList<QByteArrayView> forwardedFor; ///< X-Forwarded-For, line by line
    QList<QByteArrayView> forwarded; ///< Forwarded (RFC 7239), line by line
    QList<QByteArrayView> named; ///< the header chosen by setClientHeader(), line by line
};

/// Networks whose forwarding headers are believed (proxies.md#whose-word-is-believed). Immutable, usable from
/// any thread.
class TrustedProxies final
{
public:
    /// Wider networks (IPv4, IPv6) are usually a mistake: no operator has that
    /// many proxies, and everyone inside could claim any address. Networks that are not routed on the
    /// internet (fc00::/7, fe80::/10) are exempt.
    static constexpr int kWidestIpv4 = 8;
    static constexpr int kWidestIpv6 = 16;
    enum class Wide : quint8 { Refuse, Allow };

    /// CIDRs or single addresses. Errors: "bad_network", "wide_network".
    static Result<TrustedProxies> parse(const QStringList &networks, Wide wide = Wide::Refuse);

    /// Believes only this header: one that holds a single address (X-Real-IP, CF-Connecting-IP), or
    /// X-Forwarded-For or Forwarded, when the proxy writes only that. Errors: "bad_header".
    Result<void> setClientHeader(const QByteArray &name);
    /// As given to setClientHeader(); empty = X-Forwarded-For and Forwarded.
    const QByteArray &clientHeader() const { return m_clientHeader; }

    bool isEmpty() const { return m_networks.isEmpty(); }
    bool contains(const QHostAddress &address) const;
    struct Client
    {
        QHostAddress address;
        bool isProxied = false; ///< the peer is trusted
        const char *header = nullptr; ///< header with the address: "X-Forwarded-For"; null = it is the peer's
        int proxies = 0; ///< trusted proxies between the address and here
    };
    /// The client behind the peer: the peer itself unless it is trusted; then the address in its headers,
    /// from right to left past trusted hops. The search ends before an unusable entry; empty ones are skipped
    /// (RFC 9110, 5.6.1). Work is bounded by the header limit.
    ///
    /// If there is a `Forwarded` that is not empty, X-Forwarded-For is ignored, even if Forwarded
    /// has no address: a proxy that writes Forwarded may pass on a visitor's own X-Forwarded-For. A proxy
    /// that writes X-Forwarded-For has to remove a visitor's Forwarded, or needs setClientHeader().
    Client clientOf(const QHostAddress &peer, const ForwardingHeaders &headers) const;

private:
    using TakeLast = QByteArrayView (*)(QByteArrayView &list);
    using HopOf = QHostAddress (*)(QByteArrayView element);

    void walk(Client &client, const QList<QByteArrayView> &lines, const char *header, TakeLast takeLast,
              HopOf hopOf) const;

    QList<std::pair<QHostAddress, int>> m_networks;
    QByteArray m_clientHeader;
};

/// True for a header that proxies, load balancers and CDNs add and that a client on this machine has no
/// reason to send: a request with one was not sent from here, even if its connection was. Any case.
bool isProxySign(QByteArrayView headerName);
