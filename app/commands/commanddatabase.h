// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandline.h"
#include "core/storage/database.h"
#include "core/types/result.h"
#include "core/types/site.h"

/// The database of the command's data folder for commands that read it beside a running collector.
/// Errors: "no_data" when there is none yet.
Result<Database> openForReading(const CommandLine &line);
/// The same for commands that write; creates folder and database if missing.
Result<Database> openForWriting(const CommandLine &line);
/// For commands that list things: as openForReading(), so that they work on read-only media, but a
/// folder without a database gets one, and an old one is migrated.
Result<Database> openForListing(const CommandLine &line);
/// Notifies a running collector of the folder that sites, links, tokens or visitor data have changed.
void tellCollector(const CommandLine &line);
/// Errors: "site_not_found".
Result<Site> findSite(const Database &database, const QString &id);
/// The site of --site. Errors: "usage" when absent, "site_not_found".
Result<Site> requiredSite(const CommandLine &line, const Database &database);
