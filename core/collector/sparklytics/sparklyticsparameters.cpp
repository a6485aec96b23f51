// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/sparklytics/sparklyticsparameters.h"

#include "core/documents/jsonvalues.h"
#include "core/questions/comparisonperiod.h"
#include "core/types/devicenames.h"
#include "core/types/zonename.h"
#include "core/types/zoneoffsets.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace {

constexpr int kDefaultDays = 7;
constexpr qsizetype kMaxFilterChars = 2048;

struct FilterName
{
    const char *parameter;
    const char *dimension;
};

/// But for filter_page, which looks for a part of the path.
constexpr FilterName kFilters[] = {
    {"filter_country", "country"},
    {"filter_referrer", "hit_referrer_host"},
    {"filter_browser", "browser"},
    {"filter_os", "os"},
    {"filter_device", "device"},
    {"filter_language", "language"},
    {"filter_utm_source", "hit_utm_source"},
    {"filter_utm_medium", "hit_utm_medium"},
    {"filter_region", "region"},
    {"filter_utm_campaign", "hit_utm_campaign"},
    {"filter_city", "city"},
    {"filter_hostname", "hostname"},
};

Result<QDate> dateOf(const Exchange &exchange, const char *name, QDate fallback)
{
    const QString text = exchange.queryValue(name);
    if (text.isEmpty())
        return fallback;
    const QDate date = text.size() == 10 ? QDate::fromString(text, Qt::ISODate) : QDate();
    if (date.isValid() && date.year() >= 1970)
        return date;
    return sparklyticsInvalid(
        QStringLiteral("invalid %1 (expected YYYY-MM-DD)").arg(QLatin1StringView(name)));
}

InstantRange rangeOf(QDate first, QDate last, const QTimeZone &zone)
{
    return {startOfCivilDay(first, zone), startOfCivilDay(last.addDays(1), zone)};
}

Result<void> readDates(SparklyticsQuestion &question, const Exchange &exchange, const QTimeZone &zone,
                       Micros now)
{
    const QDate today = QDateTime::fromMSecsSinceEpoch(now / kMicrosPerMilli, zone).date();
    const Result<QDate> last = dateOf(exchange, "end_date", today);
    if (!last)
        return last.error();
    const Result<QDate> first = dateOf(exchange, "start_date", last->addDays(1 - kDefaultDays));
    if (!first)
        return first.error();
    if (*last < *first)
        return sparklyticsInvalid(QStringLiteral("end_date must be on or after start_date"));
    question.first = *first;
    question.last = *last;
    question.range = rangeOf(*first, *last, zone);
    return {};
}

/// The value as it is stored.
QString storedValue(const QString &dimension, const QString &text)
{
    if (dimension == QLatin1StringView("hostname")) {
        const qsizetype colon = text.startsWith(u'[') ? text.indexOf(QLatin1StringView("]:")) + 1
                                                      : text.indexOf(u':');
        return (colon > 0 ? text.first(colon) : text).toLower();
    }
    if (dimension == QLatin1StringView("hit_referrer_host") && text == QLatin1StringView("(direct)"))
        return {};
    if (dimension == QLatin1StringView("device")) {
        for (const char *device : kDeviceNames) { // the protocol has them in lower case
            if (text.compare(QLatin1StringView(device), Qt::CaseInsensitive) == 0)
                return QString::fromLatin1(device);
        }
    }
    return text;
}

Result<void> readFilters(SparklyticsQuestion &question, const Exchange &exchange)
{
    for (const FilterName &name : kFilters) {
        const QString text = exchange.queryValue(name.parameter);
        if (text.isEmpty())
            continue;
        if (text.size() > kMaxFilterChars)
            return sparklyticsInvalid(
                QStringLiteral("%1 is too long").arg(QLatin1StringView(name.parameter)));
        const QString dimension = QString::fromLatin1(name.dimension);
        const auto isCapital = [](QChar c) { return c >= u'A' && c <= u'Z'; };
        if (dimension == QLatin1StringView("country")
            && (text.size() != 2 || !std::ranges::all_of(text, isCapital)))
            return sparklyticsInvalid(QStringLiteral("filter_country must be a two-letter uppercase code"));
        question.filters.append({dimension, DimensionFilter::Operator::Equals, storedValue(dimension, text)});
    }
    const QString page = exchange.queryValue("filter_page");
    if (page.size() > kMaxFilterChars)
        return sparklyticsInvalid(QStringLiteral("filter_page is too long"));
    if (!page.isEmpty())
        question.filters.append({QStringLiteral("page"), DimensionFilter::Operator::Contains, page});
    return {};
}

