// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ingest/formats/answers.h"

#include "core/types/jsonreader.h"

HttpReply errorEnvelope(const WireError &error)
{
    QByteArray body = QByteArrayLiteral("{\"error\":{\"code\":");
    appendJsonString(&body, QStringView(error.code));
    body += ",\"message\":";
    appendJsonString(&body, QStringView(error.message));
    body += ",\"field\":";
    if (error.field.isEmpty())
        body += "null";
    else
        appendJsonString(&body, QStringView(error.field));
    if (error.index >= 0)
        body += ",\"index\":" + QByteArray::number(error.index);
    body += "}}";
    HttpReply reply = HttpReply::json(error.status, body);
    addErrorHeaders(&reply, error);
    return reply;
}

void addErrorHeaders(HttpReply *reply, const WireError &error)
{
    if (error.retryAfter > 0)
        reply->headers.append({QByteArrayLiteral("Retry-After"), QByteArray::number(error.retryAfter)});
    const bool refusedUnread = error.status == 413 || error.status == 429 || error.status == 503;
    if (!refusedUnread)
        reply->headers.append({QByteArrayLiteral("X-Dropped-Reason"), codesOf({error.reason})});
}

QByteArray codesOf(const QList<RejectReason> &reasons)
{
    QByteArray codes;
    for (const RejectReason reason : reasons) {
        if (!codes.isEmpty())
            codes += ',';
        codes += QByteArrayView(codeOf(reason));
    }
    return codes;
}

void addDropHeader(HttpReply *reply, const IngestOutcome &outcome)
{
    if (outcome.dropped > 0 && !outcome.dropReasons.isEmpty())
        reply->headers.append({QByteArrayLiteral("X-Dropped-Reason"), codesOf(outcome.dropReasons)});
}

/// 1×1, two colours, colour 0 transparent.
static const QByteArray &transparentGif()
{
    static const QByteArray gif = QByteArray::fromHex(
        "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b");
    return gif;
}

HttpReply gifReply(int status)
{
    HttpReply reply {status, QByteArrayLiteral("image/gif"), transparentGif(), {}, false};
    reply.headers = {
        {QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-store, no-cache, must-revalidate")},
        {QByteArrayLiteral("Pragma"), QByteArrayLiteral("no-cache")},
        {QByteArrayLiteral("Cross-Origin-Resource-Policy"), QByteArrayLiteral("cross-origin")}};
    return reply;
}

WireError rateLimitedError(int retryAfterSeconds)
{
    WireError error;
    error.reason = RejectReason::RateLimited;
    error.status = infoOf(error.reason).status;
    error.code = codeOf(error.reason);
    error.message = QStringLiteral("Rate limit exceeded");
    error.retryAfter = retryAfterSeconds;
    return error;
}

WireError overloadedError(int retryAfterSeconds)
{
    WireError error;
    error.status = 503;
    error.code = QStringLiteral("ingest_overloaded");
    error.message = QStringLiteral("Ingestion queue is overloaded, retry later");
    error.reason = RejectReason::QueueOverflow;
    error.retryAfter = retryAfterSeconds;
    return error;
}

WireError bodyTooLargeError()
{
    WireError error;
    error.status = 413;
    error.code = QStringLiteral("payload_too_large");
    error.message = QStringLiteral("Payload exceeds size limit");
    return error;
}

WireError malformedError(int status, const QString &code, const QString &message)
{
    WireError error;
    error.status = status;
    error.code = code;
    error.message = message;
    return error;
}
