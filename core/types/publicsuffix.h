// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// The registrable domain of a host: "l.instagram.com" → "instagram.com",
/// "www.google.co.in" → "google.co.in", "foo.github.io" stays as it is.
///
/// By the Public Suffix List (publicsuffix.org) through libpsl, its private section included. Addresses and
/// single names are returned unchanged. Without libpsl only a leading "www." is removed. Any thread.
/// `host` is lower case without port; non-ASCII labels are handled as A-labels.
QString registrableDomain(const QString &host);

/// The public suffix of a registrable domain: "google.co.in" → "co.in". Empty without libpsl, for
/// addresses and single names.
QString publicSuffix(const QString &host);

/// True for public suffixes such as "com" and "co.uk", below which anyone can register hosts. False for names
/// that the list does not know, as of a network at home. Always false without libpsl.
bool isPublicSuffix(const QString &host);

/// The same, and true for the domains of platforms that give hosts to their customers, such as "github.io".
bool isSharedSuffix(const QString &host);
