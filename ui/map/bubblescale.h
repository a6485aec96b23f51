// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

/// Radius in pixels of a dot whose area stands for its number; small ones stay visible.
double bubbleRadius(double value, double largest);

/// The numbers that a legend of such dots shows, largest first: at most three, round but for the largest.
QList<double> bubbleTicks(double largest);
