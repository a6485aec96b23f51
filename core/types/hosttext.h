// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <optional>

// Hosts in one form: lower case, names of other scripts as A-labels ("xn--bcher-kva.example", RFC 5890), no
// final dot, IPv6 as RFC 5952 writes it and in brackets. All of it is pure, and reading its own output
// changes nothing.

/// The one form of a host without user info and port. What is no host comes back with its
/// ASCII letters in lower case.
QString canonicalHost(QStringView host);

/// As people read it: "bücher.example" of "xn--bcher-kva.example". A label that mixes scripts, or whose
/// Cyrillic letters all look Latin, stays an A-label: it may pretend to be another.
QString readableHost(const QString &host);

/// An IPv6 address without brackets in the form that stands for it, in brackets. No zone ids.
std::optional<QString> writtenIpv6(QStringView text);
