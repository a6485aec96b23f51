// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/link.h"
#include "core/links/linkcampaign.h"
#include "core/links/linktable.h"
#include "core/storage/database.h"
#include "core/types/result.h"
#include "core/types/site.h"

#include <QHash>
#include <QList>
#include <QStringList>

/// The table `link`. Functions of the thread that owns the connection.

/// All links, by code. Errors: what SQLite says of a failed read.
Result<QList<Link>> readLinks(const Database &database);
/// The link that /CODE leads to (LinkTable). Errors: "link_not_found", or a failed read.
Result<Link> findLink(const Database &database, const QString &code);
/// Clicks of people so far.
Result<qint64> clicksOfLink(const Database &database, const QString &code);
/// The same of those of these links that have a limit of clicks, by code.
Result<QHash<QString, qint64>> clicksOfLimitedLinks(const Database &database, const QList<Link> &links);
/// All links with these clicks, as the collector keeps them.
Result<LinkTable> readLinkTable(const Database &database);

// Changes are made all or none, and note new campaigns. Errors: "bad_link" (linkcheck.h), "link_exists"
// (ignoring case), "site_not_found", "link_not_found".

Result<void> addLinks(Database &database, const QList<Link> &links);
Result<void> addLink(Database &database, const Link &link);
/// Replaces everything but the codes of the links that these codes find. The links as they are then.
Result<QList<Link>> updateLinks(Database &database, const QList<Link> &links);
Result<void> updateLink(Database &database, const Link &link);
/// Removes the links that these codes find, and returns them; other codes are left out.
Result<QList<Link>> removeLinks(Database &database, const QStringList &codes);
Result<void> removeLink(Database &database, const QString &code);

/// By name.
Result<QList<LinkCampaign>> readCampaigns(const Database &database);
/// Notes when a campaign was concluded; 0 = it is active. Errors: "campaign_not_found".
Result<void> concludeCampaign(Database &database, const QString &name, Micros at);
