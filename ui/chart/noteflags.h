// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/annotation.h"

#include <QFont>
#include <QList>
#include <QRectF>

class QPainter;
struct Theme;

/// The flags of notes and clock steps above a chart: a pole through the plot, a pennant, and as much of the
/// text as fits. Notes that are close together share a flag. A value made for one size.
class NoteFlags final
{
public:
    static constexpr qreal kRow = 20; ///< height of pennant and text, above the plot, in pixels

    struct Note
    {
        qreal x = 0; ///< in the plot
        Annotation annotation;
    };
    struct Flag
    {
        QRectF area; ///< pennant and text, for clicks
        qreal x = 0; ///< of its pole
        bool isTurned = false; ///< pennant and text are on the left of the pole
        QList<Annotation> notes; ///< those too close to be drawn separately
    };

    NoteFlags() = default;
    /// Text may use the width of the whole chart, `width`.
    NoteFlags(QList<Note> notes, const QRectF &plot, qreal width, const QFont &font);

    const QList<Flag> &all() const { return m_flags; }
    const Flag *at(const QPointF &position) const; ///< null = none
    void paint(QPainter &painter, const Theme &theme) const;

private:
    void placeTexts(qreal chartWidth);

    QRectF m_plot;
    QFont m_font;
    QList<Flag> m_flags; ///< from left to right
};
