// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "paintedtexts.h"

#include <QAbstractScrollArea>
#include <QFontMetricsF>
#include <QHash>
#include <QImage>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainterPath>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace {

constexpr qreal kTolerance = 2; ///< pixels: glyphs may reach beyond their width

/// Paints nothing, notes texts.
class TextEngine final : public QPaintEngine
{
public:
    explicit TextEngine(QList<PaintedText> &texts) : QPaintEngine(AllFeatures), m_texts(texts) { }

    void paint(const QWidget &widget) { m_widget = &widget; }
    bool begin(QPaintDevice *) override
    {
        m_clip.clear();
        m_transform.reset();
        m_opacity = 1;
        return true;
    }
    bool end() override { return true; }
    Type type() const override { return User; }
    void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override { }
    void drawPolygon(const QPointF *, int, PolygonDrawMode) override { }
    void drawImage(const QRectF &, const QImage &, const QRectF &, Qt::ImageConversionFlags) override { }
    void drawPath(const QPainterPath &) override { }

    void updateState(const QPaintEngineState &now) override
    {
        const DirtyFlags changed = now.state();
        if (changed.testFlag(DirtyTransform))
            m_transform = now.transform();
        if (changed.testFlag(DirtyPen))
            m_pen = now.pen().color();
        if (changed.testFlag(DirtyOpacity))
            m_opacity = now.opacity();
        if (changed.testFlag(DirtyClipRegion))
            clip(now.clipOperation(), QRectF(now.clipRegion().boundingRect()));
        if (changed.testFlag(DirtyClipPath))
            clip(now.clipOperation(), now.clipPath().boundingRect());
        if (changed.testFlag(DirtyClipEnabled) && !now.isClipEnabled())
            m_clip.clear();
    }

    void drawTextItem(const QPointF &at, const QTextItem &item) override
    {
        if (item.text().trimmed().isEmpty() || item.width() <= 0)
            return;
        const QFontMetricsF metrics(item.font());
        PaintedText painted;
        painted.widget = m_widget;
        painted.text = item.text();
        painted.area = m_transform.mapRect(
            QRectF(at.x(), at.y() - metrics.capHeight(), item.width(), metrics.capHeight()));
        painted.room = m_widget->rect();
        for (const QRectF &clip : m_clip)
            painted.room &= clip;
        painted.colour = m_pen;
        painted.colour.setAlphaF(static_cast<float>(m_pen.alphaF() * m_opacity));
        m_texts.append(painted);
    }

private:
    void clip(Qt::ClipOperation operation, const QRectF &area)
    {
        if (operation == Qt::NoClip || operation == Qt::ReplaceClip)
            m_clip.clear();
        if (operation != Qt::NoClip)
            m_clip.append(m_transform.mapRect(area));
    }

    QList<PaintedText> &m_texts;
    const QWidget *m_widget = nullptr;
    QTransform m_transform;
    QColor m_pen;
    qreal m_opacity = 1;
    QList<QRectF> m_clip;
};

class TextDevice final : public QPaintDevice
{
public:
    TextDevice(TextEngine &engine, QSize size) : m_engine(engine), m_size(size) { }
    QPaintEngine *paintEngine() const override { return &m_engine; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth: return m_size.width();
        case PdmHeight: return m_size.height();
        case PdmWidthMM: return m_size.width() * 254 / 960;
        case PdmHeightMM: return m_size.height() * 254 / 960;
        case PdmNumColors: return 0xffffff;
        case PdmDepth: return 32;
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY: return 96;
        case PdmDevicePixelRatio: return 1;
        case PdmDevicePixelRatioScaled: return static_cast<int>(devicePixelRatioFScale());
        default: return QPaintDevice::metric(metric);
        }
    }

private:
    TextEngine &m_engine;
    QSize m_size;
};

double linear(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

/// Relative luminance of WCAG 2.2, 0 black to 1 white.
double luminance(const QColor &colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

QColor over(const QColor &colour, const QColor &ground)
{
    const float alpha = colour.alphaF();
    return QColor::fromRgbF(colour.redF() * alpha + ground.redF() * (1 - alpha),
                            colour.greenF() * alpha + ground.greenF() * (1 - alpha),
                            colour.blueF() * alpha + ground.blueF() * (1 - alpha));
}

} // namespace

QList<PaintedText> PaintedTexts::of(QWidget &window)
{
    QList<PaintedText> texts;
    TextEngine engine(texts);
    QList<QWidget *> widgets = window.findChildren<QWidget *>();
    widgets.prepend(&window);
    for (QWidget *widget : std::as_const(widgets)) {
        if (!widget->isVisible() || widget->window() != &window || widget->visibleRegion().isEmpty())
            continue;
        engine.paint(*widget);
        TextDevice device(engine, widget->size());
        widget->render(&device, {}, {}, QWidget::RenderFlags());
    }
    return texts;
}

QString PaintedTexts::whatIsCut(const PaintedText &painted)
{
    QRectF allowed = painted.room.adjusted(-kTolerance, -kTolerance, kTolerance, kTolerance);
    // What scrolls shows half of its last row.
    const auto *scrolling = qobject_cast<const QAbstractScrollArea *>(painted.widget->parentWidget());
    if (scrolling && scrolling->viewport() == painted.widget
        && painted.area.bottom() > painted.widget->height())
        allowed.setBottom(painted.area.bottom());
    if (allowed.contains(painted.area))
        return {};
    return QStringLiteral("\"%1\" of %2 at %3,%4 to %5,%6 in %7,%8 to %9,%10")
        .arg(painted.text, nameOf(*painted.widget))
        .arg(painted.area.left())
        .arg(painted.area.top())
        .arg(painted.area.right())
        .arg(painted.area.bottom())
        .arg(painted.room.left())
        .arg(painted.room.top())
        .arg(painted.room.right())
        .arg(painted.room.bottom());
}

double PaintedTexts::contrast(const PaintedText &painted, const QWidget &window, const QImage &picture)
{
    const QPoint origin = painted.widget->mapTo(&window, QPoint());
    const qreal scale = picture.devicePixelRatio();
    const QRect around = QRectF((painted.area.topLeft() + origin) * scale, painted.area.size() * scale)
                             .adjusted(-2, -2, 2, 2)
                             .toAlignedRect()
        & picture.rect();
    QHash<QRgb, int> counts;
    for (int y = around.top(); y <= around.bottom(); ++y) {
        for (int x = around.left(); x <= around.right(); ++x)
            ++counts[picture.pixel(x, y)];
    }
    if (counts.isEmpty())
        return 21;
    const auto most = std::max_element(counts.cbegin(), counts.cend());
    const QColor ground = QColor::fromRgb(most.key());
    const double text = luminance(over(painted.colour, ground)), behind = luminance(ground);
    return (std::max(text, behind) + 0.05) / (std::min(text, behind) + 0.05);
}

QString PaintedTexts::nameOf(const QWidget &widget)
{
    QString name = QString::fromLatin1(widget.metaObject()->className()) + u' ' + widget.objectName();
    for (const QWidget *parent = widget.parentWidget(); parent; parent = parent->parentWidget()) {
        if (!parent->objectName().isEmpty() && !parent->objectName().startsWith(QLatin1StringView("qt_")))
            return name + QStringLiteral(" of ") + parent->objectName();
    }
    return name;
}
