// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QRectF>
#include <QString>

class QImage;
class QWidget;

/// A text as a widget paints it.
struct PaintedText
{
    const QWidget *widget = nullptr;
    QString text;
    QRectF area; ///< from the top of its capitals to its baseline, in coordinates of the widget
    QRectF room; ///< where the widget lets itself paint it
    QColor colour;
};

/// What the widgets of a window paint as text, widget by widget, through a paint engine that notes texts
/// only. Glyphs placed one by one (TabularText) are not among them.
namespace PaintedTexts {

/// Of `window` and every visible widget in it.
QList<PaintedText> of(QWidget &window);
/// In words what is cut, or empty: more than two pixels of the text lies outside of its room.
QString whatIsCut(const PaintedText &painted);
/// Contrast by WCAG 2.2 between the colour of the text and what is behind it, which is the most frequent
/// colour around it on `picture`, a grab of the window.
double contrast(const PaintedText &painted, const QWidget &window, const QImage &picture);
/// "QLabel countText of LivePage livePage"
QString nameOf(const QWidget &widget);

} // namespace PaintedTexts
