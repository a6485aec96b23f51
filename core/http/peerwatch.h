// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/peercounts.h"

#include <QByteArray>
#include <QHash>
#include <QHostAddress>
#include <QSet>

#include <vector>

/// Remembers who sent the last requests, to tell whether others reach this computer and whether an untrusted
/// proxy stands before it. Nothing of it is stored.
class PeerWatch final
{
public:
    static constexpr qsizetype kWindow = 1000; ///< requests
    static constexpr qsizetype kMostPeers = 4096; ///< addresses that are told apart

    /// `forwardedFor`: whom the peer names in a header; empty = nobody. Not for trusted proxies.
    void note(const QHostAddress &peer, const QByteArray &forwardedFor);
    PeerCounts counts() const;

private:
    struct Request
    {
        QHostAddress peer;
        std::size_t client = 0; ///< hash of whom it was passed on for; 0 = it was not
    };

    std::vector<Request> m_window; ///< a ring once it is full
    std::size_t m_next = 0; ///< where the next one goes
    QSet<QHostAddress> m_others;
};
