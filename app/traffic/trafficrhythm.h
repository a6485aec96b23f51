// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/traffic/randomstream.h"
#include "core/types/clock.h"

/// Spreads a known number of arrivals over a time range as on a real site: few at night, more on
/// working days. Arrivals come out in time order. Integer arithmetic only, see RandomStream.
class TrafficRhythm
{
public:
    /// The range [from, to) must not exceed 100 years. An empty range puts every arrival at `from`.
    TrafficRhythm(Micros from, Micros to, qint64 arrivals, bool flat, quint64 seed);

    /// REQUIRES: called at most `arrivals` times.
    Micros next();

private:
    quint64 weightAt(Micros instant) const;
    Micros bucketEnd(Micros instant) const;

    Micros m_to;
    bool m_flat;
    qint64 m_arrivals;
    quint64 m_step = 0, m_rest = 0; ///< weight per arrival, and what the division left over
    qint64 m_index = 0;
    Micros m_bucketStart; ///< the hour that the last arrival fell in…
    quint64 m_bucketWeight = 0; ///< …and the weight of everything before it
    RandomStream m_random;
};
