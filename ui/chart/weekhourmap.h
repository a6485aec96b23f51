// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "ui/look/accessiblerows.h"

#include <QWidget>

/// Activity by hour of the week: counts by weekday and hour, each a mean over the days that have this hour,
/// so that a weekday that occurs more often looks no busier. A stronger accent = more: each shade is so many
/// times the one before, so that one strong hour leaves differences between the others. The legend names the
/// least, the middle and the most; hours that did not occur stay pale.
///
/// The locale sets the first day of the week. Hovering or arrow keys select and show a cell. Main thread.
class WeekHourMap final : public QWidget, public AccessibleRows
{
    Q_OBJECT

public:
    explicit WeekHourMap(QWidget *parent = nullptr);

    /// `metric` is Visitors, Pageviews or Hits. `days` is the number of days for each hour of the week
    /// (weekOccurrences()); none = one each. No hours = no data: pale cells without a legend.
    void setData(const WeekHours &hours, Metric metric, const QList<int> &days = {});
    /// The cell of an hour of the week, Monday 0:00 is 0.
    QRectF cell(int hour) const;
    int hourAt(const QPointF &position) const; ///< -1 = none
    QColor cellColour(int hour) const;
    QStringList legend() const; ///< the numbers of the least, the middle and the most shade
    /// "Tuesday 14:00–15:00: 1,204 visitors on 5 days, 241 on average".
    QString toolTipOf(int hour) const;
    int current() const { return m_current; } ///< -1 = none

    /// A row for each weekday, a column for each hour.
    int accessibleRows() const override { return hasData() ? WeekHours::kHours / accessibleColumns() : 0; }
    int accessibleColumns() const override { return 24; }
    QString accessibleCell(int row, int column) const override;
    QString accessibleColumn(int column) const override;
    QRect accessibleRect(int row, int column) const override;
    int accessibleCurrentRow() const override;
    int accessibleCurrentColumn() const override;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRectF grid() const;
    bool hasData() const;
    int rowOf(int weekday) const; ///< weekday 0 = Monday
    int weekdayOf(int row) const;
    int daysOf(int hour) const;
    double totalOf(int hour) const;
    double meanOf(int hour) const;
    double shareOf(double mean) const; ///< place on the scale, 0–1
    double meanAt(double share) const; ///< the other way round
    void setCurrent(int hour);
    void describe();
    void paintLegend(QPainter &painter) const;

    WeekHours m_hours;
    QList<int> m_days;
    Metric m_metric = Metric::Visitors;
    double m_least = 0;
    double m_leastPositive = 0;
    double m_most = 0;
    int m_current = -1;
};
