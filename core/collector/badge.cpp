// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/badge.h"

#include "core/documents/jsonvalues.h"
#include "core/http/httptext.h"
#include "core/types/zoneoffsets.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <array>

namespace {

constexpr Micros kHeld = kMicrosPerMinute;
const QByteArray kCacheControl = QByteArrayLiteral("public, max-age=60");

struct PeriodInfo
{
    Badge::Period period;
    const char *name;
    int days; ///< civil days of the site with today; 0 = all
    const char *label;
    const char *inTitle;
};
constexpr std::array kPeriods {
    PeriodInfo {Badge::Period::Day, "day", 1, "today", "today"},
    PeriodInfo {Badge::Period::Week, "week", 7, "7 days", "in the last 7 days"},
    PeriodInfo {Badge::Period::Month, "month", 30, "30 days", "in the last 30 days"},
    PeriodInfo {Badge::Period::All, "all", 0, "all time", "since the first hit"},
};

const PeriodInfo &infoOf(Badge::Period period)
{
    return kPeriods.at(static_cast<std::size_t>(period));
}

QString counted(qint64 number, const char *one, const char *many)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(number) + u' '
        + QLatin1StringView(number == 1 ? one : many);
}

StatsQuery queryOf(const Site &site, Badge::Period period, Micros now)
{
    StatsQuery query;
    query.site = site.id;
    query.timezone = site.timezone;
    query.includesBots = site.countsBots();
    if (const int days = infoOf(period).days; days > 0) {
        const QTimeZone zone(site.timezone.toUtf8());
        const QDate today = QDateTime::fromMSecsSinceEpoch(now / kMicrosPerMilli, zone).date();
        query.range = {startOfCivilDay(today.addDays(1 - days), zone),
                       startOfCivilDay(today.addDays(1), zone)};
    }
    return query;
}

HttpReply badgeReply(const HttpRequest &request, Badge::Format format, const QString &site,
                     Badge::Period period, const Badge::Counts &counts)
{
    HttpReply reply;
    const bool isSvg = format == Badge::Format::Svg;
    reply.body = isSvg ? Badge::svg(site, period, counts) : Badge::json(site, period, counts);
    const QByteArray tag = '"'
        + QCryptographicHash::hash(reply.body, QCryptographicHash::Sha256).toHex().first(16) + '"';
    reply.headers.emplaceBack("Cache-Control", kCacheControl);
    reply.headers.emplaceBack("ETag", tag);
    reply.headers.emplaceBack("Cross-Origin-Resource-Policy", "cross-origin");
    if (holdsEntityTag(request.headerList("if-none-match"), tag)) {
        reply.status = 304;
        reply.body.clear();
        return reply;
    }
    reply.contentType = isSvg ? "image/svg+xml" : "application/json";
    reply.headers.emplaceBack("Content-Security-Policy", "default-src 'none'");
    return reply;
}

} // namespace

std::optional<Badge::Period> Badge::periodOf(const QString &text)
{
    if (text.isEmpty())
        return Period::All;
    for (const PeriodInfo &info : kPeriods) {
        if (text == QLatin1StringView(info.name))
            return info.period;
    }
    return std::nullopt;
}

QByteArray Badge::svg(const QString &site, Period period, const Counts &counts)
{
    constexpr int kCharWidth = 6;
    constexpr int kPadding = 6;
    const QString visitors = counted(counts.visitors, "visitor", "visitors");
    const QString pageviews = counted(counts.pageviews, "pageview", "pageviews");
    const QString left = visitors + QStringLiteral(" · ") + pageviews;
    const QString right = QString::fromLatin1(infoOf(period).label);
    const int leftText = static_cast<int>(left.size()) * kCharWidth;
    const int rightText = static_cast<int>(right.size()) * kCharWidth;
    const int border = leftText + 2 * kPadding;
    const int width = border + rightText + 2 * kPadding;
    const QString title = QStringLiteral("%1: %2, %3 %4")
                              .arg(site, visitors, pageviews, QLatin1StringView(infoOf(period).inTitle));
    return QStringLiteral(
               "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1\" height=\"20\" viewBox=\"0 0 %1 20\" "
               "role=\"img\" aria-label=\"%2\"><title>%2</title>"
               "<rect width=\"%1\" height=\"20\" rx=\"3\" fill=\"#0b5cad\"/>"
               "<path d=\"M3 0H%3V20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z\" fill=\"#3a4450\"/>"
               "<g fill=\"#fff\" font-family=\"Verdana,DejaVu Sans,sans-serif\" font-size=\"11\">"
               "<text x=\"%4\" y=\"14\" textLength=\"%5\">%6</text>"
               "<text x=\"%7\" y=\"14\" textLength=\"%8\">%9</text></g></svg>\n")
        .arg(QString::number(width), title.toHtmlEscaped(), QString::number(border),
             QString::number(kPadding), QString::number(leftText), left.toHtmlEscaped(),
             QString::number(border + kPadding), QString::number(rightText), right.toHtmlEscaped())
        .toUtf8();
}

QByteArray Badge::json(const QString &site, Period period, const Counts &counts)
{
    return compactJson({{QStringLiteral("site"), site},
                        {QStringLiteral("period"), QString::fromLatin1(infoOf(period).name)},
                        {QStringLiteral("visitors"), counts.visitors},
                        {QStringLiteral("pageviews"), counts.pageviews}});
}

void Badge::handle(Exchange &&exchange, Format format)
{
    const Site *site = m_site(exchange.parameters.constFirst());
    if (!site || !site->isBadgePublic) { // the same, so that nobody learns which sites there are
        exchange.reply(errorReply(404, "not_found", "There is no public badge at this address."));
        return;
    }
    const std::optional<Period> period = periodOf(exchange.queryValue("period"));
    if (!period) {
        exchange.reply(errorReply(400, "bad_period", "period is day, week, month or all."));
        return;
    }
    const std::pair key(site->id, static_cast<int>(*period));
    if (const auto kept = m_kept.constFind(key);
        kept != m_kept.constEnd() && kept->until > monotonicMicros()) {
        exchange.reply(badgeReply(exchange.request, format, site->id, *period, kept->counts));
        return;
    }
    const StatsQuery query = queryOf(*site, *period, m_desk.now());
    const StatsDesk::Ticket ticket = m_desk.take(std::move(exchange), nativeStatsError);
    m_desk.ask(ticket, query, [this, ticket, format, key, period = *period](const StatsTable &table) {
        const Counts counts {table.now.totals.visitors, table.now.totals.pageviews};
        if (m_kept.size() >= kMostKept)
            m_kept.clear();
        m_kept.insert(key, {counts, monotonicMicros() + kHeld});
        ticket->reply(badgeReply(ticket->exchange().request, format, key.first, period, counts));
    });
}
