// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/result.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

/// Read tokens: shown once when made, stored as SHA-256.

/// A new token of 32 random bytes, base64url. Errors: "token_exists", "bad_token_name".
Result<QByteArray> addToken(Database &database, const QString &name);
Result<void> removeToken(Database &database, const QString &name);
/// Errors of both lists: what SQLite says of a failed read.
Result<QStringList> readTokenNames(const Database &database);
/// SHA-256 of every valid token.
Result<QList<QByteArray>> readTokenHashes(const Database &database);
QByteArray tokenHash(const QByteArray &token);
