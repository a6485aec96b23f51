// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/worldmap/worldmapview.h"

#include "core/types/savedfile.h"
#include "ui/look/picturehead.h"
#include "ui/look/theme.h"
#include "ui/map/bubblescale.h"
#include "ui/map/mapgeometry.h"
#include "ui/text/linetext.h"
#include "ui/text/plaintext.h"
#include "ui/worldmap/maprenderer.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QSvgGenerator>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace {

constexpr double kFineZoom = 3; ///< from here on the coarse shapes look coarse
constexpr double kNearPixels = 5; ///< a click beside a small island means it
constexpr int kFrameMs = 16;
constexpr int kStillFrameMs = 250;
constexpr qint64 kFadeMs = 200;
constexpr double kLegendMargin = 8;
constexpr double kEdgeZoom = 4; ///< of a place that was beyond the edge

} // namespace

WorldMapView::WorldMapView(QWidget *parent) :
    QWidget(parent), m_navigation(new MapCameraControl(*this)), m_renderer(new MapRenderer(this))
{
    install(this, QAccessible::Chart);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("World map"));
    m_clock.start();
    m_frames.setTimerType(Qt::PreciseTimer);
    m_frames.setInterval(kFrameMs);
    connect(&m_frames, &QTimer::timeout, this, &WorldMapView::stepFrames);
    connect(m_renderer, &MapRenderer::rendered, this, &WorldMapView::takePicture);
    connect(m_navigation, &MapCameraControl::moved, this, &WorldMapView::onMoved);
    connect(m_navigation, &MapCameraControl::hovered, this, &WorldMapView::setHovered);
    connect(m_navigation, &MapCameraControl::clicked, this, &WorldMapView::onClicked);
    restyle();
}

void WorldMapView::restyle()
{
    const Theme &theme = Theme::of(this);
    m_scene.colours = {
        theme.window, landColour(theme.dark), theme.window, theme.accent, theme.text, theme.muted,
        theme.dark};
    m_scene.font = Type::small();
    m_scene.font.setWeight(QFont::Medium);
}

void WorldMapView::setLayer(MapLayer layer)
{
    if (layer == m_scene.layer)
        return;
    m_scene.layer = layer;
    wishPicture();
}

void WorldMapView::setValues(const QList<CountryValue> &countries, const QList<MapMark> &marks,
                             const std::optional<MapScales> &scales)
{
    const MapScales used = scales ? *scales : MapScales::of(countries, marks);
    if (countries == m_scene.countries && marks == m_scene.marks && used == m_scene.scales)
        return;
    m_scene.countries = countries;
    m_scene.marks = marks;
    QList<CountryValue> sorted = countries;
    std::ranges::stable_sort(sorted, std::greater(), &CountryValue::value);
    m_byValue.clear();
    for (const CountryValue &country : std::as_const(sorted)) {
        if (country.value > 0)
            m_byValue.append(country.country);
    }
    m_scene.scales = used;
    wishPicture();
}

void WorldMapView::setTexts(std::function<QString(const QString &)> ofCountry,
                            std::function<QString(int)> ofMark)
{
    m_countryText = std::move(ofCountry);
    m_markText = std::move(ofMark);
}

void WorldMapView::setLegend(const MapLegendText &text)
{
    m_legend = text;
    m_explanations = QPixmap();
    update();
}

void WorldMapView::setSelected(const QString &country)
{
    if (country == selected())
        return;
    m_scene.selected = country;
    describe();
    tellCurrentRow();
    wishPicture();
}

void WorldMapView::setReducedMotion(bool on)
{
    m_isStill = on;
    m_frames.setInterval(on ? kStillFrameMs : kFrameMs);
}

void WorldMapView::pulse(const QPointF &place)
{
    if (!isVisible())
        return;
    m_pulses.add(place, m_clock.elapsed());
    if (!m_frames.isActive()) {
        m_frames.start();
        update();
    }
}

void WorldMapView::clearPulses()
{
    m_pulses.clear();
    update();
}

