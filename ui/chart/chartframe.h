// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/chart/chartscale.h"
#include "ui/chart/historychartdata.h"
#include "ui/chart/noteflags.h"
#include "ui/text/buckettext.h"

#include <QFont>
#include <QRectF>

class QPainter;
struct Theme;

/// Everything of a chart but its series and flags: positions of slots and values, and the painting of axes,
/// crosshair and tooltip. A value made for one size; reads `data`, which must outlive it.
class ChartFrame final
{
public:
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
    const NoteFlags &flags() const { return m_flags; }
    QStringList toolTipLines(int bucket) const;

    void paintAxes(QPainter &painter, const Theme &theme) const;
    /// Dots of values that no line reaches; those of `now` only if it is drawn as lines.
    void paintDots(QPainter &painter, const Theme &theme, bool withNow) const;
    /// A selection, and its range in words.
    void paintBand(QPainter &painter, const Theme &theme, int from, int to) const;
    /// With the tooltip, which ends with `hint`, if there is one.
    void paintCrosshair(QPainter &painter, const Theme &theme, int bucket, const QString &hint) const;
    QString rangeText(int from, int to) const; ///< "7 Feb 2026 – 11 Feb 2026"

private:
    QList<NoteFlags::Note> notesOnPlot() const;
    void paintToolTip(QPainter &painter, const Theme &theme, const QStringList &lines, qsizetype strong,
                      const QPointF &point) const;

    const HistoryChartData &m_data;
    BucketText m_dates;
    BucketText m_comparedDates;
    QFont m_font;
    ValueScale m_scale;
    QRectF m_plot;
    QList<BucketText::Label> m_labels;
    QSizeF m_size;
    NoteFlags m_flags;
};
