// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/linkcheck.h"

#include "core/links/linkcode.h"
#include "core/types/allowedhosts.h"
#include "core/types/fieldlimits.h"
#include "core/types/urltext.h"

#include <algorithm>
#include <initializer_list>

namespace {

/// "mailto" for "mailto:a@b.example"; empty when there is none.
QStringView schemeOf(QStringView url)
{
    const qsizetype colon = url.indexOf(u':');
    if (colon < 1)
        return {};
    const QStringView scheme = url.first(colon);
    const auto isLetter = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); };
    const bool isScheme = isLetter(scheme.front()) && std::ranges::all_of(scheme, [&](QChar c) {
                              return isLetter(c) || (c >= u'0' && c <= u'9') || c == u'+' || c == u'-'
                                  || c == u'.';
                          });
    return isScheme ? scheme : QStringView();
}

/// Schemes that browsers carry out themselves, with the rights of a page or of the machine.
bool isDangerous(QStringView scheme)
{
    return std::ranges::any_of(
        std::initializer_list<const char16_t *> {u"javascript", u"vbscript", u"data", u"blob", u"file",
                                                 u"about", u"filesystem", u"view-source", u"chrome",
                                                 u"resource", u"jar", u"ws", u"wss", u"ftp"},
        [scheme](const char16_t *name) {
            return scheme.compare(QStringView(name), Qt::CaseInsensitive) == 0;
        });
}

bool isWeb(QStringView scheme)
{
    return scheme.compare(QStringView(u"http"), Qt::CaseInsensitive) == 0
        || scheme.compare(QStringView(u"https"), Qt::CaseInsensitive) == 0;
}

QString codeProblem(const QString &code)
{
    if (isReservedCode(code))
        return QStringLiteral("\"%1\" is a path of the collector; choose another code").arg(code);
    if (!isValidLinkCode(code))
        return QStringLiteral("\"%1\" is no code; use 1 to 64 of A-Z a-z 0-9 _ -").arg(code);
    return {};
}

QString variantsProblem(const Link &link)
{
    if (link.variants.isEmpty())
        return {};
    if (link.variants.size() < 2 || link.variants.size() > kMaxVariants)
        return QStringLiteral("use 2 to %1 destinations to compare").arg(kMaxVariants);
    QStringList names;
    for (const LinkVariant &variant : link.variants) {
        if (variant.name.trimmed().isEmpty() || variant.name.size() > kMaxLinkNameChars
            || !isOneLine(variant.name))
            return QStringLiteral("each destination to compare needs a name of 1 to 100 characters");
        if (names.contains(variant.name, Qt::CaseInsensitive))
            return QStringLiteral("two destinations are called \"%1\"").arg(variant.name);
        names.append(variant.name);
        if (variant.weight < 1 || variant.weight > kMaxVariantWeight)
            return QStringLiteral("the weight of \"%1\" is a whole number from 1 to %2")
                .arg(variant.name, QString::number(kMaxVariantWeight));
        if (const QString problem = destinationProblem(variant.url, link.opensApps); !problem.isEmpty())
            return problem;
    }
    return {};
}

QString rulesProblem(const Link &link)
{
    if (link.rules.size() > kMaxRules)
        return QStringLiteral("use at most %1 rules").arg(kMaxRules);
    for (const LinkRule &rule : link.rules) {
        if (rule.devices.isEmpty() && rule.countries.isEmpty())
            return QStringLiteral(
                "a rule needs a device or a country; without one it is the destination itself");
        for (const QString &country : rule.countries) {
            const bool isCode = country.size() == 2
                && std::ranges::all_of(country, [](QChar c) { return c >= u'A' && c <= u'Z'; });
            if (!isCode)
                return QStringLiteral("\"%1\" is no country; use two letters such as DE").arg(country);
        }
        if (const QString problem = destinationProblem(rule.url, link.opensApps); !problem.isEmpty())
            return problem;
    }
    return {};
}

QString tagsProblem(const QStringList &tags)
{
    constexpr qsizetype kLongestTag = 50;
    if (tags.size() > kMaxTags)
        return QStringLiteral("use at most %1 tags").arg(kMaxTags);
    for (const QString &tag : tags) {
        if (tag.trimmed() != tag || tag.isEmpty() || tag.size() > kLongestTag || !isOneLine(tag)
            || tag.contains(u',') || tag.contains(u'|'))
            return QStringLiteral("\"%1\" is no tag; use 1 to %2 characters without , and |")
                .arg(tag, QString::number(kLongestTag));
    }
    return {};
}

QString textProblem(const QString &text, const char *what)
{
    return text.size() > kMaxLinkNameChars || !isOneLine(text)
        ? QStringLiteral("%1 has at most 100 characters on one line").arg(QLatin1StringView(what))
        : QString();
}

} // namespace

bool isOneLine(QStringView text)
{
    return std::ranges::none_of(text, [](QChar c) { return c < u' ' || c == u'\x7f'; });
}

QString destinationProblem(const QString &url, bool opensApps)
{
    const bool hasBlank = std::ranges::any_of(url, [](QChar c) { return c <= u' ' || c == u'\x7f'; });
    if (url.size() > kMaxUrlChars) {
        return QStringLiteral("the destination has %1 characters; at most %2 are kept")
            .arg(QString::number(url.size()), QString::number(kMaxUrlChars));
    }
    const QStringView scheme = schemeOf(url);
    if (opensApps && !scheme.isEmpty() && !isWeb(scheme) && !hasBlank) {
        return isDangerous(scheme)
            ? QStringLiteral("\"%1:\" is never opened by a link").arg(scheme.toString())
            : QString();
    }
    if (!isAbsoluteHttpUrl(url) || hasBlank || splitUrl(url).origin.contains(u'@')) {
        return QStringLiteral("\"%1\" is no destination; use an http or https URL without user name, with "
                              "%20 for blanks")
            .arg(url);
    }
    if (!allowedHost(splitUrl(url).origin) || urlHost(url).startsWith(QLatin1StringView("*.")))
        return QStringLiteral("\"%1\" is no host that a browser could ask for").arg(urlHost(url));
    return {};
}

QList<LinkProblem> problemsOf(const Link &link)
{
    QList<LinkProblem> problems;
    const auto add = [&problems](LinkField field, const QString &sentence) {
        if (!sentence.isEmpty())
            problems.append({field, sentence});
    };
    add(LinkField::Code, codeProblem(link.code));
    add(LinkField::Url, destinationProblem(link.url, link.opensApps));
    add(LinkField::Name, textProblem(link.name, "a name"));
    if (!link.fallback.isEmpty())
        add(LinkField::Fallback, destinationProblem(link.fallback, link.opensApps));
    add(LinkField::Variants, variantsProblem(link));
    add(LinkField::Rules, rulesProblem(link));
    if (link.expiresAt < 0)
        add(LinkField::Expiry, QStringLiteral("the time of expiry is before 1970"));
    if (link.maxClicks < 0)
        add(LinkField::MaxClicks, QStringLiteral("the number of clicks is 0 (no limit) or more"));
    add(LinkField::Campaign, textProblem(link.campaign, "a campaign"));
    add(LinkField::Tags, tagsProblem(link.tags));
    if (link.earlierClicks < 0)
        add(LinkField::EarlierClicks, QStringLiteral("the number of earlier clicks is 0 or more"));
    return problems;
}

Result<void> checkLink(const Link &link)
{
    const QList<LinkProblem> problems = problemsOf(link);
    if (problems.isEmpty())
        return {};
    return Error {QStringLiteral("bad_link"), problems.constFirst().sentence};
}