void WorldMapView::stepFrames()
{
    if (m_clock.elapsed() - m_fadingSince >= kFadeMs)
        m_faded = QImage();
    if (!m_pulses.advance(m_clock.elapsed()) && m_faded.isNull())
        m_frames.stop();
    update();
}

bool WorldMapView::isSettled() const
{
    return !m_renderer->isBusy() && !(m_isWanting && isVisible() && canBePainted());
}

void WorldMapView::wishPicture()
{
    m_explanations = QPixmap();
    if (!isVisible() || !canBePainted()) {
        m_isWanting = true;
        return;
    }
    m_isWanting = false;
    m_renderer->render(m_scene, camera(), devicePixelRatioF());
    Q_EMIT settledChanged();
}

void WorldMapView::takePicture(const MapPicture &picture)
{
    m_faded = QImage();
    if (m_fades && !m_isStill && isVisible() && picture.camera == m_picture.camera) {
        m_faded = m_picture.image;
        m_fadingSince = m_clock.elapsed();
        m_frames.start();
    }
    m_picture = picture;
    update();
    if (isSettled())
        Q_EMIT settledChanged();
}

void WorldMapView::onMoved()
{
    wishPicture();
    update();
    describe();
    Q_EMIT cameraChanged();
}

QString WorldMapView::countryAt(const QPointF &view) const
{
    const MapGeometry &world = MapGeometry::world();
    const QPointF plane = camera().toPlane(view);
    const int index = world.countryAt(plane, kNearPixels / camera().scale());
    return index < 0 ? QString() : world.countries().at(index).code;
}

int WorldMapView::markAt(const QPointF &view) const
{
    if (m_scene.layer == MapLayer::Countries)
        return -1;
    if (const int beyond = edgeNameAt(view); beyond >= 0)
        return beyond;
    int best = -1;
    double nearest = 0;
    for (qsizetype i = 0; i < m_scene.marks.size(); ++i) {
        const MapMark &mark = m_scene.marks.at(i);
        const QPointF offset = camera().toView(mark.place) - view;
        const double distance = std::hypot(offset.x(), offset.y());
        const double reach = m_scene.layer == MapLayer::Cities
            ? bubbleRadius(mark.value, m_scene.scales.largest) + 2
            : kNearPixels;
        if (distance <= reach && (best < 0 || distance < nearest)) {
            best = static_cast<int>(i);
            nearest = distance;
        }
    }
    return best;
}

QString WorldMapView::toolTipAt(const QPointF &view) const
{
    const int mark = markAt(view);
    if (mark >= 0 && m_markText)
        return m_markText(mark);
    const QString country = countryAt(view);
    return country.isEmpty() || !m_countryText ? QString() : m_countryText(country);
}

void WorldMapView::paintEvent(QPaintEvent *)
{
    QElapsedTimer time;
    time.start();
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    if (m_picture.image.isNull()) {
        painter.fillRect(rect(), theme.window);
    } else if (m_picture.camera == camera()) {
        paintPicture(painter);
    } else {
        // The last picture, moved to where its part of the world is now.
        painter.fillRect(rect(), theme.window);
        const double scale = camera().scale() / m_picture.camera.scale();
        const QPointF corner = camera().toView(m_picture.camera.toPlane({0, 0}));
        painter.setTransform(QTransform(scale, 0, 0, scale, corner.x(), corner.y()));
        painter.drawImage(0, 0, m_picture.image);
        painter.resetTransform();
    }
    paintOverlay(painter);
    painter.drawPixmap(0, 0, explanations());
    Q_EMIT framePainted(time.nsecsElapsed());
}

/// The picture, or the part of the way that it has come out of the one before.
void WorldMapView::paintPicture(QPainter &painter)
{
    if (!m_faded.isNull()) {
        painter.drawImage(0, 0, m_faded);
        painter.setOpacity(std::min(1.0, static_cast<double>(m_clock.elapsed() - m_fadingSince) / kFadeMs));
    }
    painter.drawImage(0, 0, m_picture.image);
    painter.setOpacity(1);
}

