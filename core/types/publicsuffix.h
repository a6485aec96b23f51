// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// The part of a host that somebody registered: "l.instagram.com" → "instagram.com",
/// "www.google.co.in" → "google.co.in", "foo.github.io" stays as it is.
///
/// By the Public Suffix List (publicsuffix.org) through libpsl, its private section included. Addresses
/// and single names are their own. Without libpsl only a leading "www." goes. Any thread.
/// `host` is lower case without port; non-ASCII labels are taken as A-labels.
QString registrableDomain(const QString &host);

/// What of a registrable domain is a public suffix: "google.co.in" → "co.in". Empty without libpsl, for
/// addresses and single names.
QString publicSuffix(const QString &host);

/// True for what nobody owns but a registry, "com" and "co.uk": everybody's hosts are below it. Names that
/// the list does not know, of a network at home, are none. Always false without libpsl.
bool isPublicSuffix(const QString &host);
