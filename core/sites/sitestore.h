// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/result.h"
#include "core/types/site.h"

#include <QList>

/// The table `site`. Functions of the thread that owns the connection.

/// Sites that are not removed, by id.
QList<Site> readSites(const Database &database);
/// Adds a site, or brings a removed one back. Errors: "bad_site" (id or zone), "bad_bot_rule",
/// "site_exists".
Result<void> addSite(Database &database, const Site &site);
/// Replaces everything but the id. Errors: "bad_site", "bad_bot_rule", "site_not_found".
Result<void> updateSite(Database &database, const Site &site);
/// Hides a site; its hits stay. Errors: "site_not_found".
Result<void> removeSite(Database &database, const QString &id);
