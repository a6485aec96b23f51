// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/maplegend.h"

#include "ui/map/bubblescale.h"

#include <QFontMetricsF>
#include <QLinearGradient>
#include <QPainter>

#include <algorithm>

namespace {

using NumberText = std::function<QString(double)>;

constexpr double kBarWidth = 190;
constexpr double kBarHeight = 8;
constexpr double kGap = 6;
constexpr double kPadding = 8;
constexpr double kTextGap = 10; ///< between two numbers
constexpr int kStops = 16;

/// Ground under the legend, so that it can be read over land and heat.
QRectF paintGround(QPainter &painter, const QRectF &area, const MapScene &scene, const QSizeF &size)
{
    const QRectF ground(area.left(), area.bottom() - size.height() - 2 * kPadding,
                        size.width() + 2 * kPadding, size.height() + 2 * kPadding);
    QColor colour = scene.colours.sea;
    colour.setAlphaF(0.82F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(ground, 6, 6);
    return ground.adjusted(kPadding, kPadding, -kPadding, -kPadding);
}

void paintTitle(QPainter &painter, const QRectF &inner, const MapScene &scene, const QString &title)
{
    painter.setPen(scene.colours.text);
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignTop, title);
}

void paintDensity(QPainter &painter, const QRectF &area, const MapScene &scene, const ColorScale &scale,
                  const QString &title, const NumberText &numberText)
{
    const QFontMetricsF metrics(scene.font);
    const QList<ScaleTick> ticks = scale.ticks();
    if (ticks.isEmpty())
        return;
    const double width = std::max(kBarWidth, metrics.horizontalAdvance(title));
    const QSizeF size(width, 2 * metrics.height() + kBarHeight + 2 * kGap);
    const QRectF inner = paintGround(painter, area, scene, size);
    paintTitle(painter, inner, scene, title);
    const QRectF bar(inner.left(), inner.top() + metrics.height() + kGap, kBarWidth, kBarHeight);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    for (int i = 0; i <= kStops; ++i)
        gradient.setColorAt(static_cast<double>(i) / kStops,
                            scale.ramp().at(static_cast<double>(i) / kStops));
    painter.setPen(Qt::NoPen);
    painter.setBrush(gradient);
    painter.drawRoundedRect(bar, kBarHeight / 2, kBarHeight / 2);
    painter.setPen(scene.colours.text);
    // The ends first: labels between them are dropped if there is no room.
    double leftEnd = bar.left() - kTextGap;
    double rightEnd = bar.right() + kTextGap;
    const auto write = [&](const ScaleTick &tick, Qt::Alignment side) {
        const QString text = numberText(tick.value);
        const double length = metrics.horizontalAdvance(text);
        double x = bar.left() + tick.share * bar.width() - length / 2;
        if (side == Qt::AlignLeft)
            x = bar.left();
        else if (side == Qt::AlignRight)
            x = bar.right() - length;
        if (x < leftEnd + kTextGap || x + length > rightEnd - kTextGap)
            return;
        painter.drawText(QPointF(x, bar.bottom() + kGap + metrics.ascent()), text);
        if (side == Qt::AlignRight)
            rightEnd = x;
        else
            leftEnd = x + length;
    };
    write(ticks.constFirst(), Qt::AlignLeft);
    if (ticks.size() > 1)
        write(ticks.constLast(), Qt::AlignRight);
    for (qsizetype i = 1; i + 1 < ticks.size(); ++i)
        write(ticks.at(i), Qt::AlignHCenter);
}

void paintClasses(QPainter &painter, const QRectF &area, const MapScene &scene, const ColorScale &scale,
                  const QString &title, const NumberText &numberText)
{
    const QFontMetricsF metrics(scene.font);
    const QList<double> &bounds = scale.bounds();
    if (bounds.isEmpty())
        return;
    QStringList texts;
    for (qsizetype i = 0; i < bounds.size(); ++i) {
        const double last = i + 1 < bounds.size() ? bounds.at(i + 1) - 1 : scale.most();
        const QString from = numberText(bounds.at(i));
        texts.append(last > bounds.at(i) ? from + QStringLiteral(" – ") + numberText(last) : from);
    }
    double width = metrics.horizontalAdvance(title);
    for (const QString &text : std::as_const(texts))
        width = std::max(width, metrics.horizontalAdvance(text) + 14 + kGap);
    const double line = metrics.height() + 3;
    const QRectF inner = paintGround(
        painter, area, scene, {width, metrics.height() + kGap + static_cast<double>(texts.size()) * line});
    paintTitle(painter, inner, scene, title);
    // The most on top.
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const double top = inner.bottom() - static_cast<double>(i + 1) * line;
        painter.setPen(Qt::NoPen);
        painter.setBrush(scale.classColour(static_cast<int>(i)));
        painter.drawRoundedRect(QRectF(inner.left(), top + (line - 11) / 2, 14, 11), 2, 2);
        painter.setPen(scene.colours.text);
        painter.drawText(QRectF(inner.left() + 14 + kGap, top, width, line), Qt::AlignLeft | Qt::AlignVCenter,
                         texts.at(i));
    }
}

void paintBubbles(QPainter &painter, const QRectF &area, const MapScene &scene, double largest,
                  const QString &title, const NumberText &numberText)
{
    const QFontMetricsF metrics(scene.font);
    const QList<double> ticks = bubbleTicks(largest);
    if (ticks.isEmpty())
        return;
    double width = 0;
    for (const double tick : ticks)
        width += 2 * bubbleRadius(tick, largest) + kGap + metrics.horizontalAdvance(numberText(tick))
            + kTextGap;
    const double height = std::max(metrics.height(), 2 * bubbleRadius(ticks.constFirst(), largest));
    const QRectF inner = paintGround(
        painter, area, scene,
        {std::max(width - kTextGap, metrics.horizontalAdvance(title)), metrics.height() + kGap + height});
    paintTitle(painter, inner, scene, title);
    double x = inner.left();
    const double middle = inner.bottom() - height / 2;
    QColor fill = scene.colours.mark;
    fill.setAlphaF(0.75F);
    for (const double tick : ticks) {
        const double radius = bubbleRadius(tick, largest);
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawEllipse(QPointF(x + radius, middle), radius, radius);
        x += 2 * radius + kGap;
        const QString text = numberText(tick);
        painter.setPen(scene.colours.text);
        painter.drawText(QPointF(x, middle + metrics.ascent() / 2 - 1), text);
        x += metrics.horizontalAdvance(text) + kTextGap;
    }
}

} // namespace

void paintMapLegend(QPainter &painter, const QRectF &area, const MapScene &scene, const MapScales &scales,
                    const QString &title, const NumberText &numberText)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(scene.font);
    if (scene.layer == MapLayer::Cities)
        paintBubbles(painter, area, scene, scales.peak, title, numberText);
    else if (scales.colour && scene.layer == MapLayer::Heat && scales.colour->isLogarithmic())
        paintDensity(painter, area, scene, *scales.colour, title, numberText);
    else if (scales.colour && scene.layer == MapLayer::Countries && !scales.colour->isLogarithmic())
        paintClasses(painter, area, scene, *scales.colour, title, numberText);
    painter.restore();
}
