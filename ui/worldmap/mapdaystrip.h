// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "core/types/annotation.h"

#include <QWidget>

/// A bar for each day of a range, under the names of its notes; a click or a drag chooses a day. Main thread.
class MapDayStrip final : public QWidget
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

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    void paintNotes(QPainter &painter) const;
    double slotWidth() const;

    QList<StatsBucket> m_days;
    QList<Annotation> m_notes;
    QString m_zone = QStringLiteral("UTC");
    Micros m_running = 0;
    Metric m_metric = Metric::Visitors;
    double m_most = 0;
    int m_day = -1;
};
