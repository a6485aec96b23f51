// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/stats/goalbody.h"
#include "tests/fuzz/fuzzcheck.h"

namespace {

void check(const ParsedGoal &parsed)
{
    if (const auto *error = std::get_if<GoalBodyError>(&parsed)) {
        require(error->status >= 400 && error->status < 500, "bad input is the client's fault");
        require(!error->message.isEmpty(), "a refusal says why");
        return;
    }
    const Goal &goal = std::get<Goal>(parsed);
    require(!goal.name.isEmpty() && goal.name.size() <= 100, "a goal has a name");
    require(!goal.pattern.isEmpty() && goal.pattern.size() <= 500, "a goal has a pattern");
    require(qIsFinite(goal.fixedValue) && goal.fixedValue >= 0, "a goal is worth a number");
    require(goal.valueKey.size() <= 255 && goal.currency.size() <= 16, "its other texts are bounded");
}

} // namespace

// A body of Sparklytics and of ts-analytics at once, for a new goal and for one that is there.
// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const QByteArray body = viewOf(data, size).toByteArray();
    const QString site = QStringLiteral("s");
    check(tsAnalyticsGoalOf(body, site));

    const ParsedGoal fresh = sparklyticsGoalOf(body, Goal(), {});
    check(fresh);
    Goal known;
    known.id = QStringLiteral("g");
    known.site = site;
    known.name = QStringLiteral("Signed up");
    known.pattern = QStringLiteral("signup");
    const ParsedGoal changed = sparklyticsGoalOf(body, known, {known});
    check(changed);
    if (const auto *goal = std::get_if<Goal>(&changed))
        require(goal->id == known.id && goal->site == known.site, "a body does not say whose goal it is");
    if (const auto *goal = std::get_if<Goal>(&fresh)) {
        Goal other = *goal;
        other.id = QStringLiteral("other");
        require(std::holds_alternative<GoalBodyError>(sparklyticsGoalOf(body, Goal(), {other})),
                "no two goals of a site have one name");
    }
    return 0;
}
