// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Passwords of links, kept as "pbkdf2-sha512$ITERATIONS$SALT$KEY" (RFC 8018, 5.2; salt and key in base64).
/// Both functions take about a quarter of a second by design: never call them in the thread of a window or of
/// the collector. Thread-safe.

/// 210,000 iterations of HMAC-SHA512 with a salt of 16 random bytes, as OWASP's Password Storage Cheat Sheet
/// recommends since 2023.
QString hashedPassword(const QString &password);

/// Compares in constant time. False for a hash that is not of the form above, or of more than ten million
/// iterations.
bool isPassword(const QString &password, const QString &hash);
