// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/worldmap/mapbar.h"

#include "ui/look/theme.h"
#include "ui/past/questionpickers.h"
#include "ui/text/metrictext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/chip.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace {

constexpr Metric kMetrics[] = {Metric::Visitors, Metric::Visits, Metric::Pageviews, Metric::Hits};

} // namespace

MapBar::MapBar(QWidget *parent) :
    QWidget(parent),
    m_top(new QHBoxLayout),
    m_pickers(new QuestionPickers(this, QStringLiteral("map"))),
    m_metricMenu(new QMenu(this)),
    m_exportMenu(new QMenu(this)),
    m_metric(m_pickers->addPicker(QStringLiteral("mapMetric"), tr("What is counted"), m_metricMenu)),
    m_pulsing(new Chip(tr("Live pulses"), this)),
    m_export(m_pickers->addPicker(QStringLiteral("mapExport"), tr("Export"), m_exportMenu))
{
    setObjectName(QStringLiteral("mapBar"));
    m_exportMenu->setObjectName(QStringLiteral("mapExportMenu"));
    m_export->setText(tr("Export"));
    m_top->setSpacing(6);
    const auto addLayer = [this](MapLayer layer, const QString &text, const char *name, const QString &what) {
        auto *chip = new Chip(text, this);
        chip->setObjectName(QString::fromLatin1(name));
        chip->setCheckable(true);
        chip->setToolTip(PlainText::toolTip(what));
        connect(chip, &Chip::clicked, this, [this, layer] {
            setLayer(layer); // one is always on
            Q_EMIT layerChosen(layer);
        });
        m_layers.insert(layer, chip);
        m_top->addWidget(chip);
    };
    addLayer(MapLayer::Heat, tr("Heat"), "layerHeat", tr("How dense they are, whatever the borders"));
    addLayer(MapLayer::Countries, tr("Countries"), "layerCountries",
             tr("Countries in shades, each shade for as many of them"));
    addLayer(MapLayer::Cities, tr("Cities"), "layerCities",
             tr("A dot for each city, its area is the number"));
    m_top->addSpacing(Metrics::kGrid);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_pickers->undo()), static_cast<QWidget *>(m_pickers->redo()),
          static_cast<QWidget *>(m_metric), static_cast<QWidget *>(m_pickers->range()),
          static_cast<QWidget *>(m_pickers->bots()), static_cast<QWidget *>(m_pickers->addFilter())})
        m_top->addWidget(widget);
    m_top->addStretch(1);
    m_top->addWidget(m_pulsing);
    m_top->addWidget(m_export);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kGrid);
    column->addLayout(m_top);
    column->addWidget(m_pickers->filters());
    m_metric->setArrow(true);
    m_export->setArrow(true);
    m_pulsing->setObjectName(QStringLiteral("mapPulses"));
    m_pulsing->setCheckable(true);
    m_pulsing->setDot(true);
    m_pulsing->setToolTip(tr("A ring wherever a hit arrives now, whatever the range"));
    connect(m_pulsing, &Chip::toggled, this, &MapBar::pulsingToggled);
    for (const Metric metric : kMetrics) {
        QAction *action = m_metricMenu->addAction(MetricText::name(metric));
        action->setObjectName(QStringLiteral("mapMetric_") + toString(metric));
        action->setToolTip(MetricText::definition(metric));
        connect(action, &QAction::triggered, this, [this, metric] { Q_EMIT metricChosen(metric); });
    }
    m_metricMenu->setToolTipsVisible(true);
    setLayer(MapLayer::Heat);
    setMetric(Metric::Visitors);
}

void MapBar::setLayer(MapLayer layer)
{
    for (auto it = m_layers.cbegin(); it != m_layers.cend(); ++it)
        (*it)->setChecked(it.key() == layer);
}

void MapBar::setMetric(Metric metric)
{
    m_metric->setText(MetricText::name(metric));
    m_metric->updateGeometry();
    makeRoom();
}

void MapBar::setPulsing(bool on)
{
    m_pulsing->setChecked(on);
}

bool MapBar::isPulsing() const
{
    return m_pulsing->isChecked();
}

/// Back and forth have keys, too: where everything else would be cut off, they go.
void MapBar::makeRoom()
{
    int needed = (m_top->count() - 1) * m_top->spacing() + Metrics::kGrid;
    for (int i = 0; i < m_top->count(); ++i)
        needed += m_top->itemAt(i)->widget() ? m_top->itemAt(i)->widget()->sizeHint().width() : 0;
    m_pickers->undo()->setVisible(needed <= width());
    m_pickers->redo()->setVisible(needed <= width());
}

void MapBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    makeRoom();
}

void MapBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        m_pickers->restyle();
}
