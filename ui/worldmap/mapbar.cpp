// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/worldmap/mapbar.h"

#include "ui/look/theme.h"
#include "ui/past/pastquestion.h"
#include "ui/past/questionpickers.h"
#include "ui/text/metrictext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flowlayout.h"
#include "ui/worldmap/mapcontent.h"

#include <QActionGroup>
#include <QMenu>
#include <QToolButton>

namespace {

constexpr Metric kMetrics[] = {Metric::Visitors, Metric::Visits, Metric::Pageviews, Metric::Hits};

} // namespace

MapBar::MapBar(QWidget *parent) :
    PastBar(QStringLiteral("map"), parent),
    m_metricMenu(new QMenu(this)),
    m_metric(pickers().addPicker(QStringLiteral("mapMetric"), tr("What is counted"), m_metricMenu)),
    m_pulsing(new Chip(tr("Live pulses"), this)),
    m_lists(new Chip(tr("Lists"), this))
{
    addLayer(MapLayer::Heat, tr("Heat"), QStringLiteral("layerHeat"), tr("How many there are at each place"));
    addLayer(MapLayer::Countries, tr("Countries"), QStringLiteral("layerCountries"),
             tr("Countries in shades of their number"));
    addLayer(MapLayer::Cities, tr("Cities"), QStringLiteral("layerCities"),
             tr("A dot for each city, its area is the number"));
    row()->insertSpacing(row()->indexOf(pickers().undo()), Metrics::kGrid);
    insertBefore(pickers().range(), m_metric);
    insertBefore(exportChip(), m_pulsing);
    insertBefore(exportChip(), m_lists);
    m_lists->setObjectName(QStringLiteral("mapListsButton"));
    m_lists->setCheckable(true);
    m_lists->setToolTip(tr("Countries and cities in numbers"));
    m_lists->hide();
    connect(m_lists, &Chip::toggled, this, &MapBar::listsToggled);
    m_metric->setArrow(true);
    m_pulsing->setObjectName(QStringLiteral("mapPulses"));
    m_pulsing->setCheckable(true);
    m_pulsing->setDot(true);
    setPulsesWaiting(false);
    connect(m_pulsing, &Chip::toggled, this, &MapBar::pulsingToggled);
    auto *chosen = new QActionGroup(this);
    for (const Metric metric : kMetrics) {
        QAction *action = m_metricMenu->addAction(MetricText::name(metric));
        action->setCheckable(true);
        action->setData(static_cast<int>(metric));
        chosen->addAction(action);
        action->setObjectName(QStringLiteral("mapMetric_") + toString(metric));
        action->setToolTip(MetricText::definition(metric));
        connect(action, &QAction::triggered, this, [this, metric] { Q_EMIT metricChosen(metric); });
    }
    m_metricMenu->setToolTipsVisible(true);
    setLayer(MapLayer::Heat);
    setMetric(Metric::Visitors);
}

void MapBar::addLayer(MapLayer layer, const QString &text, const QString &objectName, const QString &toolTip)
{
    auto *chip = new Chip(text, this);
    chip->setObjectName(objectName);
    chip->setCheckable(true);
    chip->setToolTip(PlainText::toolTip(toolTip));
    connect(chip, &Chip::clicked, this, [this, layer] {
        setLayer(layer); // one is always on
        Q_EMIT layerChosen(layer);
    });
    m_layers.insert(layer, chip);
    insertBefore(pickers().undo(), chip);
}

void MapBar::setQuestion(const PastQuestion &past)
{
    PastBar::setQuestion(past);
    setMetric(mapMetric(past.metric()));
}

void MapBar::setLayer(MapLayer layer)
{
    for (auto it = m_layers.cbegin(); it != m_layers.cend(); ++it)
        (*it)->setChecked(it.key() == layer);
}

void MapBar::setMetric(Metric metric)
{
    m_metric->setText(MetricText::name(metric));
    const QList<QAction *> actions = m_metricMenu->actions();
    for (QAction *action : actions)
        action->setChecked(action->data().toInt() == static_cast<int>(metric));
    m_metric->updateGeometry();
    fitRow();
}

void MapBar::setPulsing(bool on)
{
    m_pulsing->setChecked(on);
}

void MapBar::setPulsesWaiting(bool on)
{
    m_pulsing->setText(on ? tr("Pulses wait") : tr("Live pulses"));
    m_pulsing->setToolTip(on ? tr("The map shows a past day; rings come back with the whole range")
                             : tr("A ring wherever a hit arrives now, whatever the range"));
    m_pulsing->updateGeometry();
}

void MapBar::setListsOffered(bool on)
{
    m_offersLists = on;
    m_lists->setVisible(on);
    fitRow();
}

void MapBar::setListsShown(bool on)
{
    m_lists->setChecked(on);
}

void MapBar::fitRow()
{
    fitSteps(m_offersLists ? nullptr : m_lists);
}

bool MapBar::isPulsing() const
{
    return m_pulsing->isChecked();
}

void MapBar::resizeEvent(QResizeEvent *event)
{
    PastBar::resizeEvent(event);
    fitRow();
}
