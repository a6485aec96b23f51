// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <QString>

#include <optional>

/// The place of a hit as one text, the dimension `place`: COUNTRY|REGION|CITY|LAT,LON without empty fields at
/// the end, as in "IN|Mahārāshtra|Mumbai|19.08,72.88". COUNTRY is "local" for hits of local networks, and
/// CITY the name of the network. Empty = unknown. The position always has two decimals. This struct holds the
/// fields of such a text.
struct PlaceText
{
    QString country; ///< ISO 3166-1 alpha-2, kLocal, or empty
    QString region;
    QString city;
    std::optional<GeoPosition> position;

    /// Used as country of local networks.
    static constexpr QLatin1StringView kLocal {"local"};

    /// A '|' in a name becomes '/'. A position without a name is left out: it is not stored either.
    static QString of(const Place &place, bool isLocal);
    /// Accepts any text; invalid fields are left out.
    static PlaceText parse(const QString &text);
    /// The text without its position, which identifies the place; a place with a position is not equal to one
    /// without.
    static QString key(const QString &text);

    bool isLocal() const { return country == kLocal; }
    friend bool operator==(const PlaceText &, const PlaceText &) = default;
};
