// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/formats/wireformat.h"

/// POST /api/v1/hits: a hit or an array of at most 500 (reading-hits.md#the-native-hit).
///
/// All or nothing: one hit that is unusable (no site, no URL where there must be one, an unknown kind)
/// refuses the batch with 422 and its index. An optional field never does: it is rounded, cut or left out,
/// and the reply says so in its remarks. The Content-Type is not looked at, because sendBeacon can send
/// text/plain without a preflight. Fields that are not known are skipped, so that a newer client can talk to
/// an older collector.
///
/// Stateless and usable from every thread.
class NativeFormat final : public WireFormat
{
public:
    static constexpr qsizetype kMaxBodyBytes = 1024 * 1024;
    static constexpr int kMaxBatch = 500;

    Protocol protocol() const override { return Protocol::Native; }
    WireLimits limits() const override { return {.bodyBytes = kMaxBodyBytes, .hits = kMaxBatch}; }
    ParsedHits parse(const HttpRequest &request) const override;

    HttpReply accepted(const HttpRequest &request, const IngestOutcome &outcome) const override;
    HttpReply failed(const WireError &error) const override;
    WireError unknownSite(const QString &key, int index) const override;
    WireError rateLimited(int retryAfterSeconds) const override;
    WireError overloaded(int retryAfterSeconds) const override;
    WireError bodyTooLarge() const override;
};

/// What is wrong with a hit; empty message when nothing is.
struct HitProblem
{
    QString field;
    QString message;

    explicit operator bool() const { return !message.isEmpty(); }
};

/// The rules that hold for every native hit, however it was sent. Cuts, rounds or leaves out what cannot be
/// kept as it was sent, with a remark; what it returns makes the hit unusable.
HitProblem completeNativeHit(RawHit *hit);

/// Properties that came as the text of a JSON object.
void setPropsFromText(RawHit *hit, const QString &json);
