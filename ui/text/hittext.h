// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <QString>

/// Fields of a hit as text for people. Pure functions.
namespace HitText {

QString device(const Client &client); ///< `Mobile — iOS`
QString kind(HitKind kind);
QString protocol(Protocol protocol);
/// The object of the hit: a path, an event's name, a short link, where an outbound link leads.
QString page(const Hit &hit);
/// What follows the path in the URL of a hit whose object is a path: "?ref=mail"; mostly empty.
QString query(const Hit &hit);
QString referrer(const Hit &hit); ///< "instagram.com"; empty for a direct visit and for the site's own pages
QString visitor(const Hit &hit); ///< a few characters that distinguish visitors
/// A code of reading-hits.md#why-a-hit-is-not-stored ("unknown_site") as words.
QString reason(const QString &code);

} // namespace HitText
