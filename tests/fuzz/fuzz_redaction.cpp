// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/privacy/redaction.h"
#include "core/ingest/rejections.h"
#include "tests/fuzz/fuzzcheck.h"

namespace {

const QByteArray kSecret = "hushhushhush";

/// Wherever a secret stands in any text, it is not shown.
void check(const QByteArray &before, QByteArrayView name, const QByteArray &after)
{
    const QByteArray text = before + name.toByteArray() + kSecret + after;
    require(!redacted(text).contains(kSecret), "a secret is not shown");
}

bool hasDottedQuad(const QByteArray &text)
{
    int dots = 0;
    bool isPart = false;
    for (const char c : text) {
        const bool isDigit = c >= '0' && c <= '9';
        dots = c == '.' && isPart ? dots + 1 : isDigit ? dots : 0;
        isPart = isDigit;
        if (dots == 3 && isDigit)
            return true;
    }
    return false;
}

} // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const QByteArray input =
        viewOf(data, size).first(std::min<qsizetype>(static_cast<qsizetype>(size), 1500)).toByteArray();
    const QByteArray shown = redacted(input);
    require(shown.size() <= 3 * kRedactedBytes, "what is kept is bounded");
    require(redacted(viewOf(data, size)).size() <= 3 * kRedactedBytes, "however long the text is");
    require(excerptOf(input).size() <= 512, "an excerpt is bounded");
    require(!hasDottedQuad(shown), "no IPv4 address is shown");

    if (input.contains(kSecret))
        return 0;
    const qsizetype half = input.size() / 2;
    const QByteArray before = input.first(half);
    const QByteArray after = input.sliced(half);
    check(before, "&token=", "&" + after);
    check(before, "&access_token=", " " + after);
    check(before, "&%74OKEN%3D", "\r\n" + after);
    check(before, "\r\nAuthorization: Bearer ", "\r\n" + after);
    check(before, "\r\nX-Api-Key: ", "\r\n" + after);
    check(before, "{\"password\":\"", "\"}" + after);
    check(before, "&пароль=", "&" + after);
    check(before, "&contrase%C3%B1a%3D", " " + after);
    check(before, " /reset/", "/" + after);
    const QByteArray uuid = "4bf92f35-77b3-4da6-a3ce-929d0e0e4736";
    const QByteArray withUuid = before + " /" + uuid + " " + after;
    require(input.contains(uuid) || !redacted(withUuid).contains(uuid), "a UUID is not shown");
    const QByteArray mailbox = "jörg@";
    const QByteArray withMail = before + " " + mailbox + "a.example " + after;
    require(!redacted(withMail).contains(mailbox), "a mailbox is not shown");
    return 0;
}
