// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/allowedhosts.h"
#include "core/types/hosttext.h"
#include "core/types/publicsuffix.h"
#include "tests/fuzz/fuzzcheck.h"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const QString text = QString::fromUtf8(viewOf(data, size));
    const QString host = canonicalHost(text);
    require(canonicalHost(host) == host, "a host in one form is read as itself");
    require(canonicalHost(readableHost(host)) == host, "a readable name means the same host");

    const std::optional<QString> entry = allowedHost(text);
    if (entry) {
        require(allowedHost(*entry) == entry, "an entry of a list is read as itself");
        const bool isWildcard = entry->startsWith(QLatin1StringView("*."));
        const QString name = entry->sliced(isWildcard ? 2 : 0);
        require(!name.isEmpty() && canonicalHost(name) == name, "an entry is a host in one form");
        require(coversHost(*entry, name) != isWildcard, "a domain covers itself, a wildcard what is below");
        const QString below = QStringLiteral("a.") + name;
        require(coversHost(*entry, below) != (!isWildcard && isSharedSuffix(name)),
                "both cover what is below, unless it belongs to others");
    }
    const Result<QStringList> hosts = allowedHosts({text});
    require(hosts || !hosts.error().message.isEmpty(), "a refusal says why");
    require(!hosts || !hosts->isEmpty() || text.contains(u'*'), "no list is empty by mistake");
    return 0;
}
