// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzzcheck.h"
#include "ui/map/mapgeometry.h"
#include "ui/map/mapprojection.h"

#include <cmath>

namespace {

bool isOnTheMap(QPointF plane)
{
    constexpr double kSlack = 1e-5; // of the table that the decoder projects by
    return std::abs(plane.x()) <= MapProjection::kHalfWidth + kSlack
        && std::abs(plane.y()) <= MapProjection::kHalfHeight + kSlack;
}

} // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const Result<MapGeometry> map = MapGeometry::decode(viewOf(data, size));
    if (!map) {
        require(!map.error().message.isEmpty(), "a refusal says why");
        return 0;
    }
    for (const MapCountry &country : map->countries()) {
        require(isOnTheMap(country.bounds.topLeft()) && isOnTheMap(country.bounds.bottomRight()),
                "a shape is on the map");
        require(isOnTheMap(country.label), "a label is on the map");
        require(country.code.isEmpty()
                    || map->countries().at(map->indexOf(country.code)).code == country.code,
                "a code finds its country");
        require(map->countryAt(country.label, 0.1) < map->countries().size(), "a country is one of them");
    }
    for (const MapPoint &point : map->points())
        require(map->anchorOf(point.code).has_value(), "a point has a place");
    return 0;
}
