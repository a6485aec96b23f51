// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fakestatssource.h"

/// Two months of made-up visits of the site "example", with notes and goals, for pictures.
void fillPast(FakeStatsSource &stats, Micros now);
