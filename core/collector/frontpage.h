// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/router.h"
#include "core/types/http.h"
#include "core/types/site.h"

#include <QList>

#include <optional>

/// `GET /`: a page for the person who opens the collector's address in a browser. It says that the collector
/// runs; to readers it also shows the snippets of the sites. Nothing = the request may not read, and learns
/// nothing about sites. Pure.
HttpReply frontPage(const HttpRequest &request, const std::optional<QList<Site>> &sites);

/// Adds routes for what crawlers and browsers ask for on their own: nobody followed a link.
void addUnaskedRoutes(Router &router);
