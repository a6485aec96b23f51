// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

/// The visitor as tables show them: the last four hex digits, or the first letters of an identity; empty when
/// anonymous. Hit::visitorText() has the whole.
QString shownVisitor(const Hit &hit);
