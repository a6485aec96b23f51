// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/clock.h"
#include "core/types/result.h"

#include <QByteArray>
#include <QList>

#include <utility>

/// The secret salts of visitor ids: (UTC day, 32 bytes), newest last. Only today's and yesterday's
/// are kept; erased ones are overwritten (privacy.md#the-key-of-the-day). Errors: those of the read.
Result<QList<std::pair<qint64, QByteArray>>> readSalts(const Database &database);
/// Stores today's salt, replacing another one, and erases expired ones; does not store one that has
/// expired itself. False on failure.
bool storeSalt(Database &database, qint64 day, const QByteArray &salt, const Clock &clock);
/// Erases expired salts: yesterday's after 00:30 UTC, and those of days in the future. They
/// remain in the write-ahead log (SaltErasure).
bool eraseOldSalts(Database &database, const Clock &clock);
/// The salts that eraseOldSalts() would erase. Errors: those of reading.
Result<QList<QByteArray>> oldSalts(const Database &database, Micros now);
/// Whether the salt of a day has expired.
bool isSaltOver(qint64 day, Micros now);
