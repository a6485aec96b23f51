// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <QString>

#include <optional>

/// Where a hit came from as one text, the dimension `place`: COUNTRY|REGION|CITY|LAT,LON without its empty
/// end, as in "IN|Mahārāshtra|Mumbai|19.08,72.88". COUNTRY is "local" for hits of local networks, CITY then
/// the name of the network. Empty = nothing is known. The position has two decimals, always. Also what such a
/// text says.
struct PlaceText
{
    QString country; ///< ISO 3166-1 alpha-2, kLocal, or empty
    QString region;
    QString city;
    std::optional<GeoPosition> position;

    /// In the place of a country.
    static constexpr QLatin1StringView kLocal {"local"};

    /// A '|' in a name becomes '/'. A position without a name is none: it is not stored either.
    static QString of(const Place &place, bool isLocal);
    /// Takes any text; what does not fit is left out.
    static PlaceText parse(const QString &text);
    /// The text without its position: what tells places apart. One with a position is another than one
    /// without.
    static QString key(const QString &text);

    bool isLocal() const { return country == kLocal; }
    friend bool operator==(const PlaceText &, const PlaceText &) = default;
};
