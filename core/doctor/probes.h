// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/observations.h"

#include <chrono>
#include <functional>
#include <optional>

/// What can be looked at on this computer and in its network. Each call waits at most as long as it says;
/// none needs rights that a user has not.
namespace Probes {

/// Asks for /healthz at this address. Waits for `patience` at most.
Observations::Answer answerAt(const QString &address, quint16 port, std::chrono::milliseconds patience);

/// What a time server says: by how much this computer's clock is before its own (RFC 4330, SNTP). Nothing
/// when it does not answer within `patience`.
std::optional<Micros> clockAhead(const QString &server, quint16 port, std::chrono::milliseconds patience);

/// Where a name leads, as this computer finds it out. Waits for `patience` at most.
QStringList addressesOf(const QString &name, std::chrono::milliseconds patience);

/// The router of this network, which often tells the time; empty when it cannot be found out.
QString router();
/// The router in a text like Linux' /proc/net/route: the gateway of the line with destination 0. Empty =
/// none.
QString routerIn(const QByteArray &routes);

/// Whether the system keeps its clock by a time server; nothing when it does not say.
std::optional<bool> isClockSynchronised();

/// A firewall that is on; sets whether one could be seen at all.
Observations::Firewall firewall(bool *canSee);

/// All of the above for a collector that listens. Stops early when cancelled.
void lookAt(Observations &seen, const std::function<bool()> &isCancelled);

} // namespace Probes
