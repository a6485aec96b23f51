// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/formats/wireformat.h"

/// POST /collect, /t, /p and /api/analytics/collect: the ts-analytics protocol
/// (reading-hits.md#ts-analytics).
///
/// One object per request; the Content-Type is ignored. An unknown event type is
/// answered like any other hit and dropped with the reason UnknownEventType.
///
/// Stateless and usable from every thread.
class TsAnalyticsFormat final : public WireFormat
{
public:
    static constexpr qsizetype kMaxBodyBytes = 1024 * 1024;

    Protocol protocol() const override { return Protocol::TsAnalytics; }
    WireLimits limits() const override { return {.bodyBytes = kMaxBodyBytes}; }
    ParsedHits parse(const HttpRequest &request) const override;

    HttpReply accepted(const HttpRequest &request, const IngestOutcome &outcome) const override;
    HttpReply failed(const WireError &error) const override;
    WireError unknownSite(const QString &key, int index) const override;
    WireError rateLimited(int retryAfterSeconds) const override;
    WireError overloaded(int retryAfterSeconds) const override;
    WireError bodyTooLarge() const override;
};
