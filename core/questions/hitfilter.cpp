// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/questions/hitfilter.h"

#include "core/types/daterange.h"
#include "core/types/hitproperties.h"
#include "core/types/hosttext.h"
#include "core/types/pagepath.h"
#include "core/types/placetext.h"
#include "core/types/shownvisitor.h"
#include "core/types/urltext.h"

#include <algorithm>

namespace {

using Accessor = QString (*)(const Hit &);

struct Dimension
{
    const char16_t *name;
    Accessor value;
};

/// glossary.md#dimensions.
const Dimension kDimensions[] = {
    {u"page", [](const Hit &hit) { return hit.path(); }},
    {u"entry_page", [](const Hit &) { return QString(); }},
    {u"exit_page", [](const Hit &) { return QString(); }},
    {u"hostname", [](const Hit &hit) { return hit.hostname(); }},
    {u"title", [](const Hit &hit) { return hit.title; }},
    {u"referrer", [](const Hit &hit) { return hit.referrer; }},
    {u"referrer_host", [](const Hit &hit) { return hit.referrerHost(); }},
    {u"channel", [](const Hit &hit) { return hit.channel; }},
    {u"utm_source", [](const Hit &hit) { return hit.campaign.source; }},
    {u"utm_medium", [](const Hit &hit) { return hit.campaign.medium; }},
    {u"utm_campaign", [](const Hit &hit) { return hit.campaign.name; }},
    {u"utm_term", [](const Hit &hit) { return hit.campaign.term; }},
    {u"utm_content", [](const Hit &hit) { return hit.campaign.content; }},
    {u"country", [](const Hit &hit) { return hit.place.country; }},
    {u"region", [](const Hit &hit) { return hit.place.region; }},
    {u"city", [](const Hit &hit) { return hit.place.city; }},
    {u"device", [](const Hit &hit) { return hit.client.device; }},
    {u"os", [](const Hit &hit) { return hit.client.os; }},
    {u"os_version", [](const Hit &hit) { return hit.client.osVersion; }},
    {u"browser", [](const Hit &hit) { return hit.client.browser; }},
    {u"browser_version", [](const Hit &hit) { return hit.client.browserVersion; }},
    {u"screen", [](const Hit &hit) { return hit.screen; }},
    {u"language", [](const Hit &hit) { return hit.language; }},
    {u"event", [](const Hit &hit) { return hit.event; }},
    {u"link", [](const Hit &hit) { return hit.link; }},
    {u"bot", [](const Hit &hit) { return hit.bot.isBot ? QStringLiteral("true") : QStringLiteral("false"); }},
    {u"kind", [](const Hit &hit) { return QString(toString(hit.kind)); }},
    {u"protocol", [](const Hit &hit) { return QString(toString(hit.protocol)); }},
    {u"source", [](const Hit &hit) { return hit.origin(); }},
    {u"place", [](const Hit &hit) { return PlaceText::of(hit.place, hit.isLocalNetwork()); }},
    {u"entry_host", [](const Hit &) { return QString(); }},
};

/// What a hit was sent with, where the name without "hit_" means its visit.
const char16_t *const kHitDimensions[] = {
    u"hit_source",     u"hit_channel",      u"hit_referrer", u"hit_referrer_host", u"hit_utm_source",
    u"hit_utm_medium", u"hit_utm_campaign", u"hit_utm_term", u"hit_utm_content",
};
constexpr QLatin1StringView kOfHit("hit_");
constexpr QLatin1StringView kPropertyPrefix("prop:");

/// What no single hit knows.
bool isOfVisit(QStringView name)
{
    return name == QLatin1StringView("entry_page") || name == QLatin1StringView("exit_page")
        || name == QLatin1StringView("entry_host");
}

const Dimension *findDimension(QStringView name)
{
    for (const Dimension &dimension : kDimensions) {
        if (name == QStringView(dimension.name))
            return &dimension;
    }
    return nullptr;
}

/// "https" is no word that one looks for: every URL would be found by it.
QStringView withoutScheme(QStringView url)
{
    const qsizetype end = url.indexOf(QLatin1StringView("://"));
    return end < 0 ? url : url.sliced(end + 3);
}

/// A city without a country is shown alone: a network with a name.
bool isAmong(const QSet<QString> &places, const Hit &hit)
{
    if (!hit.place.country.isEmpty() || !hit.place.city.isEmpty())
        return places.contains(hit.place.country) && !hit.place.country.isEmpty();
    return places.contains(hit.isLocalNetwork() ? QString(PlaceText::kLocal) : QString());
}

bool matchesText(const Hit &hit, const HitFilter &filter)
{
    const QString visitor = shownVisitor(hit);
    const QString wholeVisitor = hit.visitorText(); // of which nobody types a part
    const QString page = hit.path();
    const QString host = readableHost(hit.hostname());
    const QString referrerHost = readableHost(hit.referrerHost());
    const QStringView site = filter.site.isEmpty() ? QStringView(hit.site) : QStringView(); // else not shown
    const QStringView fields[] = {withoutScheme(hit.url),
                                  hit.title,
                                  withoutScheme(hit.referrer),
                                  hit.source,
                                  hit.place.city,
                                  hit.place.region,
                                  hit.client.device,
                                  hit.client.os,
                                  hit.client.browser,
                                  hit.event,
                                  hit.link,
                                  site,
                                  visitor,
                                  page,
                                  host,
                                  referrerHost};
    const QList<QStringView> words = QStringView(filter.text).split(u' ', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QStringView word = words.at(i);
        bool found = i < filter.placesOfWords.size() && isAmong(filter.placesOfWords.at(i), hit);
        for (QStringView field : fields)
            found = found || field.contains(word, Qt::CaseInsensitive);
        found = found || wholeVisitor.compare(word, Qt::CaseInsensitive) == 0;
        found = found || page.contains(canonicalPathPiece(word), Qt::CaseInsensitive);
        if (!found)
            return false;
    }
    return true;
}

bool matchesDimensions(const Hit &hit, const QList<DimensionFilter> &filters, const PageGrouping &pages)
{
    for (auto filter = filters.begin(); filter != filters.end(); ++filter) {
        const auto isSame = [filter](const DimensionFilter &other) {
            return other.dimension == filter->dimension;
        };
        if (std::any_of(filters.begin(), filter, isSame))
            continue; // was looked at with the first one
        if (!isFilterable(filter->dimension))
            return false;
        QString value = dimensionValue(hit, filter->dimension);
        if (!pages.isNone() && filter->dimension == QLatin1StringView("page"))
            value = pages.of(value);
        if (!passesFilters(filters, filter->dimension, value))
            return false;
    }
    return true;
}

} // namespace

