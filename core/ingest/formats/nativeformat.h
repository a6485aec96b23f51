// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/formats/wireformat.h"

/// POST /api/v1/hits: a hit or an array of at most 500 (reading-hits.md#the-native-hit).
///
/// All or nothing: one hit that is unusable (no site, a required URL is missing, an unknown kind)
/// rejects the batch with 422 and its index. An optional field never does: it is rounded, cut or left out,
/// with a remark in the reply. The Content-Type is ignored, because sendBeacon can send
/// text/plain without a preflight. Unknown fields are skipped, so that a newer client can talk to
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

/// What is wrong with a hit; empty message when it is valid.
struct HitProblem
{
    QString field;
    QString message;

    explicit operator bool() const { return !message.isEmpty(); }
};

/// The rules for every native hit, however it was sent. Cuts, rounds or leaves out what cannot be
/// kept as sent, with a remark; a returned error makes the hit unusable.
HitProblem completeNativeHit(RawHit *hit);

/// Properties sent as the text of a JSON object.
void setPropsFromText(RawHit *hit, const QString &json);
