// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/httpcompat.h"

#include "core/http/httpfront.h"

#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QUrl>

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

HttpParser::HttpParser(HttpFront &front) : m_front(front) { }

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
bool HttpParser::handleRequest(const QHttpServerRequest &request, QHttpServerResponder &)
#else
bool HttpParser::handleRequest(const QHttpServerRequest &request, QTcpSocket *)
#endif
{
    m_front.dispatch(toRequest(request));
    return true;
}

// Never reached: handleRequest() takes everything, and upgrades do not come this way.
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
void HttpParser::missingHandler(const QHttpServerRequest &, QHttpServerResponder &) { }
#elif QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
void HttpParser::missingHandler(const QHttpServerRequest &, QHttpServerResponder &&) { }
#else
void HttpParser::missingHandler(const QHttpServerRequest &, QTcpSocket *) { }
#endif
