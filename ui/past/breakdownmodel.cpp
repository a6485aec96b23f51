// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/past/breakdownmodel.h"

#include "ui/past/pasttext.h"
#include "ui/text/format.h"
#include "ui/text/linetext.h"
#include "ui/text/metrictext.h"
#include "ui/text/plaintext.h"

#include <algorithm>

namespace {

/// In a column of rates every one has its decimal.
QString cellText(Metric metric, std::optional<double> value)
{
    return value && MetricText::isRate(metric) ? PastText::share(*value) : MetricText::value(metric, value);
}

} // namespace

BreakdownModel::BreakdownModel(QObject *parent) : QAbstractTableModel(parent) { }

int BreakdownModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int BreakdownModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : shareColumn() + 1;
}

std::optional<Metric> BreakdownModel::metricAt(int column) const
{
    if (column < 1 || column >= shareColumn())
        return std::nullopt;
    return m_metrics.at(column - 1);
}

QVariant BreakdownModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const BreakdownRow &row = m_rows.at(index.row());
    const std::optional<Metric> metric = metricAt(index.column());
    switch (role) {
    case Qt::DisplayRole:
        if (metric)
            return amountOf(row.counts, row.currency, *metric);
        return index.column() == 0 ? PastText::value(m_dimension, row.value) : shareText(row);
    case Qt::ToolTipRole: return PlainText::toolTip(data(index, ExplanationRole).toString());
    case ExplanationRole: {
        const QString remark = PastText::remark(m_dimension, row.value);
        return remark.isEmpty() ? readableRow(row) : QString(readableRow(row) + QLatin1Char('\n') + remark);
    }
    case Qt::AccessibleTextRole: return readableRow(row);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(index.column() == 0 ? Qt::AlignLeft : Qt::AlignRight)
                                   | Qt::AlignVCenter);
    case ValueRole: return row.value;
    case BarRole: {
        const double largest = isComparable(row) ? largestOf(row) : 0;
        return largest > 0 ? std::max(0.0, row.counts.value(m_order)) / largest : 0.0;
    }
    case ShareRole: return shareOf(row);
    case ChangeRole: return changeOf(row);
    default: return {};
    }
}

QVariant BreakdownModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section > shareColumn())
        return {};
    const std::optional<Metric> metric = metricAt(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(section == 0 ? Qt::AlignLeft : Qt::AlignRight)
                                   | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return PlainText::toolTip(
            metric ? LineText::fill(tr("%1 Click to sort by it."), MetricText::definition(*metric))
                   : QString());
    if (role != Qt::DisplayRole)
        return {};
    if (section == shareColumn())
        return tr("Share");
    if (!metric) {
        QString name = PastText::dimension(m_dimension);
        if (!name.isEmpty())
            name[0] = name.at(0).toUpper();
        return name;
    }
    return *metric == m_order ? LineText::fill(tr("%1 ▾"), MetricText::name(*metric))
                              : MetricText::name(*metric);
}

bool BreakdownModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_isPaged && !m_isWaiting && !m_rows.isEmpty() && m_rows.size() < m_totalRows;
}

void BreakdownModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_isWaiting = true;
    Q_EMIT moreWanted();
}

void BreakdownModel::setColumns(const QString &dimension, const QList<Metric> &metrics)
{
    beginResetModel();
    m_dimension = dimension;
    m_metrics = metrics;
    if (!m_metrics.contains(m_order))
        m_order = m_metrics.constFirst();
    m_rows.clear();
    m_totalRows = 0;
    endResetModel();
}

void BreakdownModel::setOrder(Metric metric)
{
    m_order = metric;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, shareColumn());
}

void BreakdownModel::setRows(const Breakdown &breakdown, const StatsCounts &totals, bool isCompared)
{
    beginResetModel();
    m_isWaiting = false;
    m_rows = breakdown.rows;
    m_leftOut = m_order != Metric::ValueSum || m_isPaged
        ? 0
        : static_cast<int>(
            m_rows.removeIf([](const BreakdownRow &row) { return row.counts.value(Metric::ValueSum) == 0; }));
    m_totalRows = breakdown.totalRows;
    m_totals = totals;
    m_isCompared = isCompared;
    m_sums = breakdown.sums;
    m_largest.clear();
    noteLargest(m_rows);
    endResetModel();
}

