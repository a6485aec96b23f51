// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/link.h"

QLatin1StringView toString(Link::ForwardQuery mode)
{
    switch (mode) {
    case Link::ForwardQuery::Append: return QLatin1StringView("append");
    case Link::ForwardQuery::Capture: return QLatin1StringView("capture");
    case Link::ForwardQuery::Off: break;
    }
    return QLatin1StringView("off");
}

std::optional<Link::ForwardQuery> forwardQueryOf(QStringView text)
{
    for (const auto mode :
         {Link::ForwardQuery::Off, Link::ForwardQuery::Append, Link::ForwardQuery::Capture}) {
        if (text == toString(mode))
            return mode;
    }
    return std::nullopt;
}

LinkState stateOf(const Link &link, qint64 clicks, Micros now)
{
    if (link.archivedAt != 0)
        return LinkState::Archived;
    if (link.expiresAt != 0 && now >= link.expiresAt)
        return LinkState::Expired;
    return link.maxClicks > 0 && clicks >= link.maxClicks ? LinkState::UsedUp : LinkState::Open;
}

QLatin1StringView toString(LinkState state)
{
    switch (state) {
    case LinkState::Archived: return QLatin1StringView("archived");
    case LinkState::Expired: return QLatin1StringView("expired");
    case LinkState::UsedUp: return QLatin1StringView("used up");
    case LinkState::Open: break;
    }
    return QLatin1StringView("open");
}
