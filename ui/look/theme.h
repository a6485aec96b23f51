// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/settings.h"

#include <QColor>
#include <QFont>

#include <array>

class QLabel;
class QPushButton;
class QVariant;
class QWidget;

/// The colours of one appearance, light or dark. One accent; green, amber and red only for state.
///
/// Widgets call Theme::of(this) while painting, so a change of the palette is enough for a change of
/// theme needs. Main thread.
struct Theme
{
    bool dark = false;
    QColor window; ///< every surface
    QColor raised; ///< selected row, selected navigation entry, hovered control
    QColor line; ///< hairlines between regions
    QColor control; ///< outlines of controls
    QColor text;
    QColor muted; ///< secondary text, still at least 4.5:1 on `window`
    QColor faint; ///< placeholders and skeletons, never information
    QColor accent;
    QColor accentDim; ///< the unfinished minute
    QColor accentBar; ///< bars behind text
    QColor accentRow; ///< a row that just arrived
    QColor accentChip; ///< a control that is switched on
    QColor onAccent; ///< text on `accent`
    QColor good;
    QColor warn;
    QColor bad;
    QColor accentText; ///< the accent as text, at least 4.5:1 on every surface
    QColor popup, popupEdge, popupChosen; ///< what lies over a page: surface, outline, chosen row
    QColor warnTint; ///< behind a warning
    QColor badTint; ///< behind an error
    std::array<QColor, 6> visitors; ///< distinguishes visitors; has no other meaning

    static const Theme &light();
    static const Theme &darkTheme();
    /// The theme whose palette the widget has.
    static const Theme &of(const QWidget *widget);
    /// Sets font, palette and style sheet of the application. System follows the platform.
    /// `textPercent` is the size of all texts, also of those on screen.
    static void apply(Settings::Theme choice, int textPercent = 100);
};

/// Styles the main button of a region, the next step, in the accent.
void makePrimary(QPushButton *button);

/// Sets a property that the style sheet looks at.
void setStyleProperty(QWidget *widget, const char *name, const QVariant &value);

/// Fixes width and height, in pixels at full size of texts, from now on at any size; 0 = left as it is.
void setScaledSize(QWidget *widget, int width, int height);

/// Styles a line of text by its kind; follows the theme.
enum class Tone : quint8 { Muted, Warn, Bad };
void setTone(QLabel *label, Tone tone);

/// Lengths in device-independent pixels, on an 8-pixel grid. Functions follow the size of texts.
namespace Metrics {
constexpr int kGrid = 8;
constexpr int kRadius = 4;
int row(); ///< height of a table row
int barRow(); ///< height of a row of a ranked list, with its gap
int sidebar(); ///< width
/// The width at the present size of texts of what is so wide at full size and has its texts wrapped or
/// shortened: it grows half as fast as they do, so that something remains for its neighbours.
int widened(int pixels);
} // namespace Metrics

/// One type scale for every page.
namespace Type {
QFont caption(); ///< small capitals above a region
QFont small();
QFont body();
QFont strong();
QFont number(); ///< secondary figures
QFont display(); ///< the one big figure
} // namespace Type
