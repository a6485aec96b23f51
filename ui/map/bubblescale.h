// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

/// Radius in pixels of a dot whose area is proportional to its number; small ones stay visible.
double bubbleRadius(double value, double largest);

/// The numbers for a legend of such dots, largest first: at most three, round except the largest.
QList<double> bubbleTicks(double largest);
