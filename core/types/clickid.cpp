// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/clickid.h"

#include "core/types/urltext.h"

#include <algorithm>
#include <array>

namespace {

constexpr std::array kClickIds {
    ClickId {QLatin1StringView("gclid"), QLatin1StringView("google.com"), QLatin1StringView("Paid")},
    ClickId {QLatin1StringView("gbraid"), QLatin1StringView("google.com"), QLatin1StringView("Paid")},
    ClickId {QLatin1StringView("wbraid"), QLatin1StringView("google.com"), QLatin1StringView("Paid")},
    ClickId {QLatin1StringView("msclkid"), QLatin1StringView("bing.com"), QLatin1StringView("Paid")},
    ClickId {QLatin1StringView("ttclid"), QLatin1StringView("tiktok.com"), QLatin1StringView("Paid")},
    ClickId {QLatin1StringView("li_fat_id"), QLatin1StringView("linkedin.com"), QLatin1StringView("Paid")},
    ClickId {QLatin1StringView("twclid"), QLatin1StringView("x.com"), QLatin1StringView("Paid")},
    ClickId {QLatin1StringView("fbclid"), QLatin1StringView("facebook.com"), QLatin1StringView("Social")},
};

} // namespace

bool isClickIdName(QStringView key)
{
    return std::ranges::any_of(
        kClickIds, [key](const ClickId &id) { return key.compare(id.key, Qt::CaseInsensitive) == 0; });
}

const ClickId *clickIdOf(QStringView url)
{
    for (QStringView rest = urlQuery(url); !rest.isEmpty();) {
        const QStringView pair = takePair(&rest);
        const qsizetype equals = pair.indexOf(u'=');
        if (equals <= 0 || equals + 1 == pair.size())
            continue;
        const auto found = std::ranges::find_if(kClickIds, [key = pair.first(equals)](const ClickId &id) {
            return key.compare(id.key, Qt::CaseInsensitive) == 0;
        });
        if (found != kClickIds.end())
            return &*found;
    }
    return nullptr;
}
