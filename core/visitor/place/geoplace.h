// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <optional>

/// What a database knows about an address. Strings are shared: a copy allocates nothing.
struct GeoPlace
{
    Place place;
    std::optional<GeoPosition> position;

    friend bool operator==(const GeoPlace &, const GeoPlace &) = default;
};
