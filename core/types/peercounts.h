// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Who sent requests lately: counts, and the one address that may be a proxy. Kept in memory only.
struct PeerCounts
{
    int others = 0; ///< addresses that are not this computer, since the start
    int requests = 0; ///< those that the numbers below are about: the last thousand at most
    QString forwarder; ///< sent most of the requests that say for whom they are passed on; empty = nobody
    int forwarded = 0; ///< such requests of it
    int clients = 0; ///< for so many different addresses

    friend bool operator==(const PeerCounts &, const PeerCounts &) = default;
};
