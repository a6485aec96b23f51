// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "ui/text/format.h"

#include <QAbstractTableModel>

/// The hits of one visit in order: time, time since the previous one, what. Main thread.
class VisitTimelineModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VisitTimelineModel)

public:
    enum Column { Time, Gap, Kind, What, ColumnCount };

    explicit VisitTimelineModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    const Hit &hitAt(int row) const { return m_timeline.hits.at(row); }
    void setTimeline(const VisitTimeline &timeline, const QTimeZone &zone);

private:
    VisitTimeline m_timeline;
    ZoneClock m_clock;
};
