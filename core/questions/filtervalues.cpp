// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the values of filters mean, dimension by dimension: a name is found in whatever form it is typed.
#include "core/questions/hitfilter.h"
#include "core/types/allowedhosts.h"
#include "core/types/hosttext.h"
#include "core/types/languagetag.h"
#include "core/types/urltext.h"

#include <algorithm>

namespace {

enum class ValueKind : quint8 { Text, Page, Host, BareHost, Url, Language, Code };

ValueKind kindOf(QStringView dimension)
{
    if (dimension == QLatin1StringView("page") || dimension == QLatin1StringView("entry_page")
        || dimension == QLatin1StringView("exit_page"))
        return ValueKind::Page;
    if (dimension == QLatin1StringView("hostname") || dimension == QLatin1StringView("entry_host"))
        return ValueKind::Host;
    if (dimension == QLatin1StringView("referrer_host"))
        return ValueKind::BareHost;
    if (dimension == QLatin1StringView("referrer"))
        return ValueKind::Url;
    if (dimension == QLatin1StringView("link"))
        return ValueKind::Code;
    return dimension == QLatin1StringView("language") ? ValueKind::Language : ValueKind::Text;
}

/// A host as people write it: with a port, an IPv6 address without brackets.
QString hostOf(const QString &text)
{
    const std::optional<QString> host = allowedHost(text);
    return host ? *host : canonicalHost(text);
}

QString withHostInOneForm(const QString &url)
{
    const UrlParts parts = splitUrl(url);
    if (parts.origin.isEmpty())
        return url;
    const qsizetype authority = parts.origin.indexOf(QStringView(u"://")) + 3;
    const QStringView rest = parts.origin.sliced(authority);
    const qsizetype port = rest.endsWith(u']') ? -1 : rest.lastIndexOf(u':');
    return parts.origin.first(authority).toString().toLower() + urlHost(url)
        + (port < 0 ? QString() : rest.sliced(port).toString()) + parts.path.toString()
        + parts.suffix.toString();
}

QString wholeValue(ValueKind kind, const QString &value, const PageGrouping &pages)
{
    switch (kind) {
    case ValueKind::Text:
    case ValueKind::Code: break;
    case ValueKind::Page: return pages.of(canonicalPath(value));
    case ValueKind::Host: return hostOf(value);
    case ValueKind::BareHost: {
        const QString host = hostOf(value);
        return host.startsWith(QLatin1StringView("www.")) ? host.sliced(4) : host;
    }
    case ValueKind::Url: return withHostInOneForm(value);
    case ValueKind::Language: {
        const QString language = canonicalLanguage(value);
        return language.isEmpty() ? value : language;
    }
    }
    return value;
}

QString piece(ValueKind kind, const QString &value, const PageGrouping &pages)
{
    switch (kind) {
    case ValueKind::Page: {
        const QString text = canonicalPathPiece(value);
        return pages.joinsCase ? canonicalPathPiece(text.toLower()) : text;
    }
    case ValueKind::Host:
    case ValueKind::BareHost: return value.toLower();
    case ValueKind::Language: return QString(value).replace(u'_', u'-');
    case ValueKind::Text:
    case ValueKind::Code:
    case ValueKind::Url: break;
    }
    return value;
}

/// Short links are found in any case of their letters.
Qt::CaseSensitivity caseOf(ValueKind kind)
{
    return kind == ValueKind::Code ? Qt::CaseInsensitive : Qt::CaseSensitive;
}

} // namespace

DimensionFilter inOneForm(const DimensionFilter &filter, const PageGrouping &pages)
{
    DimensionFilter formed = filter;
    const ValueKind kind = kindOf(filter.dimension);
    formed.value = filter.op == DimensionFilter::Operator::Contains ? piece(kind, filter.value, pages)
                                                                    : wholeValue(kind, filter.value, pages);
    return formed;
}

QList<DimensionFilter> inOneForm(const QList<DimensionFilter> &filters, const PageGrouping &pages)
{
    QList<DimensionFilter> formed;
    formed.reserve(filters.size());
    for (const DimensionFilter &filter : filters)
        formed.append(inOneForm(filter, pages));
    return formed;
}

bool isValue(QStringView dimension, const QString &value, const QString &text)
{
    return value == text
        || (caseOf(kindOf(dimension)) == Qt::CaseInsensitive
            && value.compare(text, Qt::CaseInsensitive) == 0);
}

bool containsText(QStringView dimension, const QString &value, const QString &text)
{
    const ValueKind kind = kindOf(dimension);
    if (value.contains(text, caseOf(kind)))
        return true;
    return (kind == ValueKind::Host || kind == ValueKind::BareHost)
        && value.contains(QLatin1StringView("xn--")) && readableHost(value).contains(text);
}
