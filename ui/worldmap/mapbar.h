// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "ui/map/mappicture.h"

#include <QHash>
#include <QWidget>

class Chip;
class QHBoxLayout;
class QMenu;
class QuestionPickers;

/// The top of the Map page: layer, metric, range, bots, filters; pulses; export. It shows a question and says
/// which one is wanted instead.
class MapBar final : public QWidget
{
    Q_OBJECT

public:
    explicit MapBar(QWidget *parent = nullptr);

    QuestionPickers &pickers() const { return *m_pickers; }
    void setLayer(MapLayer layer);
    void setMetric(Metric metric);
    void setPulsing(bool on);
    bool isPulsing() const;
    QMenu *exportMenu() const { return m_exportMenu; }

Q_SIGNALS:
    void layerChosen(MapLayer layer);
    void metricChosen(Metric metric);
    void pulsingToggled(bool on);

private:
    void makeRoom();
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

    QHBoxLayout *m_top;
    QuestionPickers *m_pickers;
    QHash<MapLayer, Chip *> m_layers;
    QMenu *m_metricMenu;
    QMenu *m_exportMenu;
    Chip *m_metric;
    Chip *m_pulsing;
    Chip *m_export;
};
