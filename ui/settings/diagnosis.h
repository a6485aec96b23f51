// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/observations.h"
#include "ui/settings/finding.h"

/// What follows from the observations, worst first. Pure.
QList<Finding> diagnose(const Observations &seen);

/// A clock that is further away than this is said to be wrong: visits end after half an hour, and days begin
/// at midnight.
inline constexpr Micros kClockTolerance = 5 * kMicrosPerSecond;
/// A peer that forwards more than this share of all requests looks like a proxy.
inline constexpr double kProxyShare = 0.95;
/// Fewer requests say nothing about that.
inline constexpr int kLeastRequests = 20;
