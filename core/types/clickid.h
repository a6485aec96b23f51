// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QStringView>

/// What an advertiser appends to the links that it sells (referrers.md#click-ids).
struct ClickId
{
    QLatin1StringView key; ///< of the query: "gclid"
    QLatin1StringView source; ///< whose link it is: "google.com"
    QLatin1StringView channel; ///< "Paid"; Facebook marks every link, so that one says no more than "Social"
};

/// True for names of click ids, in any case.
bool isClickIdName(QStringView key);

/// The first click id in the URL's query that has a value, or null. Valid for ever.
const ClickId *clickIdOf(QStringView url);
