// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/past/pasttext.h"

#include "core/types/hosttext.h"
#include "core/types/placetext.h"
#include "core/types/zoneoffsets.h"
#include "ui/text/datetext.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/placename.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

namespace {

constexpr qsizetype kListedValues = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("PastText", text);
}

struct DimensionName
{
    const char *dimension;
    const char *text;
    const char *values; ///< several
    const char *missing; ///< nullptr = "none"
};

constexpr DimensionName kDimensions[] = {
    {"page", QT_TRANSLATE_NOOP("PastText", "page"), QT_TRANSLATE_NOOP("PastText", "pages"), nullptr},
    {"entry_page", QT_TRANSLATE_NOOP("PastText", "entry page"), QT_TRANSLATE_NOOP("PastText", "entry pages"),
     nullptr},
    {"exit_page", QT_TRANSLATE_NOOP("PastText", "exit page"), QT_TRANSLATE_NOOP("PastText", "exit pages"),
     nullptr},
    {"hostname", QT_TRANSLATE_NOOP("PastText", "host"), QT_TRANSLATE_NOOP("PastText", "hosts"), nullptr},
    {"entry_host", QT_TRANSLATE_NOOP("PastText", "landing host"),
     QT_TRANSLATE_NOOP("PastText", "landing hosts"), nullptr},
    {"title", QT_TRANSLATE_NOOP("PastText", "title"), QT_TRANSLATE_NOOP("PastText", "titles"), nullptr},
    {"source", QT_TRANSLATE_NOOP("PastText", "source"), QT_TRANSLATE_NOOP("PastText", "sources"),
     QT_TRANSLATE_NOOP("PastText", "Direct")},
    {"referrer", QT_TRANSLATE_NOOP("PastText", "referrer"), QT_TRANSLATE_NOOP("PastText", "referrers"),
     QT_TRANSLATE_NOOP("PastText", "Direct")},
    {"referrer_host", QT_TRANSLATE_NOOP("PastText", "referrer host"),
     QT_TRANSLATE_NOOP("PastText", "referrer hosts"), QT_TRANSLATE_NOOP("PastText", "Direct")},
    {"channel", QT_TRANSLATE_NOOP("PastText", "channel"), QT_TRANSLATE_NOOP("PastText", "channels"), nullptr},
    {"utm_source", QT_TRANSLATE_NOOP("PastText", "campaign source"),
     QT_TRANSLATE_NOOP("PastText", "campaign sources"), nullptr},
    {"utm_medium", QT_TRANSLATE_NOOP("PastText", "campaign medium"),
     QT_TRANSLATE_NOOP("PastText", "campaign media"), nullptr},
    {"utm_campaign", QT_TRANSLATE_NOOP("PastText", "campaign"), QT_TRANSLATE_NOOP("PastText", "campaigns"),
     nullptr},
    {"utm_term", QT_TRANSLATE_NOOP("PastText", "campaign term"),
     QT_TRANSLATE_NOOP("PastText", "campaign terms"), nullptr},
    {"utm_content", QT_TRANSLATE_NOOP("PastText", "campaign content"),
     QT_TRANSLATE_NOOP("PastText", "campaign contents"), nullptr},
    {"country", QT_TRANSLATE_NOOP("PastText", "country"), QT_TRANSLATE_NOOP("PastText", "countries"),
     QT_TRANSLATE_NOOP("PastText", "Local network or unknown")},
    {"region", QT_TRANSLATE_NOOP("PastText", "region"), QT_TRANSLATE_NOOP("PastText", "regions"),
     QT_TRANSLATE_NOOP("PastText", "Local network or unknown")},
    {"city", QT_TRANSLATE_NOOP("PastText", "city"), QT_TRANSLATE_NOOP("PastText", "cities"),
     QT_TRANSLATE_NOOP("PastText", "Local network or unknown")},
    {"place", QT_TRANSLATE_NOOP("PastText", "place"), QT_TRANSLATE_NOOP("PastText", "places"),
     QT_TRANSLATE_NOOP("PastText", "Unknown")},
    {"device", QT_TRANSLATE_NOOP("PastText", "device"), QT_TRANSLATE_NOOP("PastText", "devices"),
     QT_TRANSLATE_NOOP("PastText", "Unknown")},
    {"os", QT_TRANSLATE_NOOP("PastText", "system"), QT_TRANSLATE_NOOP("PastText", "systems"),
     QT_TRANSLATE_NOOP("PastText", "Unknown")},
    {"os_version", QT_TRANSLATE_NOOP("PastText", "system version"),
     QT_TRANSLATE_NOOP("PastText", "system versions"), QT_TRANSLATE_NOOP("PastText", "Unknown")},
    {"browser", QT_TRANSLATE_NOOP("PastText", "browser"), QT_TRANSLATE_NOOP("PastText", "browsers"),
     QT_TRANSLATE_NOOP("PastText", "Unknown")},
    {"browser_version", QT_TRANSLATE_NOOP("PastText", "browser version"),
     QT_TRANSLATE_NOOP("PastText", "browser versions"), QT_TRANSLATE_NOOP("PastText", "Unknown")},
    {"screen", QT_TRANSLATE_NOOP("PastText", "screen"), QT_TRANSLATE_NOOP("PastText", "screens"),
     QT_TRANSLATE_NOOP("PastText", "Unknown")},
    {"language", QT_TRANSLATE_NOOP("PastText", "language"), QT_TRANSLATE_NOOP("PastText", "languages"),
     QT_TRANSLATE_NOOP("PastText", "Unknown")},
    {"event", QT_TRANSLATE_NOOP("PastText", "event"), QT_TRANSLATE_NOOP("PastText", "events"), nullptr},
    {"link", QT_TRANSLATE_NOOP("PastText", "link"), QT_TRANSLATE_NOOP("PastText", "links"), nullptr},
    {"bot", QT_TRANSLATE_NOOP("PastText", "bot"), QT_TRANSLATE_NOOP("PastText", "bots"), nullptr},
    {"kind", QT_TRANSLATE_NOOP("PastText", "kind"), QT_TRANSLATE_NOOP("PastText", "kinds"), nullptr},
    {"protocol", QT_TRANSLATE_NOOP("PastText", "protocol"), QT_TRANSLATE_NOOP("PastText", "protocols"),
     nullptr},
    {"prop", QT_TRANSLATE_NOOP("PastText", "property"), QT_TRANSLATE_NOOP("PastText", "properties"), nullptr},
};

