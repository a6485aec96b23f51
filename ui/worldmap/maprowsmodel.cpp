// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/worldmap/maprowsmodel.h"

#include "ui/past/breakdownmodel.h"
#include "ui/past/pasttext.h"
#include "ui/text/linetext.h"
#include "ui/text/metrictext.h"
#include "ui/text/placename.h"
#include "ui/text/plaintext.h"

#include <algorithm>

MapRowsModel::MapRowsModel(Kind kind, QObject *parent) : QAbstractTableModel(parent), m_kind(kind) { }

int MapRowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int MapRowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 3;
}

QVariant MapRowsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MapRow &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == 1)
            return MetricText::value(m_content.metric, m_content.valueOf(row));
        return index.column() == 0 ? row.name : PastText::share(m_content.shareOf(row));
    case Qt::ToolTipRole: return PlainText::toolTip(readable(row, m_content));
    case BreakdownModel::ExplanationRole:
    case Qt::AccessibleTextRole: return readable(row, m_content);
    case BreakdownModel::ValueRole: return m_kind == Kind::Countries ? row.country : row.value;
    case BreakdownModel::BarRole: return m_largest > 0 ? m_content.valueOf(row) / m_largest : 0.0;
    case BreakdownModel::ShareRole: return m_content.shareOf(row);
    default: return {};
    }
}

void MapRowsModel::setRows(const QList<MapRow> &rows, const MapContent &content)
{
    beginResetModel();
    m_rows = rows;
    m_content.metric = content.metric;
    m_content.totals = content.totals;
    m_largest = 0;
    for (const MapRow &row : std::as_const(m_rows))
        m_largest = std::max(m_largest, m_content.valueOf(row));
    endResetModel();
}

QString MapRowsModel::readable(const MapRow &row, const MapContent &content)
{
    const QString name = row.name.isEmpty()
        ? LineText::fill(tr("%1, city not known"), PlaceName::country(row.country))
        : row.region.isEmpty() || row.region == row.name
        ? row.name
        : LineText::fill(tr("%1, %2", "city, region"), row.name, row.region);
    const QString share = LineText::fill(tr("%1 of %2", "share, metric"),
                                         PastText::share(content.shareOf(row)),
                                         MetricText::name(content.metric).toLower());
    const QString visitors = MetricText::sentence(Metric::Visitors, static_cast<double>(row.counts.visitors));
    const QString hits = MetricText::sentence(Metric::Hits, static_cast<double>(row.counts.hits));
    const bool isOther = content.metric != Metric::Visitors && content.metric != Metric::Hits;
    const QString other = isOther ? MetricText::sentence(content.metric, content.valueOf(row)) : QString();
    return isOther ? LineText::fill(tr("%1: %2, %3, %4, %5"), name, other, visitors, hits, share)
                   : LineText::fill(tr("%1: %2, %3, %4"), name, visitors, hits, share);
}
