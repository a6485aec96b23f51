// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/result.h"
#include "core/types/token.h"

#include <QByteArray>
#include <QList>

/// The table `token`. A token is shown once, when it is made, and stored as SHA-256.

/// A new token of 32 random bytes, base64url. The fields `hash` and `usedAt` are not read. Errors:
/// "token_exists", "bad_token_name", "site_not_found".
Result<QByteArray> addToken(Database &database, const Token &token);
/// Adds one that was removed, with its hash. Errors: "token_exists".
Result<void> putBackToken(Database &database, const Token &token);
/// Errors: "token_not_found".
Result<void> removeToken(Database &database, const QString &name);
/// By name. Errors: what SQLite says of a failed read.
Result<QList<Token>> readTokens(const Database &database);
/// Notes the hour in which a token was used.
Result<void> noteTokenUse(Database &database, const QByteArray &hash, Micros hour);
QByteArray tokenHash(const QByteArray &token);
