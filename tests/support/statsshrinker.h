// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "core/types/hit.h"

#include <QList>

#include <functional>

/// A case that goes wrong: hits, numbered from 1, and a question.
struct StatsCase
{
    QList<Hit> hits;
    StatsQuery query;
};

/// Makes a failed case small by leaving out what it fails without: hits, fields, parts of the question. The
/// ids in it go on obeying brokenContract(). `fails` is asked at most `tries` times; it must be true for the
/// case given.
StatsCase shrink(StatsCase failed, const std::function<bool(const StatsCase &)> &fails, int tries = 1500);
