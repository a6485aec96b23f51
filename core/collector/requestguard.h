// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collector/ratelimiter.h"
#include "core/http/trustedproxies.h"
#include "core/types/generationcache.h"
#include "core/types/http.h"
#include "core/types/network.h"
#include "core/types/token.h"

#include <QByteArray>
#include <QHash>
#include <QHostAddress>
#include <QLatin1StringView>
#include <QString>

#include <functional>
#include <optional>
#include <utility>

/// Access control (api.md#who-may-read): finds the client behind trusted proxies, and decides
/// whether a read is allowed. Lives in the collector thread.
///
/// The rights of this machine belong to a request whose connection comes from loopback and that carries no
/// sign of a proxy (isProxySign()). An address in a header never has them, and neither has a trusted
/// proxy without one. A proxy that adds nothing at all looks like a person at this machine,
/// unless it asks under a public name, or speaks HTTP/1.0 and closes as nginx does in its default
/// configuration.
class RequestGuard final
{
public:
    /// The first `wrongTokensPerMinute` of a client are answered 401, more are answered 429; 0 = any
    /// number.
    explicit RequestGuard(TrustedProxies proxies, int wrongTokensPerMinute = 0) :
        m_proxies(std::move(proxies)), m_wrongTokens(wrongTokensPerMinute, kMicrosPerMinute)
    {
    }

    void setProxies(const TrustedProxies &proxies);
    void setTokens(const QList<Token> &tokens);
    /// Called whenever a token opens an answer; the token is the guard's own.
    void setTokenWatch(std::function<void(Token &)> watch) { m_tokenWatch = std::move(watch); }
    /// Sets the named header fields, the client address and its network class.
    void complete(HttpRequest &request, const QHostAddress &peer) const;
    /// Empty when the read is allowed; else the refusal. Loopback may read without a token, but
    /// only under a name of this machine (DNS rebinding) and not from a page of another origin.
    /// `site` is the one that the answer is about; empty = several.
    std::optional<HttpReply> refuseRead(const HttpRequest &request, const QString &site = {});
    /// The same for requests that change something. Pages of other origins may not, with or without a token:
    /// a client with a token does not need a visitor's browser.
    std::optional<HttpReply> refuseWrite(const HttpRequest &request, const QString &site = {});

private:
    struct Client
    {
        QByteArray text;
        QByteArray limitedAs;
        NetworkClass network = NetworkClass::Public;
    };
    /// Empty when the token of the request, or this machine, may do that.
    std::optional<HttpReply> refuse(const HttpRequest &request, const QString &site, bool changes);
    static std::optional<HttpReply> refuseWithoutToken(const HttpRequest &request);
    static QByteArray tokenOf(const HttpRequest &request);
    /// Text and class of an address; cached, because the same clients send many requests.
    const Client &describe(const QHostAddress &address) const;
    /// HttpRequest::addressVia; cached, because there are few different ones.
    const QString &viaText(QLatin1StringView header, int proxies) const;

    mutable GenerationCache<QHostAddress, Client, 32'768> m_clients;
    mutable GenerationCache<std::pair<QLatin1StringView, int>, QString, 16>
        m_vias; ///< by header and proxies passed
    TrustedProxies m_proxies;
    QHash<QByteArray, Token> m_tokens; ///< by hash
    std::function<void(Token &)> m_tokenWatch;
    RateLimiter m_wrongTokens;
};
