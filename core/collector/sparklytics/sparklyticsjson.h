// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collector/sparklytics/sparklyticsparameters.h"
#include "core/questions/statsquery.h"
#include "core/types/goal.h"
#include "core/types/http.h"
#include "core/types/result.h"

#include <QByteArray>

// Answers about the past in the envelopes of Sparklytics (api.md#reads-for-sparklytics). Pure functions.
// Rates without a denominator are 0, as upstream writes them.

QByteArray sparklyticsStatsJson(const SparklyticsQuestion &question, const StatsTable &table);
/// `valueIsHits`: the series of one event gives its hits as pageviews, as upstream does.
QByteArray sparklyticsSeriesJson(const SparklyticsQuestion &question, Granularity granularity,
                                 bool valueIsHits, const StatsTable &table);
/// `type`, `limit` and `offset` as requested.
QByteArray sparklyticsMetricsJson(const SparklyticsQuestion &question, const QString &type, qint64 limit,
                                  qint64 offset, const StatsTable &table);
QByteArray sparklyticsEventsJson(const StatsTable &table);
QByteArray sparklyticsSessionsJson(const VisitsPage &page, int limit);
QByteArray sparklyticsSessionJson(const VisitTimeline &timeline);
QByteArray sparklyticsGoalsJson(const QList<Goal> &goals);
QByteArray sparklyticsGoalJson(const Goal &goal);
/// `table` is the answer to a question with only this goal and a comparison.
QByteArray sparklyticsGoalStatsJson(const Goal &goal, const StatsTable &table);

/// Sparklytics' envelope of an error; an empty `field` is null.
HttpReply sparklyticsError(int status, const char *code, const QString &message, const QString &field = {});
constexpr const char *kNoWebsite = "Website not found";
/// Errors of StatsQuestions and of the parameters, in that envelope.
HttpReply sparklyticsStatsError(const Error &error);
