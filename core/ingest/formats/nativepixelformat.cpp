// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ingest/formats/nativepixelformat.h"

#include "core/ingest/formats/answers.h"
#include "core/ingest/formats/nativeformat.h"
#include "core/ingest/formats/propsbuilder.h"
#include "core/types/fieldlimits.h"
#include "core/types/jsonreader.h"
#include "core/visitor/referrer/campaign.h"

#include <cmath>

namespace {

constexpr int kMaxParameters = 64;

WireError malformed(const QString &message)
{
    return malformedError(400, QStringLiteral("validation_error"), message);
}

void setProps(RawHit *hit, const QString &json)
{
    const QByteArray text = json.toUtf8();
    JsonReader reader(text);
    PropsBuilder props;
    if (reader.peek() == JsonReader::Type::Object && props.readObject(reader) && reader.finish())
        hit->props = props.toJson();
}

/// False when the parameter makes the hit unusable.
bool setParameter(RawHit *hit, QByteArrayView key, const QString &value)
{
    if (key == "site") {
        hit->siteKey = value;
    } else if (key == "url") {
        hit->url = cutText(value, kMaxUrlChars);
    } else if (key == "referrer") {
        hit->referrer = cutText(value, kMaxUrlChars);
    } else if (key == "title") {
        hit->title = cutText(value, kMaxTitleChars);
    } else if (key == "name") {
        hit->event = cutText(value, kMaxNameChars);
    } else if (key == "kind") {
        return fromString(value, &hit->kind);
    } else if (key == "value") {
        bool ok = false;
        const double number = value.toDouble(&ok);
        if (ok && std::isfinite(number))
            hit->value = number;
    } else if (key == "props") {
        setProps(hit, value);
    } else if (key == "screen") {
        hit->screen = isScreenText(value) ? value : QString();
    } else if (key == "language") {
        hit->language = cutText(value, kMaxLanguageChars);
    } else if (key == "identity") {
        hit->identity = value.toUtf8().size() <= kMaxIdentityBytes ? value : QString();
    }
    return true;
}

} // namespace

ParsedHits NativePixelFormat::parse(const HttpRequest &request) const
{
    RawHit hit;
    QByteArrayView rest = request.query;
    for (int count = 0; !rest.isEmpty(); ++count) {
        if (count >= kMaxParameters)
            return malformed(QStringLiteral("too many query parameters"));
        const qsizetype end = rest.indexOf('&');
        const QByteArrayView pair = end < 0 ? rest : rest.first(end);
        rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
        const qsizetype equals = pair.indexOf('=');
        if (equals > 0 && !setParameter(&hit, pair.first(equals), decodedQueryPart(pair.sliced(equals + 1))))
            return malformed(QStringLiteral("kind is not known"));
    }
    if (hit.url.isEmpty())
        hit.url = cutText(QString::fromUtf8(request.referer), kMaxUrlChars);
    if (const HitProblem problem = checkNativeHit(hit))
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
