// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/livejson.h"

#include "core/documents/hitcsv.h"
#include "core/documents/jsonvalues.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

namespace {

QString locationText(const Hit &hit)
{
    const QString country = countryName(hit.place.country);
    if (!hit.place.city.isEmpty())
        return country.isEmpty() ? hit.place.city : hit.place.city + QStringLiteral(", ") + country;
    if (!country.isEmpty())
        return country;
    return hit.isLocalNetwork() ? QStringLiteral("Local network") : QStringLiteral("Unknown");
}

QString deviceText(const Client &client)
{
    const QString type = client.device.isEmpty() ? QStringLiteral("Unknown") : client.device;
    return client.os.isEmpty() ? type : type + QStringLiteral(" — ") + client.os;
}

QByteArray degrees(qint16 hundredths)
{
    return QByteArray::number(hundredths / 100.0, 'f', 2);
}

QJsonArray counts(const QList<RealtimeSnapshot::Count> &rows, QLatin1StringView name, QLatin1StringView value)
{
    QJsonArray array;
    for (const RealtimeSnapshot::Count &row : rows)
        array.append(QJsonObject {{name, row.label}, {value, row.visitors}});
    return array;
}

} // namespace

QByteArray hitJson(const Hit &hit)
{
    QByteArray json;
    appendJsonLine(json, hit);
    json.chop(1); // the line end
    if (hit.place.position) {
        // Exported lines have the documented columns alone.
        json.chop(1); // }
        json += ",\"latitude\":" + degrees(hit.place.position->latitude);
        json += ",\"longitude\":" + degrees(hit.place.position->longitude) + '}';
    }
    return json;
}

QByteArray clickJson(const Hit &hit, const QString &zone)
{
    const QTimeZone timeZone(zone.toUtf8());
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(hit.receivedAt / kMicrosPerMilli,
                                                          timeZone.isValid() ? timeZone : QTimeZone::utc());
    QJsonObject object {
        {QStringLiteral("time"), time.toString(QStringLiteral("HH:mm:ss"))},
        {QStringLiteral("location"), locationText(hit)},
        {QStringLiteral("device"), deviceText(hit.client)},
        {QStringLiteral("browser"),
         hit.client.browser.isEmpty() ? QStringLiteral("Unknown") : hit.client.browser},
        {QStringLiteral("timestamp"), isoMillis(hit.receivedAt)},
        {QStringLiteral("country"), hit.place.country},
        {QStringLiteral("city"), hit.place.city},
        {QStringLiteral("deviceType"), hit.client.device.toLower()},
        {QStringLiteral("os"), hit.client.os},
        {QStringLiteral("shortCode"), hit.link},
    };
    if (const QString referrer = hit.origin(); !referrer.isEmpty())
        object.insert(QStringLiteral("referrer"), referrer);
    if (hit.bot.isBot)
        object.insert(QStringLiteral("bot"), true);
    return compactJson(object);
}

QByteArray nativeRealtimeJson(const RealtimeSnapshot &snapshot)
{
    QJsonArray perMinute;
    for (const qint64 hits : snapshot.perMinute)
        perMinute.append(hits);
    QJsonArray recent;
    for (const Hit &hit : snapshot.recent)
        recent.append(QJsonDocument::fromJson(hitJson(hit)).object());
    QJsonArray atLeast;
    const auto addIf = [&atLeast](bool isAtLeast, std::initializer_list<const char *> names) {
        for (const char *name : names) {
            if (isAtLeast)
                atLeast.append(QString::fromLatin1(name));
        }
    };
    addIf(snapshot.visitorsAtLeast, {"active_visitors", "viewing_pages"});
    addIf(snapshot.listsAtLeast, {"active_pages", "referrers", "places"});
    return compactJson({
        {QStringLiteral("minutes"), snapshot.minutes},
        {QStringLiteral("as_of"), toRfc3339(snapshot.asOf)},
        {QStringLiteral("active_visitors"), snapshot.activeVisitors},
        {QStringLiteral("viewing_pages"), snapshot.viewingPages},
        {QStringLiteral("pageviews"), snapshot.pageviews},
        {QStringLiteral("hits"), snapshot.hits},
        {QStringLiteral("burst_hits"), snapshot.burstHits},
        {QStringLiteral("active_pages"),
         counts(snapshot.activePages, QLatin1StringView("page"), QLatin1StringView("visitors"))},
        {QStringLiteral("referrers"),
         counts(snapshot.referrers, QLatin1StringView("referrer"), QLatin1StringView("visitors"))},
        {QStringLiteral("places"),
         counts(snapshot.places, QLatin1StringView("place"), QLatin1StringView("visitors"))},
        {QStringLiteral("active_pages_total"), snapshot.activePagesTotal},
        {QStringLiteral("referrers_total"), snapshot.referrersTotal},
        {QStringLiteral("places_total"), snapshot.placesTotal},
        {QStringLiteral("at_least"), atLeast},
        {QStringLiteral("per_minute"), perMinute},
        {QStringLiteral("recent"), recent},
    });
}

