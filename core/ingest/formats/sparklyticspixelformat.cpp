// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/formats/sparklyticspixelformat.h"

#include "core/ingest/formats/answers.h"
#include "core/ingest/formats/hitfields.h"
#include "core/ingest/formats/sentparameters.h"
#include "core/ingest/privacy/secretparts.h"
#include "core/types/fieldlimits.h"
#include "core/types/querypart.h"
#include "core/types/urltext.h"
#include "core/types/urluserinfo.h"

#include <QJsonDocument>

namespace {

constexpr QByteArrayView kFolder = "/p/";
constexpr QByteArrayView kEnding = ".gif";

WireError malformed(const QString &message)
{
    return malformedError(400, QStringLiteral("validation_error"), message);
}

WireError unknownPixel()
{
    WireError error = malformedError(404, QStringLiteral("not_found"),
                                     QStringLiteral("Tracking pixel not found"));
    error.reason = RejectReason::UnknownPixel;
    return error;
}

QString keyOf(QByteArrayView path)
{
    QByteArrayView key = path.startsWith(kFolder) ? path.sliced(kFolder.size()) : QByteArrayView();
    if (key.endsWith(kEnding))
        key.chop(kEnding.size());
    return QString::fromUtf8(key);
}

/// The value of `url`, the last one; empty when there is none.
QByteArrayView sentUrl(QByteArrayView query)
{
    QByteArrayView url;
    while (!query.isEmpty()) {
        if (const QByteArrayView pair = takePair(&query); pair.startsWith("url="))
            url = pair.sliced(4);
    }
    return url;
}

/// The page without what may hold secrets.
QString pageOf(const QString &url)
{
    const QString clean = withoutUserInfo(url);
    const UrlParts parts = splitUrl(clean);
    return parts.origin.toString() + withoutSecretParts(parts.path);
}

} // namespace

WireLimits SparklyticsPixelFormat::limits() const
{
    WireLimits limits;
    limits.createsSites = false; // the pixel says whose it is
    limits.requestsPerMinute = m_requestsPerMinute;
    return limits;
}

ParsedHits SparklyticsPixelFormat::parse(const HttpRequest &request) const
{
    const Pixel *pixel = m_pixels.find(keyOf(request.path));
    if (!pixel || pixel->archivedAt != 0)
        return unknownPixel();
    const QByteArrayView query(request.query);
    const QString sent = decodedQueryPart(sentUrl(query));
    if (sent.toUtf8().size() > kMaxUrlChars)
        return malformed(QStringLiteral("url exceeds max length"));
    const std::optional<QJsonObject> parameters = sentParameters(query);
    if (!parameters)
        return malformed(QStringLiteral("too many query parameters"));
    RawHit hit;
    hit.siteKey = pixel->site;
    hit.kind = HitKind::Pixel;
    hit.event = QStringLiteral("pixel_view");
    hit.referrer = QString::fromUtf8(request.referer);
    hit.isOwnersUrl = sent.isEmpty();
    hit.url = !sent.isEmpty()  ? sent
        : pixel->url.isEmpty() ? QString(QStringLiteral("pixel://") + pixel->key)
                               : pixel->url;
    completeFields(&hit, kMaxUrlChars);
    const QJsonObject props {{QStringLiteral("pixel_id"), pixel->key},
                             {QStringLiteral("pixel_key"), pixel->key},
                             {QStringLiteral("url"), hit.isOwnersUrl ? hit.url : pageOf(sent)},
                             {QStringLiteral("query"), *parameters}};
    hit.hasSentQuery = true;
    hit.props = QString::fromUtf8(QJsonDocument(props).toJson(QJsonDocument::Compact));
    return QList<RawHit> {hit};
}

HttpReply SparklyticsPixelFormat::accepted(const HttpRequest &request, const IngestOutcome &outcome) const
{
    if (request.method == HttpMethod::Head) { // nothing has looked at it
        const ParsedHits parsed = parse(request);
        if (const WireError *error = std::get_if<WireError>(&parsed))
            return failed(*error);
    }
    HttpReply reply = gifReply(200);
    addDropHeader(&reply, outcome);
    return reply;
}

HttpReply SparklyticsPixelFormat::failed(const WireError &error) const
{
    return errorEnvelope(error);
}

WireError SparklyticsPixelFormat::unknownSite(const QString &, int) const
{
    return unknownPixel(); // its site was removed
}

WireError SparklyticsPixelFormat::rateLimited(int retryAfterSeconds) const
{
    return rateLimitedError(retryAfterSeconds);
}

WireError SparklyticsPixelFormat::overloaded(int retryAfterSeconds) const
{
    return overloadedError(retryAfterSeconds);
}

WireError SparklyticsPixelFormat::bodyTooLarge() const
{
    return bodyTooLargeError();
}
