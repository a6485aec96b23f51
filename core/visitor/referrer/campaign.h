// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <QString>
#include <QStringView>

/// The five utm_ parameters of a URL's query (referrers.md#campaigns): keys in any case, the fragment
/// excluded, values trimmed and at most 255 characters, the first occurrence that is not empty.
Campaign campaignFromUrl(QStringView url);

/// Whoever a link names in `ref`, `source` or `via`, in this order: what "?ref=producthunt" says when there
/// is no utm_source. A URL gives its host; numbers, paths and more than 64 characters are something else.
/// Empty = nobody. Links inside a site use these keys, too: ask for hits that came from elsewhere.
QString linkSource(QStringView url);

/// What a protocol sent in fields of its own, completed from the URL; a sent field beats the URL's.
Campaign completedCampaign(const Campaign &sent, QStringView url);
