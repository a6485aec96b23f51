// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/annotation.h"
#include "ui/worldmap/mapplay.h"

#include <QWidget>

class Chip;
class MapDayStrip;
class PlayButton;
class QAction;
class QActionGroup;
class QLabel;

/// Below the map: plays the days of the range, and has a bar for each. Its keys work while the focus is in
/// its parent: P, comma and full stop, Home and End, 0. Hidden where there is nothing to play. Main thread;
/// `play` must outlive it.
class MapTimeBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MapTimeBar)

public:
    static constexpr int kHeight = 142;

    MapTimeBar(MapPlay &play, QWidget *parent);

    /// What the counts are: "visitors"; where days begin, and now, whose day is not over.
    struct Terms
    {
        Metric metric = Metric::Visitors;
        QString zone = QStringLiteral("UTC");
        Micros now = 0;
        QString whole = {}; ///< what the whole range counts: "22,722 daily visitors"
        QList<Annotation> notes = {};
    };
    void setTerms(const Terms &terms);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildLayout();
    void buildControls();
    void addKeys(QWidget *page);
    void showPlay();
    QString dayText() const;
    QString countText() const;

    MapPlay &m_play;
    Terms m_terms;
    PlayButton *m_button;
    QLabel *m_title;
    QLabel *m_detail;
    Chip *m_speed;
    QActionGroup *m_speeds = nullptr; ///< the choices of the menu
    Chip *m_loop;
    Chip *m_whole;
    QLabel *m_keys;
    MapDayStrip *m_strip;
    QAction *m_wholeKey = nullptr; ///< 0, which is the map's key otherwise
};
