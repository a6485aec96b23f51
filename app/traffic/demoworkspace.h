// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/link.h"
#include "core/types/annotation.h"
#include "core/types/clock.h"
#include "core/types/goal.h"
#include "core/types/rejection.h"
#include "core/types/site.h"

#include <QList>

// What the workspace of a demo has besides hits. Pure: the same every time.

constexpr Micros kDemoPast = 90 * kMicrosPerDay;

/// Two sites, the busier one first.
QList<Site> demoSites();
/// Short links of the first site, which its traffic follows.
QList<Link> demoLinks();
/// Goals that the traffic reaches.
QList<Goal> demoGoals();
/// Notes on the days that the traffic has a reason to rise.
QList<Annotation> demoNotes(Micros now);
/// A hit that was not stored; `number` chooses among the usual reasons.
Rejection demoRejection(int number, Micros at);
