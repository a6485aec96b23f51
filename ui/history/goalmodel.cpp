// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/goalmodel.h"

#include "ui/past/breakdownmodel.h"
#include "ui/past/pasttext.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace {

/// The value of conversions is only shown for goals that have one.
QString nameWithWorth(const Goal &goal, double value)
{
    if (goal.worth == Goal::Worth::None || value == 0)
        return goal.name;
    const bool isWhole = value == std::floor(value);
    const QString number = QLocale().toString(value, 'f', isWhole ? 0 : 2);
    return goal.currency.isEmpty() ? LineText::fill(GoalModel::tr("%1 · worth %2"), goal.name, number)
                                   : LineText::fill(GoalModel::tr("%1 · worth %2 %3", "goal, sum, currency"),
                                                    goal.name, number, goal.currency);
}

} // namespace

GoalModel::GoalModel(QObject *parent) : QAbstractTableModel(parent) { }

int GoalModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_goals.size());
}

int GoalModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant GoalModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Goal &goal = m_goals.at(index.row());
    const GoalCounts &counts = m_counts.at(index.row());
    const double rate = m_visits > 0 ? static_cast<double>(counts.visits) / static_cast<double>(m_visits) : 0;
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Name       ? nameWithWorth(goal, counts.value)
            : index.column() == Conversions ? Format::number(counts.conversions)
            : m_visits > 0                  ? PastText::share(rate)
                                            : QStringLiteral("—");
    case Qt::ToolTipRole: return PlainText::toolTip(data(index, Qt::AccessibleTextRole).toString());
    case BreakdownModel::ExplanationRole:
    case Qt::AccessibleTextRole:
        return LineText::fill(tr("%1 (%2): %3 conversions in %4 visits, %5 of all"),
                              nameWithWorth(goal, counts.value), describe(goal),
                              Format::number(counts.conversions), Format::number(counts.visits),
                              PastText::share(rate));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(index.column() == Name ? Qt::AlignLeft : Qt::AlignRight)
                                   | Qt::AlignVCenter);
    case BreakdownModel::ValueRole: return goal.id;
    case BreakdownModel::BarRole:
        return m_largest > 0 ? static_cast<double>(counts.conversions) / static_cast<double>(m_largest) : 0.0;
    case BreakdownModel::ShareRole: return rate;
    default: return {};
    }
}

QVariant GoalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Goal");
    case Conversions: return tr("Conversions");
    case Rate: return tr("Conversion rate");
    default: return {};
    }
}

void GoalModel::setGoals(const QList<Goal> &goals, const QList<GoalCounts> &counts, qint64 visits)
{
    beginResetModel();
    m_goals = goals;
    m_counts.clear();
    m_visits = visits;
    m_largest = 0;
    for (const Goal &goal : goals) {
        const auto known = std::ranges::find(counts, goal.id, &GoalCounts::goal);
        m_counts.append(known == counts.end() ? GoalCounts {goal.id} : *known);
        m_largest = std::max(m_largest, m_counts.constLast().conversions);
    }
    endResetModel();
}

std::optional<DimensionFilter> filterOf(const Goal &goal)
{
    using Operator = DimensionFilter::Operator;
    if (goal.match == Goal::Match::Wildcard)
        return std::nullopt;
    const Operator op = goal.match == Goal::Match::Equals ? Operator::Equals : Operator::Contains;
    switch (goal.target) {
    case Goal::Target::Page: return DimensionFilter {QStringLiteral("page"), op, goal.pattern};
    case Goal::Target::Event: return DimensionFilter {QStringLiteral("event"), op, goal.pattern};
    case Goal::Target::Link: return DimensionFilter {QStringLiteral("link"), op, goal.pattern};
    case Goal::Target::Outbound: break;
    }
    return std::nullopt;
}

QString describe(const Goal &goal)
{
    const QString target = goal.target == Goal::Target::Page ? GoalModel::tr("page")
        : goal.target == Goal::Target::Event                 ? GoalModel::tr("event")
        : goal.target == Goal::Target::Link                  ? GoalModel::tr("short link")
                                                             : GoalModel::tr("outbound link");
    const QString match = goal.match == Goal::Match::Equals ? GoalModel::tr("is")
        : goal.match == Goal::Match::Contains               ? GoalModel::tr("contains")
                                                            : GoalModel::tr("is like");
    return LineText::fill(GoalModel::tr("%1 %2 %3"), target, match, goal.pattern);
}
