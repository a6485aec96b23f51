// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"

#include <QAbstractTableModel>
#include <QList>

#include <optional>

/// The goals of a site with their conversions: name, conversions, rate. The roles are those of
/// BreakdownModel, the value is the goal's id. Main thread.
class GoalModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GoalModel)

public:
    enum Column { Name, Conversions, Rate, ColumnCount };

    explicit GoalModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// `counts` in the order of the goals, as asked; `visits` is the base of rates.
    void setGoals(const QList<Goal> &goals, const QList<GoalCounts> &counts, qint64 visits);
    const QList<Goal> &goals() const { return m_goals; }

private:
    QList<Goal> m_goals;
    QList<GoalCounts> m_counts;
    qint64 m_visits = 0;
    qint64 m_largest = 0;
};

/// The filter for hits that reach the goal; empty if no dimension can express it.
std::optional<DimensionFilter> filterOf(const Goal &goal);
/// "event is signup", "page contains /docs/".
QString describe(const Goal &goal);
