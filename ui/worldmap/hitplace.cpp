// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/worldmap/hitplace.h"

#include "ui/map/mapgeometry.h"
#include "ui/map/mapprojection.h"

#include <algorithm>

QPointF planeOf(const GeoPosition &position)
{
    return MapProjection::project(position.longitude / 100.0, position.latitude / 100.0);
}

std::optional<QPointF> planeOf(const Hit &hit, const QList<NamedNetwork> &networks)
{
    if (hit.place.country.isEmpty() && !hit.place.city.isEmpty()) {
        const auto network = std::ranges::find_if(networks, [&hit](const NamedNetwork &known) {
            return known.position && known.name == hit.place.city;
        });
        if (network != networks.cend())
            return planeOf(*network->position);
    }
    if (hit.place.position)
        return planeOf(*hit.place.position);
    return MapGeometry::world().anchorOf(hit.place.country);
}
