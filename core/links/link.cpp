// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/link.h"

#include "core/types/site.h"

#include <algorithm>
#include <array>

namespace {

constexpr std::array kReserved {
    u"e",       u"t",     u"p",     u"l",       u"q",         u"api",     u"health",  u"collect", u"count",
    u"counter", u"share", u"sites", u"scripts", u"dashboard", u"errors",  u"issues",  u"js",      u"batch",
    u"i",       u"v1",    u"mp",    u"log",     u"track",     u"healthz", u"metrics",
};

} // namespace

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

bool isReservedCode(QStringView code)
{
    return std::ranges::any_of(kReserved, [code](const char16_t *word) {
        return code.compare(QStringView(word), Qt::CaseInsensitive) == 0;
    });
}

bool isValidLinkCode(QStringView code)
{
    return isValidSiteId(code) && !isReservedCode(code);
}
