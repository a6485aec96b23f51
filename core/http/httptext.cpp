// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httptext.h"

#include "core/types/jsonreader.h"

#include <algorithm>

QByteArrayView statusText(int status)
{
    switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 410: return "Gone";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Content";
    case 426: return "Upgrade Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    default: return "";
    }
}

QByteArray toBytes(const HttpReply &reply, bool headOnly, bool close)
{
    QByteArray bytes;
    bytes.reserve(256 + reply.body.size());
    bytes += "HTTP/1.1 ";
    bytes += QByteArray::number(reply.status);
    bytes += ' ';
    bytes += statusText(reply.status);
    for (const auto &[name, value] : reply.headers) {
        bytes += "\r\n";
        bytes += name;
        bytes += ": ";
        bytes += value;
    }
    if (!reply.contentType.isEmpty()) {
        bytes += "\r\nContent-Type: ";
        bytes += reply.contentType;
    }
    // RFC 9110, 8.6: no Content-Length with 204 and 304.
    if (reply.status != 204 && reply.status != 304) {
        bytes += "\r\nContent-Length: ";
        bytes += QByteArray::number(reply.body.size());
    }
    bytes += "\r\nX-Content-Type-Options: nosniff";
    if (close)
        bytes += "\r\nConnection: close";
    bytes += "\r\n\r\n";
    if (!headOnly && reply.status != 204 && reply.status != 304)
        bytes += reply.body;
    return bytes;
}

QByteArray streamHead(const QByteArray &contentType, const QList<std::pair<QByteArray, QByteArray>> &headers)
{
    QByteArray bytes("HTTP/1.1 200 OK\r\nConnection: close\r\nX-Content-Type-Options: nosniff\r\n"
                     "Cross-Origin-Resource-Policy: same-origin\r\nContent-Type: ");
    bytes.append(contentType);
    for (const auto &[name, value] : headers)
        bytes.append("\r\n").append(name).append(": ").append(value);
    return bytes.append("\r\n\r\n");
}

bool holdsEntityTag(const QByteArray &list, const QByteArray &tag)
{
    const QList<QByteArray> tags = list.split(',');
    return std::ranges::any_of(tags, [&](const QByteArray &one) {
        const QByteArray plain = one.trimmed();
        return plain == "*" || plain == tag || (plain.startsWith("W/") && plain.sliced(2) == tag);
    });
}

HttpReply errorReply(int status, QByteArrayView code, QByteArrayView message)
{
    QByteArray body = "{\"error\":{\"code\":\"";
    body += code;
    body += "\",\"message\":";
    appendJsonString(&body, QString::fromUtf8(message));
    body += ",\"field\":null}}";
    return HttpReply::json(status, body);
}

HttpReply refusalReply(int status, RejectReason reason)
{
    const char *message = "The request could not be read.";
    switch (status) {
    case 408: message = "The request did not arrive in time; send it again."; break;
    case 413: message = "The body is larger than 1 MiB; send smaller batches."; break;
    case 414: message = "The request line is longer than 8 KiB; send the data in the body."; break;
    case 431: message = "The headers are larger than 64 KiB; send fewer."; break;
    case 503: message = "The collector is busy; try again in a moment."; break;
    case 505: message = "Speak HTTP/1.1."; break;
    default: break;
    }
    HttpReply reply = errorReply(status, codeOf(reason), message);
    reply.close = true;
    // Which route was meant is not known; a page may learn that it was refused
    // (api.md#pages-of-other-origins).
    reply.headers.emplaceBack("Access-Control-Allow-Origin", "*");
    if (status == 503)
        reply.headers.emplaceBack("Retry-After", "1");
    return reply;
}
