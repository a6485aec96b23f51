// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/clock.h"

#include <QByteArray>
#include <QList>

#include <utility>

/// The secret salts of visitor ids: (UTC day, 32 bytes), newest last. Only today's and yesterday's
/// are kept; erased ones are overwritten (privacy.md#the-key-of-the-day).
QList<std::pair<qint64, QByteArray>> readSalts(const Database &database);
/// Stores today's salt, in place of another, and erases those that nobody may use; one that is no
/// longer of use itself is not stored. False when that failed.
bool storeSalt(Database &database, qint64 day, const QByteArray &salt, const Clock &clock);
/// Erases salts that nobody may use: yesterday's after 00:30 UTC, those of days that have not come. They are
/// still in the write-ahead log (SaltErasure).
bool eraseOldSalts(Database &database, const Clock &clock);
/// Those that eraseOldSalts() would erase. Errors: those of reading.
Result<QList<QByteArray>> oldSalts(const Database &database, Micros now);
/// Whether nobody may use the salt of a day.
bool isSaltOver(qint64 day, Micros now);
