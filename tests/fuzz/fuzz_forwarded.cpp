// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/trustedproxies.h"
#include "core/types/network.h"
#include "tests/fuzz/fuzzcheck.h"

namespace {

const TrustedProxies &proxies()
{
    static const TrustedProxies trusted =
        TrustedProxies::parse({QStringLiteral("10.0.0.0/8"), QStringLiteral("fd00::/8")}).value();
    return trusted;
}

QHostAddress clientOf(const QHostAddress &peer, const QList<QByteArrayView> &forwardedFor,
                      const QList<QByteArrayView> &forwarded)
{
    return proxies().clientOf(peer, {forwardedFor, forwarded, {}}).address;
}

/// `left` is what somebody wrote before the proxies wrote the header.
void check(QByteArrayView left, QByteArrayView header, bool isForwarded)
{
    const QList<QByteArrayView> none;
    const QList<QByteArrayView> lines {header};
    const QList<QByteArrayView> &forwardedFor = isForwarded ? none : lines;
    const QList<QByteArrayView> &forwarded = isForwarded ? lines : none;
    const QHostAddress stranger(QStringLiteral("203.0.113.9"));
    require(clientOf(stranger, forwardedFor, forwarded) == stranger, "a stranger's headers are not believed");

    const QHostAddress proxy(QStringLiteral("::ffff:10.0.0.1"));
    const QHostAddress client = clientOf(proxy, forwardedFor, forwarded);
    require(!client.isNull() && client.scopeId().isEmpty(), "a client has a plain address");
    require(client == unmapped(client), "a client's address is canonical");
    classifyAddress(client);
    require(limitedAs(limitedAs(client)) == limitedAs(client), "what limits count is counted as itself");

    // The left end of the header is the client's own writing, on the same line or on one before.
    if (proxies().contains(client))
        return;
    const QByteArray spoofed = left.toByteArray() + ", " + header.toByteArray();
    for (const QList<QByteArrayView> &more :
         {QList<QByteArrayView> {spoofed}, QList<QByteArrayView> {left, header}}) {
        require(clientOf(proxy, isForwarded ? none : more, isForwarded ? more : none) == client,
                "what stands left of the first stranger does not matter");
    }
    if (isForwarded)
        require(clientOf(proxy, {left}, lines) == client, "X-Forwarded-For does not matter beside Forwarded");
}

} // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const QByteArrayView header = viewOf(data, size);
    const qsizetype half = header.size() / 2;
    for (const bool isForwarded : {false, true}) {
        check("for=198.51.100.1", header, isForwarded);
        check(header.first(half), header.sliced(half), isForwarded);
    }
    return 0;
}
