// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"

/// A half-open range of instants [from, to); 0 = open.
struct InstantRange
{
    Micros from = 0;
    Micros to = 0;

    bool contains(Micros at) const { return (from == 0 || at >= from) && (to == 0 || at < to); }
    friend bool operator==(const InstantRange &, const InstantRange &) = default;
};
