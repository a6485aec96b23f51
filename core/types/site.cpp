// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/types/site.h"

#include "core/types/allowedhosts.h"
#include "core/types/urltext.h"

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

bool Site::allowsHost(QStringView host) const
{
    return domains.isEmpty()
        || std::ranges::any_of(domains, [host](const QString &entry) { return coversHost(entry, host); });
}

bool Site::ownsHost(QStringView host) const
{
    return std::ranges::any_of(domains, [host](QStringView entry) {
        return isHostOf(host, entry.startsWith(QStringView(u"*.")) ? entry.sliced(2) : entry);
    });
}

Result<QStringList> keptQuery(const QString &text)
{
    constexpr qsizetype kMostNames = 100;
    constexpr qsizetype kLongestName = 100;
    const QStringList words = wordsOf(text);
    if (words.size() == 1 && words.constFirst() == QLatin1StringView("none"))
        return QStringList();
    if (words.size() == 1 && words.constFirst() == QLatin1StringView("all"))
        return QStringList {QStringLiteral("*")};
    QStringList names;
    for (const QString &word : words) {
        const bool isName = word.size() <= kLongestName && std::ranges::none_of(word, [](QChar c) {
                                return c == u'&' || c == u'=' || c == u'?' || c == u'#' || c == u'%'
                                    || c == u'*' || c == u'+';
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
