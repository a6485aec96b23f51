// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/collectorcontrol.h"
#include "core/types/peercounts.h"
#include "core/types/site.h"

#include <QHash>
#include <QStringList>

#include <optional>

/// What the doctor looked at. Immutable value.
struct Observations
{
    /// What answers at an address of this computer.
    enum class Answer : quint8 {
        Nothing, ///< nothing within the time for it, as when a firewall drops the request
        Refused, ///< the port is closed there
        Other, ///< another program has the port
        Clickscope
    };
    /// A firewall of this computer that is switched on.
    enum class Firewall : quint8 { None, Ufw, Firewalld, Windows, MacOs };

    CollectorState collector;
    QList<LocalAddress> addresses; ///< of this computer
    QHash<QString, Answer> answers; ///< by address; only of those that were asked
    QString name; ///< of this computer in the local network (mDNS): "studio.local"
    QStringList namedAddresses; ///< where that name leads; empty = nobody knows it
    PeerCounts peers;
    QList<Site> sites;
    Firewall firewall = Firewall::None;
    bool canSeeFirewall = false; ///< else nothing is known about one
    QString timeServer; ///< who was asked for the time: the router; empty = nobody answered
    Micros ahead = 0; ///< this computer's clock before that of the time server
    std::optional<bool> isSynchronised; ///< whether the system keeps its clock by a time server
};
