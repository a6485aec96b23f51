// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <utility>

// One request and one reply as plain values: wire formats and handlers are pure functions between
// the two, and no HTTP library is known outside core/collector.

enum class HttpMethod : quint8 { Get, Head, Post, Put, Delete, Options, Patch, Other };

/// Names as sent, in their order.
using HeaderFields = QList<std::pair<QByteArray, QByteArray>>;

struct HttpRequest
{
    HttpMethod method = HttpMethod::Get;
    QByteArray path; ///< percent-decoded, starts with '/'
    QByteArray query; ///< raw, without '?'
    QByteArray body;
    HeaderFields headers; ///< all of them

    // The headers that ingest reads; empty when absent. Names are those of the header.
    QByteArray host;
    QByteArray origin;
    QByteArray contentType;
    QByteArray userAgent;
    QByteArray accept;
    QByteArray acceptLanguage;
    QByteArray referer;
    bool dnt = false; ///< DNT: 1
    bool gpc = false; ///< Sec-GPC: 1
    bool isHttp10 = false;
    bool isWebSocket = false; ///< asks for an upgrade; may be answered like any other request
    bool prefetch = false; ///< Purpose, Sec-Purpose or X-Moz say prefetch or preview

    /// The client behind trusted proxies, canonical text (RFC 5952), IPv4-mapped unmapped. Never stored.
    QByteArray clientAddress;
    NetworkClass network = NetworkClass::Loopback; ///< of clientAddress
    /// The address that limits count: clientAddress, or its /64 of IPv6. Canonical text.
    QByteArray clientNetwork;
    /// Has the rights of this machine: sent from here, without a sign that a proxy passed it on.
    bool clientIsLoopback = false;
    bool isProxied = false; ///< the peer is a trusted proxy: its headers about the client are believed
    QString addressVia; ///< "X-Forwarded-For, trusted proxies passed: 2"; empty = clientAddress is the peer

    /// All lines of that name in any case as one list (RFC 9110, 5.3), or empty.
    QByteArray headerList(QByteArrayView name) const
    {
        QByteArray list;
        for (const auto &[key, value] : headers) {
            if (key.size() != name.size() || key.compare(name, Qt::CaseInsensitive) != 0)
                continue;
            if (!list.isEmpty())
                list.append(", ");
            list.append(value);
        }
        return list;
    }
    /// First header of that name in any case, or empty.
    QByteArray header(QByteArrayView name) const
    {
        for (const auto &[key, value] : headers) {
            if (key.size() == name.size() && key.compare(name, Qt::CaseInsensitive) == 0)
                return value;
        }
        return {};
    }
};

struct HttpReply
{
    int status = 200;
    QByteArray contentType; ///< empty = no Content-Type
    QByteArray body;
    HeaderFields headers; ///< besides Content-Type and Content-Length
    bool close = false; ///< close the connection after this reply

    static HttpReply json(int status, const QByteArray &document)
    {
        return {status, QByteArrayLiteral("application/json"), document, {}, false};
    }
    static HttpReply text(int status, const QByteArray &text)
    {
        return {status, QByteArrayLiteral("text/plain; charset=utf-8"), text, {}, false};
    }
};
