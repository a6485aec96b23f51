// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/referrer/spamhosts.h"
#include "tests/fuzz/fuzzcheck.h"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const auto hosts = parseSpamHosts(viewOf(data, size));
    if (!hosts) {
        require(!hosts.error().message.isEmpty(), "a refusal says why");
        return 0;
    }
    QByteArray text;
    for (const QString &host : hosts->hosts) {
        require(host.size() <= 253 && host.contains(QLatin1Char('.')), "a host is bounded and has a dot");
        require(!host.contains(QLatin1Char('/')) && !host.contains(QLatin1Char(' ')),
                "a host is a host alone");
        text += host.toUtf8() + '\n';
    }
    for (const QString &host : hosts->excepted)
        text += '!' + host.toUtf8() + '\n';
    const auto again = parseSpamHosts(text);
    require(again.ok(), "what was read is accepted again");
    require(again->hosts == hosts->hosts && again->excepted == hosts->excepted,
            "what was read is read as the same");
    return 0;
}
