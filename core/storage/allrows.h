// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"

#include <QList>

#include <type_traits>

/// What `rowOf` makes of each row of a statement whose parameters are bound. Errors: what SQLite says of the
/// read; a list that ends early is no answer.
template <typename RowOf>
auto allRows(const Database &database, Statement &statement, RowOf rowOf)
    -> Result<QList<std::invoke_result_t<RowOf, const Statement &>>>
{
    QList<std::invoke_result_t<RowOf, const Statement &>> rows;
    if (!statement.isValid())
        return database.lastError();
    Statement::Step step = statement.step();
    for (; step == Statement::Step::Row; step = statement.step())
        rows.append(rowOf(statement));
    if (step == Statement::Step::Failed)
        return database.lastError();
    return rows;
}
