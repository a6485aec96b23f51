// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <optional>

/// Where a hit says that its visitor came from: a campaign, a click id or a foreign referrer.
///
/// A visit came from its first touch, in the order of its hits (event time, then sequence). A visit without
/// a touch is Direct. All fields are those of that one hit.
struct Touch
{
    QString source; ///< as Hit::origin()
    QString channel; ///< never "Internal"
    QString referrer; ///< empty when it is a page of the site itself
    Campaign campaign;

    friend bool operator==(const Touch &, const Touch &) = default;
};

/// The channel of a visit without a touch.
constexpr QLatin1StringView kDirectChannel("Direct");

/// Empty when the hit only says that the visitor was on the site already, or came directly.
std::optional<Touch> touchOf(const Hit &hit);
