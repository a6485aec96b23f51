// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collector/stats/statsroutes.h"
#include "core/links/linktable.h"
#include "core/links/pixel.h"
#include "core/questions/linkquestions.h"
#include "core/questions/pixelquestions.h"
#include "core/questions/sitequestions.h"

#include <QList>

#include <functional>

/// What the routes that read and change sites, links and pixels need from the collector.
struct CatalogContext
{
    const StatsContext &stats;
    SiteQuestions &sites;
    LinkQuestions &links;
    PixelQuestions &pixels;
    std::function<QList<Site>()> allSites; ///< by id
    std::function<LinkTable()> linkTable;
    std::function<PixelTable()> pixelTable;
};

// Each adds the routes of one kind of thing (api.md#sites-links-and-pixels); `context` must outlive them.
void addSparklyticsWebsiteRoutes(const CatalogContext &context, const AddRoute &add);
void addSparklyticsLinkRoutes(const CatalogContext &context, const AddRoute &add);
void addSparklyticsPixelRoutes(const CatalogContext &context, const AddRoute &add);