const DimensionName *nameOf(const QString &dimension)
{
    for (const DimensionName &name : kDimensions) {
        if (dimension == QLatin1StringView(name.dimension))
            return &name;
    }
    return nullptr;
}

/// Told of visits by where they came from.
bool tellsWhereFrom(const QString &dimension)
{
    return dimension == QLatin1StringView("source") || dimension == QLatin1StringView("channel")
        || dimension.startsWith(QLatin1StringView("referrer"))
        || dimension.startsWith(QLatin1StringView("utm_"));
}

QString percent(double part)
{
    return LineText::fill(tr("%1 %"), QLocale().toString(100 * part, 'f', 1));
}

QDateTime civil(Micros instant, const QString &zone)
{
    return QDateTime::fromMSecsSinceEpoch(instant / kMicrosPerMilli, QTimeZone(zone.toUtf8()));
}

QString dayText(QDate day, bool withYear)
{
    return withYear ? DateText::dayAndYear(day) : DateText::day(day);
}

} // namespace

QString PastText::dimension(const QString &name)
{
    const DimensionName *known = nameOf(name);
    if (known)
        return tr(known->text);
    const QString property = propertyName(name);
    return property.isEmpty() ? name : LineText::unturned(property);
}

QString PastText::values(const QString &name)
{
    const DimensionName *known = nameOf(name);
    return known ? tr(known->values) : dimension(name);
}

