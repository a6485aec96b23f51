// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/requestframer.h"

#include "core/types/ascii.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace {

constexpr qsizetype kMaxChunkLine = 128;
constexpr int kMaxHeaders = 128;
constexpr qsizetype kEscapeGrowth = 2; ///< "%2F" for "/"

/// RFC 9110, 5.6.2: the characters of a header name or method.
constexpr std::array<bool, 256> tokenChars()
{
    std::array<bool, 256> table {};
    for (const char c :
         std::string_view("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}

constexpr std::array<bool, 256> kTokenChars = tokenChars();

bool isTokenChar(char c)
{
    return kTokenChars[static_cast<unsigned char>(c)];
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, isTokenChar);
}

bool equals(QByteArrayView a, QByteArrayView lowerCase)
{
    return a.size() == lowerCase.size()
        && qstrnicmp(a.data(), a.size(), lowerCase.data(), lowerCase.size()) == 0;
}

bool listContains(QByteArrayView list, QByteArrayView lowerCase)
{
    while (!list.isEmpty()) {
        const qsizetype comma = list.indexOf(',');
        const QByteArrayView item = (comma < 0 ? list : list.first(comma)).trimmed();
        if (equals(item, lowerCase))
            return true;
        if (comma < 0)
            break;
        list = list.sliced(comma + 1);
    }
    return false;
}

bool isBeyondAscii(char c)
{
    return static_cast<unsigned char>(c) > 0x7f;
}

/// Bytes beyond ASCII as escapes (https://url.spec.whatwg.org/#path-state): old browsers and `curl` send
/// addresses as they were typed.
QByteArray escaped(QByteArrayView line)
{
    QByteArray text;
    text.reserve(line.size() + kEscapeGrowth * std::ranges::count_if(line, isBeyondAscii));
    for (const char c : line) {
        if (isBeyondAscii(c))
            text.append('%').append(QByteArray(1, c).toHex().toUpper());
        else
            text.append(c);
    }
    return text;
}

/// Digits only; -1 when it is no number or larger than any body that we take.
qint64 parseLength(QByteArrayView text)
{
    if (text.isEmpty() || text.size() > 15)
        return -1;
    qint64 value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

} // namespace

RequestFramer::State RequestFramer::append(QByteArray bytes)
{
    if (m_state == State::Refused)
        return m_state;
    if (m_buffer.isEmpty())
        m_buffer = std::move(bytes);
    else
        m_buffer.append(bytes);
    return advance();
}

RequestFramer::State RequestFramer::advance()
{
    if (m_state == State::Idle) {
        // RFC 9112, 2.2: a blank line before the request line is ignored, also when only half of it is here.
        while (m_buffer.startsWith("\r\n"))
            m_buffer.remove(0, 2);
        if (m_buffer.isEmpty() || m_buffer == "\r")
            return m_state;
        m_state = State::Head;
    }
    if (m_state == State::Head) {
        // The first bytes of a line end may be here already: they do not count against a limit.
        if (m_scanned == 0) {
            // A line feed alone ends no line: say so instead of waiting for more.
            const qsizetype feed = m_buffer.indexOf('\n');
            const bool bare = feed > 0 && feed <= m_limits.requestLineBytes && m_buffer[feed - 1] != '\r';
            if (bare || !isTokenChar(m_buffer.front()))
                return refuse(400, RejectReason::Malformed);
            const qsizetype lineEnd = m_buffer.indexOf("\r\n");
            if (lineEnd > m_limits.requestLineBytes
                || (lineEnd < 0 && m_buffer.size() - 1 > m_limits.requestLineBytes))
                return refuse(RejectReason::UrlTooLong);
        }
        const qsizetype blank = m_buffer.indexOf("\r\n\r\n", std::max<qsizetype>(0, m_scanned - 3));
        if (blank > m_limits.headerBytes || (blank < 0 && m_buffer.size() - 3 > m_limits.headerBytes))
            return refuse(RejectReason::HeadersTooLarge);
        if (blank < 0) {
            m_scanned = m_buffer.contains("\r\n") ? m_buffer.size() : 0;
            return m_state;
        }
        return parseHead(blank + 4);
    }
    if (m_state == State::Body) {
        if (m_chunked)
            return scanChunks();
        if (m_buffer.size() - m_headEnd >= m_contentLength)
            m_state = State::Complete;
    }
    return m_state;
}

RequestFramer::State RequestFramer::parseHead(qsizetype end)
{
    m_headEnd = end;
    const QByteArrayView head = QByteArrayView(m_buffer).first(end - 2);
    qsizetype from = 0;
    int lines = 0;
    while (from < head.size()) {
        const qsizetype to = head.indexOf("\r\n", from);
        const QByteArrayView line = head.sliced(from, to - from);
        if (lines == 0)
            m_lineEnd = to + 2;
        const bool isGood = lines == 0 ? parseRequestLine(line) : parseHeader(line);
        if (!isGood)
            return m_state == State::Refused ? m_state : refuse(400, RejectReason::Malformed);
        from = to + 2;
        if (++lines > kMaxHeaders)
            return refuse(RejectReason::HeadersTooLarge);
    }
    if (m_chunked && m_contentLength >= 0)
        return refuse(400, RejectReason::Malformed);
    if (m_http11 && !m_hasHost)
        return refuse(400, RejectReason::Malformed);
    if (m_contentLength > m_limits.bodyBytes)
        return refuse(RejectReason::BodyTooLarge);
    m_upgrade = m_upgrade && m_upgradeNamed && m_http11 && !m_chunked && m_contentLength <= 0;
    m_chunkAt = m_headEnd;
    m_state = State::Body;
    if (!m_chunked && m_contentLength <= 0) {
        m_contentLength = 0;
        m_continue = false;
    }
    return advance();
}

bool RequestFramer::parseRequestLine(QByteArrayView line)
{
    const qsizetype methodEnd = line.indexOf(' ');
    const qsizetype targetEnd = line.lastIndexOf(' ');
    if (methodEnd <= 0 || targetEnd <= methodEnd + 1)
        return false;
    const QByteArrayView method = line.first(methodEnd);
    const QByteArrayView target = line.sliced(methodEnd + 1, targetEnd - methodEnd - 1);
    const QByteArrayView version = line.sliced(targetEnd + 1);
    if (!isToken(method) || method.size() > 16)
        return false;
    const bool hasControl =
        std::ranges::any_of(target, [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7f; });
    if (hasControl
        || !(target.startsWith('/') || equals(target.first(std::min<qsizetype>(7, target.size())), "http://")
             || target == "*"))
        return false;
    m_secondSlash = target.startsWith("//") ? methodEnd + 2 : 0;
    const qsizetype beyondAscii = std::ranges::count_if(target, isBeyondAscii);
    m_isBeyondAscii = beyondAscii > 0;
    // What is handed on (see takeRequest()) keeps to the limit, too.
    const qsizetype escapes = beyondAscii + (m_secondSlash > 0 ? 1 : 0);
    if (escapes > 0 && line.size() + escapes * kEscapeGrowth > m_limits.requestLineBytes) {
        refuse(RejectReason::UrlTooLong);
        return false;
    }
    if (version == "HTTP/1.0") {
        m_http11 = false;
        m_close = true;
    } else if (version != "HTTP/1.1") {
        refuse(version.startsWith("HTTP/") ? 505 : 400, RejectReason::Malformed);
        return false;
    }
    m_head = method == "HEAD";
    return true;
}

bool RequestFramer::parseHeader(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || !isToken(line.first(colon))) // also refuses folded lines and "Name :"
        return false;
    const QByteArrayView name = line.first(colon);
    const QByteArrayView value = line.sliced(colon + 1).trimmed();
    if (std::ranges::any_of(value, [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 0x7f; }))
        return false;

    switch (name.size()) {
    case 4:
        if (equals(name, "host")) {
            if (m_hasHost)
                return false;
            m_hasHost = true;
        }
        break;
    case 6:
        if (equals(name, "expect"))
            m_continue = m_continue || equals(value, "100-continue");
        break;
    case 7:
        if (equals(name, "upgrade"))
            m_upgradeNamed = m_upgradeNamed || listContains(value, "websocket");
        break;
    case 10:
        if (equals(name, "connection")) {
            m_upgrade = m_upgrade || listContains(value, "upgrade");
            m_close = m_close || listContains(value, "close");
        }
        break;
    case 14:
        if (equals(name, "content-length")) {
            const qint64 length = parseLength(value);
            if (length < 0 || (m_contentLength >= 0 && m_contentLength != length))
                return false;
            m_contentLength = length;
        }
        break;
    case 17:
        if (equals(name, "transfer-encoding")) {
            if (!equals(value, "chunked") || m_chunked || !m_http11)
                return false;
            m_chunked = true;
        }
        break;
    default: break;
    }
    m_headers.emplaceBack(name.toByteArray(), value.toByteArray());
    return true;
}

RequestFramer::State RequestFramer::scanChunks()
{
    const State state = decodeChunks();
    // What is decoded is not kept twice: a body in tiny chunks is mostly syntax.
    m_buffer.remove(m_headEnd, m_chunkAt - m_headEnd);
    m_chunkAt = m_headEnd;
    return state;
}

RequestFramer::State RequestFramer::decodeChunks()
{
    const QByteArrayView buffer(m_buffer);
    while (true) {
        const qsizetype lineEnd = buffer.indexOf("\r\n", m_chunkAt);
        // The same limit whether or not the end of the line has arrived, so that pieces do not matter.
        if ((lineEnd < 0 ? buffer.size() - 1 : lineEnd) - m_chunkAt > kMaxChunkLine)
            return refuse(400, RejectReason::Malformed);
        if (lineEnd < 0)
            return m_state;
        qsizetype digits = 0;
        qint64 size = 0;
        for (qsizetype i = m_chunkAt; i < lineEnd && Ascii::hexValue(buffer[i]) >= 0; ++i, ++digits) {
            size = size * 16 + Ascii::hexValue(buffer[i]);
            if (size > m_limits.bodyBytes)
                return refuse(RejectReason::BodyTooLarge);
        }
        if (digits == 0 || (m_chunkAt + digits < lineEnd && buffer[m_chunkAt + digits] != ';'))
            return refuse(400, RejectReason::Malformed);
        const qsizetype dataAt = lineEnd + 2;
        if (size == 0) {
            // Trailers are not used by anyone we serve; only the empty one ends a body here.
            if (buffer.size() < dataAt + 2)
                return m_state;
            if (buffer.sliced(dataAt, 2) != "\r\n")
                return refuse(400, RejectReason::Malformed);
            m_chunkAt = dataAt + 2;
            m_state = State::Complete;
            return m_state;
        }
        if (buffer.size() < dataAt + size + 2)
            return m_state;
        if (buffer.sliced(dataAt + size, 2) != "\r\n")
            return refuse(400, RejectReason::Malformed);
        if (m_decoded.size() + size > m_limits.bodyBytes)
            return refuse(RejectReason::BodyTooLarge);
        m_decoded.append(buffer.sliced(dataAt, size));
        m_chunkAt = dataAt + size + 2;
    }
}

FramedRequest RequestFramer::takeRequest()
{
    FramedRequest request {m_buffer.first(m_lineEnd), std::move(m_headers), std::move(m_decoded), !m_http11,
                           m_upgrade};
    // Else QUrl takes what follows "//" for a host, and "//x/e" would be "/e".
    if (m_secondSlash > 0)
        request.line.replace(m_secondSlash, 1, "%2F");
    if (m_isBeyondAscii)
        request.line = escaped(request.line);
    if (!m_chunked)
        request.body = m_buffer.sliced(m_headEnd, m_contentLength);
    const qsizetype end = m_chunked ? m_chunkAt : m_headEnd + m_contentLength;
    if (end == m_buffer.size())
        m_buffer.clear();
    else
        m_buffer.remove(0, end);
    reset();
    return request;
}

QByteArray RequestFramer::takeBytes()
{
    reset();
    return std::exchange(m_buffer, {});
}

bool RequestFramer::takeContinueWanted()
{
    return m_state == State::Body && std::exchange(m_continue, false);
}

RequestFramer::State RequestFramer::refuse(int status, RejectReason reason)
{
    m_status = status;
    m_reason = reason;
    m_state = State::Refused;
    return m_state;
}

void RequestFramer::reset()
{
    m_state = State::Idle;
    m_scanned = 0;
    m_headEnd = 0;
    m_chunkAt = 0;
    m_secondSlash = 0;
    m_lineEnd = 0;
    m_headers.clear();
    m_decoded.clear();
    m_contentLength = -1;
    m_chunked = m_upgrade = m_upgradeNamed = m_head = m_close = m_continue = m_hasHost = m_isBeyondAscii =
        false;
    m_http11 = true;
}
