// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

/// Limits of connections and requests (api.md#limits). QHttpServer of Qt 6.4 enforces none of them.
/// The defaults are the documented ones; tests shorten the times.
struct HttpLimits
{
    qsizetype requestLineBytes = 8 * 1024; ///< → 414
    qsizetype headerBytes = 64 * 1024; ///< request line included → 431
    qsizetype bodyBytes = 1024 * 1024; ///< after dechunking → 413
    int connections = 1024; ///< total; above it the longest waiting half-sent or idle one is closed
    int connectionsPerAddress = 64; ///< loopback exempt → 503
    qsizetype streamBytes = 256 * 1024; ///< unsent bytes of a live stream before it is dropped

    std::chrono::milliseconds headerDeadline {10'000}; ///< from the first byte, not extended by bytes
    std::chrono::milliseconds requestDeadline {30'000}; ///< the same, body included
    std::chrono::milliseconds idleDeadline {60'000}; ///< between requests
    /// For a client to read its reply, and for hits to be stored: then they are taken back and answered 503.
    /// Hits that are being written at that moment get the same time again; then the connection ends without a
    /// reply.
    std::chrono::milliseconds replyDeadline {30'000};
    std::chrono::milliseconds streamDeadline {30'000}; ///< for a stream or download that is not read
    std::chrono::milliseconds streamPause {
        1'000}; ///< a stream whose client reads nothing for so long is closed first at the limit
    std::chrono::milliseconds queryDeadline {10'000}; ///< for an answer about the past → 503
    std::chrono::milliseconds lingerDeadline {2'000}; ///< after a refusal, for the client to read it
    std::chrono::milliseconds heartbeat {15'000}; ///< comment line on live streams
};
