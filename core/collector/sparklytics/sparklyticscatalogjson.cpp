// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/sparklytics/sparklyticscatalogjson.h"

#include "core/documents/jsonvalues.h"
#include "core/links/campaigntags.h"
#include "core/types/snippet.h"

#include <QJsonArray>

namespace {

QJsonValue timeOrNull(Micros instant)
{
    return instant == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(isoMillis(instant));
}

QJsonValue countOrNull(std::optional<qint64> count)
{
    return count ? QJsonValue(*count) : QJsonValue(QJsonValue::Null);
}

QJsonValue revenueOf(const SentCounts &counts)
{
    return counts.conversions ? QJsonValue(counts.revenue) : QJsonValue(QJsonValue::Null);
}

} // namespace

QString askedUrl(const HttpRequest &request)
{
    const bool isSecure = request.isProxied && request.header("x-forwarded-proto").toLower() == "https";
    const QString host = request.host.isEmpty() ? QStringLiteral("localhost")
                                                : QString::fromUtf8(request.host);
    return (isSecure ? QStringLiteral("https://") : QStringLiteral("http://")) + host;
}

SentCounts sentCountsOf(const StatsTable &table)
{
    SentCounts counts {table.now.totals.hits, table.now.totals.visitors, 0};
    for (const GoalCounts &goal : table.now.goals) {
        counts.conversions = *counts.conversions + goal.conversions;
        counts.revenue += goal.value;
    }
    return counts;
}

QJsonObject sparklyticsSite(const Site &site, const QString &url)
{
    return {{QStringLiteral("id"), site.id},
            {QStringLiteral("tenant_id"), QJsonValue::Null},
            {QStringLiteral("name"), site.displayName()},
            {QStringLiteral("domain"), site.domains.isEmpty() ? QString() : site.domains.constFirst()},
            {QStringLiteral("domains"), QJsonArray::fromStringList(site.domains)},
            {QStringLiteral("timezone"), site.timezone},
            {QStringLiteral("tracking_snippet"), snippetOf(site, url)},
            {QStringLiteral("created_at"), QJsonValue::Null},
            {QStringLiteral("updated_at"), QJsonValue::Null}};
}

QJsonObject sparklyticsLink(const Link &link, const SentCounts &counts, const QString &url)
{
    const Campaign tags = campaignTagsOf(link.url);
    return {{QStringLiteral("id"), link.code},
            {QStringLiteral("website_id"), link.site},
            {QStringLiteral("name"), link.name},
            {QStringLiteral("slug"), link.code},
            {QStringLiteral("destination_url"), withOnlyCampaignTags(link.url, {})},
            {QStringLiteral("utm_source"), textOrNull(tags.source)},
            {QStringLiteral("utm_medium"), textOrNull(tags.medium)},
            {QStringLiteral("utm_campaign"), textOrNull(tags.name)},
            {QStringLiteral("utm_term"), textOrNull(tags.term)},
            {QStringLiteral("utm_content"), textOrNull(tags.content)},
            {QStringLiteral("is_active"), link.archivedAt == 0},
            {QStringLiteral("created_at"), timeOrNull(link.madeAt)},
            {QStringLiteral("clicks"), counts.hits},
            {QStringLiteral("earlier_clicks"), link.earlierClicks},
            {QStringLiteral("unique_visitors"), counts.visitors},
            {QStringLiteral("conversions"), countOrNull(counts.conversions)},
            {QStringLiteral("revenue"), revenueOf(counts)},
            {QStringLiteral("tracking_url"), QString(url + QStringLiteral("/l/") + link.code)}};
}

QJsonObject sparklyticsPixel(const Pixel &pixel, const SentCounts &counts, const QString &url)
{
    const QString address = url + QStringLiteral("/p/") + pixel.key + QStringLiteral(".gif");
    return {
        {QStringLiteral("id"), pixel.key},
        {QStringLiteral("website_id"), pixel.site},
        {QStringLiteral("name"), pixel.name},
        {QStringLiteral("pixel_key"), pixel.key},
        {QStringLiteral("default_url"), textOrNull(pixel.url)},
        {QStringLiteral("is_active"), pixel.archivedAt == 0},
        {QStringLiteral("created_at"), timeOrNull(pixel.madeAt)},
        {QStringLiteral("views"), counts.hits},
        {QStringLiteral("unique_visitors"), counts.visitors},
        {QStringLiteral("pixel_url"), address},
        {QStringLiteral("snippet"),
         QStringLiteral("<img src=\"%1\" width=\"1\" height=\"1\" alt=\"\">").arg(address.toHtmlEscaped())}};
}

QJsonObject sparklyticsLinkStats(const Link &link, const SentCounts &counts)
{
    return {{QStringLiteral("link_id"), link.code},
            {QStringLiteral("clicks"), counts.hits},
            {QStringLiteral("earlier_clicks"), link.earlierClicks},
            {QStringLiteral("unique_visitors"), counts.visitors},
            {QStringLiteral("conversions"), countOrNull(counts.conversions)},
            {QStringLiteral("revenue"), revenueOf(counts)}};
}

QJsonObject sparklyticsPixelStats(const Pixel &pixel, const SentCounts &counts)
{
    return {{QStringLiteral("pixel_id"), pixel.key},
            {QStringLiteral("views"), counts.hits},
            {QStringLiteral("unique_visitors"), counts.visitors}};
}

QByteArray sparklyticsData(const QJsonValue &value)
{
    return compactJson({{QStringLiteral("data"), value}});
}
