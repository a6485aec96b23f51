// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/format.h"

#include "core/types/urltext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Format", text);
}

bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isCountryCode(const QString &code)
{
    return code.size() == 2 && isLetter(code.at(0)) && isLetter(code.at(1));
}

/// Where a link led: the wire formats keep it beside the URL of the page it stood on, as "url" or "href".
QString linkTarget(const Hit &hit)
{
    const QJsonObject props = QJsonDocument::fromJson(hit.props.toUtf8()).object();
    const QString url = props.value(QLatin1StringView("url")).toString();
    const QString target = url.isEmpty() ? props.value(QLatin1StringView("href")).toString() : url;
    return target.isEmpty() ? hit.url : target;
}

QString hostAndPath(const QString &url)
{
    const QString host = bareHost(url);
    const QString path = urlPath(url).toString();
    return host.isEmpty() ? path : path == QLatin1StringView("/") ? host : QString(host + path);
}

void appendTwoDigits(QString &text, qint64 value)
{
    text += QChar(static_cast<char16_t>(u'0' + value / 10 % 10));
    text += QChar(static_cast<char16_t>(u'0' + value % 10));
}

QDateTime inZone(Micros instant, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(instant / kMicrosPerMilli, zone);
}

} // namespace

QString Format::number(qint64 value)
{
    return QLocale().toString(value);
}

QString Format::rate(double perSecond)
{
    if (perSecond <= 0)
        return QLocale().toString(0);
    return perSecond < 9.95 ? QLocale().toString(perSecond, 'f', 1) : number(std::llround(perSecond));
}

QString Format::duration(Micros span)
{
    const double ms = static_cast<double>(std::max<Micros>(0, span)) / kMicrosPerMilli;
    if (ms < 9.95)
        return tr("%1 ms").arg(QLocale().toString(ms, 'f', 1));
    if (ms < 999.5)
        return tr("%1 ms").arg(number(std::llround(ms)));
    const double seconds = ms / 1000;
    if (seconds < 9.95)
        return tr("%1 s").arg(QLocale().toString(seconds, 'f', 1));
    if (seconds < 60)
        return tr("%1 s").arg(number(static_cast<qint64>(seconds)));
    if (seconds < 3600)
        return tr("%1 min").arg(number(static_cast<qint64>(seconds / 60)));
    if (seconds < 48 * 3600)
        return tr("%1 h").arg(number(static_cast<qint64>(seconds / 3600)));
    return tr("%1 d").arg(number(static_cast<qint64>(seconds / 86400)));
}

QString Format::age(Micros span)
{
    if (span < kMicrosPerSecond)
        return tr("just now");
    return tr("%1 ago").arg(duration(span - span % kMicrosPerSecond));
}

QString Format::bytes(qint64 count)
{
    return QLocale().formattedDataSize(count, count < 10'000'000 ? 1 : 0, QLocale::DataSizeSIFormat);
}

QString Format::date(Micros instant, const QTimeZone &zone)
{
    const QDateTime moment = inZone(instant, zone);
    return QLocale().toString(moment, QStringLiteral("ddd d MMM yyyy HH:mm:ss.zzz")) + QLatin1Char(' ')
        + moment.timeZoneAbbreviation();
}

QString Format::weekdayTime(Micros instant, const QTimeZone &zone)
{
    return QLocale().toString(inZone(instant, zone), QStringLiteral("ddd HH:mm"));
}

QString Format::country(const QString &code)
{
    if (!isCountryCode(code))
        return code;
    const QLocale::Territory territory = QLocale::codeToTerritory(code);
    return territory == QLocale::AnyTerritory ? code.toUpper() : QLocale::territoryToString(territory);
}

QString Format::flag(const QString &code)
{
    if (!isCountryCode(code))
        return {};
    constexpr char32_t kRegionalA = 0x1F1E6;
    const QString upper = code.toUpper();
    const char32_t pair[] = {kRegionalA + (upper.at(0).unicode() - u'A'),
                             kRegionalA + (upper.at(1).unicode() - u'A')};
    return QString::fromUcs4(pair, 2);
}

QString Format::location(const Hit &hit)
{
    if (!hit.place.country.isEmpty()) {
        const QString name = country(hit.place.country);
        return hit.place.city.isEmpty() ? name : QString(hit.place.city + QLatin1StringView(", ") + name);
    }
    if (!hit.place.city.isEmpty())
        return hit.place.city;
    return hit.isLocalNetwork() ? tr("Local network") : tr("Unknown");
}

