// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"
#include "core/types/clockstep.h"
#include "ui/look/accessiblerows.h"

#include <QList>
#include <QTimeZone>
#include <QWidget>

struct Theme;

/// Hits per minute over the last half hour, one bar each, with a scale. The current minute is dimmed, in the
/// outline of what it will reach at this pace.
class MinuteBars final : public QWidget, public AccessibleRows
{
    Q_OBJECT

public:
    static constexpr int kMinutes = 30;

    explicit MinuteBars(QWidget *parent = nullptr);

    /// `hits` oldest first, the minute of `asOf` last; only the newest kMinutes are shown.
    void setMinutes(const QList<qint64> &hits, Micros asOf);
    void setTimeZone(const QTimeZone &zone) { m_zone = zone; }
    /// Marks the minute that the clock showed after it was set, until it leaves the half hour.
    void addClockStep(const ClockStep &step);
    QString toolTipAt(const QPoint &position) const;
    /// The end of the scale: at least `most`, a number that is easily read and halved.
    static qint64 scaleEnd(qint64 most);
    /// What the current minute will reach at its pace; 0 while it is too young to tell.
    qint64 expected() const;
    /// Where the bar of a minute may stand, 0 = the oldest.
    QRectF slot(int number) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    /// A row is a minute, the oldest first.
    int accessibleRows() const override { return static_cast<int>(m_hits.size()); }
    int accessibleColumns() const override { return 2; }
    QString accessibleCell(int row, int column) const override;
    QString accessibleColumn(int column) const override;
    QRect accessibleRect(int row, int column) const override;
    QRectF barArea() const;
    QString timeOf(int bar) const;
    qint64 most() const;
    void paintScale(QPainter &painter, const Theme &theme) const;
    void paintBars(QPainter &painter, const Theme &theme) const;
    void paintExpected(QPainter &painter, const Theme &theme) const;
    void paintPeak(QPainter &painter, const Theme &theme) const;
    void paintClockSteps(QPainter &painter, const Theme &theme) const;
    qreal heightOf(qint64 hits) const;
    int barAt(const QPoint &position) const; ///< -1 = none
    /// Which of the kMinutes bars a clock step belongs to; -1 = none of them.
    int slotOf(const ClockStep &step) const;

    QList<qint64> m_hits;
    QList<ClockStep> m_steps;
    Micros m_asOf = 0;
    QTimeZone m_zone = QTimeZone::utc();
    int m_hovered = -1;
};
