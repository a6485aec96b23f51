// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/formats/wireformat.h"
#include "core/types/fieldlimits.h"

#include <QByteArrayView>
#include <QJsonDocument>

#include <cstdio>
#include <cstdlib>

// What fuzz entries share. A property that does not hold aborts: libFuzzer keeps the input then.

inline void require(bool holds, const char *property)
{
    if (!holds) {
        std::fprintf(stderr, "Broken: %s\n", property);
        std::abort();
    }
}

inline QByteArrayView viewOf(const quint8 *data, std::size_t size)
{
    return QByteArrayView(data, static_cast<qsizetype>(size));
}

/// Hits that a parser let through: everything that later stages take for granted.
inline void requireSaneHits(const QList<RawHit> &hits, qsizetype maxBatch)
{
    require(!hits.isEmpty() && hits.size() <= maxBatch, "a parsed request holds 1 to N hits");
    for (const RawHit &hit : hits) {
        require(hit.siteKey.size() <= kMaxSiteKeyChars, "the site key is bounded");
        require(hit.url.size() <= kMaxForeignUrlChars, "the URL is bounded");
        require(hit.referrer.size() <= kMaxForeignUrlChars, "the referrer is bounded");
        require(hit.title.size() <= kMaxTitleChars, "the title is bounded");
        require(hit.event.size() <= kMaxNameChars, "the event name is bounded");
        require(hit.screen.size() <= kMaxScreenChars, "the screen is bounded");
        require(hit.language.size() <= kMaxLanguageChars, "the language is bounded");
        require(hit.identity.toUtf8().size() <= kMaxIdentityBytes, "the identity is bounded");
        require(hit.id.size() <= kMaxHitIdChars, "the id is bounded");
        require(!hit.value || qIsFinite(*hit.value), "a value is a finite number");
        require(hit.props.toUtf8().size() <= kMaxPropsBytes, "the properties are bounded");
        require(hit.props.isEmpty() || QJsonDocument::fromJson(hit.props.toUtf8()).isObject(),
                "the properties are a JSON object");
    }
}

/// Parses, and asks the format for the answer that the outcome deserves.
inline void checkFormat(const WireFormat &format, const HttpRequest &request)
{
    const ParsedHits parsed = format.parse(request);
    if (const auto *error = std::get_if<WireError>(&parsed)) {
        require(error->status >= 400 && error->status < 500, "bad input is the client's fault");
        require(format.failed(*error).status >= 200, "an error has an answer");
        return;
    }
    const auto &hits = std::get<QList<RawHit>>(parsed);
    requireSaneHits(hits, format.limits().hits);
    IngestOutcome outcome;
    outcome.accepted = static_cast<int>(hits.size());
    require(format.accepted(request, outcome).status < 300, "accepted hits are acknowledged");
    format.failed(format.unknownSite(hits.first().siteKey, 0));
}
