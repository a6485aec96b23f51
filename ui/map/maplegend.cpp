// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/maplegend.h"

#include "ui/map/bubblescale.h"

#include <QFontMetricsF>
#include <QLinearGradient>
#include <QPainter>

#include <algorithm>

namespace {

constexpr double kBarWidth = 196; ///< narrow enough to leave room to the tip of South America
constexpr double kBarHeight = 8;
constexpr double kTick = 4;
constexpr double kGap = 6;
constexpr double kPadding = 8;
constexpr double kTextGap = 10; ///< between two numbers
constexpr int kStops = 32;
constexpr double kFewLines = 16; ///< of text that a small map is high
constexpr float kGround = 0.4F; ///< opacity, through which coasts are seen; halos let texts be read

/// Ground under the legend, and its title and what it adds on it.
QRectF paintGround(QPainter &painter, const QRectF &area, const MapScene &scene, const MapLegendText &text,
                   const QSizeF &size)
{
    const QFontMetricsF metrics(scene.font);
    const double width = std::max(
        {size.width(), metrics.horizontalAdvance(text.title), metrics.horizontalAdvance(text.detail)});
    const double head = (text.detail.isEmpty() ? 1 : 2) * metrics.height() + kGap;
    const double height = head + size.height();
    const QRectF ground(area.left(), area.bottom() - height - 2 * kPadding, width + 2 * kPadding,
                        height + 2 * kPadding);
    QColor colour = scene.colours.sea;
    colour.setAlphaF(kGround);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(ground, 6, 6);
    const QRectF inner = ground.adjusted(kPadding, kPadding, -kPadding, -kPadding);
    paintMapText(painter, scene, inner.topLeft(), text.title);
    if (!text.detail.isEmpty())
        paintMapText(painter, scene, inner.topLeft() + QPointF(0, metrics.height()), text.detail,
                     scene.colours.muted);
    return inner.adjusted(0, head, 0, 0);
}

void paintHeat(QPainter &painter, const QRectF &area, const MapScene &scene, const MapLegendText &text)
{
    const QFontMetricsF metrics(scene.font);
    const QList<ScaleTick> &ticks = scene.scales.heat.ticks();
    if (ticks.isEmpty())
        return;
    const QRectF inner = paintGround(painter, area, scene, text,
                                     {kBarWidth, kBarHeight + kTick + kGap / 2 + metrics.height()});
    const QRectF bar(inner.left(), inner.top(), kBarWidth, kBarHeight);
    // From the weakest strength that there is: what is below it surrounds places, and counts nothing.
    const double first = ticks.constFirst().share;
    const double whole = ticks.constLast().share - first;
    const ColorRamp ramp = heatRamp(scene.colours.dark);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    for (int i = 0; i <= kStops; ++i)
        gradient.setColorAt(static_cast<double>(i) / kStops, ramp.at(first + whole * i / kStops));
    painter.setPen(Qt::NoPen);
    painter.setBrush(gradient);
    painter.drawRoundedRect(bar, kBarHeight / 2, kBarHeight / 2);
    // The ends first: numbers between them are dropped if there is no room.
    double leftEnd = bar.left() - kTextGap;
    double rightEnd = bar.right() + kTextGap;
    const auto write = [&](const ScaleTick &tick, Qt::Alignment side) {
        const QString number = text.number(tick.value);
        const double length = metrics.horizontalAdvance(number);
        const double at = bar.left() + (whole > 0 ? (tick.share - first) / whole : 0) * bar.width();
        const double x = std::clamp(at - length / 2, bar.left(), std::max(bar.left(), bar.right() - length));
        if (x < leftEnd + kTextGap || x + length > rightEnd - kTextGap)
            return;
        const double line = std::clamp(at, bar.left() + 0.5, bar.right() - 0.5);
        painter.setPen(QPen(scene.colours.muted, 1));
        painter.drawLine(QPointF(line, bar.bottom() + 1), QPointF(line, bar.bottom() + kTick));
        paintMapText(painter, scene, {x, bar.bottom() + kTick + kGap / 2}, number);
        (side == Qt::AlignRight ? rightEnd : leftEnd) = side == Qt::AlignRight ? x : x + length;
    };
    write(ticks.constFirst(), Qt::AlignLeft);
    if (ticks.size() > 1)
        write(ticks.constLast(), Qt::AlignRight);
    for (qsizetype i = 1; i + 1 < ticks.size(); ++i)
        write(ticks.at(i), Qt::AlignLeft);
}

void paintClasses(QPainter &painter, const QRectF &area, const MapScene &scene, const MapLegendText &text)
{
    const QFontMetricsF metrics(scene.font);
    const ColorScale &scale = scene.scales.countries;
    if (scale.isEmpty())
        return;
    const QList<double> &bounds = scale.bounds();
    QStringList texts;
    for (qsizetype i = 0; i < bounds.size(); ++i) {
        const double last = i + 1 < bounds.size() ? bounds.at(i + 1) - 1 : scale.most();
        const QString from = text.number(bounds.at(i));
        texts.append(last > bounds.at(i) ? from + QStringLiteral(" – ") + text.number(last) : from);
    }
    double width = 0;
    for (const QString &line : std::as_const(texts))
        width = std::max(width, metrics.horizontalAdvance(line) + 14 + kGap);
    const double line = metrics.height() + 3;
    const QRectF inner = paintGround(painter, area, scene, text,
                                     {width, static_cast<double>(texts.size()) * line});
    const ColorRamp ramp = countryRamp(scene.colours.dark);
    // The most on top.
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const double top = inner.bottom() - static_cast<double>(i + 1) * line;
        painter.setPen(Qt::NoPen);
        painter.setBrush(ramp.at(scale.share(static_cast<int>(i))));
        painter.drawRoundedRect(QRectF(inner.left(), top + (line - 11) / 2, 14, 11), 2, 2);
        paintMapText(painter, scene, {inner.left() + 14 + kGap, top + (line - metrics.height()) / 2},
                     texts.at(i));
    }
}

