// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "ui/map/mappicture.h"
#include "ui/past/pastbar.h"

#include <QHash>

/// The top of the Map page: the controls of every page about the past, layer, metric and pulses.
class MapBar final : public PastBar
{
    Q_OBJECT

public:
    explicit MapBar(QWidget *parent = nullptr);

    void setQuestion(const PastQuestion &past) override;
    void setLayer(MapLayer layer);
    void setPulsing(bool on);
    bool isPulsing() const;
    /// Pulses are on but not shown, because the map shows a past day.
    void setPulsesWaiting(bool on);
    /// The lists lie over the map and have a button.
    void setListsOffered(bool on);
    void setListsShown(bool on);

Q_SIGNALS:
    void layerChosen(MapLayer layer);
    void metricChosen(Metric metric);
    void pulsingToggled(bool on);
    void listsToggled(bool on);

private:
    void addLayer(MapLayer layer, const QString &text, const QString &objectName, const QString &toolTip);
    void setMetric(Metric metric);
    void fitRow();
    void resizeEvent(QResizeEvent *event) override;

    QHash<MapLayer, Chip *> m_layers;
    QMenu *m_metricMenu;
    Chip *m_metric;
    Chip *m_pulsing;
    Chip *m_lists;
    bool m_offersLists = false;
};
