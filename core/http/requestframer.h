// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httplimits.h"
#include "core/types/http.h"
#include "core/types/rejectreason.h"

#include <QByteArray>
#include <QByteArrayView>

/// One well-formed request, split into request line, headers and body.
struct FramedRequest
{
    QByteArray line; ///< method, target and version, with its line end; all of it ASCII
    HeaderFields headers;
    QByteArray body; ///< chunks decoded
    bool isHttp10 = false;
    bool isWebSocket = false; ///< a GET that asks for an upgrade to the WebSocket protocol

    friend bool operator==(const FramedRequest &, const FramedRequest &) = default;
};

/// Finds where one HTTP/1.1 request begins and ends in a stream of bytes, and whether it is
/// well-formed enough to be parsed at all (RFC 9112). Pure: no socket, no time; a fuzzer drives it.
///
/// What it lets through is unambiguous: one Content-Length or none, no Transfer-Encoding (chunked
/// bodies are passed on decoded), no folded lines, no control characters.
class RequestFramer final
{
public:
    enum class State : quint8 {
        Idle, ///< no byte yet
        Head, ///< inside request line or headers
        Body,
        Complete,
        Refused, ///< see status() and reason(); the connection cannot be used any more
    };

    explicit RequestFramer(const HttpLimits &limits) : m_limits(limits) { }

    /// Adds bytes that arrived; keeps what follows a complete request for the next one.
    State append(QByteArray bytes);
    State state() const { return m_state; }
    /// Bytes of the current request and of those after it.
    qsizetype buffered() const { return m_buffer.size(); }

    /// REQUIRES: Complete. Then the framer continues with the next request.
    FramedRequest takeRequest();
    /// The bytes after the last request. Resets the framer.
    QByteArray takeBytes();
    bool isHead() const { return m_head; }
    /// The client wants the connection closed after the reply (Connection: close, or HTTP/1.0).
    bool wantsClose() const { return m_close; }
    /// True once after the head of a request with `Expect: 100-continue`.
    bool takeContinueWanted();

    /// REQUIRES: Refused.
    int status() const { return m_status; }
    RejectReason reason() const { return m_reason; }
    /// The first bytes of the refused request, unredacted: do not keep them without redacted().
    QByteArray excerpt() const { return m_buffer.first(std::min<qsizetype>(m_buffer.size(), 1024)); }

private:
    State refuse(RejectReason reason) { return refuse(infoOf(reason).status, reason); }
    State refuse(int status, RejectReason reason);
    State advance();
    State parseHead(qsizetype end);
    bool parseRequestLine(QByteArrayView line);
    bool parseHeader(QByteArrayView line);
    State scanChunks();
    State decodeChunks();
    void reset();

    const HttpLimits &m_limits;
    QByteArray m_buffer;
    State m_state = State::Idle;
    qsizetype m_scanned = 0; ///< bytes without the end of the head
    qsizetype m_headEnd = 0; ///< after the blank line
    qsizetype m_chunkAt = 0; ///< next undecoded byte of a chunked body
    qsizetype m_secondSlash = 0; ///< of a target that begins with "//", else 0
    qsizetype m_lineEnd = 0; ///< after the line end of the request line
    HeaderFields m_headers;
    QByteArray m_decoded; ///< chunked body so far
    qint64 m_contentLength = -1;
    int m_status = 0;
    RejectReason m_reason = RejectReason::Malformed;
    bool m_chunked = false;
    bool m_upgrade = false;
    bool m_upgradeNamed = false;
    bool m_head = false;
    bool m_close = false;
    bool m_continue = false;
    bool m_http11 = true;
    bool m_hasHost = false;
    bool m_isBeyondAscii = false; ///< the target
};
