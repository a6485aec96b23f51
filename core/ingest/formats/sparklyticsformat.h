// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/formats/wireformat.h"

/// POST /api/collect and /e: the Sparklytics collect protocol (reading-hits.md#sparklytics).
///
/// parse() makes the checks up to the size of `event_data` in their order; the pipeline makes the others.
/// Unknown keys never create a site: its clients rely on 404. Immutable and usable from every thread.
class SparklyticsFormat final : public WireFormat
{
public:
    static constexpr qsizetype kMaxBodyBytes = 102400;
    static constexpr int kMaxBatch = 50;
    static constexpr qsizetype kMaxEventDataBytes = 4096;

    /// The limits in its documentation.
    static constexpr int kRequestsPerMinute = 60;
    static constexpr WireLimits::PerSite kPerSite {.peakPerSecond = 10'000, .queued = 100'000};

    explicit SparklyticsFormat(int requestsPerMinute = kRequestsPerMinute,
                               const WireLimits::PerSite &perSite = kPerSite) :
        m_requestsPerMinute(requestsPerMinute), m_perSite(perSite)
    {
    }

    Protocol protocol() const override { return Protocol::Sparklytics; }
    WireLimits limits() const override;
    ParsedHits parse(const HttpRequest &request) const override;

    HttpReply accepted(const HttpRequest &request, const IngestOutcome &outcome) const override;
    HttpReply failed(const WireError &error) const override;
    WireError unknownSite(const QString &key, int index) const override;
    WireError rateLimited(int retryAfterSeconds) const override;
    WireError overloaded(int retryAfterSeconds) const override;
    WireError bodyTooLarge() const override;

private:
    int m_requestsPerMinute;
    WireLimits::PerSite m_perSite;
};
