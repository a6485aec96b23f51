// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "core/types/annotation.h"
#include "ui/look/accessiblerows.h"

#include <QWidget>

/// A bar for each day of a range, under the names of its notes; a click, a drag or
/// the arrows choose a day. Main thread.
class MapDayStrip final : public QWidget, public AccessibleRows
{
    Q_OBJECT

public:
    explicit MapDayStrip(QWidget *parent = nullptr);

    /// `running` = an instant in the day that is not over, drawn dimmed; `zone` is where days begin.
    void setDays(const QList<StatsBucket> &days, Metric metric, const QString &zone, Micros running);
    void setNotes(const QList<Annotation> &notes);
    void setDay(int day); ///< −1 = none
    int dayAt(const QPointF &position) const;
    QRectF barOf(int day) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {100, sizeHint().height()}; }

Q_SIGNALS:
    void dayChosen(int day);
    void stepped(int days); ///< from the day that is chosen

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    /// A row is a day, the oldest first.
    int accessibleRows() const override { return static_cast<int>(m_days.size()); }
    int accessibleColumns() const override { return 2; }
    QString accessibleCell(int row, int column) const override;
    QString accessibleColumn(int column) const override;
    QRect accessibleRect(int row, int column) const override;
    int accessibleCurrentRow() const override { return m_day; }
    bool chooseAccessibleRow(int row) override;
    void paintNotes(QPainter &painter) const;
    double slotWidth() const;

    QList<StatsBucket> m_days;
    QList<Annotation> m_notes;
    QString m_zone = QStringLiteral("UTC");
    Micros m_running = 0;
    Metric m_metric = Metric::Visitors;
    double m_most = 0;
    int m_day = -1;
    bool m_showsFocus = false;
};
