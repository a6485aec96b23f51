// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/clock.h"

#include <QByteArray>
#include <QList>

#include <utility>

/// The secret salts of visitor ids: (UTC day, 32 bytes), newest last. Only today's and yesterday's
/// are kept; erased ones are overwritten (semantics 4.1).
QList<std::pair<qint64, QByteArray>> readSalts(const Database &database);
/// Stores today's salt and erases those that are too old at `now`. False when that failed.
bool storeSalt(Database &database, qint64 day, const QByteArray &salt, Micros now);
/// Erases salts that nobody may use any more: yesterday's after 00:30 UTC.
bool eraseOldSalts(Database &database, Micros now);
