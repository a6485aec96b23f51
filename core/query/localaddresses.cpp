// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/localaddresses.h"

#include <QNetworkInterface>

#include <algorithm>

namespace {

bool isOfContainers(const QString &name)
{
    constexpr const char *kPrefixes[] = {"docker", "br-", "veth", "virbr", "lxc", "cni", "podman"};
    return std::ranges::any_of(
        kPrefixes, [&](const char *prefix) { return name.startsWith(QLatin1StringView(prefix)); });
}

} // namespace

QList<LocalAddress> localAddresses()
{
    QList<LocalAddress> found;
    for (const QNetworkInterface &network : QNetworkInterface::allInterfaces()) {
        const bool isUp = network.flags().testFlags(QNetworkInterface::IsUp | QNetworkInterface::IsRunning);
        if (!isUp || network.flags().testFlag(QNetworkInterface::IsLoopBack)
            || isOfContainers(network.name()))
            continue;
        for (const QNetworkAddressEntry &entry : network.addressEntries()) {
            if (!entry.ip().isLinkLocal())
                found.append({network.humanReadableName(), entry.ip().toString(),
                              network.type() == QNetworkInterface::Wifi});
        }
    }
    std::ranges::stable_partition(
        found, [](const LocalAddress &address) { return !address.address.contains(u':'); });
    return found;
}
