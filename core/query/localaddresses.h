// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/collectorcontrol.h"

#include <QList>

/// Addresses of this machine on its networks: IPv4 first, without loopback and link-local ones, which need a
/// zone, and without bridges of containers, where nobody else is. Asks the system.
QList<LocalAddress> localAddresses();
