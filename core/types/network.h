// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <QHostAddress>

/// Class of an address (places.md#local-networks). IPv4-mapped IPv6 counts as IPv4.
NetworkClass classifyAddress(const QHostAddress &address);

/// IPv4-mapped IPv6 becomes IPv4, a zone id is dropped.
QHostAddress unmapped(const QHostAddress &address);

/// What limits count as one client: an IPv4 address, or the /64 of an IPv6 address, because one line has all
/// addresses of its /64 (RFC 6177). Canonical, IPv4-mapped counts as IPv4; loopback stays as it is.
QHostAddress limitedAs(const QHostAddress &address);
