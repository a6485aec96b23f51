// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/visitordatastatus.h"

#include <QPointF>

#include <optional>

/// A position on the plane of the map.
QPointF planeOf(const GeoPosition &position);

/// The position of a hit on the map: its city or network, otherwise the label of its country; empty for
/// hits without a place. `networks` are the positions of local ones.
std::optional<QPointF> planeOf(const Hit &hit, const QList<NamedNetwork> &networks);
