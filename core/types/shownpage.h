// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// Translators, AMP caches and archives show the page of somebody else under a host of their own. Whoever
// reads a site there reads that site: these two say which. Pure, any thread; work grows with the length of
// the text.

/// The host whose pages are shown below `host` (lower case, no port): "de-wikipedia-org.translate.goog" →
/// "de.wikipedia.org", "my--shop-example.cdn.ampproject.org" → "my-shop.example", names of other scripts as
/// A-labels. `host` itself when it shows nobody else's pages or when its name does not say whose.
///
/// The way those names are made: a dot becomes "-", a hyphen "--"; "0-…-0" stands around a name that would
/// look like an A-label (https://developers.google.com/amp/cache/overview, "AMP cache URL format").
QString shownHost(const QString &host);

/// The URL of the page that is shown at `url`, by its host, its path ("google.com/amp/s/HOST/PATH") or its
/// query
/// ("translate.google.com/translate?u=URL"), also in an archive ("web.archive.org/web/…/URL"). What a
/// translator adds to the query (`_x_tr_…`) goes. `url` as it came when it shows nobody else's page.
QString shownUrl(const QString &url);