Result<DimensionFilter> DimensionFilter::parse(const QString &text)
{
    struct Form
    {
        QLatin1StringView token;
        Operator op;
    };
    static constexpr Form kForms[] = {{QLatin1StringView("=="), Operator::Equals},
                                      {QLatin1StringView("!="), Operator::NotEquals},
                                      {QLatin1StringView("~"), Operator::Contains}};
    qsizetype at = -1;
    const Form *form = nullptr;
    for (const Form &candidate : kForms) {
        const qsizetype position = text.indexOf(candidate.token);
        if (position > 0 && (at < 0 || position < at)) {
            at = position;
            form = &candidate;
        }
    }
    if (!form)
        return Error {
            QStringLiteral("bad_filter"),
            QStringLiteral("\"%1\" is no filter; write DIM==VALUE, DIM!=VALUE or DIM~TEXT").arg(text)};
    const QString name = text.first(at).trimmed();
    if (!isFilterable(name))
        return Error {QStringLiteral("bad_dimension"),
                      QStringLiteral("\"%1\" is no dimension; use one of: %2 prop:NAME")
                          .arg(name, dimensionNames().join(QLatin1Char(' ')))};
    return inOneForm(DimensionFilter {name, form->op, text.sliced(at + form->token.size())});
}

bool HitFilter::matches(const Hit &hit) const
{
    if ((kinds >> static_cast<unsigned>(hit.kind) & 1u) == 0)
        return false;
    if (hit.bot.isBot && !includesBots)
        return false;
    if (!range.contains(hit.eventAt))
        return false;
    if ((visitor != 0 && hit.visitor != visitor) || (!site.isEmpty() && hit.site != site))
        return false;
    if (!link.isEmpty() && hit.link.compare(link, Qt::CaseInsensitive) != 0)
        return false;
    return matchesDimensions(hit, dimensions, pages) && (text.isEmpty() || matchesText(hit, *this));
}

