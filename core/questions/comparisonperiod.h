// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/instantrange.h"

#include <QString>

/// The range that a comparison means (glossary.md#comparison), in civil days of the zone: the same number of
/// days ending the day before. A range that is still running (its end lies behind `now`) compares with the
/// same part.
InstantRange previousPeriod(const InstantRange &range, const QString &zone, Micros now);
/// Twelve months before; 29 February becomes the 28th.
InstantRange previousYear(const InstantRange &range, const QString &zone, Micros now);
