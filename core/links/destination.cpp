// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/destination.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <algorithm>
#include <numeric>

namespace {

bool applies(const LinkRule &rule, const Clicker &clicker)
{
    return (rule.devices.isEmpty() || rule.devices.contains(clicker.device, Qt::CaseInsensitive))
        && (rule.countries.isEmpty() || rule.countries.contains(clicker.country, Qt::CaseInsensitive));
}

/// A number that tells visitors of one link apart and is evenly spread: the first 64 bits of
/// SHA-256(code ␀ visitor).
quint64 ticketOf(const QString &code, quint64 visitor)
{
    QByteArray text = code.toUtf8();
    text.append('\0').append(QByteArray::number(visitor, 16));
    return qFromBigEndian<quint64>(QCryptographicHash::hash(text, QCryptographicHash::Sha256).constData());
}

} // namespace

Destination destinationOf(const Link &link, const Clicker &clicker)
{
    const auto rule = std::ranges::find_if(link.rules,
                                           [&](const LinkRule &r) { return applies(r, clicker); });
    if (rule != link.rules.end())
        return {rule->url, {}};
    const auto add = [](quint64 sum, const LinkVariant &variant) {
        return sum + static_cast<quint64>(std::max(variant.weight, 0));
    };
    const quint64 total = std::accumulate(link.variants.begin(), link.variants.end(), quint64 {0}, add);
    if (total == 0)
        return {link.url, {}};
    quint64 ticket = ticketOf(link.code, clicker.visitor) % total;
    for (const LinkVariant &variant : link.variants) {
        const auto weight = static_cast<quint64>(std::max(variant.weight, 0));
        if (ticket < weight)
            return {variant.url, variant.name};
        ticket -= weight;
    }
    Q_UNREACHABLE();
}
