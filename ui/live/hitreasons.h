// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <QString>

/// Why the program decided about a hit as it did, in sentences. Pure functions.
namespace HitReasons {

QString place(const Hit &hit);
QString channel(const Hit &hit); ///< mostly empty without a source
QString client(const Hit &hit);
QString verdict(const Hit &hit);
QString visitor(const Hit &hit);

} // namespace HitReasons