QString PastText::value(const QString &dimension, const QString &value)
{
    if (value.isEmpty()) {
        const DimensionName *known = nameOf(dimension);
        return known && known->missing ? tr(known->missing) : tr("none");
    }
    if (dimension == QLatin1StringView("country"))
        return PlaceName::country(value);
    if (dimension == QLatin1StringView("place")) {
        const PlaceText place = PlaceText::parse(value);
        Hit hit;
        hit.network = place.isLocal() ? NetworkClass::Private : NetworkClass::Public;
        hit.place = {place.isLocal() ? QString() : place.country, place.region, place.city};
        return PlaceName::location(hit);
    }
    if (dimension == QLatin1StringView("hostname") || dimension == QLatin1StringView("entry_host")
        || dimension == QLatin1StringView("referrer_host") || dimension == QLatin1StringView("source"))
        return LineText::host(value);
    if (dimension == QLatin1StringView("page") || dimension.endsWith(QLatin1StringView("_page"))
        || dimension == QLatin1StringView("referrer"))
        return LineText::path(value);
    if (dimension == QLatin1StringView("bot"))
        return value == QLatin1StringView("true") ? tr("yes") : tr("no");
    return LineText::unturned(value);
}

QString PastText::remark(const QString &dimension, const QString &value)
{
    const DimensionName *name = nameOf(dimension);
    if (!value.isEmpty() || !tellsWhereFrom(dimension) || !name || !name->missing)
        return {};
    return tr("Visits that nothing is known to have sent: typed, bookmarked, or the referrer was hidden.");
}

QString PastText::explanation(const QString &dimension)
{
    if (dimension == kPropertyNames)
        return tr(
            "What the site attaches to its hits, such as plan or currency. Choose one to see its values.");
    if (!tellsWhereFrom(dimension))
        return {};
    return tr(
        "Where a visit came from is what its first hit says that has a campaign, a click id or a referrer of "
        "another site; without one it is Direct. All hits of the visit count under it, so the rows add up "
        "to the visits, and pages of the site itself are no source.");
}

QString PastText::place(const QString &dimension)
{
    static const QHash<QString, QString> headings {
        {QString(), QStringLiteral("goal")},
        {QStringLiteral("os"), QStringLiteral("system")},
        {QStringLiteral("os_version"), QStringLiteral("system-version")},
        {QStringLiteral("utm_source"), QStringLiteral("campaign-source")},
        {QStringLiteral("utm_medium"), QStringLiteral("campaign-medium")},
        {QStringLiteral("utm_campaign"), QStringLiteral("campaign")},
        {QStringLiteral("utm_term"), QStringLiteral("campaign-term")},
        {QStringLiteral("utm_content"), QStringLiteral("campaign-content")}};
    QString heading = propertyName(dimension).isEmpty() && dimension != kPropertyNames
        ? dimension
        : QStringLiteral("property");
    heading.replace(QLatin1Char('_'), QLatin1Char('-'));
    return QStringLiteral("glossary.md#") + headings.value(dimension, heading);
}

QString PastText::operatorName(DimensionFilter::Operator op)
{
    switch (op) {
    case DimensionFilter::Operator::NotEquals: return tr("is not");
    case DimensionFilter::Operator::Contains: return tr("contains");
    case DimensionFilter::Operator::Equals: break;
    }
    return tr("is");
}

QString PastText::filter(const FilterGroup &group)
{
    QStringList values;
    for (const QString &each : group.values)
        values.append(group.op == DimensionFilter::Operator::Contains ? each : value(group.dimension, each));
    const QString list = values.size() > kListedValues
        ? LineText::fill(tr("%1 or %2 more"), values.constFirst(), Format::number(values.size() - 1))
        : LineText::joined(values, tr(" or "));
    return LineText::fill(tr("%1 %2 %3"), dimension(group.dimension), operatorName(group.op), list);
}

QString PastText::share(double part)
{
    return part > 0 && part < 0.0005 ? LineText::fill(tr("<%1"), percent(0.001)) : percent(part);
}

