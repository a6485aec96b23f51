// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// Translators, AMP caches and archives show pages of other sites under a host of their own. Their readers
// count as readers of the original site, which these two functions find. Pure, any thread; time is linear in
// the length of the text.

/// The host whose pages are shown below `host` (lower case, no port): "de-wikipedia-org.translate.goog" →
/// "de.wikipedia.org", "my--shop-example.cdn.ampproject.org" → "my-shop.example", names of other scripts as
/// A-labels. Returns `host` itself when it shows no other site's pages or its name does not say whose.
///
/// How those names are made: a dot becomes "-", a hyphen "--"; "0-…-0" stands around a name that would
/// look like an A-label (https://developers.google.com/amp/cache/overview, "AMP cache URL format").
QString shownHost(const QString &host);

/// The URL of the page that is shown at `url`, by its host, its path ("google.com/amp/s/HOST/PATH") or its
/// query
/// ("translate.google.com/translate?u=URL"), also in an archive ("web.archive.org/web/…/URL"). What a
/// translator adds to the query (`_x_tr_…`) is removed. Returns `url` if it shows no other site's page.
QString shownUrl(const QString &url);
