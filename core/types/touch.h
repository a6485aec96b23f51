// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <optional>

/// What brings somebody to a site, as one hit tells it: a campaign, a click id or a foreign referrer.
///
/// A visit came from where its first touch says, in the order of its hits (event time, then sequence); from
/// nowhere, that is Direct, when none of its hits is a touch. All fields are those of that one hit.
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

/// Nothing when the hit says no more than that somebody was on the site already, or came by themselves.
std::optional<Touch> touchOf(const Hit &hit);
