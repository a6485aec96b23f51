// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/format.h"

#include <QList>
#include <QWidget>

struct Theme;

/// The hits of a visitor as a film strip, oldest first, with an axis of time below. One of them is current;
/// a click on another, or Left and Right, chooses it. It scrolls to the current one.
class VisitStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit VisitStrip(QWidget *parent = nullptr);

    /// Oldest first; `current` is a sequence.
    void setHits(const QList<Hit> &hits, qint64 current);
    void setCurrent(qint64 seq);
    void setTimeZone(const QTimeZone &zone) { m_zone = ZoneClock(zone); }
    /// What a frame says: time, page, and how long until the next hit of the visit.
    QStringList frameTexts(qsizetype number) const;
    QRect frame(qsizetype number) const; ///< where it is now

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

Q_SIGNALS:
    void chosen(const Hit &hit);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    qsizetype frameAt(const QPoint &position) const; ///< -1 = none
    int furthest() const; ///< the largest offset
    void scrollTo(int offset);
    void showCurrent();
    void choose(qsizetype number);
    void describe();
    void paintFrame(QPainter &painter, qsizetype number, const Theme &theme) const;
    void paintEdge(QPainter &painter, bool atStart, const Theme &theme) const;
    void paintAxis(QPainter &painter, const Theme &theme) const;

    QList<Hit> m_hits;
    ZoneClock m_zone;
    qsizetype m_current = -1;
    int m_offset = 0; ///< pixels that are scrolled out at the start
};
