// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/requestframer.h"
#include "tests/fuzz/fuzzcheck.h"

#include <QList>

#include <algorithm>

namespace {

using State = RequestFramer::State;

constexpr qsizetype kChunkSyntaxBytes = 256; ///< sizes, extensions and line ends around one chunk

/// Small, so that short inputs reach the limits.
HttpLimits smallLimits()
{
    HttpLimits limits;
    limits.requestLineBytes = 64;
    limits.headerBytes = 256;
    limits.bodyBytes = 512;
    return limits;
}

const HttpLimits kLimits = smallLimits();

/// What one connection amounts to.
struct Reading
{
    QList<FramedRequest> requests;
    State state = State::Idle;
    int status = 0;

    friend bool operator==(const Reading &, const Reading &) = default;
};

void requireGood(const FramedRequest &request)
{
    require(request.line.endsWith("\r\n") && request.line.count('\n') == 1, "a request line is one line");
    require(std::ranges::all_of(request.line, [](char c) { return static_cast<unsigned char>(c) < 0x80; }),
            "a request line is ASCII");
    for (const auto &[name, value] : request.headers) {
        require(!name.isEmpty() && !name.contains(' ') && !name.contains(':'), "a header has a name");
        require(!value.contains('\r') && !value.contains('\n') && !value.contains('\0'),
                "a value is one line");
    }
    require(request.body.size() <= kLimits.bodyBytes, "a body is bounded");
    RequestFramer framer(kLimits);
    require(framer.append(request.line + "Host: x\r\n\r\n") == State::Complete, "a line is good again");
    require(framer.takeRequest().line == request.line, "a line is not changed again");
}

void feed(RequestFramer &framer, QByteArrayView bytes, Reading &reading)
{
    const State before = framer.state();
    const qsizetype bufferedBefore = framer.buffered();
    reading.state = framer.append(bytes.toByteArray());
    while (reading.state == State::Complete) {
        reading.requests.append(framer.takeRequest());
        requireGood(reading.requests.last());
        reading.state = framer.append({});
    }
    if (reading.state == State::Refused) {
        reading.status = framer.status();
        require(reading.status >= 400, "a refusal has a status");
        if (before == State::Refused)
            require(framer.buffered() == bufferedBefore, "nothing is kept after a refusal");
        return;
    }
    require(framer.buffered() <= kLimits.headerBytes + kLimits.bodyBytes + kChunkSyntaxBytes,
            "an unfinished request is bounded");
}

} // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes = viewOf(data, size).sliced(1); // the first byte says where to cut
    const qsizetype cut = bytes.size() * data[0] / 255;

    Reading whole;
    RequestFramer one(kLimits);
    feed(one, bytes, whole);

    Reading pieces;
    RequestFramer two(kLimits);
    feed(two, bytes.first(cut), pieces);
    feed(two, bytes.sliced(cut), pieces);
    require(whole == pieces, "how the bytes arrive makes no difference");
    return 0;
}
