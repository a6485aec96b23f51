// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/formats/wireformat.h"
#include "core/links/pixel.h"

/// GET /p/{key} and /p/{key}.gif: an image of a site that was made for it (reading-hits.md#tracking-pixels).
/// The answer to a view is the transparent GIF; errors are in the envelope of Sparklytics.
///
/// Pure but for the table of pixels.
class SparklyticsPixelFormat final : public WireFormat
{
public:
    /// `requestsPerMinute`: of one client; 0 = any number.
    explicit SparklyticsPixelFormat(int requestsPerMinute = 240) : m_requestsPerMinute(requestsPerMinute) { }

    /// Those that are known from the next request on.
    void setPixels(PixelTable pixels) { m_pixels = std::move(pixels); }
    const PixelTable &pixels() const { return m_pixels; }

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
    PixelTable m_pixels;
    int m_requestsPerMinute;
};
