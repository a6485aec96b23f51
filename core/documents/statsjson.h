// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/statsparameters.h"
#include "core/questions/statsquery.h"
#include "core/types/goal.h"

#include <QByteArray>

// Answers about the past as the native JSON documents (api.md#shapes-of-answers).
// Pure functions, used by the HTTP routes and by the command line alike.

/// The document that was requested.
QByteArray statsJson(const StatsRequest &request, const StatsTable &table);
/// `{"visits":[…],"next_cursor":…}`.
QByteArray visitsJson(const VisitsPage &page);
/// `{"visit":{…},"hits":[…],"truncated":false}`.
QByteArray timelineJson(const VisitTimeline &timeline);
/// `{"goals":[…],"visits":n}`: each goal with its counts in `table`, whose goals are in the same order.
QByteArray goalsJson(const QList<Goal> &goals, const StatsTable &table);
