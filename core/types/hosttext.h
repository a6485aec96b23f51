// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <optional>

// Hosts in one form: lower case, names of other scripts as A-labels ("xn--bcher-kva.example", RFC 5890), no
// final dot, IPv6 as RFC 5952 writes it and in brackets. All functions are pure and idempotent: applying one
// to its own output changes nothing.

/// The canonical form of a host without user info and port. What is not a valid host is returned with its
/// ASCII letters in lower case.
QString canonicalHost(QStringView host);

/// False for a canonical host that no browser could ask for: none, or one with a blank, "%" or another sign
/// that hosts cannot hold (URL Standard, "forbidden domain code point"), or brackets without an IPv6 address.
bool isAskableHost(QStringView host);

/// For display: "bücher.example" for "xn--bcher-kva.example". A label that mixes scripts, or whose
/// Cyrillic letters all look Latin, stays an A-label: it may imitate another name.
QString readableHost(const QString &host);

/// An IPv6 address without brackets in its canonical form, in brackets. No zone ids.
std::optional<QString> writtenIpv6(QStringView text);
