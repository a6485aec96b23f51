// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/linkfiles/instanttext.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QString>

#include <algorithm>

namespace {

constexpr qint64 kFirstInMillis = 100'000'000'000; ///< as seconds it would be the year 5138
constexpr qint64 kLastInMillis = 253'402'300'799'999; ///< the end of the year 9999
constexpr qsizetype kMostDigits = 15;

std::optional<Micros> sinceEpoch(QStringView text)
{
    if (text.isEmpty() || text.size() > kMostDigits
        || !std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; }))
        return std::nullopt;
    const qint64 number = text.toLongLong();
    if (number > kLastInMillis)
        return std::nullopt;
    return number < kFirstInMillis ? number * kMicrosPerSecond : number * kMicrosPerMilli;
}

/// "Z", "+02:00", "-0530" or nothing, in seconds.
std::optional<qint64> offsetOf(const QString &text)
{
    if (text.isEmpty() || text == QLatin1StringView("Z"))
        return 0;
    const int hours = QStringView(text).sliced(1, 2).toInt();
    const int minutes = QStringView(text).last(2).toInt();
    if (hours > 14 || minutes > 59)
        return std::nullopt;
    const qint64 seconds = (hours * 60 + minutes) * 60;
    return text.startsWith(u'-') ? -seconds : seconds;
}

} // namespace

std::optional<Micros> instantOfText(QStringView text)
{
    if (const std::optional<Micros> instant = sinceEpoch(text))
        return instant;
    static const QRegularExpression form(
        QStringLiteral("^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\\.([0-9]{1,9}))?"
                       " ?(Z|[+-][0-9]{2}:?[0-9]{2})?\\z"));
    constexpr qsizetype kLongest = 40;
    if (text.size() > kLongest)
        return std::nullopt;
    const QRegularExpressionMatch match = form.match(text.toString());
    if (!match.hasMatch())
        return std::nullopt;
    const QDate day = QDate::fromString(match.captured(1), Qt::ISODate);
    const QTime time = QTime::fromString(match.captured(2), QStringLiteral("HH:mm:ss"));
    const std::optional<qint64> offset = offsetOf(match.captured(4));
    if (!day.isValid() || !time.isValid() || !offset)
        return std::nullopt;
    const qint64 seconds = QDateTime(day, time, Qt::UTC).toSecsSinceEpoch() - *offset;
    const qint64 micros = match.captured(3).leftJustified(6, u'0').first(6).toLongLong();
    return seconds * kMicrosPerSecond + micros;
}
