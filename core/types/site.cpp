// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/types/site.h"

#include "core/types/allowedhosts.h"
#include "core/types/urltext.h"

#include <algorithm>

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

bool Site::allowsHost(QStringView host) const
{
    return domains.isEmpty()
        || std::ranges::any_of(domains, [host](const QString &entry) { return coversHost(entry, host); });
}

bool Site::ownsHost(QStringView host) const
{
    return std::ranges::any_of(domains, [host](QStringView entry) {
        return entry.startsWith(QStringView(u"*.")) ? isHostOf(host, entry.sliced(2))
                                                    : coversHost(entry, host);
    });
}

Result<QStringList> keptQuery(const QString &text)
{
    constexpr qsizetype kMostNames = 100;
    constexpr qsizetype kLongestName = 100;
    const QStringList words = wordsOf(text);
    const bool isAlone = words.size() == 1;
    if (isAlone && words.constFirst().compare(QLatin1StringView("none"), Qt::CaseInsensitive) == 0)
        return QStringList();
    if (isAlone && words.constFirst().compare(QLatin1StringView("all"), Qt::CaseInsensitive) == 0)
        return QStringList {QStringLiteral("*")};
    for (const char *word : {"none", "all"}) {
        if (words.contains(QLatin1StringView(word), Qt::CaseInsensitive)) {
            return Error {
                QStringLiteral("bad_query_names"),
                QStringLiteral("\"%1\" stands alone; write none, all or names such as page,category")
                    .arg(QLatin1StringView(word))};
        }
    }
    QStringList names;
    for (const QString &word : words) {
        const bool isName = word.size() <= kLongestName && std::ranges::none_of(word, [](QChar c) {
                                return c < u' ' || c == u'\x7f' || c == u'&' || c == u'=' || c == u'?'
                                    || c == u'#' || c == u'%' || c == u'*' || c == u'+';
                            });
        if (!isName)
            return Error {
                QStringLiteral("bad_query_names"),
                QStringLiteral("\"%1\" is no name of a query parameter; write none, all or names such "
                               "as page,category")
                    .arg(word)};
        if (!names.contains(word, Qt::CaseInsensitive))
            names.append(word);
    }
    if (names.isEmpty() || names.size() > kMostNames)
        return Error {
            QStringLiteral("bad_query_names"),
            QStringLiteral("kept query parameters are none, all, or up to %1 names such as page,category")
                .arg(kMostNames)};
    return names;
}

QString keptQueryText(const QStringList &names)
{
    if (names.isEmpty())
        return QStringLiteral("none");
    return names.contains(QStringLiteral("*")) ? QStringLiteral("all") : names.join(u',');
}

bool isValidSiteId(QStringView id)
{
    return isIdentifier(id);
}
