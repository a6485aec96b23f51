// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/scanplan.h"

#include "core/analytics/goalmatcher.h"
#include "core/analytics/segment.h"
#include "core/types/hitproperties.h"

#include <QSet>

#include <algorithm>
#include <functional>

namespace {

using Matches = std::function<bool(const QString &)>;

ScanPlan::Condition condition(Column column, const ValueTables &values, const Matches &matches)
{
    ScanPlan::Condition made {column, {}};
    const QList<QString> texts = values.texts(column);
    made.accepts.reserve(static_cast<std::size_t>(texts.size()));
    for (const QString &text : texts)
        made.accepts.push_back(matches(text) ? 1 : 0);
    return made;
}

QString kindText(quint8 flags)
{
    const int kind = flags & HitFlag::kKindMask;
    return kind < kHitKindCount ? QString(toString(static_cast<HitKind>(kind))) : QString();
}

QString botText(quint8 flags)
{
    return flags & HitFlag::kBot ? QStringLiteral("true") : QStringLiteral("false");
}

/// Senders may make up any number of them, each with room for every value of a list: so many are told apart,
/// with none and with kOtherCurrencies.
constexpr qsizetype kMostCurrencies = 16;

/// A code of three letters, in capitals; anything else is none.
QString currencyIn(const QString &text)
{
    const bool isCode = text.size() == 3 && std::ranges::all_of(text, [](QChar c) {
                            return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
                        });
    return isCode ? text.toUpper() : QString();
}

/// Gives codes to texts in the order in which they come, from 0 for the empty one.
class TextCodes final
{
public:
    quint32 codeOf(const QString &text)
    {
        const auto known = m_codes.constFind(text);
        if (known != m_codes.constEnd())
            return *known;
        const auto code = static_cast<quint32>(m_texts.size());
        m_codes.insert(text, code);
        m_texts.append(text);
        return code;
    }
    const QList<QString> &texts() const { return m_texts; }

private:
    QList<QString> m_texts {QString()};
    QHash<QString, quint32> m_codes {{QString(), 0}};
};

} // namespace

ScanPlan::ScanPlan(const StatsQuery &query, const InstantRange &asked, const ValueTables &values,
                   const SitePages &sitePages) :
    pages(sitePages),
    range(asked),
    includesBots(query.includesBots),
    wantsTotals(query.wantsTotals || query.wantsMedian),
    wantsMedian(query.wantsMedian),
    seriesMetrics(query.seriesMetrics)
{
    addFilters(query.filters, query.link, values);
    const bool hasTime = range.from != 0
        && range.from < range.to; // an open range of a site without hits has none
    if (query.granularity && hasTime) {
        bucketTimes = cutBuckets(range, query.timezone, *query.granularity, kMaxBuckets);
        buckets = TimeCodes::ofBuckets(bucketTimes);
    }
    if (query.wantsWeekHours && hasTime)
        weekHours = TimeCodes::ofWeekHours(range, query.timezone);
    addLists(query, values);
    addGoals(query.goals, values);
    needsPageviews = needsPageviews || weekHours || (query.granularity && Tally::needsHits(seriesMetrics));
    sumsValues = seriesMetrics.testFlag(Metric::ValueSum) || std::ranges::any_of(lists, [](const List &list) {
                     return list.metrics.testFlag(Metric::ValueSum);
                 });
    needsValues = needsValues || sumsValues;
    const bool seriesHasVisits = query.granularity && Tally::needsVisits(seriesMetrics);
    needsVisits = needsVisits || needsPages || wantsTotals || seriesHasVisits || !goals.empty();
}

ScanPlan::ScanPlan(const VisitsQuery &query, const InstantRange &asked, const ValueTables &values,
                   const SitePages &sitePages) :
    pages(sitePages), range(asked), includesBots(query.includesBots), needsVisits(true), needsPages(true)
{
    addFilters(query.filters, query.link, values);
    needTouches();
    for (const Column column :
         {Column::Page, Column::Country, Column::City, Column::Device, Column::Os, Column::Browser})
        needsColumn[indexOf(column)] = true;
}

