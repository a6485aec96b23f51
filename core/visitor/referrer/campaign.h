// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <QByteArrayView>
#include <QString>
#include <QStringView>

/// One key or value of a query string as text: `%XX` and `+` decoded as UTF-8, bad sequences as U+FFFD,
/// a `%` without two hex digits left as it is.
QString decodedQueryPart(QByteArrayView part);

/// The five utm_ parameters of a URL's query (semantics 5.1): keys in any case, the fragment excluded,
/// values trimmed and at most 255 characters, the first occurrence that is not empty.
Campaign campaignFromUrl(QStringView url);

/// What a protocol sent in fields of its own, completed from the URL; a sent field beats the URL's.
Campaign completedCampaign(const Campaign &sent, QStringView url);
