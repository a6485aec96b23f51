// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/rejection.h"

#include <QLatin1StringView>
#include <QStringView>

#include <span>

/// Why a hit, or a request, was not stored as it was sent (reading-hits.md#why-a-hit-is-not-stored).
/// The enum values are not stored: the code is.
enum class RejectReason : quint8 {
    Malformed,
    UnknownSite,
    OriginNotAllowed,
    DoNotTrack,
    GlobalPrivacyControl,
    UnknownEventType,
    Duplicate,
    UnknownLink,
    UnknownPixel,
    LinkOver,
    WrongPassword,
    PeakRate,
    QueueOverflow,
    RateLimited,
    StorageFailed,
    BodyTooLarge,
    UrlTooLong,
    HeadersTooLarge,
    Timeout,
    TooManyConnections,
    StreamStalled,
    StreamGaveWay,
    FieldChanged,
};
constexpr int kRejectReasonCount = 23;

/// Properties of a reason. Texts are English, to be translated in the context "RejectReason".
struct RejectReasonInfo
{
    enum class Kind : quint8 {
        Rejected, ///< understood, but not stored
        Refused, ///< turned away unread or for lack of capacity
        RejectedOrRefused,
        StreamEnded, ///< a reader lost its stream or download; counted as refused
        Remark, ///< stored, with a field changed
    };
    /// An action that the user can take with one click.
    enum class Offer : quint8 { Nothing, CreateSite, AllowHost };

    RejectReason reason;
    QLatin1StringView code; ///< in the database, in CSV, in X-Dropped-Reason, in /metrics: never changes
    const char *title; ///< two or three words
    const char *sentence; ///< what happened
    const char *remedy; ///< what to do about it
    Kind kind;
    int status = 0; ///< of the reply, if it is always the same; 0 = the protocol decides
    Offer offer = Offer::Nothing;

    bool mayBe(Rejection::Outcome outcome) const;
};

/// All reasons, in the order of RejectReason. Pure, as are the functions below.
std::span<const RejectReasonInfo> rejectReasons();
const RejectReasonInfo &infoOf(RejectReason reason);
QLatin1StringView codeOf(RejectReason reason);
/// Null for a code that an earlier or a later version stored.
const RejectReasonInfo *findRejectReason(QStringView code);
