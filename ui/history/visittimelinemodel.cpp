// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/visittimelinemodel.h"

#include "ui/text/hittext.h"
#include "ui/text/linetext.h"
#include "ui/text/metrictext.h"
#include "ui/text/plaintext.h"

VisitTimelineModel::VisitTimelineModel(QObject *parent) : QAbstractTableModel(parent) { }

int VisitTimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_timeline.hits.size());
}

int VisitTimelineModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant VisitTimelineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::ToolTipRole)
        return PlainText::toolTip(data(index, Qt::DisplayRole).toString());
    if (role != Qt::DisplayRole)
        return {};
    const Hit &hit = m_timeline.hits.at(index.row());
    switch (index.column()) {
    case Time: return m_clock.text(hit.eventAt, hit.eventAt);
    case Gap: {
        if (index.row() == 0)
            return QString();
        const Micros gap = hit.eventAt - m_timeline.hits.at(index.row() - 1).eventAt;
        return LineText::fill(tr("+%1"), MetricText::duration(static_cast<double>(gap) / kMicrosPerSecond));
    }
    case Kind: return HitText::kind(hit.kind);
    case What: return HitText::page(hit);
    default: return {};
    }
}

QVariant VisitTimelineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time: return tr("Time");
    case Gap: return tr("After");
    case Kind: return tr("Kind");
    case What: return tr("Page or link");
    default: return {};
    }
}

void VisitTimelineModel::setTimeline(const VisitTimeline &timeline, const QTimeZone &zone)
{
    beginResetModel();
    m_timeline = timeline;
    m_clock = ZoneClock(zone);
    endResetModel();
}
