// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ingest/formats/nativepixelformat.h"

#include "core/ingest/formats/answers.h"
#include "core/ingest/formats/hitfields.h"
#include "core/ingest/formats/nativeformat.h"
#include "core/types/querypart.h"

namespace {

WireError malformed(const QString &message)
{
    return malformedError(400, QStringLiteral("validation_error"), message);
}

/// False when the parameter makes the hit unusable.
bool setParameter(RawHit *hit, QByteArrayView key, const QString &value)
{
    if (key == "site") {
        hit->siteKey = value;
    } else if (key == "url") {
        hit->url = value;
    } else if (key == "referrer") {
        hit->referrer = value;
    } else if (key == "title") {
        hit->title = value;
    } else if (key == "name") {
        hit->event = value;
    } else if (key == "kind") {
        return value.isEmpty() || fromString(value, &hit->kind); // as in JSON
    } else if (key == "value") {
        hit->value = numberOf(value);
        if (!hit->value)
            remark(hit, QLatin1StringView("value"), Remarks::kNotNumber);
    } else if (key == "props") {
        setPropsFromText(hit, value);
        hit->remarks.removeOne(
            FieldRemark {QLatin1StringView("props"), Remarks::kObjectFromText}); // a query holds nothing else
    } else if (key == "screen") {
        hit->screen = value;
    } else if (key == "language") {
        hit->language = value;
    } else if (key == "identity") {
        hit->identity = value;
    } else if (key == "id") {
        hit->id = value;
        remarkOnEmptyId(hit);
    }
    return true;
}

} // namespace

ParsedHits NativePixelFormat::parse(const HttpRequest &request) const
{
    RawHit hit;
    QByteArrayView rest = request.query;
    while (!rest.isEmpty()) { // no more than fit into a request line
        const QByteArrayView pair = takePair(&rest);
        const qsizetype equals = pair.indexOf('=');
        if (equals > 0 && !setParameter(&hit, pair.first(equals), decodedQueryPart(pair.sliced(equals + 1))))
            return malformed(QStringLiteral("kind is not known"));
    }
    if (hit.url.isEmpty())
        hit.url = QString::fromUtf8(request.referer);
    if (const HitProblem problem = completeNativeHit(&hit))
        return malformed(problem.field % u' ' % problem.message);
    return QList<RawHit> {hit};
}

HttpReply NativePixelFormat::accepted(const HttpRequest &, const IngestOutcome &outcome) const
{
    HttpReply reply = gifReply(200);
    addDropHeader(&reply, outcome);
    return reply;
}

HttpReply NativePixelFormat::failed(const WireError &error) const
{
    HttpReply reply = gifReply(error.status);
    addErrorHeaders(&reply, error);
    return reply;
}

WireError NativePixelFormat::unknownSite(const QString &key, int index) const
{
    return NativeFormat().unknownSite(key, index);
}

WireError NativePixelFormat::rateLimited(int retryAfterSeconds) const
{
    return rateLimitedError(retryAfterSeconds);
}

WireError NativePixelFormat::overloaded(int retryAfterSeconds) const
{
    return overloadedError(retryAfterSeconds);
}

WireError NativePixelFormat::bodyTooLarge() const
{
    return bodyTooLargeError();
}
