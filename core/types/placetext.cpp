// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/placetext.h"

#include <cstdlib>

namespace {

constexpr QChar kBar(u'|');
constexpr qsizetype kNames = 3;

QString named(QString name)
{
    return name.contains(kBar) ? name.replace(kBar, u'/') : name;
}

/// Of hundredths. -5 is "-0.05": the sign is not that of the whole degrees.
QString degrees(int hundredths)
{
    const int size = std::abs(hundredths);
    const QString sign = hundredths < 0 ? QStringLiteral("-") : QString();
    return QStringLiteral("%1%2.%3").arg(sign, QString::number(size / 100),
                                         QString::number(size % 100).rightJustified(2, u'0'));
}

/// Hundredths of "-0.05", at most `most` either way. Two decimals, always: what degrees() writes, and several
/// times as fast as any number.
std::optional<qint16> hundredthsOf(QStringView text, int most)
{
    const bool isNegative = text.startsWith(u'-');
    const QStringView digits = isNegative ? text.sliced(1) : text;
    if (digits.size() < 4 || digits.size() > 6 || digits[digits.size() - 3] != u'.')
        return std::nullopt;
    int number = 0;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        if (i == digits.size() - 3)
            continue;
        if (digits[i] < u'0' || digits[i] > u'9')
            return std::nullopt;
        number = 10 * number + digits[i].unicode() - u'0';
    }
    if (number > most)
        return std::nullopt;
    return static_cast<qint16>(isNegative ? -number : number);
}

std::optional<GeoPosition> positionOf(QStringView text)
{
    const qsizetype comma = text.indexOf(u',');
    if (comma < 0)
        return std::nullopt;
    const std::optional<qint16> latitude = hundredthsOf(text.first(comma), 90'00);
    const std::optional<qint16> longitude = hundredthsOf(text.sliced(comma + 1), 180'00);
    if (!latitude || !longitude)
        return std::nullopt;
    return GeoPosition {*latitude, *longitude};
}

} // namespace

QString PlaceText::of(const Place &place, bool isLocal)
{
    const QString country = place.country.isEmpty() && isLocal ? QString(kLocal) : named(place.country);
    if (place.isEmpty())
        return country;
    QString text = country + kBar + named(place.region) + kBar + named(place.city);
    if (place.position)
        return text + kBar + degrees(place.position->latitude) + u',' + degrees(place.position->longitude);
    while (text.endsWith(kBar))
        text.chop(1);
    return text;
}

PlaceText PlaceText::parse(const QString &text)
{
    QStringView rest(text);
    const auto next = [&rest] {
        const qsizetype bar = rest.indexOf(kBar);
        const QStringView field = bar < 0 ? rest : rest.first(bar);
        rest = bar < 0 ? QStringView() : rest.sliced(bar + 1);
        return field;
    };
    PlaceText place; // not in one expression: the fields come in this order
    place.country = next().toString();
    place.region = next().toString();
    place.city = next().toString();
    place.position = positionOf(next());
    return place;
}

QString PlaceText::key(const QString &text)
{
    qsizetype end = 0;
    for (qsizetype bars = 0; bars < kNames; ++bars) {
        end = text.indexOf(kBar, end) + 1;
        if (end == 0)
            return text;
    }
    return text.first(end);
}