void WorldMapView::paintOverlay(QPainter &painter)
{
    const Theme &theme = Theme::of(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    const MapGeometry &world = MapGeometry::world();
    if (const int hovered = world.indexOf(m_hovered); hovered >= 0 && m_hovered != selected()) {
        QPen pen(theme.muted, 1);
        pen.setCosmetic(true);
        pen.setJoinStyle(Qt::RoundJoin);
        painter.setPen(pen);
        painter.setTransform(camera().transform());
        const MapCountry &shape = world.countries().at(hovered);
        painter.drawPath(camera().zoom() < kFineZoom ? shape.coarse : shape.path);
        painter.resetTransform();
    }
    m_pulses.paint(painter, camera().transform(), theme.accent, m_clock.elapsed(), m_isStill);
    if (m_showsFocus) {
        painter.setPen(QPen(theme.accent, 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Metrics::kRadius,
                                Metrics::kRadius);
    }
}

/// Legend, and names at the edges.
void WorldMapView::paintExplanations(QPainter &painter) const
{
    paintMapLegend(painter,
                   QRectF(rect()).adjusted(kLegendMargin, kLegendMargin, -kLegendMargin, -kLegendMargin),
                   m_scene, m_legend);
    paintMapEdgeNames(painter, m_scene, edgeNames());
}

const QPixmap &WorldMapView::explanations()
{
    const QSize pixels = (QSizeF(size()) * devicePixelRatioF()).toSize();
    if (m_explanations.size() == pixels)
        return m_explanations;
    m_explanations = QPixmap(pixels);
    m_explanations.setDevicePixelRatio(devicePixelRatioF());
    m_explanations.fill(Qt::transparent);
    QPainter painter(&m_explanations);
    paintExplanations(painter);
    return m_explanations;
}

QList<MapEdgeName> WorldMapView::edgeNames() const
{
    if (m_scene.layer == MapLayer::Countries || !m_legend.number || m_navigation->isPassive())
        return {};
    return mapEdgeNames(m_scene, camera(), [this](const MapMark &mark) {
        return LineText::fill(tr("%1 %2", "place, number"), mark.name, m_legend.number(mark.value));
    });
}

int WorldMapView::edgeNameAt(const QPointF &view) const
{
    for (const MapEdgeName &name : edgeNames()) {
        if (name.area.contains(view))
            return name.mark;
    }
    return -1;
}

void WorldMapView::onClicked(const QPointF &at, Qt::KeyboardModifiers modifiers)
{
    if (const int mark = edgeNameAt(at); mark >= 0)
        m_navigation->look(m_scene.marks.at(mark).place, kEdgeZoom);
    else
        Q_EMIT countryActivated(countryAt(at), modifiers);
}

void WorldMapView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_navigation->fitViewport();
    wishPicture();
}

void WorldMapView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_navigation->fitViewport();
    if (m_isWanting || m_picture.image.isNull())
        wishPicture();
}

void WorldMapView::hideEvent(QHideEvent *event)
{
    m_frames.stop();
    m_pulses.clear();
    m_faded = QImage();
    QWidget::hideEvent(event);
}

void WorldMapView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::StyleChange)
        return;
    restyle();
    wishPicture();
}

void WorldMapView::leaveEvent(QEvent *)
{
    setHovered({-1, -1});
}

void WorldMapView::setHovered(const QPointF &view)
{
    if (m_navigation->isPassive())
        return;
    const QString country = rect().contains(view.toPoint()) ? countryAt(view) : QString();
    if (QToolTip::isVisible())
        QToolTip::showText(mapToGlobal(view.toPoint()), PlainText::toolTip(toolTipAt(view)), this);
    if (country == m_hovered)
        return;
    m_hovered = country;
    update();
}

