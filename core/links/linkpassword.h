// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Passwords of links, kept as "pbkdf2-sha512$ITERATIONS$SALT$KEY" (RFC 8018, 5.2; salt and key in base64).
/// To hash and to compare takes about a quarter of a second by design: never call them in the thread of a
/// window or of the collector. Thread-safe.

/// 210,000 iterations of HMAC-SHA512 with a salt of 16 random bytes, as OWASP's Password Storage Cheat Sheet
/// recommends since 2023.
QString hashedPassword(const QString &password);

/// True for what hashedPassword() writes, with up to ten million iterations. Takes no time.
bool isPasswordHash(const QString &text);

/// Compares in constant time. False when `hash` is no isPasswordHash().
bool isPassword(const QString &password, const QString &hash);
