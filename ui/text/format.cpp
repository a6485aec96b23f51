// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/format.h"

#include "ui/text/datetext.h"
#include "ui/text/linetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Format", text);
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

QString Format::digits(qint64 value, int width)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    const QString zero = locale.zeroDigit(); // some scripts have digits of two units
    const QString text = locale.toString(value);
    return zero.repeated(std::max<qsizetype>(0, width - text.size() / zero.size())) + text;
}

QString Format::timeOfDay(qint64 minute)
{
    return digits(minute / 60 % 24, 2) + QLatin1Char(':') + digits(minute % 60, 2);
}

QString Format::stopwatch(qint64 seconds)
{
    const qint64 hours = seconds / 3600;
    const QString minutes = digits(seconds / 60 % 60, hours == 0 ? 1 : 2);
    const QString start = hours == 0 ? QString() : QString(number(hours) + QLatin1Char(':'));
    return start + minutes + QLatin1Char(':') + digits(seconds % 60, 2);
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
        return LineText::fill(tr("%1 ms"), QLocale().toString(ms, 'f', 1));
    if (ms < 999.5)
        return LineText::fill(tr("%1 ms"), number(std::llround(ms)));
    const double seconds = ms / 1000;
    if (seconds < 9.95)
        return LineText::fill(tr("%1 s"), QLocale().toString(seconds, 'f', 1));
    if (seconds < 60)
        return LineText::fill(tr("%1 s"), number(static_cast<qint64>(seconds)));
    if (seconds < 3600)
        return LineText::fill(tr("%1 min"), number(static_cast<qint64>(seconds / 60)));
    if (seconds < 48 * 3600)
        return LineText::fill(tr("%1 h"), number(static_cast<qint64>(seconds / 3600)));
    return LineText::fill(tr("%1 d"), number(static_cast<qint64>(seconds / 86400)));
}

QString Format::age(Micros span)
{
    if (span < -2 * kMicrosPerSecond)
        return LineText::fill(tr("%1 ahead of the clock"), duration(-span)); // before it was set back
    if (span < kMicrosPerSecond)
        return tr("just now");
    return LineText::fill(tr("%1 ago"), duration(span - span % kMicrosPerSecond));
}

QString Format::lasting(qint64 seconds)
{
    if (seconds < 60)
        return LineText::fill(tr("%1 s"), digits(seconds));
    if (seconds < 3600)
        return LineText::fill(tr("%1 m %2 s"), digits(seconds / 60), digits(seconds % 60));
    return LineText::fill(tr("%1 h %2 m"), number(seconds / 3600), digits(seconds / 60 % 60));
}

QString Format::span(Micros span)
{
    struct Unit
    {
        qint64 seconds;
        const char *one;
        const char *many;
    };
    static constexpr Unit kUnits[] = {
        {365 * 86'400, QT_TRANSLATE_NOOP("Format", "%1 year"), QT_TRANSLATE_NOOP("Format", "%1 years")},
        {86'400, QT_TRANSLATE_NOOP("Format", "%1 day"), QT_TRANSLATE_NOOP("Format", "%1 days")},
        {3600, QT_TRANSLATE_NOOP("Format", "%1 hour"), QT_TRANSLATE_NOOP("Format", "%1 hours")},
        {60, QT_TRANSLATE_NOOP("Format", "%1 minute"), QT_TRANSLATE_NOOP("Format", "%1 minutes")},
        {1, QT_TRANSLATE_NOOP("Format", "%1 second"), QT_TRANSLATE_NOOP("Format", "%1 seconds")},
    };
    qint64 seconds = (std::abs(span) + kMicrosPerSecond / 2) / kMicrosPerSecond;
    QStringList parts;
    for (const Unit &unit : kUnits) {
        const qint64 count = seconds / unit.seconds;
        seconds %= unit.seconds;
        if (count > 0)
            parts.append(LineText::fill(tr(count == 1 ? unit.one : unit.many), number(count)));
        if (parts.size() == 2 || (parts.size() == 1 && count == 0))
            break;
    }
    return parts.isEmpty() ? LineText::fill(tr("%1 seconds"), number(0))
                           : LineText::joined(parts, QStringLiteral(" "));
}

QString Format::clockStep(Micros by)
{
    return by < 0 ? LineText::fill(tr("The clock was set back by %1"), span(by))
                  : LineText::fill(tr("The clock was set forward by %1"), span(by));
}

QString Format::bytes(qint64 count)
{
    return QLocale().formattedDataSize(count, count < 10'000'000 ? 1 : 0, QLocale::DataSizeSIFormat);
}

QString Format::date(Micros instant, const QTimeZone &zone)
{
    const QDateTime moment = inZone(instant, zone);
    return LineText::joined({DateText::weekday(moment.date()),
                             QLocale().toString(moment.time(), QStringLiteral("HH:mm:ss.zzz")),
                             moment.timeZoneAbbreviation()},
                            QStringLiteral(" "));
}

QString Format::weekdayTime(Micros instant, const QTimeZone &zone)
{
    const QDateTime moment = inZone(instant, zone);
    return LineText::joined({QLocale().toString(moment.date(), QStringLiteral("ddd")),
                             QLocale().toString(moment.time(), QStringLiteral("HH:mm"))},
                            QStringLiteral(" "));
}

ZoneClock::ZoneClock(const QTimeZone &zone) : m_zone(zone.isValid() ? zone : QTimeZone::utc()) { }

QString ZoneClock::text(Micros instant, Micros now) const
{
    const Micros today = toLocal(now);
    const Micros local = toLocal(instant);
    const qint64 second = (local - utcDay(local) * kMicrosPerDay) / kMicrosPerSecond;
    const QString time = Format::timeOfDay(second / 60);
    if (utcDay(local) == utcDay(today))
        return time + QLatin1Char(':') + Format::digits(second % 60, 2);
    const QDate day = QDate(1970, 1, 1).addDays(utcDay(local));
    return LineText::joined({DateText::day(day), time}, QStringLiteral(" "));
}

QString ZoneClock::shortText(Micros instant, Micros now) const
{
    const Micros local = toLocal(instant);
    if (utcDay(local) != utcDay(toLocal(now)))
        return DateText::day(QDate(1970, 1, 1).addDays(utcDay(local)));
    return Format::timeOfDay((local - utcDay(local) * kMicrosPerDay) / kMicrosPerMinute);
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