Result<void> readCustomComparison(SparklyticsQuestion &question, const Exchange &exchange,
                                  const QTimeZone &zone)
{
    const Result<QDate> first = dateOf(exchange, "compare_start_date", QDate());
    if (!first)
        return first.error();
    const Result<QDate> last = dateOf(exchange, "compare_end_date", QDate());
    if (!last)
        return last.error();
    if (!first->isValid() || !last->isValid())
        return sparklyticsInvalid(
            QStringLiteral("compare_mode=custom needs compare_start_date and compare_end_date"));
    if (*last < *first)
        return sparklyticsInvalid(QStringLiteral("compare_end_date must be on or after compare_start_date"));
    if (first->daysTo(*last) + 1 > 2 * question.days())
        return sparklyticsInvalid(
            QStringLiteral("the compared range is at most twice as long as the other one"));
    question.comparison = {QStringLiteral("custom"), *first, *last, rangeOf(*first, *last, zone)};
    return {};
}

Result<void> readComparison(SparklyticsQuestion &question, const Exchange &exchange, const QTimeZone &zone,
                            Micros now)
{
    const QString mode = exchange.queryValue("compare_mode");
    if (mode == QLatin1StringView("custom"))
        return readCustomComparison(question, exchange, zone);
    SparklyticsQuestion::Comparison &comparison = question.comparison;
    if (mode == QLatin1StringView("previous_year")) {
        comparison = {mode, question.first.addMonths(-12), question.last.addMonths(-12),
                      previousYear(question.range, question.timezone, now)};
        return {};
    }
    comparison.first = question.first.addDays(-question.days());
    comparison.last = question.first.addDays(-1);
    comparison.range = previousPeriod(question.range, question.timezone, now);
    if (mode == QLatin1StringView("previous_period"))
        comparison.mode = mode;
    else if (!mode.isEmpty() && mode != QLatin1StringView("none"))
        return sparklyticsInvalid(
            QStringLiteral("compare_mode must be none, previous_period, previous_year or custom"));
    return {};
}

Result<void> readSwitches(SparklyticsQuestion &question, const Exchange &exchange, const Site &site)
{
    const QString bots = exchange.queryValue("include_bots");
    const std::optional<bool> includesBots = flagOf(bots);
    if (!bots.isEmpty() && !includesBots)
        return sparklyticsInvalid(QStringLiteral("include_bots must be true or false"));
    question.includesBots = includesBots.value_or(site.countsBots());
    const QString semantics = exchange.queryValue("semantics");
    if (!semantics.isEmpty() && semantics != QLatin1StringView("sparklytics")
        && semantics != QLatin1StringView("clickscope"))
        return sparklyticsInvalid(QStringLiteral("semantics must be clickscope or sparklytics"));
    question.countsEvents = semantics == QLatin1StringView("sparklytics");
    return {};
}

} // namespace

StatsQuery SparklyticsQuestion::query(bool compares) const
{
    StatsQuery query;
    query.site = site;
    query.range = range;
    query.timezone = timezone;
    query.filters = filters;
    query.includesBots = includesBots;
    if (compares)
        query.comparison = comparison.range;
    return query;
}

Result<Granularity> SparklyticsQuestion::granularity(const QString &text) const
{
    if (text.isEmpty()) {
        if (days() <= 2)
            return Granularity::Hour;
        return days() <= 60 ? Granularity::Day : Granularity::Month;
    }
    const std::optional<Granularity> granularity = granularityOf(text);
    if (granularity == Granularity::Hour || granularity == Granularity::Day
        || granularity == Granularity::Month)
        return *granularity;
    return sparklyticsInvalid(QStringLiteral("granularity must be hour, day or month"));
}

Result<SparklyticsQuestion> sparklyticsQuestionOf(const Exchange &exchange, const Site &site, Micros now)
{
    SparklyticsQuestion question;
    question.site = site.id;
    const QString zoneName = exchange.queryValue("timezone");
    question.timezone = zoneName.isEmpty() ? site.timezone : canonicalZone(zoneName);
    if (!isZoneName(question.timezone))
        return sparklyticsInvalid(QStringLiteral("timezone must be an IANA name such as Europe/Warsaw"));
    const QTimeZone zone(question.timezone.toUtf8());
    if (Result<void> dates = readDates(question, exchange, zone, now); !dates)
        return dates.error();
    if (Result<void> filters = readFilters(question, exchange); !filters)
        return filters.error();
    if (Result<void> comparison = readComparison(question, exchange, zone, now); !comparison)
        return comparison.error();
    if (Result<void> switches = readSwitches(question, exchange, site); !switches)
        return switches.error();
    return question;
}

Result<qint64> sparklyticsNumber(const Exchange &exchange, const char *name, qint64 fallback)
{
    const QString text = exchange.queryValue(name);
    if (text.isEmpty())
        return fallback;
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (isNumber)
        return number;
    return sparklyticsInvalid(QStringLiteral("%1 must be a number").arg(QLatin1StringView(name)));
}

Error sparklyticsInvalid(const QString &message)
{
    return {QStringLiteral("validation_error"), message};
}
