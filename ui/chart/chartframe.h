// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/chart/chartscale.h"
#include "ui/chart/historychartdata.h"
#include "ui/text/buckettext.h"

#include <QFont>
#include <QRectF>

class QPainter;
struct Theme;

/// Everything of a chart but its series: positions of slots, values and flags, and the painting of axes,
/// flags, crosshair and tooltip. A value made for one size; reads `data`, which must outlive it.
class ChartFrame final
{
public:
    struct Flag
    {
        QRectF area; ///< pennant and text, for clicks
        qreal x = 0; ///< of its pole
        bool isTurned = false; ///< pennant and text are on the left of the pole
        QList<Annotation> notes; ///< those too close to be drawn separately
    };

    ChartFrame(const HistoryChartData &data, QSizeF size);

    QRectF plot() const { return m_plot; }
    const ValueScale &scale() const { return m_scale; }
    qreal slotWidth() const;
    QRectF slot(int bucket) const;
    int slotAt(qreal x) const; ///< the nearest one; -1 = none
    QPointF pointOf(int bucket, double value) const;
    /// The instant under `x`; empty outside the buckets of `now`.
    std::optional<Micros> instantAt(qreal x) const;
    /// The bucket of `now` that holds an instant, or -1.
    int bucketOf(Micros instant) const;
    QList<Annotation> notesOf(int bucket) const;
    const QList<Flag> &flags() const { return m_flags; }
    const Flag *flagAt(const QPointF &position) const; ///< null = none
    QStringList toolTipLines(int bucket) const;

    void paintAxes(QPainter &painter, const Theme &theme) const;
    /// Dots of values that no line reaches; those of `now` only if it is drawn as lines.
    void paintDots(QPainter &painter, const Theme &theme, bool withNow) const;
    void paintFlags(QPainter &painter, const Theme &theme) const;
    void paintBand(QPainter &painter, const Theme &theme, int from, int to) const;
    void paintCrosshair(QPainter &painter, const Theme &theme, int bucket) const;

private:
    void placeFlags();
    void paintToolTip(QPainter &painter, const Theme &theme, int bucket) const;

    const HistoryChartData &m_data;
    BucketText m_dates;
    BucketText m_comparedDates;
    QFont m_font;
    ValueScale m_scale;
    QRectF m_plot;
    QSizeF m_size;
    QList<BucketText::Label> m_labels;
    QList<Flag> m_flags;
};