QString Format::device(const Client &client)
{
    if (client.device.isEmpty())
        return client.os.isEmpty() ? tr("Unknown") : client.os;
    return client.os.isEmpty() ? client.device : QString(client.device + QStringLiteral(" — ") + client.os);
}

QString Format::kind(HitKind kind)
{
    switch (kind) {
    case HitKind::Pageview: return tr("Pageview");
    case HitKind::Click: return tr("Click");
    case HitKind::Event: return tr("Event");
    case HitKind::Outbound: return tr("Outbound");
    case HitKind::Download: return tr("Download");
    case HitKind::Engagement: return tr("Engagement");
    case HitKind::Pixel: return tr("Pixel");
    case HitKind::Heartbeat: return tr("Heartbeat");
    case HitKind::Vitals: return tr("Vitals");
    case HitKind::Error: return tr("Error");
    case HitKind::Identify: return tr("Identify");
    }
    return {};
}

QString Format::protocol(Protocol protocol)
{
    switch (protocol) {
    case Protocol::Native: return tr("Clickscope tag");
    case Protocol::NativePixel: return tr("Clickscope pixel");
    case Protocol::Sparklytics: return QStringLiteral("Sparklytics");
    case Protocol::TsAnalytics: return QStringLiteral("ts-analytics");
    case Protocol::ShortLink: return tr("Short link");
    case Protocol::Simulated: return tr("Simulated");
    case Protocol::Imported: return tr("Imported");
    case Protocol::Http: return QStringLiteral("HTTP");
    }
    return {};
}

QString Format::page(const Hit &hit)
{
    switch (hit.kind) {
    case HitKind::Event:
    case HitKind::Identify:
    case HitKind::Error: return hit.event.isEmpty() ? hit.path() : hit.event;
    case HitKind::Click: return hit.link.isEmpty() ? hit.path() : QString(QLatin1Char('/') + hit.link);
    case HitKind::Outbound: return hostAndPath(linkTarget(hit));
    case HitKind::Download: return urlPath(linkTarget(hit)).toString();
    default: return hit.path();
    }
}

QString Format::referrer(const Hit &hit)
{
    return hit.origin();
}

QString Format::visitor(const Hit &hit)
{
    constexpr qsizetype kShort = 4;
    if (!hit.identity.isEmpty())
        return hit.identity.left(2 * kShort);
    return hit.visitor == 0 ? QString() : toHex16(hit.visitor).right(kShort);
}

QString Format::place(const QString &label)
{
    if (label.isEmpty())
        return tr("Unknown");
    return label == QLatin1StringView("local") ? tr("Local network") : country(label);
}

QString Format::reason(const QString &code)
{
    if (code == QLatin1StringView("dnt"))
        return tr("Do Not Track");
    if (code == QLatin1StringView("gpc"))
        return tr("Global Privacy Control");
    if (code == QLatin1StringView("ip_ignored"))
        return tr("IP ignored");
    QString words = code;
    words.replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!words.isEmpty())
        words[0] = words.at(0).toUpper();
    return words;
}

ZoneClock::ZoneClock(const QTimeZone &zone) : m_zone(zone.isValid() ? zone : QTimeZone::utc()) { }

QString ZoneClock::text(Micros instant, Micros now) const
{
    const Micros today = toLocal(now);
    const Micros local = toLocal(instant);
    const qint64 second = (local - utcDay(local) * kMicrosPerDay) / kMicrosPerSecond;
    QString text;
    text.reserve(14);
    const bool sameDay = utcDay(local) == utcDay(today);
    if (!sameDay) {
        const QDate day = QDate(1970, 1, 1).addDays(utcDay(local));
        text += QLocale().toString(day, QStringLiteral("d MMM")) + QLatin1Char(' ');
    }
    appendTwoDigits(text, second / 3600);
    text += QLatin1Char(':');
    appendTwoDigits(text, second / 60 % 60);
    if (sameDay) {
        text += QLatin1Char(':');
        appendTwoDigits(text, second % 60);
    }
    return text;
}

Micros ZoneClock::toLocal(Micros instant) const
{
    constexpr Micros kQuarter = 15 * kMicrosPerMinute; // no zone changes its offset inside a quarter
    if (instant / kQuarter != m_quarter) {
        m_quarter = instant / kQuarter;
        m_offset =
            m_zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(instant / kMicrosPerMilli, QTimeZone::utc()))
            * kMicrosPerSecond;
    }
    return instant + m_offset;
}
