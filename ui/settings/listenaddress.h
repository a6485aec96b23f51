// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// What an address to listen on means (CollectorState::address).

inline const QString kThisComputer = QStringLiteral("127.0.0.1");
inline const QString kEverywhere = QStringLiteral("0.0.0.0");

/// No other device reaches it: "127.0.0.1", "::1", "localhost".
inline bool isOfThisComputer(const QString &address)
{
    return address.startsWith(QLatin1StringView("127.")) || address == QLatin1StringView("::1")
        || address.compare(QLatin1StringView("localhost"), Qt::CaseInsensitive) == 0;
}

/// Every address of this computer, of IPv4 or IPv6.
inline bool isEverywhere(const QString &address)
{
    return address == kEverywhere || address == QLatin1StringView("::");
}
