// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/generationcache.h"
#include "core/types/http.h"
#include "core/types/network.h"

#include <QByteArray>
#include <QHostAddress>
#include <QLatin1StringView>
#include <QSet>
#include <QString>

#include <optional>
#include <utility>

/// Who may ask (cli.md, Native HTTP API): fills in the client behind trusted proxies, and decides
/// whether a read is allowed. Lives in the collector thread.
class RequestGuard final
{
public:
    explicit RequestGuard(TrustedProxies proxies) : m_proxies(std::move(proxies)) { }

    void setTokenHashes(const QList<QByteArray> &hashes);
    /// Sets the named header fields, the client address and its network class.
    void complete(HttpRequest &request, const QHostAddress &peer) const;
    /// Nothing when the read is allowed; else the refusal. Loopback may read without a token, but
    /// only under a name of this machine (DNS rebinding) and not from a page of another origin.
    std::optional<HttpReply> refuseRead(const HttpRequest &request) const;
    /// The same for what changes something. No page of another origin may, with or without a token: whoever
    /// holds one does not need a visitor's browser.
    std::optional<HttpReply> refuseWrite(const HttpRequest &request) const;
    /// refuseRead() for WebSocket handshakes, whose origin no browser checks for us.
    bool mayRead(const HttpRequest &request) const { return !refuseRead(request); }

private:
    struct Client
    {
        QByteArray text;
        NetworkClass network = NetworkClass::Public;
    };
    bool hasToken(const HttpRequest &request) const;
    /// Text and class of an address; the same clients come again and again.
    const Client &describe(const QHostAddress &address) const;
    /// HttpRequest::addressVia; hardly any two differ.
    const QString &viaText(QLatin1StringView header, int proxies) const;

    mutable GenerationCache<QHostAddress, Client, 32'768> m_clients;
    mutable GenerationCache<std::pair<QLatin1StringView, int>, QString, 16>
        m_vias; ///< by header and proxies passed
    TrustedProxies m_proxies;
    QSet<QByteArray> m_tokens;
};
