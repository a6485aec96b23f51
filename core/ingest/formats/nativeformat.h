// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/formats/wireformat.h"

/// POST /api/v1/hits: a hit or an array of at most 500 (cli.md, native HTTP API).
///
/// All or nothing: one bad hit refuses the batch with 422 and its index. The Content-Type is not looked
/// at, because sendBeacon can send text/plain without a preflight. Fields that are not known are skipped,
/// so that a newer client can talk to an older collector.
///
/// Stateless and usable from every thread.
class NativeFormat final : public WireFormat
{
public:
    static constexpr qsizetype kMaxBodyBytes = 1024 * 1024;
    static constexpr int kMaxBatch = 500;

    Protocol protocol() const override { return Protocol::Native; }
    qsizetype maxBodyBytes() const override { return kMaxBodyBytes; }
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

/// The rules that hold for every native hit, however it was sent: required fields and lengths.
HitProblem checkNativeHit(const RawHit &hit);

/// True for "1920x1080": two numbers of at most five digits.
bool isScreenText(QStringView screen);
