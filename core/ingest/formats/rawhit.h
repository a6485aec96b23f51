// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"
#include "core/types/rejectreason.h"

#include <QLatin1StringView>
#include <QList>
#include <QString>

#include <optional>

/// What was changed on a field that could not be kept as sent. Both are constants, never sent values.
struct FieldRemark
{
    QLatin1StringView field;
    QLatin1StringView what;

    friend bool operator==(const FieldRemark &, const FieldRemark &) = default;
};

/// A hit as a wire format read it, not validated yet. The parser bounds lengths,
/// the pipeline checks everything else.
struct RawHit
{
    QString siteKey; ///< as sent; resolved by the pipeline
    HitKind kind = HitKind::Pageview;
    QString url;
    QString referrer;
    QString title;
    QString event; ///< event name
    std::optional<double> value;
    QString props; ///< compact JSON object, or empty
    QString screen; ///< "WxH"
    QString language;
    QString identity; ///< explicit visitor id, 1–64 bytes, or empty
    QString link; ///< short code
    bool fragmentNamesPage = false; ///< when it is a route; else a fragment is a place on the page
    bool isRedirect =
        false; ///< already sent on to `url`, whatever page the link stood on: counted in any case
    bool isOwnersUrl =
        false; ///< the site's owner chose `url`: it is kept as it is, and its host is not checked
    bool hasSentQuery = false; ///< the property `query` is what the visitor's link said
    QString id; ///< of this hit, 1–64 printable ASCII characters, or empty: the same one is stored once
    Campaign campaign; ///< explicit fields; they beat the URL query

    /// Understood, but not to be stored. Decided by the format, applied after the site was found
    /// (ts-analytics: UnknownEventType).
    std::optional<RejectReason> dropReason;
    QList<FieldRemark> remarks; ///< in the order they were made
};

/// Why a whole request is refused: in the protocol's words, and for the Rejected page.
struct WireError
{
    int status = 400;
    QString code; ///< snake_case, in the protocol's error body where it has one
    QString message; ///< what happened, and how to fix it
    QString field; ///< the offending field, or empty
    RejectReason reason = RejectReason::Malformed;
    int index = -1; ///< position of the offending hit in a batch, or -1
    int retryAfter = 0; ///< seconds, 0 = no Retry-After
};
