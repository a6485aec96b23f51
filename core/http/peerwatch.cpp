// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/peerwatch.h"

#include "core/types/network.h"

#include <algorithm>

void PeerWatch::note(const QHostAddress &peer, const QByteArray &forwardedFor)
{
    Request request {peer, forwardedFor.isEmpty() ? 0 : std::max<std::size_t>(1, qHash(forwardedFor))};
    if (m_window.size() < static_cast<std::size_t>(kWindow)) {
        m_window.push_back(std::move(request));
    } else {
        m_window[m_next] = std::move(request);
        m_next = (m_next + 1) % m_window.size();
    }
    if (!unmapped(peer).isLoopback() && m_others.size() < kMostPeers)
        m_others.insert(peer);
}

PeerCounts PeerWatch::counts() const
{
    PeerCounts counts;
    counts.others = static_cast<int>(m_others.size());
    counts.requests = static_cast<int>(m_window.size());
    QHash<QHostAddress, int> forwarded;
    for (const Request &request : m_window) {
        if (request.client == 0)
            continue;
        const int sent = ++forwarded[request.peer];
        if (sent > counts.forwarded) {
            counts.forwarded = sent;
            counts.forwarder = unmapped(request.peer).toString();
        }
    }
    QSet<std::size_t> clients;
    for (const Request &request : m_window) {
        if (request.client != 0 && unmapped(request.peer).toString() == counts.forwarder)
            clients.insert(request.client);
    }
    counts.clients = static_cast<int>(clients.size());
    return counts;
}
