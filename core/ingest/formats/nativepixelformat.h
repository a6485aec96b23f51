// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/formats/wireformat.h"

/// GET /pixel.gif?site=&url=&…: the native hit in a query string, for pages without scripts, mails, and
/// browsers that block everything else. Without `url` the Referer header names the page.
///
/// The reply is always the transparent GIF, so that no page ever shows a broken image; the status
/// and X-Dropped-Reason say what happened to the hit. Texts that are too long are cut, not rejected.
///
/// Stateless and usable from every thread.
class NativePixelFormat final : public WireFormat
{
public:
    Protocol protocol() const override { return Protocol::NativePixel; }
    WireLimits limits() const override { return {}; }
    ParsedHits parse(const HttpRequest &request) const override;

    HttpReply accepted(const HttpRequest &request, const IngestOutcome &outcome) const override;
    HttpReply failed(const WireError &error) const override;
    WireError unknownSite(const QString &key, int index) const override;
    WireError rateLimited(int retryAfterSeconds) const override;
    WireError overloaded(int retryAfterSeconds) const override;
    WireError bodyTooLarge() const override;
};
