// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/health.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <utility>

namespace {

struct Failure
{
    QLatin1StringView code;
    QLatin1StringView words;
};
constexpr std::array kFailures {
    Failure {QLatin1StringView("database_gone"), QLatin1StringView("the database file was removed or moved")},
    Failure {QLatin1StringView("database_log_gone"),
             QLatin1StringView("the log of the database was removed")},
    Failure {QLatin1StringView("database_replaced"), QLatin1StringView("the database file was replaced")},
    // Pages that cannot be read make it one that was overwritten, too: what was found says more.
    Failure {QLatin1StringView("database_damaged"), QLatin1StringView("the database is malformed")},
    Failure {QLatin1StringView("database_log_overwritten"),
             QLatin1StringView("the log of the database was truncated or overwritten")},
    Failure {QLatin1StringView("database_overwritten"),
             QLatin1StringView("the database file was truncated or overwritten")},
};

} // namespace

QByteArray healthJson(const StoreState &state)
{
    QJsonArray reasons;
    const bool isSaid = std::ranges::any_of(
        state.concerns, [&](const Concern &concern) { return concern.message == state.error; });
    if (!state.canStore && !isSaid)
        reasons.append(QString(QStringLiteral("Hits cannot be stored: ") + state.error));
    for (const Concern &concern : state.concerns)
        reasons.append(concern.message);
    QJsonObject health {{QStringLiteral("status"),
                         state.isFailing()       ? QStringLiteral("failing")
                             : reasons.isEmpty() ? QStringLiteral("ok")
                                                 : QStringLiteral("degraded")}};
    if (!reasons.isEmpty())
        health.insert(QStringLiteral("reasons"), reasons);
    return QJsonDocument(health).toJson(QJsonDocument::Compact);
}

bool isFileLost(const StoreState &state)
{
    return !state.canStore && std::ranges::any_of(state.concerns, [](const Concern &concern) {
        return concern.code == QLatin1StringView("database_damaged")
            || (concern.level == Concern::Level::Failing
                && concern.code.startsWith(QLatin1StringView("database_")));
    });
}

QString failureForSenders(const StoreState &state)
{
    if (state.canStore)
        return {};
    for (const Failure &failure : kFailures) {
        const bool isIt = std::ranges::any_of(
            state.concerns, [&](const Concern &concern) { return concern.code == failure.code; });
        if (isIt)
            return failure.words;
    }
    // What SQLite says names no file; what does is for those who may read /healthz.
    return state.error.isEmpty() || state.error.contains(u'/') || state.error.contains(u'\\')
        ? QStringLiteral("the database does not take them")
        : state.error;
}
