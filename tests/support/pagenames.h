// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "core/types/hit.h"
#include "core/types/pagepath.h"

#include <QList>

// Which page a hit is of, for the judge: by rules of its own, which read escapes with Qt's URL functions.
// Good for what random hits hold: escapes that are all readable or all not.

/// The hits as if they had been sent with the addresses that are shown.
QList<Hit> withShownPages(QList<Hit> hits, const PageGrouping &pages);
/// The question with pages in filters and goals as they are shown.
StatsQuery withShownPages(StatsQuery query, const PageGrouping &pages);
VisitsQuery withShownPages(VisitsQuery query, const PageGrouping &pages);
