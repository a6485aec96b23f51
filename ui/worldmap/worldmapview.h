// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/accessiblerows.h"
#include "ui/map/mapedges.h"
#include "ui/map/maplegend.h"
#include "ui/map/mappicture.h"
#include "ui/map/mappulses.h"
#include "ui/worldmap/mapcameracontrol.h"

#include <QElapsedTimer>
#include <QPixmap>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>

class MapRenderer;
struct PictureHead;

/// The world with counts on it: heat, shaded countries or cities, and pulses where hits arrive.
///
/// All that is not animated is a picture that another thread draws; moving and zooming show the last one
/// until the next arrives, so the window never waits. Pulses are drawn over it, only while there are any and
/// the view is visible. Main thread.
class WorldMapView final : public QWidget, public AccessibleRows
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorldMapView)

public:
    explicit WorldMapView(QWidget *parent = nullptr);

    void setLayer(MapLayer layer);
    MapLayer layer() const { return m_scene.layer; }
    /// Counts of countries, and places in descending order. Without `scales` they have their own.
    void setValues(const QList<CountryValue> &countries, const QList<MapMark> &marks,
                   const std::optional<MapScales> &scales = std::nullopt);
    /// The tooltip of a country, or of a mark by its index; screen readers also get that of the
    /// country.
    void setTexts(std::function<QString(const QString &country)> ofCountry,
                  std::function<QString(int mark)> ofMark);
    /// The description of the map for screen readers.
    void setSummary(const QString &text);
    void setLegend(const MapLegendText &text);
    const MapLegendText &legend() const { return m_legend; }
    /// The country with an outline; empty = none.
    void setSelected(const QString &country);
    const QString &selected() const { return m_scene.selected; }
    /// A map only to look at: no zoom, no keyboard, no tooltips; only clicks.
    void setPassive(bool on)
    {
        m_navigation->setPassive(on);
        m_explanations = QPixmap();
    }
    void setReducedMotion(bool on);
    /// The next pictures appear by fading, unless motion is reduced or the camera moves.
    void setFading(bool on) { m_fades = on; }

    /// A hit arrived at a point of the plane. Costs almost nothing while the view is hidden.
    void pulse(const QPointF &place);
    const MapPulses &pulses() const { return m_pulses; }
    void clearPulses();

    const MapCamera &camera() const { return m_navigation->camera(); }
    MapCameraControl &navigation() const { return *m_navigation; }
    /// True if the picture is the one requested last.
    bool isSettled() const;
    const MapScales &scales() const { return m_scene.scales; }
    /// The places beyond the edges of the home view; a click on one goes there.
    QList<MapEdgeName> edgeNames() const;

    QString countryAt(const QPointF &view) const; ///< empty = sea
    int markAt(const QPointF &view) const; ///< −1 = none
    QString toolTipAt(const QPointF &view) const;

    /// The view between its head and credits; a PNG has twice the pixels. False when the file cannot be
    /// written.
    bool savePng(const QString &fileName, const PictureHead &head) const;
    bool saveSvg(const QString &fileName, const PictureHead &head) const;

    QSize sizeHint() const override { return {900, 560}; }
    QSize minimumSizeHint() const override { return {200, 110}; }

Q_SIGNALS:
    void countryActivated(const QString &country, Qt::KeyboardModifiers modifiers); ///< empty = the sea
    void menuWanted(const QString &country, const QPointF &plane, const QPoint &globalPosition);
    void cameraChanged();
    void settledChanged();
    void framePainted(qint64 nanoseconds); ///< how long it took

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool event(QEvent *event) override;

private:
    /// A row is a country with hits, the one with most first.
    int accessibleRows() const override { return static_cast<int>(m_byValue.size()); }
    int accessibleColumns() const override { return 1; }
    QString accessibleCell(int row, int column) const override;
    QString accessibleColumn(int column) const override;
    QRect accessibleRect(int row, int column) const override;
    int accessibleCurrentRow() const override;
    bool chooseAccessibleRow(int row) override;
    void restyle();
    bool canBePainted() const { return width() > 1 && height() > 1; }
    void wishPicture();
    void takePicture(const MapPicture &picture);
    void onMoved();
    void paintOverlay(QPainter &painter);
    void paintExplanations(QPainter &painter) const;
    /// What does not move while pulses do: texts with halos and ten thousand places to look through.
    const QPixmap &explanations();
    void onClicked(const QPointF &at, Qt::KeyboardModifiers modifiers);
    int edgeNameAt(const QPointF &view) const; ///< its mark; −1 = none
    void paintPicture(QPainter &painter);
    void setHovered(const QPointF &view);
    void stepFrames();
    void describe();

    MapScene m_scene;
    QStringList m_byValue; ///< codes of the countries of m_scene that have hits, the one with most first
    MapCameraControl *m_navigation;
    MapPicture m_picture;
    QPixmap m_explanations; ///< null = to be painted
    QImage m_faded; ///< the picture before, while the next one appears; null = none
    qint64 m_fadingSince = 0; ///< by m_clock
    MapRenderer *m_renderer;
    MapPulses m_pulses;
    QTimer m_frames;
    QElapsedTimer m_clock;
    std::function<QString(const QString &)> m_countryText;
    std::function<QString(int)> m_markText;
    MapLegendText m_legend;
    QString m_summary;
    QString m_hovered;
    bool m_showsFocus = false;
    bool m_isStill = false; ///< reduced motion
    bool m_fades = false;
    bool m_isWanting = false; ///< request a picture when shown
};
