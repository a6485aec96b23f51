// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <QHostAddress>
#include <QStringView>

/// Class of an address (places.md#local-networks). IPv4-mapped IPv6 counts as IPv4.
NetworkClass classifyAddress(const QHostAddress &address);

/// Four decimal numbers without zeros in front, as in "192.0.2.7". QHostAddress also takes "1", "127.1" and
/// "0x7f.1", and "010" for 8.
bool isDottedQuad(QStringView text);

/// What to listen on, as people write it: "127.0.0.1", "::1", "localhost"; null for anything else.
QHostAddress listenAddressOf(const QString &text);

/// IPv4-mapped IPv6 becomes IPv4, a zone id is dropped.
QHostAddress unmapped(const QHostAddress &address);

/// The address that limits count as one client: an IPv4 address, or the /64 of an IPv6 address, because one
/// line has all of its /64 (RFC 6177). Canonical; IPv4-mapped counts as IPv4; loopback stays as it is.
QHostAddress limitedAs(const QHostAddress &address);
