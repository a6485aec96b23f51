// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPixmap>
#include <QPointF>
#include <QTransform>

#include <deque>

class QPainter;

/// Rings that spread where hits arrive, and fade: every hit of the last moments. Bounded, whatever the
/// traffic.
///
/// Times are monotonic milliseconds, given by the caller and never going back. GUI thread.
class MapPulses final
{
public:
    static constexpr qint64 kLifeMs = 1400;
    /// A ring that is spreading takes up hits of the same place for this long, and gets stronger.
    static constexpr qint64 kMergeMs = 120;
    static constexpr std::size_t kMost = 1500; ///< the oldest give way

    struct Pulse
    {
        QPointF place; ///< plane
        qint64 bornAt = 0;
        int hits = 1;
    };

    void add(const QPointF &place, qint64 now);
    /// Forgets what has faded. True while there is something to draw.
    bool advance(qint64 now);
    void clear() { m_pulses.clear(); }
    const std::deque<Pulse> &pulses() const { return m_pulses; }

    /// Draws them in view coordinates; still ones neither spread nor fade, for people whom motion disturbs.
    void paint(QPainter &painter, const QTransform &toView, const QColor &colour, qint64 now, bool isStill);

private:
    void drawFrames(const QColor &colour, qreal devicePixelRatio);

    std::deque<Pulse> m_pulses; ///< oldest first
    QPixmap m_frames; ///< a row of pictures, one for each moment of a pulse
    QColor m_colour;
    qreal m_ratio = 0;
};
