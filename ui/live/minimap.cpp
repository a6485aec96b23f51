// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/minimap.h"

#include "core/settings/settings.h"
#include "ui/look/theme.h"
#include "ui/worldmap/hitplace.h"
#include "ui/worldmap/worldmapview.h"

#include <QVBoxLayout>

namespace {
constexpr double kAspect = 0.46; ///< of the inhabited world
constexpr qsizetype kCodeLength = 2; ///< other labels of places are networks
} // namespace

MiniMap::MiniMap(Settings &settings, QWidget *parent) : QWidget(parent), m_view(new WorldMapView(this))
{
    m_view->setObjectName(QStringLiteral("miniMap"));
    m_view->setAccessibleName(tr("Map of active visitors"));
    m_view->setToolTip(
        tr("Countries by active visitors; a ring where a hit arrives. Click for the large map."));
    m_view->setPassive(true);
    m_view->setLayer(MapLayer::Countries);
    m_view->setCursor(Qt::PointingHandCursor);
    m_view->setReducedMotion(settings.reducedMotion());
    connect(&settings, &Settings::reducedMotionChanged, m_view, &WorldMapView::setReducedMotion);
    connect(m_view, &WorldMapView::countryActivated, this, &MiniMap::activated);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_view);
}

int MiniMap::heightFor(int width)
{
    return static_cast<int>(width * kAspect);
}

void MiniMap::setSnapshot(const RealtimeSnapshot &snapshot)
{
    QList<CountryValue> countries;
    for (const RealtimeSnapshot::Count &place : snapshot.places) {
        if (place.label.size() == kCodeLength)
            countries.append({place.label, static_cast<double>(place.visitors)});
    }
    m_view->setValues(countries, {});
}

void MiniMap::addHits(const QList<Hit> &hits, const HitFilter &filter, const QList<NamedNetwork> &networks)
{
    if (!isVisible())
        return;
    for (const Hit &hit : hits) {
        if (!filter.matches(hit))
            continue;
        if (const std::optional<QPointF> place = planeOf(hit, networks))
            m_view->pulse(*place);
    }
}