QByteArray sparklyticsRealtimeJson(const RealtimeSnapshot &snapshot)
{
    QJsonArray events;
    for (const Hit &hit : snapshot.recent) {
        events.append(QJsonObject {
            {QStringLiteral("event_type"), QString(toString(hit.kind))},
            {QStringLiteral("url"), hit.url},
            {QStringLiteral("referrer_domain"), textOrNull(hit.referrerHost())},
            {QStringLiteral("country"), textOrNull(hit.place.country)},
            {QStringLiteral("browser"), textOrNull(hit.client.browser)},
            {QStringLiteral("device_type"), textOrNull(hit.client.device.toLower())},
            {QStringLiteral("event_name"), textOrNull(hit.event)},
            {QStringLiteral("ts"), isoMillis(hit.receivedAt)},
        });
    }
    return compactJson({{QStringLiteral("data"),
                         QJsonObject {
                             {QStringLiteral("active_visitors"), snapshot.activeVisitors},
                             {QStringLiteral("recent_events"), events},
                             {QStringLiteral("pagination"),
                              QJsonObject {{QStringLiteral("limit"), 100},
                                           {QStringLiteral("total_in_window"), snapshot.hits}}},
                             {QStringLiteral("window_minutes"), snapshot.minutes},
                         }}});
}

QByteArray tsAnalyticsRealtimeJson(const RealtimeSnapshot &snapshot)
{
    constexpr qsizetype kTopPages = 10;
    constexpr qsizetype kRecentEvents = 20;

    const QList<RealtimeSnapshot::Count> top =
        snapshot.topPages.first(std::min(kTopPages, snapshot.topPages.size()));
    qint64 total = 0;
    for (const RealtimeSnapshot::Count &row : top)
        total += row.visitors;
    QJsonArray topPages;
    for (const RealtimeSnapshot::Count &row : top) {
        const double share = static_cast<double>(row.visitors) * 1000.0 / static_cast<double>(total);
        topPages.append(QJsonObject {{QStringLiteral("name"), row.label},
                                     {QStringLiteral("value"), row.visitors},
                                     {QStringLiteral("percentage"), qRound(share) / 10.0}});
    }
    QJsonArray recent;
    for (const Hit &hit : snapshot.recent.first(std::min(kRecentEvents, snapshot.recent.size()))) {
        QJsonObject event {{QStringLiteral("type"), QString(toString(hit.kind))},
                           {QStringLiteral("path"), hit.path()},
                           {QStringLiteral("timestamp"), isoMillis(hit.receivedAt)}};
        if (!hit.event.isEmpty())
            event.insert(QStringLiteral("name"), hit.event);
        recent.append(event);
    }
    QJsonObject document {
        {QStringLiteral("currentVisitors"), snapshot.viewingPages},
        {QStringLiteral("pageViews"), snapshot.pageviews},
        {QStringLiteral("pageViewsLastHour"), snapshot.pageviews},
        {QStringLiteral("activePages"),
         counts(snapshot.activePages, QLatin1StringView("path"), QLatin1StringView("visitors"))},
        {QStringLiteral("topActivePages"), topPages},
        {QStringLiteral("recentEvents"), recent},
        {QStringLiteral("locations"),
         counts(snapshot.places, QLatin1StringView("country"), QLatin1StringView("visitors"))},
        {QStringLiteral("windowMinutes"), snapshot.minutes},
        {QStringLiteral("timestamp"), isoMillis(snapshot.asOf)},
    };
    if (snapshot.visitorsAtLeast || snapshot.topPagesAtLeast) // not of the protocol, and hardly ever
        document.insert(QStringLiteral("atLeast"), true);
    return compactJson(document);
}
