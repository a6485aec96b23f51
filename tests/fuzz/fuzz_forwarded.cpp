// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/network.h"
#include "tests/fuzz/fuzzcheck.h"

namespace {

const TrustedProxies &proxies()
{
    static const TrustedProxies trusted =
        TrustedProxies::parse({QStringLiteral("10.0.0.0/8"), QStringLiteral("fd00::/8")}).value();
    return trusted;
}

void check(QByteArrayView forwardedFor, QByteArrayView forwarded)
{
    const QHostAddress stranger(QStringLiteral("203.0.113.9"));
    require(proxies().clientOf(stranger, forwardedFor, forwarded).address == stranger,
            "a stranger's headers are not believed");

    const QHostAddress proxy(QStringLiteral("::ffff:10.0.0.1"));
    const QHostAddress client = proxies().clientOf(proxy, forwardedFor, forwarded).address;
    require(!client.isNull() && client.scopeId().isEmpty(), "a client has a plain address");
    require(client == unmapped(client), "a client's address is canonical");
    classifyAddress(client);

    // The left end of the header is the client's own writing.
    if (!proxies().contains(client)) {
        const QByteArray spoofed = "198.51.100.1, " + forwardedFor.toByteArray();
        const QByteArray spoofedForwarded = "for=198.51.100.1, " + forwarded.toByteArray();
        const QHostAddress again = proxies()
                                       .clientOf(proxy, forwardedFor.isEmpty() ? QByteArray() : spoofed,
                                                 spoofedForwarded)
                                       .address;
        require(again == client, "what stands left of the first stranger does not matter");
    }
}

} // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const QByteArrayView header = viewOf(data, size);
    check(header, {});
    check({}, header);
    return 0;
}
