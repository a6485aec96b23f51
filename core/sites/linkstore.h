// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/link.h"
#include "core/storage/database.h"
#include "core/types/result.h"
#include "core/types/site.h"

#include <QList>

/// The table `link`. Functions of the thread that owns the connection.

/// All links, by code. Errors: what SQLite says of a failed read.
Result<QList<Link>> readLinks(const Database &database);
/// The link that /CODE leads to (LinkTable). Errors: "link_not_found", or a failed read.
Result<Link> findLink(const Database &database, const QString &code);
/// Errors: "bad_link" (code reserved or malformed, URL not http(s) or with credentials),
/// "link_exists" (ignoring case), "site_not_found".
Result<void> addLink(Database &database, const Link &link);
/// Replaces everything but the code of the link that its code finds. Errors: "bad_link", "site_not_found",
/// "link_not_found".
Result<void> updateLink(Database &database, const Link &link);
/// Removes the link that `code` finds. Errors: "link_not_found".
Result<void> removeLink(Database &database, const QString &code);
