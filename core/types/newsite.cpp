// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/newsite.h"

#include "core/types/allowedhosts.h"
#include "core/types/hosttext.h"
#include "core/types/publicsuffix.h"

#include <QTimeZone>

#include <algorithm>

namespace {

/// Covers "www.shop.example", too, unless what remains belongs to everybody.
QString withoutWww(const QString &host)
{
    const QString bare = host.startsWith(QLatin1StringView("www.")) ? host.sliced(4) : host;
    return isSharedSuffix(bare) ? host : bare;
}

/// What distinguishes the host: without its suffix, in the characters of keys.
QString keyOf(const QString &host)
{
    QString key = host;
    const QString suffix = publicSuffix(registrableDomain(host));
    const bool isName = std::ranges::any_of(host.section(u'.', -1), [](QChar c) { return c.isLetter(); })
        && !host.startsWith(u'[');
    if (!suffix.isEmpty())
        key.chop(suffix.size() + 1);
    else if (isName && host.contains(u'.'))
        key = host.section(u'.', 0, -2);
    for (QChar &c : key) {
        if (!isValidSiteId(QStringView(&c, 1)))
            c = u'-';
    }
    while (key.startsWith(u'-'))
        key.remove(0, 1);
    while (key.endsWith(u'-'))
        key.chop(1);
    constexpr qsizetype kLongest = 60; // with room for a number
    return key.isEmpty() ? QStringLiteral("site") : key.first(std::min(key.size(), kLongest));
}

} // namespace

Result<Site> siteNamedBy(const QString &typed, const QList<Site> &others, const Site &defaults)
{
    const std::optional<QString> host = allowedHost(typed);
    if (!host || host->startsWith(u'*')) {
        return Error {QStringLiteral("bad_host"),
                      QStringLiteral("Write a domain such as shop.example, an address, or localhost.")};
    }
    Site site = defaults;
    site.domains = {withoutWww(*host)};
    site.name = readableHost(site.domains.constFirst());
    if (site.timezone.isEmpty())
        site.timezone = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    const QString key = keyOf(site.domains.constFirst());
    site.id = key;
    const auto isTaken = [&](const Site &other) {
        return other.id.compare(site.id, Qt::CaseInsensitive) == 0;
    };
    for (int number = 2; std::ranges::any_of(others, isTaken); ++number)
        site.id = QStringLiteral("%1-%2").arg(key, QString::number(number));
    return site;
}
