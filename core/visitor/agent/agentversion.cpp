// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/agentversion.h"

#include "core/visitor/agent/agentwords.h"

#include <QByteArray>

#include <algorithm>

QString shortVersion(QByteArrayView version)
{
    while (version.endsWith(".0"))
        version.chop(2);
    while (version.endsWith('.'))
        version.chop(1);
    return QString::fromUtf8(version);
}

QString versionOf(const ParsedAgent::Product &product)
{
    QByteArray version = product.major;
    for (const QByteArray &part : {product.minor, product.patch, product.patchMinor}) {
        if (version.isEmpty() || part.isEmpty())
            break;
        version += '.' + part;
    }
    return shortVersion(version);
}

QString versionAt(QByteArrayView text)
{
    constexpr qsizetype kLongest = 24;
    const auto end = std::ranges::find_if(text, [](char c) { return c != '.' && (c < '0' || c > '9'); });
    return shortVersion(text.first(std::min<qsizetype>(end - text.begin(), kLongest)));
}

QString versionAfter(QByteArrayView agent, QByteArrayView word)
{
    const qsizetype at = word.isEmpty() ? -1 : positionOf(word, agent);
    return at < 0 ? QString() : versionAt(agent.sliced(at + word.size()));
}