std::shared_ptr<const CodeColumn> ScanPlan::grouped(const std::shared_ptr<const CodeColumn> &column) const
{
    if (pages.codes.empty() || !column || column->width() == 0)
        return column;
    std::vector<quint32> codes(column->size());
    column->with([&](const auto *from) {
        for (std::size_t i = 0; i < codes.size(); ++i)
            codes[i] = from[i] < pages.codes.size() ? pages.codes[from[i]] : from[i];
    });
    return std::make_shared<const CodeColumn>(column->grain(), codes);
}

void ScanPlan::addFilters(const QList<DimensionFilter> &asked, const QString &link, const ValueTables &values)
{
    const QList<DimensionFilter> filters = inOneForm(asked, pages.grouping);
    for (std::size_t i = 0; i < acceptsFlags.size(); ++i)
        acceptsFlags[i] = includesBots || !(i & HitFlag::kBot) ? 1 : 0;
    QSet<QString> dimensions;
    for (const DimensionFilter &filter : filters)
        dimensions.insert(filter.dimension);
    for (const QString &dimension : std::as_const(dimensions)) {
        const std::optional<DimensionSource> source = dimensionSource(dimension);
        if (!source)
            continue; // validate() has refused it
        const bool isPage = source->kind == DimensionSource::Kind::EntryPage
            || source->kind == DimensionSource::Kind::ExitPage
            || (source->kind == DimensionSource::Kind::Column && source->column == Column::Page);
        const auto matches = [&](const QString &text) {
            return passesFilters(filters, dimension, isPage ? pages.grouping.of(text) : text);
        };
        switch (source->kind) {
        case DimensionSource::Kind::Column:
            conditions.push_back(condition(source->column, values, matches));
            needsColumn[indexOf(source->column)] = true;
            break;
        case DimensionSource::Kind::EntryPage:
            entryCondition = condition(Column::Page, values, matches);
            needsPages = true;
            break;
        case DimensionSource::Kind::ExitPage:
            exitCondition = condition(Column::Page, values, matches);
            needsPages = true;
            break;
        case DimensionSource::Kind::EntryHost:
            entryHostCondition = condition(Column::Hostname, values, matches);
            needEntryHosts();
            break;
        case DimensionSource::Kind::Property:
            conditions.push_back(
                condition(Column::Props, values, [&, name = propertyName(dimension)](const QString &props) {
                    return matches(HitProperties::value(props, name));
                }));
            needsColumn[indexOf(Column::Props)] = true;
            break;
        case DimensionSource::Kind::PropertyNames: break; // validate() has refused it
        case DimensionSource::Kind::Touch:
            addTouchFilter(condition(source->column, values, matches), values);
            break;
        case DimensionSource::Kind::HitKind:
        case DimensionSource::Kind::Bot:
            for (std::size_t i = 0; i < acceptsFlags.size(); ++i) {
                const auto flags = static_cast<quint8>(i);
                const bool isKind = source->kind == DimensionSource::Kind::HitKind;
                const bool isAccepted = matches(isKind ? kindText(flags) : botText(flags));
                acceptsFlags[i] = static_cast<quint8>(acceptsFlags[i] != 0 && isAccepted);
            }
            break;
        }
    }
    if (!link.isEmpty()) {
        conditions.push_back(condition(Column::Link, values, [&link](const QString &text) {
            return text.compare(link, Qt::CaseInsensitive) == 0; // as redirects find it
        }));
        needsColumn[indexOf(Column::Link)] = true;
    }
    needsColumn[indexOf(Column::Page)] = needsColumn[indexOf(Column::Page)] || needsPages;
}

void ScanPlan::needTouches()
{
    needsTouches = true;
    needsVisits = true;
    needsColumn[indexOf(Column::Touch)] = true;
}

void ScanPlan::needEntryHosts()
{
    needsEntryHosts = true;
    needsVisits = true;
    needsColumn[indexOf(Column::Hostname)] = true;
}