QString PastText::cost(qint64 readHits, double elapsedMs)
{
    const auto scaled = [readHits](double unit) {
        const double value = static_cast<double>(readHits) / unit;
        return QLocale().toString(value, 'f', value < 99.95 ? 1 : 0);
    };
    const QString time = Format::duration(static_cast<Micros>(elapsedMs * kMicrosPerMilli));
    if (readHits >= 1'000'000)
        return LineText::fill(tr("%1 M hits read in %2"), scaled(1e6), time);
    if (readHits >= 10'000)
        return LineText::fill(tr("%1 k hits read in %2"), scaled(1e3), time);
    return LineText::fill(readHits == 1 ? tr("%1 hit read in %2") : tr("%1 hits read in %2"),
                          Format::number(readHits), time);
}

QString PastText::period(PastRange::Period period)
{
    using Period = PastRange::Period;
    switch (period) {
    case Period::Today: return tr("Today");
    case Period::Yesterday: return tr("Yesterday");
    case Period::Last7Days: return tr("Last 7 days");
    case Period::Last28Days: return tr("Last 28 days");
    case Period::Last30Days: return tr("Last 30 days");
    case Period::Last90Days: return tr("Last 90 days");
    case Period::ThisWeek: return tr("This week");
    case Period::ThisMonth: return tr("This month");
    case Period::ThisYear: return tr("This year");
    case Period::LastMonth: return tr("Last month");
    case Period::LastYear: return tr("Last year");
    case Period::AllTime: return tr("All time");
    case Period::Days:
    case Period::Instants: break;
    case Period::LastHalfHour: return tr("Last 30 minutes");
    }
    return tr("Days…");
}

QString PastText::range(const PastRange &range, const QString &zone)
{
    if (range.period == PastRange::Period::Days)
        return DateText::days(range.first, range.last);
    if (range.period == PastRange::Period::Instants)
        return days(range.instants, zone);
    return period(range.period);
}

QString PastText::days(const InstantRange &range, const QString &zoneName)
{
    if (range.to <= range.from)
        return tr("All time");
    const QTimeZone zone(zoneName.toUtf8());
    const QDateTime from = civil(range.from, zoneName);
    const QDateTime to = civil(range.to, zoneName);
    const bool isWhole = startOfCivilDay(from.date(), zone) == range.from
        && startOfCivilDay(to.date(), zone) == range.to;
    if (isWhole)
        return DateText::days(from.date(), to.date().addDays(-1));
    const QString time = QStringLiteral("HH:mm");
    const QLocale locale;
    if (from.date() == to.date())
        return LineText::fill(tr("%1, %2 – %3"), dayText(from.date(), true), locale.toString(from, time),
                              locale.toString(to, time));
    // Midnights go without saying.
    const auto end = [&](const QDateTime &moment, bool withYear) {
        const QString day = dayText(moment.date(), withYear);
        return moment.time() == QTime(0, 0)
            ? day
            : LineText::fill(tr("%1, %2"), day, locale.toString(moment, time));
    };
    const bool isSameYear = from.date().year() == to.date().year();
    const bool isYearFirst = DateText::isYearFirst();
    return LineText::fill(tr("%1 – %2"), end(from, !isSameYear || isYearFirst),
                          end(to, !isSameYear || !isYearFirst));
}

QString PastText::comparison(const Question &question, bool isByWeekday)
{
    if (isByWeekday)
        return LineText::fill(tr("%1, by weekday"), comparison(question, false));
    switch (question.comparison) {
    case Question::Comparison::PreviousPeriod: return tr("vs previous period");
    case Question::Comparison::PreviousYear: return tr("vs previous year");
    case Question::Comparison::Days:
        return LineText::fill(tr("vs %1"), DateText::days(question.comparedFirst, question.comparedLast));
    case Question::Comparison::None: break;
    }
    return tr("No comparison");
}

QString PastText::granularity(Granularity granularity)
{
    switch (granularity) {
    case Granularity::Minute: return tr("Minute");
    case Granularity::FiveMinutes: return tr("5 minutes");
    case Granularity::Hour: return tr("Hour");
    case Granularity::Day: return tr("Day");
    case Granularity::Week: return tr("Week");
    case Granularity::Month: return tr("Month");
    case Granularity::Year: return tr("Year");
    }
    return {};
}
