// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/exchange.h"
#include "core/questions/realtimesnapshot.h"
#include "core/questions/statsquery.h"
#include "core/types/goal.h"
#include "core/types/http.h"
#include "core/types/result.h"
#include "core/types/site.h"

#include <QByteArray>

// Questions and answers about the past in the shapes of ts-analytics (api.md#reads-for-ts-analytics). Pure
// functions.

/// start, end (ISO instants, or civil days of the site's zone, both inclusive; default the last 7 days),
/// period (minute, hour, day, month; else up to 2 days hours, up to 90 days, else months), compare=true.
/// Errors: "bad_date" with upstream's message, "bad_period", those of validate().
Result<StatsQuery> tsAnalyticsQueryOf(const Exchange &exchange, const Site &site, Micros now);

/// `goals` are those of the question, in its order.
QByteArray tsAnalyticsStatsJson(const StatsQuery &query, const QList<Goal> &goals, const StatsTable &table,
                                const RealtimeSnapshot &realtime);
QByteArray tsAnalyticsGoalsJson(const QList<Goal> &goals);
QByteArray tsAnalyticsGoalJson(const Goal &goal);

/// `{"error":"text"}`, which ts-analytics and TyrionURL share.
HttpReply plainStatsError(int status, const QString &message);
/// Errors of StatsQuestions and of the parameters, in that shape.
HttpReply plainStatsErrorOf(const Error &error);
