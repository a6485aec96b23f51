// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/placetext.h"

#include <QStringList>

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
    return QStringLiteral("%1%2.%3").arg(sign).arg(size / 100).arg(size % 100, 2, 10, QLatin1Char('0'));
}

std::optional<GeoPosition> positionOf(QStringView text)
{
    const qsizetype comma = text.indexOf(u',');
    if (comma < 0)
        return std::nullopt;
    bool isLatitude = false;
    bool isLongitude = false;
    const double latitude = text.first(comma).toDouble(&isLatitude);
    const double longitude = text.sliced(comma + 1).toDouble(&isLongitude);
    return isLatitude && isLongitude ? GeoPosition::fromDegrees(latitude, longitude) : std::nullopt;
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
    const QList<QStringView> fields = QStringView(text).split(kBar);
    const auto field = [&fields](qsizetype i) { return i < fields.size() ? fields[i] : QStringView(); };
    return {field(0).toString(), field(1).toString(), field(2).toString(), positionOf(field(kNames))};
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