void BreakdownModel::appendRows(const Breakdown &breakdown)
{
    m_isWaiting = false;
    m_totalRows = breakdown.rows.isEmpty() ? m_rows.size() : breakdown.totalRows;
    if (breakdown.rows.isEmpty())
        return;
    const int first = static_cast<int>(m_rows.size());
    beginInsertRows({}, first, first + static_cast<int>(breakdown.rows.size()) - 1);
    m_rows += breakdown.rows;
    noteLargest(breakdown.rows);
    endInsertRows();
}

void BreakdownModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_totalRows = 0;
    endResetModel();
}

QString BreakdownModel::wholeListText() const
{
    const QString all = Format::number(m_totalRows);
    return m_leftOut == 0 ? LineText::fill(tr("All %1…"), all)
                          : LineText::fill(tr("All %1, %2 without a value…"), all, Format::number(m_leftOut));
}

QString BreakdownModel::amountOf(const StatsCounts &counts, const QString &currency, Metric metric)
{
    if (metric == Metric::ValueSum && currency == kOtherCurrencies)
        return tr("several currencies");
    const QString text = cellText(metric, MetricText::valueOf(counts, metric));
    return metric != Metric::ValueSum || currency.isEmpty()
        ? text
        : LineText::fill(tr("%1 %2", "sum, currency"), text, currency);
}

bool BreakdownModel::isComparable(const BreakdownRow &row) const
{
    return m_order != Metric::ValueSum || row.currency != kOtherCurrencies;
}

bool BreakdownModel::hasShare(const BreakdownRow &row) const
{
    // Of property names no sum of a currency is known: a hit has several of them.
    const bool isKnown = m_order != Metric::ValueSum || m_dimension != kPropertyNames || !m_sums.isEmpty();
    return isKnown && isComparable(row);
}

double BreakdownModel::largestOf(const BreakdownRow &row) const
{
    return m_largest.value(m_order == Metric::ValueSum ? row.currency : QString());
}

void BreakdownModel::noteLargest(const QList<BreakdownRow> &rows)
{
    // Bars of sums in several currencies cannot be compared.
    for (const BreakdownRow &row : rows) {
        double &largest = m_largest[m_order == Metric::ValueSum ? row.currency : QString()];
        largest = std::max(largest, row.counts.value(m_order));
    }
}

QString BreakdownModel::shareText(const BreakdownRow &row) const
{
    return hasShare(row) ? PastText::share(shareOf(row)) : QStringLiteral("—");
}

double BreakdownModel::shareOf(const BreakdownRow &row) const
{
    if (!hasShare(row))
        return 0;
    if (m_order == Metric::ValueSum && !m_sums.isEmpty()) {
        const double sum = m_sums.value(row.currency);
        return sum > 0 ? row.counts.valueSum / sum : 0;
    }
    // A rate has no share; how many visitors it speaks of does.
    const bool isRate = m_order == Metric::BounceRate || m_order == Metric::VisitDuration;
    const Metric metric = isRate ? Metric::Visits : m_order;
    const double whole = m_totals.value(metric);
    return whole > 0 ? row.counts.value(metric) / whole : 0;
}

QString BreakdownModel::changeOf(const BreakdownRow &row) const
{
    if (!m_isCompared || !isComparable(row))
        return {};
    const MetricChange change = MetricText::change(m_order, MetricText::valueOf(row.counts, m_order),
                                                   MetricText::valueOf(row.previous, m_order));
    return change.kind == MetricChange::Kind::NoData ? QString() : MetricText::signedText(change, m_order);
}

QString BreakdownModel::readableRow(const BreakdownRow &row) const
{
    const QString text = LineText::fill(
        tr("%1: %2, share %3"), PastText::value(m_dimension, row.value),
        row.currency.isEmpty() ? MetricText::sentence(m_order, MetricText::valueOf(row.counts, m_order))
                               : amountOf(row.counts, row.currency, m_order),
        shareText(row));
    if (!m_isCompared || !isComparable(row))
        return text;
    const QString before = row.currency.isEmpty()
        ? MetricText::value(m_order, MetricText::valueOf(row.previous, m_order))
        : amountOf(row.previous, row.currency, m_order);
    return LineText::fill(tr("%1; before: %2"), text, before);
}
