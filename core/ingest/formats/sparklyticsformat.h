// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/formats/wireformat.h"

/// POST /api/collect and /e: the Sparklytics collect protocol (wire-formats 3).
///
/// parse() makes checks 1 to 7 of wire-formats 3.2 in their order; the pipeline makes the others.
/// Stateless and usable from every thread.
class SparklyticsFormat final : public WireFormat
{
public:
    static constexpr qsizetype kMaxBodyBytes = 102400;
    static constexpr int kMaxBatch = 50;
    static constexpr qsizetype kMaxEventDataBytes = 4096;

    Protocol protocol() const override { return Protocol::Sparklytics; }
    qsizetype maxBodyBytes() const override { return kMaxBodyBytes; }
    ParsedHits parse(const HttpRequest &request) const override;

    HttpReply accepted(const HttpRequest &request, const IngestOutcome &outcome) const override;
    HttpReply failed(const WireError &error) const override;
    WireError unknownSite(const QString &key, int index) const override;
    WireError rateLimited(int retryAfterSeconds) const override;
    WireError overloaded(int retryAfterSeconds) const override;
    WireError bodyTooLarge() const override;
};
