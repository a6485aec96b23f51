// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

/// What the front door lets in (api.md#limits). QHttpServer enforces none of it on Qt 6.4.
/// The defaults are the documented ones; tests shorten the times.
struct HttpLimits
{
    qsizetype requestLineBytes = 8 * 1024; ///< → 414
    qsizetype headerBytes = 64 * 1024; ///< request line included → 431
    qsizetype bodyBytes = 1024 * 1024; ///< after dechunking → 413
    int connections = 1024; ///< total; above it the longest waiting half-sent or idle one gives way
    int connectionsPerAddress = 64; ///< loopback exempt → 503
    qsizetype streamBytes = 256 * 1024; ///< unsent bytes of a live stream before it is dropped

    std::chrono::milliseconds headerDeadline {10'000}; ///< from the first byte, not extended by bytes
    std::chrono::milliseconds requestDeadline {30'000}; ///< the same, body included
    std::chrono::milliseconds idleDeadline {60'000}; ///< between requests
    /// For a client to read its reply, and for hits to be stored: then they are taken back and answered 503.
    /// Those that are being written at that moment get as long again; then the connection ends without a
    /// word.
    std::chrono::milliseconds replyDeadline {30'000};
    std::chrono::milliseconds streamDeadline {30'000}; ///< for a stream or download that takes nothing
    std::chrono::milliseconds streamPause {
        1'000}; ///< a stream that takes nothing for so long gives way first
    std::chrono::milliseconds queryDeadline {10'000}; ///< for an answer about the past → 503
    std::chrono::milliseconds lingerDeadline {2'000}; ///< after a refusal, for the client to read it
    std::chrono::milliseconds heartbeat {15'000}; ///< comment line on live streams
};
