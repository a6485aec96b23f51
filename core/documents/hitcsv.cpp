// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/hitcsv.h"

#include "core/documents/csvwriter.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace {

constexpr const char *kColumns =
    "seq,time,site,kind,url,hostname,path,title,referrer,referrer_host,channel,utm_source,utm_medium,utm_campaign,"
    "utm_term,utm_content,visitor,visit,country,region,city,device,os,os_version,browser,browser_version,screen,"
    "language,event,value,link,bot,bot_reason,protocol,props";

} // namespace

void appendCsvHeader(QByteArray &out)
{
    out += kColumns;
    out += "\r\n";
}

void appendCsvRow(QByteArray &out, const Hit &hit)
{
    CsvWriter row(out);
    row.number(hit.seq);
    row.text(toRfc3339(hit.eventAt));
    row.text(hit.site);
    row.text(QString(toString(hit.kind)));
    row.text(hit.url);
    row.text(hit.hostname());
    row.text(hit.path());
    row.text(hit.title);
    row.text(hit.referrer);
    row.text(hit.referrerHost());
    row.text(hit.channel);
    row.text(hit.campaign.source);
    row.text(hit.campaign.medium);
    row.text(hit.campaign.name);
    row.text(hit.campaign.term);
    row.text(hit.campaign.content);
    row.text(hit.visitorText());
    row.text(hit.visitText());
    row.text(hit.place.country);
    row.text(hit.place.region);
    row.text(hit.place.city);
    row.text(hit.client.device);
    row.text(hit.client.os);
    row.text(hit.client.osVersion);
    row.text(hit.client.browser);
    row.text(hit.client.browserVersion);
    row.text(hit.screen);
    row.text(hit.language);
    row.text(hit.event);
    if (hit.hasValue)
        row.number(hit.value);
    else
        row.empty();
    row.text(hit.link);
    row.text(hit.bot.isBot ? QStringView(u"true") : QStringView(u"false"));
    row.text(hit.bot.reason);
    row.text(QString(toString(hit.protocol)));
    row.text(hit.props);
    row.endRow();
}

void appendJsonLine(QByteArray &out, const Hit &hit)
{
    QJsonObject object;
    const auto put = [&object](QLatin1StringView name, const QString &value) {
        if (!value.isEmpty())
            object.insert(name, value);
    };
    object.insert(QLatin1StringView("seq"), hit.seq);
    put(QLatin1StringView("time"), toRfc3339(hit.eventAt));
    put(QLatin1StringView("site"), hit.site);
    put(QLatin1StringView("kind"), QString(toString(hit.kind)));
    put(QLatin1StringView("url"), hit.url);
    put(QLatin1StringView("hostname"), hit.hostname());
    put(QLatin1StringView("path"), hit.path());
    put(QLatin1StringView("title"), hit.title);
    put(QLatin1StringView("referrer"), hit.referrer);
    put(QLatin1StringView("referrer_host"), hit.referrerHost());
    put(QLatin1StringView("channel"), hit.channel);
    put(QLatin1StringView("utm_source"), hit.campaign.source);
    put(QLatin1StringView("utm_medium"), hit.campaign.medium);
    put(QLatin1StringView("utm_campaign"), hit.campaign.name);
    put(QLatin1StringView("utm_term"), hit.campaign.term);
    put(QLatin1StringView("utm_content"), hit.campaign.content);
    put(QLatin1StringView("visitor"), hit.visitorText());
    put(QLatin1StringView("visit"), hit.visitText());
    put(QLatin1StringView("country"), hit.place.country);
    put(QLatin1StringView("region"), hit.place.region);
    put(QLatin1StringView("city"), hit.place.city);
    put(QLatin1StringView("device"), hit.client.device);
    put(QLatin1StringView("os"), hit.client.os);
    put(QLatin1StringView("os_version"), hit.client.osVersion);
    put(QLatin1StringView("browser"), hit.client.browser);
    put(QLatin1StringView("browser_version"), hit.client.browserVersion);
    put(QLatin1StringView("screen"), hit.screen);
    put(QLatin1StringView("language"), hit.language);
    put(QLatin1StringView("event"), hit.event);
    if (hit.hasValue)
        object.insert(QLatin1StringView("value"), hit.value);
    put(QLatin1StringView("link"), hit.link);
    object.insert(QLatin1StringView("bot"), hit.bot.isBot);
    put(QLatin1StringView("bot_reason"), hit.bot.reason);
    put(QLatin1StringView("protocol"), QString(toString(hit.protocol)));
    if (!hit.props.isEmpty())
        object.insert(QLatin1StringView("props"), QJsonDocument::fromJson(hit.props.toUtf8()).object());
    out += QJsonDocument(object).toJson(QJsonDocument::Compact);
    out += '\n';
}

QByteArray hitsToCsv(const QList<Hit> &hits)
{
    QByteArray csv;
    appendCsvHeader(csv);
    for (const Hit &hit : hits)
        appendCsvRow(csv, hit);
    return csv;
}