void paintBubbles(QPainter &painter, const QRectF &area, const MapScene &scene, const MapLegendText &text)
{
    const QFontMetricsF metrics(scene.font);
    const double largest = scene.scales.largest;
    const QList<double> ticks = bubbleTicks(largest);
    if (ticks.isEmpty())
        return;
    double width = 0;
    for (const double tick : ticks)
        width += 2 * bubbleRadius(tick, largest) + kGap + metrics.horizontalAdvance(text.number(tick))
            + kTextGap;
    const double height = std::max(metrics.height(), 2 * bubbleRadius(ticks.constFirst(), largest));
    const QRectF inner = paintGround(painter, area, scene, text, {width - kTextGap, height});
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
        const QString number = text.number(tick);
        paintMapText(painter, scene, {x, middle - metrics.ascent() / 2 - 1}, number);
        x += metrics.horizontalAdvance(number) + kTextGap;
    }
}

} // namespace

void paintMapLegend(QPainter &painter, const QRectF &area, const MapScene &scene, const MapLegendText &text)
{
    if (text.title.isEmpty())
        return;
    MapLegendText shown = text;
    const QFontMetricsF metrics(scene.font);
    if (area.height() < kFewLines * metrics.height()
        || metrics.horizontalAdvance(text.detail) > area.width() / 3)
        shown.detail.clear(); // large texts on a small map: what is needed to read it has to do
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(scene.font);
    switch (scene.layer) {
    case MapLayer::Heat: paintHeat(painter, area, scene, shown); break;
    case MapLayer::Countries: paintClasses(painter, area, scene, shown); break;
    case MapLayer::Cities: paintBubbles(painter, area, scene, shown); break;
    }
    painter.restore();
}
