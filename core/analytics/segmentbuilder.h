// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analytics/dayhits.h"
#include "core/analytics/segment.h"

/// Sorts the hits of a day into a segment. Pure; the hits are those of one site and UTC day in sequence
/// order.
Segment buildSegment(const DayHits &day);
