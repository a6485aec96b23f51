// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPixmap>
#include <QPointF>
#include <QTransform>

#include <deque>

class QPainter;

/// Rings that spread and fade where hits arrive: every hit of the last moments. Memory is bounded for any
/// traffic.
///
/// Times are monotonic milliseconds, passed by the caller and never going back. GUI thread.
class MapPulses final
{
public:
    static constexpr qint64 kLifeMs = 1400;
    /// For this long a spreading ring absorbs hits of the same place, and gets stronger.
    static constexpr qint64 kMergeMs = 120;
    static constexpr std::size_t kMost = 1500; ///< beyond that the oldest are dropped

    struct Pulse
    {
        QPointF place; ///< plane
        qint64 bornAt = 0;
        int hits = 1;
    };

    void add(const QPointF &place, qint64 now);
    /// Drops faded rings. True while there is something to draw.
    bool advance(qint64 now);
    void clear() { m_pulses.clear(); }
    const std::deque<Pulse> &pulses() const { return m_pulses; }

    /// Draws them in view coordinates; with reduced motion they neither spread nor fade.
    void paint(QPainter &painter, const QTransform &toView, const QColor &colour, qint64 now, bool isStill);

private:
    void drawFrames(const QColor &colour, qreal devicePixelRatio);

    std::deque<Pulse> m_pulses; ///< oldest first
    QPixmap m_frames; ///< a row of pictures, one for each moment of a pulse
    QColor m_colour;
    qreal m_ratio = 0;
};