bool passesFilters(const QList<DimensionFilter> &filters, QStringView dimension, const QString &value)
{
    bool isAsked = false; // for any of some values
    bool isMet = false;
    for (const DimensionFilter &filter : filters) {
        if (filter.dimension != dimension)
            continue;
        const bool contains = filter.op == DimensionFilter::Operator::Contains;
        const bool holds = contains ? containsText(dimension, value, filter.value)
                                    : isValue(dimension, value, filter.value);
        if (filter.op == DimensionFilter::Operator::NotEquals) {
            if (holds)
                return false;
            continue;
        }
        isAsked = true;
        isMet = isMet || holds;
    }
    return !isAsked || isMet;
}

bool HitFilter::isUnfiltered() const
{
    return text.isEmpty() && link.isEmpty() && kinds == kAllKinds && visitor == 0 && range == InstantRange()
        && dimensions.isEmpty();
}

Result<HitFilter> hitFilterOf(const Site &site, const QString &from, const QString &to, const QString &zone,
                              const QStringList &dimensions)
{
    const Result<InstantRange> range = parseRange(from, to, zone.isEmpty() ? site.timezone : zone);
    if (!range)
        return range.error();
    HitFilter filter;
    filter.site = site.id;
    filter.range = *range;
    filter.includesBots = site.countsBots();
    filter.pages = site.pages;
    for (const QString &text : dimensions) {
        const Result<DimensionFilter> dimension = DimensionFilter::parse(text);
        if (!dimension)
            return dimension.error();
        if (isOfVisit(dimension->dimension))
            return Error {QStringLiteral("bad_dimension"),
                          QStringLiteral("%1 belongs to visits, see clickscope query; filter hits by page")
                              .arg(dimension->dimension)};
        filter.dimensions.append(inOneForm(*dimension, site.pages));
    }
    return filter;
}

QString propertyName(QStringView dimension)
{
    return dimension.startsWith(kPropertyPrefix) ? dimension.sliced(kPropertyPrefix.size()).toString()
                                                 : QString();
}

QString propertyDimension(const QString &name)
{
    return kPropertyPrefix + name;
}

bool isFilterable(QStringView name)
{
    return findDimension(name) || !propertyName(name).isEmpty();
}

bool isListable(QStringView name)
{
    return isFilterable(name) || name == kPropertyNames || hitDimensionNames().contains(name);
}

QString dimensionValue(const Hit &hit, QStringView name)
{
    if (const QString property = propertyName(name); !property.isEmpty())
        return HitProperties::areListed(hit.kind) ? HitProperties::value(hit.props, property) : QString();
    const Dimension *dimension = findDimension(name.startsWith(kOfHit) ? name.sliced(kOfHit.size()) : name);
    return dimension ? dimension->value(hit) : QString();
}

const QStringList &hitDimensionNames()
{
    static const QStringList names = [] {
        QStringList list;
        for (const char16_t *name : kHitDimensions)
            list.append(QString::fromUtf16(name));
        return list;
    }();
    return names;
}

QString breakdownChoices()
{
    return dimensionNames().join(u' ') % QStringLiteral(" prop:NAME; the names of properties: prop")
        % QStringLiteral("; of the hit instead of its visit: ") % hitDimensionNames().join(u' ');
}

const QStringList &dimensionNames()
{
    static const QStringList names = [] {
        QStringList list;
        for (const Dimension &dimension : kDimensions)
            list.append(QString::fromUtf16(dimension.name));
        return list;
    }();
    return names;
}
