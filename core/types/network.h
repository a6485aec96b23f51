// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"
#include "core/types/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHostAddress>
#include <QList>
#include <QStringList>

#include <utility>

/// Class of an address by the ranges of semantics 5.4. IPv4-mapped IPv6 counts as IPv4.
NetworkClass classifyAddress(const QHostAddress &address);

/// IPv4-mapped IPv6 becomes IPv4, a zone id is dropped.
QHostAddress unmapped(const QHostAddress &address);

/// Networks whose forwarding headers are believed (semantics 3.3). Immutable, usable from any thread.
class TrustedProxies final
{
public:
    /// CIDRs or single addresses. Errors: "bad_network".
    static Result<TrustedProxies> parse(const QStringList &networks);

    bool contains(const QHostAddress &address) const;
    struct Client
    {
        QHostAddress address;
        bool isProxied = false; ///< the peer is trusted
        const char *header = nullptr; ///< that named the address: "X-Forwarded-For"; null = it is the peer's
        int proxies = 0; ///< trusted proxies between the address and here
    };
    /// The client behind the peer: the peer itself unless it is trusted; then `X-Forwarded-For`
    /// (or `Forwarded`) from right to left past trusted hops. An unusable entry ends the walk at the
    /// last good hop. Work is bounded by the header limit.
    Client clientOf(const QHostAddress &peer, QByteArrayView forwardedFor, QByteArrayView forwarded) const;

private:
    QList<std::pair<QHostAddress, int>> m_networks;
};
