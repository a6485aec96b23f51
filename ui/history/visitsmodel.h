// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "ui/text/format.h"

#include <QAbstractTableModel>
#include <QList>

/// Visits, newest first, page by page: when a view reaches the end, moreWanted() asks for the next one.
/// Main thread.
class VisitsModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VisitsModel)

public:
    enum Column { Time, Duration, Pageviews, Entry, Exit, Source, Place, Client, ColumnCount };

    explicit VisitsModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    void clear();
    void append(const VisitsPage &page);
    void setTimeZone(const QTimeZone &zone, Micros now);
    const VisitSummary &visitAt(int row) const { return m_visits.at(row); }
    const QString &nextCursor() const { return m_cursor; }

Q_SIGNALS:
    void moreWanted();

private:
    QString text(const VisitSummary &visit, int column) const;

    QList<VisitSummary> m_visits;
    QString m_cursor;
    bool m_isWaiting = false;
    ZoneClock m_clock;
    Micros m_now = 0;
};
