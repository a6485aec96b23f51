// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/link.h"
#include "core/links/pixel.h"
#include "core/types/clock.h"
#include "core/types/site.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <variant>

// Sites, links and pixels as the bodies of requests describe them (api.md#sites-links-and-pixels). Unknown
// members are ignored; null means that a text is taken away where that is possible, else that it stays. Pure
// functions; the work is bounded by kMaxCatalogBodyBytes.

constexpr qsizetype kMaxCatalogBodyBytes = 16 * 1024;

/// Why a body is not valid.
struct CatalogBodyError
{
    int status = 400; ///< 413: too large
    const char *code = "validation_error";
    QString message;
    QString field = {};
};
template <typename T>
using ParsedBody = std::variant<T, CatalogBodyError>;

/// A new site, which needs name and domain: its key comes from the domain and is none of `others`.
ParsedBody<Site> newSiteOf(const QByteArray &body, const QList<Site> &others);
/// `base` with the members of the body replaced. Another domain takes the place of the first allowed host.
ParsedBody<Site> changedSiteOf(const QByteArray &body, const Site &base);

/// A new link, which needs name and destination_url. `base` has its site, the time and a random code, which
/// the member `slug` replaces.
ParsedBody<Link> newLinkOf(const QByteArray &body, const Link &base);
/// `base` with the members of the body replaced, but for the code. utm_* are a part of the destination:
/// those that it lacks are added before its fragment.
ParsedBody<Link> changedLinkOf(const QByteArray &body, const Link &base, Micros now);

/// A new pixel, which needs a name. `base` has everything else.
ParsedBody<Pixel> newPixelOf(const QByteArray &body, const Pixel &base);
ParsedBody<Pixel> changedPixelOf(const QByteArray &body, const Pixel &base, Micros now);
