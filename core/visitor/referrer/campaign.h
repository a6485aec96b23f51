// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <QString>
#include <QStringView>

/// The five utm_ parameters of a URL's query (referrers.md#campaigns): keys in any case, the fragment
/// excluded, values trimmed and at most 255 characters, the first occurrence that is not empty.
Campaign campaignFromUrl(QStringView url);

/// The source that a link names in `ref`, `source` or `via`, in this order: read from "?ref=producthunt" if
/// there is no utm_source. A URL gives its host; numbers, paths and more than 64 characters are ignored.
/// Empty = none. Links inside a site use these keys, too: call it only for hits from elsewhere.
QString linkSource(QStringView url);

/// Campaign fields sent by the protocol, completed from the URL; a sent field wins.
Campaign completedCampaign(const Campaign &sent, QStringView url);
