// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QStringView>

/// A parameter that an advertiser appends to the links that it sells (referrers.md#click-ids).
struct ClickId
{
    QLatin1StringView key; ///< of the query: "gclid"
    QLatin1StringView source; ///< the advertiser: "google.com"
    QLatin1StringView channel; ///< "Paid"; Facebook marks every link, so its channel is only "Social"
};

/// True for names of click ids, in any case.
bool isClickIdName(QStringView key);

/// The first click id in the URL's query that has a value, or null. Points to static data.
const ClickId *clickIdOf(QStringView url);
