// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/goal.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <variant>

// Goals as the bodies of foreign dashboards describe them. Pure functions.

constexpr qsizetype kMaxGoalBodyBytes = 16 * 1024;

/// Why a body is not a valid goal.
struct GoalBodyError
{
    int status = 422; ///< 400: no JSON object; 413: too large; 422: a member is missing or wrong
    const char *code = "validation_error";
    QString message;
    QString field = {};
};
using ParsedGoal = std::variant<Goal, GoalBodyError>;

/// Sparklytics (api.md#reads-for-sparklytics): `base` with the members of the body replaced. A new goal
/// (empty base.pattern) needs name, goal_type and match_value. `others` are the site's goals, whose names are
/// taken; base itself may be among them.
ParsedGoal sparklyticsGoalOf(const QByteArray &body, const Goal &base, const QList<Goal> &others);
/// ts-analytics (api.md#reads-for-ts-analytics): name, type, pattern and matchType; value. Errors have status
/// 400.
ParsedGoal tsAnalyticsGoalOf(const QByteArray &body, const QString &site);
/// True for the Content-Type of a JSON document.
bool isJsonType(const QByteArray &contentType);
