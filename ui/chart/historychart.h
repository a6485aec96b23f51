// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/chart/historychartdata.h"
#include "ui/look/accessiblerows.h"

#include <QPixmap>
#include <QTimer>
#include <QWidget>

#include <memory>

class ChartFrame;
class ChartSeries;
struct PictureHead;

/// One metric over time as line, area or bars, the compared period dashed, annotations as flags.
///
/// Each bucket has a slot of equal width. Hovering, or Left and Right, Home and End, put a crosshair on a
/// bucket and show its dates and values. Dragging horizontally, or Shift with the arrows and then Enter,
/// selects a range: rangeSelected() has the bounds of whole buckets, clipped to `data.range`. The wheel
/// narrows the range around the cursor while the chart has the focus or Ctrl is held, otherwise the page
/// scrolls: turning it marks the new range, and 300 ms after the last turn rangeSelected() is emitted;
/// turning it back, or Escape, cancels. Nothing is zoomed in place: the owner asks for new data.
///
/// The baseline is in the accent while the chart has the focus. Empty data draws empty axes; the page shows
/// why. Screen, PNG and SVG are the same picture. Main thread.
class HistoryChart final : public QWidget, public AccessibleRows
{
    Q_OBJECT

public:
    using Style = ChartStyle;

    explicit HistoryChart(QWidget *parent = nullptr);
    ~HistoryChart() override;

    /// The crosshair stays on its bucket if the new data has one with the same start.
    void setData(const HistoryChartData &data);
    const HistoryChartData &data() const { return m_data; }
    void setStyle(Style style);
    Style style() const { return m_style; }

    /// Saves the picture below its head, PNG at twice the size; false when the file could not be written.
    bool savePng(const QString &path, const PictureHead &head) const;
    bool saveSvg(const QString &path, const PictureHead &head) const;

    /// A line of the tooltip says how to select a range, until the user has done it.
    void setHintShown(bool on) { m_showsHint = on; }
    bool isHintShown() const { return m_showsHint; }
    int crosshair() const { return m_crosshair; } ///< -1 = none
    QRectF plotArea() const; ///< in the coordinates of the widget
    QRectF slot(int bucket) const;
    /// Where the value is drawn; a null point when it is not.
    QPointF valuePoint(int bucket) const;
    QPointF comparedPoint(int bucket) const;
    QRectF flag(qint64 annotation) const; ///< empty when it is not drawn
    /// The lines of the tooltip: dates, value, compared dates and value with the change, annotations.
    QStringList toolTipLines(int bucket) const;

    /// A row for each bucket: its dates, and the other lines of its tooltip.
    int accessibleRows() const override { return static_cast<int>(m_data.now.size()); }
    int accessibleColumns() const override { return 2; }
    QString accessibleCell(int row, int column) const override;
    QString accessibleColumn(int column) const override;
    QRect accessibleRect(int row, int column) const override;
    int accessibleCurrentRow() const override { return m_crosshair < m_data.now.size() ? m_crosshair : -1; }
    bool chooseAccessibleRow(int row) override;

    QSize sizeHint() const override { return {900, 300}; }
    QSize minimumSizeHint() const override { return {320, 160}; }

Q_SIGNALS:
    void rangeSelected(const InstantRange &range);
    /// A flag was clicked. Flags at the same place take turns.
    /// A note written by a user.
    void annotationActivated(qint64 id);
    /// A double click or a context menu outside of flags.
    void annotationRequested(Micros at);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    /// First and last slot of the current selection.
    struct Band
    {
        int from = -1; ///< where it began; -1 = none
        int to = -1;
    };

    void layOut();
    const QPixmap &picture();
    void paintChart(QPainter &painter) const;
    void paintSaved(QPainter &painter, const PictureHead &head) const;
    void setCrosshair(int bucket);
    void moveCrosshair(int bucket, Qt::KeyboardModifiers modifiers);
    void setBand(const Band &band);
    void selectBand();
    void zoomIn(); ///< by hand: selectBand(), and the hint has done its work
    void activate(const QList<Annotation> &notes);
    void requestAnnotation(qreal x);
    void describe();

    HistoryChartData m_data;
    Style m_style = Style::Area;
    std::unique_ptr<ChartFrame> m_frame;
    std::unique_ptr<ChartSeries> m_series;
    QPixmap m_picture; ///< everything but crosshair and band; null = must be redrawn
    int m_crosshair = -1;
    bool m_showsHint = true;
    Band m_band;
    QPointF m_pressedAt;
    bool m_isPressed = false;
    qsizetype m_turn = 0; ///< which annotation of a flag the next click emits
    QTimer m_wheelPause;
    int m_wheelTurn = 0; ///< eighths of a degree that are not yet a notch
};