void WorldMapView::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_navigation->isPassive())
        return;
    const bool isMouse = event->reason() == QContextMenuEvent::Mouse;
    const QPointF at = isMouse ? QPointF(event->pos()) : QRectF(rect()).center();
    Q_EMIT menuWanted(countryAt(at), camera().toPlane(at), mapToGlobal(at.toPoint()));
}

bool WorldMapView::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ToolTip: {
        const auto *help = static_cast<QHelpEvent *>(event);
        if (!m_navigation->isPassive())
            QToolTip::showText(help->globalPos(), PlainText::toolTip(toolTipAt(help->pos())), this);
        return true;
    }
    case QEvent::FocusIn: {
        // A ring for those who came by the keyboard.
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        m_showsFocus = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason;
        update();
        break;
    }
    case QEvent::FocusOut:
        m_showsFocus = false;
        update();
        break;
    default: break;
    }
    return QWidget::event(event);
}

void WorldMapView::setSummary(const QString &text)
{
    m_summary = text;
    describe();
}

void WorldMapView::describe()
{
    // Zoomed in, the middle of the view is what Enter chooses.
    const QString country = !selected().isEmpty() ? selected()
        : camera().isHome()                       ? QString()
                                                  : countryAt(QRectF(rect()).center());
    const QString focus = country.isEmpty() || !m_countryText ? QString() : m_countryText(country);
    setAccessibleDescription(focus.isEmpty() ? m_summary
                                             : LineText::fill(tr("%1. All: %2"), focus, m_summary));
}

QString WorldMapView::accessibleCell(int row, int) const
{
    return m_countryText ? LineText::oneLine(m_countryText(m_byValue.at(row))) : m_byValue.at(row);
}

QString WorldMapView::accessibleColumn(int) const
{
    return tr("Country");
}

QRect WorldMapView::accessibleRect(int row, int) const
{
    // Where its name stands; shapes reach far beyond what one means by a country.
    const std::optional<QPointF> anchor = MapGeometry::world().anchorOf(m_byValue.at(row));
    if (!anchor)
        return {};
    const QPoint at = camera().toView(*anchor).toPoint();
    return rect() & QRect(at - QPoint(Metrics::kGrid, Metrics::kGrid), QSize(2, 2) * Metrics::kGrid);
}

int WorldMapView::accessibleCurrentRow() const
{
    return static_cast<int>(m_byValue.indexOf(selected()));
}

bool WorldMapView::chooseAccessibleRow(int row)
{
    Q_EMIT countryActivated(m_byValue.at(row), Qt::NoModifier);
    return true;
}

bool WorldMapView::savePng(const QString &fileName, const PictureHead &head) const
{
    constexpr int kRatio = 2;
    const MapPicture picture = paintMapPicture(MapGeometry::world(), m_scene, camera(), kRatio);
    QImage image(head.sizeWith(size()) * kRatio, QImage::Format_RGB32);
    image.setDevicePixelRatio(kRatio);
    QPainter painter(&image);
    head.paint(painter, Theme::of(this), size());
    painter.drawImage(QPointF(), picture.image);
    paintExplanations(painter);
    painter.end();
    QSaveFile file(fileName); // nothing half-written stays
    return file.open(QIODevice::WriteOnly) && image.save(&file, "PNG") && commitFile(file);
}

bool WorldMapView::saveSvg(const QString &fileName, const PictureHead &head) const
{
    QSaveFile file(fileName);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    const QSize whole = head.sizeWith(size());
    QSvgGenerator svg;
    svg.setOutputDevice(&file);
    svg.setSize(whole);
    svg.setViewBox(QRect(QPoint(), whole));
    svg.setTitle(head.title);
    QPainter painter;
    if (!painter.begin(&svg))
        return false;
    head.paint(painter, Theme::of(this), size());
    painter.setClipRect(rect()); // the world goes on beyond the view
    painter.fillRect(rect(), m_scene.colours.sea);
    paintMap(painter, MapGeometry::world(), m_scene, camera());
    paintExplanations(painter);
    return painter.end() && commitFile(file);
}
