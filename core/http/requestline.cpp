// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/requestline.h"

#include "core/http/requestfeed.h"

#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QUrl>

#include <utility>

namespace {

HttpMethod toMethod(QHttpServerRequest::Method method)
{
    switch (method) {
    case QHttpServerRequest::Method::Get: return HttpMethod::Get;
    case QHttpServerRequest::Method::Head: return HttpMethod::Head;
    case QHttpServerRequest::Method::Post: return HttpMethod::Post;
    case QHttpServerRequest::Method::Put: return HttpMethod::Put;
    case QHttpServerRequest::Method::Delete: return HttpMethod::Delete;
    case QHttpServerRequest::Method::Options: return HttpMethod::Options;
    case QHttpServerRequest::Method::Patch: return HttpMethod::Patch;
    default: return HttpMethod::Other;
    }
}

/// What QHttpServer was given to read: method and target.
HttpRequest toRequest(const QHttpServerRequest &source)
{
    HttpRequest request;
    request.method = toMethod(source.method());
    const QUrl url = source.url();
    request.path = url.path(QUrl::FullyDecoded).toUtf8();
    request.query = url.query(QUrl::FullyEncoded).toLatin1();
    return request;
}

} // namespace

RequestLineParser::RequestLineParser(std::function<void(QTcpSocket *)> offer) : m_offer(std::move(offer)) { }

RequestLineParser::~RequestLineParser()
{
    delete m_feed;
}

std::optional<HttpRequest> RequestLineParser::parse(const QByteArray &line)
{
    if (!m_feed) {
        m_feed = new RequestFeed;
        m_offer(m_feed);
    }
    m_request.reset();
    m_feed->feed(line); // QHttpServer reads it before this returns
    if (m_feed->state() != QAbstractSocket::ConnectedState)
        m_feed = nullptr; // it gave it up
    return std::exchange(m_request, std::nullopt);
}

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
bool RequestLineParser::handleRequest(const QHttpServerRequest &request, QHttpServerResponder &)
#else
bool RequestLineParser::handleRequest(const QHttpServerRequest &request, QTcpSocket *)
#endif
{
    m_request = toRequest(request);
    return true;
}

// Never reached: handleRequest() takes everything, and upgrades do not come this way.
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
void RequestLineParser::missingHandler(const QHttpServerRequest &, QHttpServerResponder &) { }
#elif QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
void RequestLineParser::missingHandler(const QHttpServerRequest &, QHttpServerResponder &&) { }
#else
void RequestLineParser::missingHandler(const QHttpServerRequest &, QTcpSocket *) { }
#endif
