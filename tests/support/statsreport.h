// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "core/types/hit.h"

#include <QList>
#include <QString>

/// The first thing in which an answer is not what it should be, in words; empty when all that was asked for
/// is right. Ranges are compared in whole milliseconds, doubles up to rounding; counts that no metric asked
/// for, scannedHits, sumsDays and elapsedMs are not compared.
QString difference(const StatsTable &expected, const StatsTable &actual, const StatsQuery &query);
QString difference(const QList<VisitSummary> &expected, const QList<VisitSummary> &actual);

// What a failed test prints: all that is not as it is by default, one line for each hit.
QString describe(const StatsQuery &query);
QString describe(const VisitsQuery &query);
QString describe(const QList<Hit> &hits);
