// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collector/sparklytics/sparklyticsbodies.h"
#include "core/collector/sparklytics/sparklyticscatalog.h"
#include "core/collector/sparklytics/sparklyticsjson.h"

#include <QJsonArray>

#include <functional>
#include <optional>

// What the routes of sites, links and pixels share.

/// Answers a request about a site.
using CatalogHandler = void (*)(const CatalogContext &, const StatsDesk::Ticket &, const Site &);
/// Answers 404 without the site, and 415 to a body that is not said to be JSON.
std::function<void(Exchange &&)> forCatalogSite(const CatalogContext &context, CatalogHandler handler);
/// The request under the deadline; nothing when it was answered 415.
StatsDesk::Ticket takeCatalog(StatsDesk &desk, Exchange &&exchange);

/// Errors of the stores in Sparklytics' envelope.
HttpReply catalogError(const Error &error);
HttpReply bodyError(const CatalogBodyError &error);
/// 204.
HttpReply removedReply();

/// Asks for all hits of a site, as it counts them.
StatsQuery allHitsOf(const Site &site);

struct CatalogPage
{
    qint64 limit = 0; ///< 1 to 1,000
    qint64 offset = 0;
};
/// The parameters of a list; nothing when the request was answered with what is wrong.
std::optional<CatalogPage> pageOf(const StatsDesk::Ticket &ticket);
/// Of `total` rows the ones of that page.
HttpReply pageReply(const QJsonArray &rows, qint64 total, const CatalogPage &page);
