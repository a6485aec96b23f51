// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/types/site.h"

#include <algorithm>
#include <array>

namespace {

constexpr qsizetype kMaxIdLength = 64;

bool isIdentifier(QStringView text)
{
    if (text.isEmpty() || text.size() > kMaxIdLength)
        return false;
    return std::ranges::all_of(text, [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_'
            || c == u'-';
    });
}

constexpr std::array kReserved {
    u"e",       u"t",     u"p",     u"l",       u"q",         u"api",     u"health",  u"collect", u"count",
    u"counter", u"share", u"sites", u"scripts", u"dashboard", u"errors",  u"issues",  u"js",      u"batch",
    u"i",       u"v1",    u"mp",    u"log",     u"track",     u"healthz", u"metrics",
};

} // namespace

QLatin1StringView toString(Site::BotMode mode)
{
    switch (mode) {
    case Site::BotMode::Balanced: return QLatin1StringView("balanced");
    case Site::BotMode::Strict: return QLatin1StringView("strict");
    case Site::BotMode::Off: break;
    }
    return QLatin1StringView("off");
}

bool isValidSiteId(QStringView id)
{
    return isIdentifier(id);
}

bool isReservedCode(QStringView code)
{
    return std::ranges::any_of(kReserved, [code](const char16_t *word) {
        return code.compare(QStringView(word), Qt::CaseInsensitive) == 0;
    });
}

bool isValidLinkCode(QStringView code)
{
    return isIdentifier(code) && !isReservedCode(code);
}