void ScanPlan::addTouchFilter(const Condition &part, const ValueTables &values)
{
    needTouches();
    const std::vector<quint32> codes = values.partsOfTouches(part.column);
    if (!touchCondition)
        touchCondition = Condition {Column::Touch, std::vector<quint8>(codes.size(), 1)};
    for (std::size_t touch = 0; touch < touchCondition->accepts.size(); ++touch) {
        if (!part.holds(codes[touch]))
            touchCondition->accepts[touch] = 0;
    }
}

void ScanPlan::addLists(const StatsQuery &query, const ValueTables &values)
{
    for (const BreakdownQuery &breakdown : query.breakdowns) {
        const DimensionSource source = dimensionSource(breakdown.dimension).value_or(DimensionSource());
        List list {source, breakdown.metrics, 0, {}, {}, {}, {}, {}};
        switch (source.kind) {
        case DimensionSource::Kind::EntryPage:
        case DimensionSource::Kind::ExitPage: needsPages = true; [[fallthrough]];
        case DimensionSource::Kind::Column:
            needsColumn[indexOf(source.column)] = true;
            list.codes = values.size(source.column);
            break;
        case DimensionSource::Kind::Touch:
            needTouches();
            list.codeOf = values.partsOfTouches(source.column);
            list.codes = values.size(source.column);
            break;
        case DimensionSource::Kind::EntryHost:
            needEntryHosts();
            list.codes = values.size(source.column);
            break;
        case DimensionSource::Kind::Property:
        case DimensionSource::Kind::PropertyNames:
            needsColumn[indexOf(source.column)] = true;
            addProperties(list, propertyName(breakdown.dimension), values);
            break;
        case DimensionSource::Kind::HitKind: list.codes = kHitKindCount; break;
        case DimensionSource::Kind::Bot: list.codes = 2; break;
        }
        if (breakdown.splitsCurrencies && breakdown.metrics.testFlag(Metric::ValueSum)) {
            needsColumn[indexOf(Column::Props)] = true;
            addCurrencies(list, values);
        }
        needsVisits = needsVisits || Tally::needsVisits(breakdown.metrics);
        needsPageviews = needsPageviews || Tally::needsHits(breakdown.metrics);
        lists.push_back(list);
    }
}

void ScanPlan::addCurrencies(List &list, const ValueTables &values)
{
    TextCodes codes; // what was met first gets the smallest
    for (const QString &props : values.texts(Column::Props))
        list.currencyOf.push_back(
            codes.codeOf(currencyIn(HitProperties::value(props, QStringLiteral("currency")))));
    list.currencies = codes.texts();
    if (list.currencies.size() > kMostCurrencies) {
        constexpr auto kOthers = static_cast<quint32>(kMostCurrencies - 1);
        for (quint32 &code : list.currencyOf)
            code = std::min(code, kOthers);
        list.currencies.resize(kMostCurrencies);
        list.currencies.last() = kOtherCurrencies.toString();
    }
    list.codes *= static_cast<quint32>(list.currencies.size());
}

void ScanPlan::addProperties(List &list, const QString &name, const ValueTables &values)
{
    TextCodes codes;
    for (const QString &props : values.texts(Column::Props)) {
        if (list.source.kind == DimensionSource::Kind::Property) {
            list.codeOf.push_back(codes.codeOf(HitProperties::value(props, name)));
            continue;
        }
        std::vector<quint32> &several = list.codesOf.emplace_back();
        for (const QString &each : HitProperties::names(props))
            several.push_back(codes.codeOf(each));
        if (several.empty())
            several.push_back(0);
    }
    list.texts = codes.texts();
    list.codes = static_cast<quint32>(list.texts.size());
}

void ScanPlan::addGoals(const QList<Goal> &asked, const ValueTables &values)
{
    for (const Goal &goal : asked) {
        const GoalMatcher matcher(goal, pages.grouping);
        const Column column = matcher.column();
        goals.push_back(
            {matcher.kind(),
             condition(column, values, [&](const QString &text) { return matcher.matches(text); }),
             goal.worth, goal.fixedValue, goal.valueKey});
        needsColumn[indexOf(column)] = true;
        needsValues = needsValues || goal.worth == Goal::Worth::Hit;
    }
}
