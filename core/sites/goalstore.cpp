// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/goalstore.h"

#include "core/storage/allrows.h"
#include "core/storage/transaction.h"
#include "core/types/site.h"

#include <QUuid>

#include <cmath>

namespace {

constexpr qsizetype kMaxName = 200;
constexpr qsizetype kMaxPattern = 500;

Error invalid(const QString &message)
{
    return {QStringLiteral("validation_error"), message};
}

bool hasLength(const QString &text, qsizetype most)
{
    return !text.trimmed().isEmpty() && text.size() <= most;
}

Result<void> check(const Goal &goal)
{
    if (!isValidSiteId(goal.id))
        return invalid(QStringLiteral("the id of a goal is 1 to 64 of A-Za-z0-9_-"));
    if (!hasLength(goal.name, kMaxName))
        return invalid(QStringLiteral("a goal has a name of up to %1 characters").arg(kMaxName));
    if (!hasLength(goal.pattern, kMaxPattern))
        return invalid(QStringLiteral("a goal matches 1 to %1 characters").arg(kMaxPattern));
    if (goal.target == Goal::Target::Page
        && (goal.pattern.contains(u'?') || goal.pattern.startsWith(QLatin1StringView("http"))))
        return invalid(QStringLiteral(
            "a page goal is compared with the path alone; leave out scheme, host and what follows ?"));
    if (!std::isfinite(goal.fixedValue) || goal.valueKey.size() > kMaxName || goal.currency.size() > 3)
        return invalid(QStringLiteral("the value of a goal is a number, its currency three letters"));
    return {};
}

template <typename Enum>
Enum known(qint64 number, Enum last)
{
    return number >= 0 && number <= static_cast<qint64>(last) ? static_cast<Enum>(number) : Enum {};
}

} // namespace

Result<QList<Goal>> readGoals(const Database &database)
{
    Statement rows = database.prepare(
        "SELECT id, site, name, target, match, pattern, worth, fixed_value, value_key,"
        " currency FROM goal ORDER BY name, id");
    return allRows(database, rows, [](const Statement &row) {
        Goal goal;
        goal.id = row.text(0);
        goal.site = row.text(1);
        goal.name = row.text(2);
        goal.target = known(row.integer(3), Goal::Target::Link);
        goal.match = known(row.integer(4), Goal::Match::Wildcard);
        goal.pattern = row.text(5);
        goal.worth = known(row.integer(6), Goal::Worth::Hit);
        goal.fixedValue = row.real(7);
        goal.valueKey = row.text(8);
        goal.currency = row.text(9);
        return goal;
    });
}

Result<Goal> writeGoal(Database &database, const Goal &given)
{
    Goal goal = given;
    if (goal.id.isEmpty())
        goal.id = QStringLiteral("goal_") + QUuid::createUuid().toString(QUuid::Id128).first(12);
    if (Result<void> checked = check(goal); !checked)
        return checked.error();
    Transaction transaction(database);
    Statement others = database.prepare("SELECT COUNT(*) FROM goal WHERE site = ?1 AND id <> ?2");
    others.bind(1, QStringView(goal.site));
    others.bind(2, QStringView(goal.id));
    if (others.step() != Statement::Step::Row)
        return database.lastError();
    if (others.integer(0) >= kMaxGoalsOfSite)
        return Error {QStringLiteral("too_many_goals"),
                      QStringLiteral("a site has at most %1 goals; remove one first").arg(kMaxGoalsOfSite)};
    Statement write = database.prepare(
        "INSERT OR REPLACE INTO goal (id, site, name, target, match, pattern, worth, fixed_value, value_key, currency)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    write.bind(1, QStringView(goal.id));
    write.bind(2, QStringView(goal.site));
    write.bind(3, QStringView(goal.name));
    write.bind(4, static_cast<qint64>(goal.target));
    write.bind(5, static_cast<qint64>(goal.match));
    write.bind(6, QStringView(goal.pattern));
    write.bind(7, static_cast<qint64>(goal.worth));
    write.bind(8, goal.fixedValue);
    write.bind(9, QStringView(goal.valueKey));
    write.bind(10, QStringView(goal.currency));
    if (!write.run())
        return database.lastError();
    if (Result<void> committed = transaction.commit(); !committed)
        return committed.error();
    return goal;
}

Result<bool> removeGoal(Database &database, const QString &id)
{
    Transaction transaction(database);
    Statement remove = database.prepare("DELETE FROM goal WHERE id = ?1 RETURNING 1");
    remove.bind(1, QStringView(id));
    const Statement::Step step = remove.step();
    if (step == Statement::Step::Failed)
        return database.lastError();
    remove.reset();
    if (Result<void> committed = transaction.commit(); !committed)
        return committed.error();
    return step == Statement::Step::Row;
}
