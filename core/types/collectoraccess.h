// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

/// Whom the collector believes, and how much it takes.
struct CollectorAccess
{
    static constexpr int kRequestsPerMinute = 6000;

    QStringList proxies; ///< networks whose forwarding headers are believed (proxies.md)
    QString clientHeader; ///< the only header with an address that is believed; empty = the usual two
    int requestsPerMinute = kRequestsPerMinute; ///< from one client; 0 = any number

    friend bool operator==(const CollectorAccess &, const CollectorAccess &) = default;
};
