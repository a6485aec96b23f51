// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"

#include <QAbstractTableModel>
#include <QList>
#include <QMap>

/// The values of a dimension with their counts, in the order of the engine: one page, or page after page.
///
/// The first column is the value, then one for each metric, then the share of the metric they are ordered by
/// in its total. Main thread.
class BreakdownModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BreakdownModel)

public:
    enum Role {
        ValueRole = Qt::UserRole + 1, ///< as counted: a path, a country code; empty = missing
        BarRole, ///< 0–1 of the largest row, by the metric of the order
        ShareRole, ///< 0–1 of the total
        ChangeRole, ///< text: "+31 %", "new"; empty without a comparison
        ExplanationRole, ///< the row in words, with a remark on its value
    };

    explicit BreakdownModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// Asks for more rows when a view reaches the end; only with setPaged().
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    void setPaged(bool on) { m_isPaged = on; }

    /// Sets the columns; removes the rows.
    void setColumns(const QString &dimension, const QList<Metric> &metrics);
    /// The metric that the rows are ordered by; must be one of the metrics.
    void setOrder(Metric metric);
    /// Replaces the rows by an answer. `totals` is the base of shares. By sums of values a list that is not
    /// paged leaves out what has none.
    void setRows(const Breakdown &breakdown, const StatsCounts &totals, bool isCompared);
    /// Appends the next page of the same answer.
    void appendRows(const Breakdown &breakdown);
    void clear();

    const QString &dimension() const { return m_dimension; }
    Metric order() const { return m_order; }
    const QList<Metric> &metrics() const { return m_metrics; }
    const QList<BreakdownRow> &rows() const { return m_rows; }
    qint64 totalRows() const { return m_totalRows; }
    /// Opens the whole list: how many values it has, and how many of them the rows leave out for a sum of 0.
    QString wholeListText() const;
    int shareColumn() const { return static_cast<int>(m_metrics.size()) + 1; }
    /// Empty for the columns of value and share.
    std::optional<Metric> metricAt(int column) const;
    QString valueAt(int row) const { return m_rows.at(row).value; }

Q_SIGNALS:
    /// Asks for rows from rowCount() on; emitted once until they arrive.
    void moreWanted();

private:
    QString changeOf(const BreakdownRow &row) const;
    double shareOf(const BreakdownRow &row) const;
    QString shareText(const BreakdownRow &row) const;
    QString readableRow(const BreakdownRow &row) const;
    /// A metric as text, a sum of values with its currency.
    static QString amountOf(const StatsCounts &counts, const QString &currency, Metric metric);
    /// Whether what the rows are ordered by is a number, not a sum over several currencies.
    bool isComparable(const BreakdownRow &row) const;
    bool hasShare(const BreakdownRow &row) const;
    double largestOf(const BreakdownRow &row) const;
    void noteLargest(const QList<BreakdownRow> &rows);

    QString m_dimension;
    QList<Metric> m_metrics = {Metric::Visitors};
    Metric m_order = Metric::Visitors;
    QList<BreakdownRow> m_rows;
    StatsCounts m_totals;
    qint64 m_totalRows = 0;
    int m_leftOut = 0; ///< rows without a sum of values
    QMap<QString, double> m_largest; ///< by currency, which is empty but for sums of values
    QMap<QString, double> m_sums; ///< of values, by currency
    bool m_isCompared = false;
    bool m_isPaged = false;
    bool m_isWaiting = false; ///< for more rows
};
