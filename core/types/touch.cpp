// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/touch.h"

#include "core/types/urltext.h"

namespace {

/// Hits from before channels were kept name the site itself as their referrer when they moved inside it.
bool isFromTheSiteItself(const Hit &hit, const QString &origin)
{
    if (!hit.channel.isEmpty())
        return hit.channel == QLatin1StringView("Internal");
    return !origin.isEmpty() && origin == bareHost(hit.url);
}

} // namespace

std::optional<Touch> touchOf(const Hit &hit)
{
    const QString origin = hit.origin();
    const bool isOwn = isFromTheSiteItself(hit, origin);
    const bool isForeign = !isOwn
        && (hit.channel.isEmpty() ? !origin.isEmpty() : hit.channel != kDirectChannel);
    if (!isForeign && hit.campaign.isEmpty())
        return std::nullopt;
    if (!isOwn)
        return Touch {origin, hit.channel, hit.referrer, hit.campaign};
    // A link inside the site that names a campaign: only its campaign fields count.
    const QString &source = hit.campaign.source;
    return Touch {source, source.isEmpty() ? kDirectChannel : QLatin1StringView("Other"), {}, hit.campaign};
}
