// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/serveoptions.h"

#include "app/commands/datafolder.h"
#include "core/types/network.h"

Result<void> readListenOptions(const CommandLine &line, CollectorOptions &options)
{
    if (line.has(QStringLiteral("listen")))
        options.address = listenAddressOf(line.value(QStringLiteral("listen")));
    if (options.address.isNull())
        return Error {QStringLiteral("usage"),
                      QStringLiteral("--listen takes an address such as 127.0.0.1, 0.0.0.0, ::1 or ::")};
    const Result<qint64> port = line.number(QStringLiteral("port"), options.port, 0, 65535);
    if (!port)
        return port.error();
    options.port = static_cast<quint16>(*port);
    return {};
}

Result<ApplicationOptions> serveOptions(const CommandLine &line)
{
    ApplicationOptions options;
    options.dataDir = dataFolder(line);

    if (Result<void> read = readListenOptions(line, options.collector); !read)
        return read.error();
    Result<TrustedProxies> proxies = TrustedProxies::parse(line.values(QStringLiteral("trust-proxy")),
                                                           line.has(QStringLiteral("trust-wide-proxy"))
                                                               ? TrustedProxies::Wide::Allow
                                                               : TrustedProxies::Wide::Refuse);
    if (!proxies)
        return Error {QStringLiteral("usage"), QStringLiteral("--trust-proxy: ") + proxies.error().message};
    if (line.has(QStringLiteral("client-ip-header"))) {
        const Result<void> named =
            proxies->setClientHeader(line.value(QStringLiteral("client-ip-header")).toUtf8());
        if (!named)
            return Error {QStringLiteral("usage"),
                          QStringLiteral("--client-ip-header: ") + named.error().message};
        if (proxies->isEmpty())
            qWarning("--client-ip-header is believed from --trust-proxy networks only, and none is named");
    }
    options.collector.proxies = *proxies;
    options.collector.autoCreateSites = line.has(QStringLiteral("auto-create-sites"));

    if (line.value(QStringLiteral("rate-limit")) == QLatin1StringView("off")) {
        options.collector.sparklyticsPerMinute = 0;
        options.collector.campaignLinksPerMinute = 0;
        options.collector.pixelsPerMinute = 0;
        options.collector.requestsPerMinute = 0;
        options.collector.failuresPerMinute = 0;
        options.collector.wrongTokensPerMinute = 0;
    } else if (line.has(QStringLiteral("rate-limit"))) {
        const Result<qint64> limit = line.number(QStringLiteral("rate-limit"), 0, 1, 1'000'000'000);
        if (!limit)
            return Error {QStringLiteral("usage"),
                          QStringLiteral("--rate-limit takes off or requests per minute and address")};
        options.collector.sparklyticsPerMinute = static_cast<int>(*limit);
        options.collector.campaignLinksPerMinute = static_cast<int>(*limit);
        options.collector.pixelsPerMinute = static_cast<int>(*limit);
        options.collector.requestsPerMinute = static_cast<int>(*limit);
        options.collector.failuresPerMinute = static_cast<int>(*limit);
    }
    const QString durability = line.value(QStringLiteral("durability"), QStringLiteral("normal"));
    if (durability != QLatin1StringView("normal") && durability != QLatin1StringView("full"))
        return Error {QStringLiteral("usage"), QStringLiteral("--durability is normal or full")};
    options.storage.durability = durability == QLatin1StringView("full") ? Database::Durability::Full
                                                                         : Database::Durability::Normal;
    options.storage.recreates = line.has(QStringLiteral("recreate"));
    const Result<qint64> capacity = line.number(QStringLiteral("queue-capacity"),
                                                options.storage.queueCapacity, 1, 10'000'000);
    if (!capacity)
        return capacity.error();
    options.storage.queueCapacity = *capacity;
    return options;
}
