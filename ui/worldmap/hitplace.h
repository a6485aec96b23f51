// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/visitordatastatus.h"

#include <QPointF>

#include <optional>

/// Where on the map, in its plane.
QPointF planeOf(const GeoPosition &position);

/// Where on the map a hit comes from: its city or network, else where its country is labelled; nothing for
/// what has no place. `networks` are where the user put local ones.
std::optional<QPointF> planeOf(const Hit &hit, const QList<NamedNetwork> &networks);
