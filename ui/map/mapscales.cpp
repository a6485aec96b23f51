// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/mapscales.h"

#include <algorithm>

MapScales MapScales::of(const QList<CountryValue> &countries, const QList<MapMark> &marks)
{
    QList<double> ofCountries;
    QList<double> ofPlaces;
    for (const CountryValue &country : countries)
        ofCountries.append(country.value);
    for (const MapMark &mark : marks)
        ofPlaces.append(mark.value);
    return of(ofCountries, ofPlaces, ofPlaces.size());
}

MapScales MapScales::of(const QList<double> &countries, const QList<double> &places, qsizetype different)
{
    return {HeatScale::of(places, different), ColorScale::of(countries),
            places.isEmpty() ? 0 : *std::ranges::max_element(places)};
}
