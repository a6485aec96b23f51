// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/formats/sentparameters.h"
#include "core/ingest/formats/sparklyticspixelformat.h"
#include "tests/fuzz/fuzzcheck.h"

#include <QJsonDocument>

// The query of a campaign link or of a pixel.
// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const QByteArray query = viewOf(data, size).toByteArray();
    if (const std::optional<QJsonObject> sent = sentParameters(query)) {
        require(sent->size() <= 32, "few are kept");
        require(QJsonDocument(*sent).toJson(QJsonDocument::Compact).size() <= 2048, "they are bounded");
        for (auto one = sent->begin(); one != sent->end(); ++one) {
            require(!one.key().isEmpty() && one.key().toUtf8().size() <= 64, "names are bounded");
            require(one.value().isString() && one.value().toString().toUtf8().size() <= 256,
                    "values are bounded texts");
            require(one.key() != QLatin1StringView("url") && one.key() != QLatin1StringView("access_token")
                        && one.key() != QLatin1StringView("password"),
                    "pages and secrets are left out");
        }
    }
    static const SparklyticsPixelFormat format = [] {
        SparklyticsPixelFormat made;
        made.setPixels(PixelTable({{QStringLiteral("px_a"), QStringLiteral("s"), QStringLiteral("A")}}));
        return made;
    }();
    HttpRequest request;
    request.path = "/p/px_a.gif";
    request.query = query;
    request.referer = query;
    const ParsedHits parsed = format.parse(request);
    if (const auto *error = std::get_if<WireError>(&parsed)) {
        require(error->status == 400 && !error->message.isEmpty(), "a refusal says why");
        return 0;
    }
    const RawHit &hit = std::get<QList<RawHit>>(parsed).constFirst();
    require(hit.siteKey == QLatin1StringView("s") && hit.kind == HitKind::Pixel, "it is a view of that site");
    require(hit.url.size() <= 2048 && hit.referrer.size() <= 2048, "addresses are bounded");
    const QByteArray props = hit.props.toUtf8();
    require(props.size() <= 8192 && QJsonDocument::fromJson(props).isObject(), "properties are an object");
    return 0;
}
