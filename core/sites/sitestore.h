// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/clock.h"
#include "core/types/result.h"
#include "core/types/site.h"

#include <QList>

/// The table `site`. Functions of the thread that owns the connection.

/// Sites that are not removed, by id. Allowed hosts that an older version stored unchecked are put in one
/// form; what is no host stays as it is and covers nothing. Errors: what SQLite says of a failed read.
Result<QList<Site>> readSites(const Database &database);

/// Errors: "site_not_found" when there is no such site or it is removed; a failed read.
Result<void> requireSite(const Database &database, const QString &id);

/// Adds a site, or restores a removed one. Errors: "bad_site", "bad_timezone", "bad_host",
/// "bad_bot_rule", "site_exists".
Result<void> addSite(Database &database, const Site &site);
/// Replaces all fields except the id. Errors: those of addSite(), "site_not_found".
Result<void> updateSite(Database &database, const Site &site);
/// Hides a site; its hits, goals and notes stay. Errors: "site_not_found".
Result<void> removeSite(Database &database, const QString &id, Micros now);
