// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <optional>

/// A position in hundredths of a degree, about a kilometre: no database knows more.
struct GeoPosition
{
    qint16 latitude = 0; ///< -9000 to 9000, north is positive
    qint16 longitude = 0; ///< -18000 to 18000, east is positive

    /// Nothing when out of range or not a number.
    static std::optional<GeoPosition> fromDegrees(double latitude, double longitude)
    {
        if (!(latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180))
            return std::nullopt;
        return GeoPosition {static_cast<qint16>(qRound(latitude * 100)),
                            static_cast<qint16>(qRound(longitude * 100))};
    }
    friend bool operator==(const GeoPosition &, const GeoPosition &) = default;
};

/// What a database knows about an address. Strings are shared: a copy allocates nothing.
struct GeoPlace
{
    Place place;
    std::optional<GeoPosition> position;

    friend bool operator==(const GeoPlace &, const GeoPlace &) = default;
};
