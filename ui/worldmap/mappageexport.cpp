// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// MapPage: its menus, what leaves the page and what survives a restart.

#include "core/settings/visitordatacontrol.h"
#include "core/types/placetext.h"
#include "ui/map/mapprojection.h"
#include "ui/past/statsexport.h"
#include "ui/text/linetext.h"
#include "ui/text/placename.h"
#include "ui/text/plaintext.h"
#include "ui/worldmap/mapbar.h"
#include "ui/worldmap/mappage.h"
#include "ui/worldmap/worldmapview.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>

namespace {

constexpr QLatin1StringView kLayer("layer");
constexpr QLatin1StringView kPulses("pulses");

} // namespace

void MapPage::openMenu(const QString &country, const QPointF &plane, const QPoint &globalPosition)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("mapMenu"));
    const auto add = [this, menu](const QString &text, const char *name, auto done) {
        QAction *action = menu->addAction(PlainText::caption(text));
        action->setObjectName(QString::fromLatin1(name));
        connect(action, &QAction::triggered, this, done);
    };
    if (!country.isEmpty() && country != PlaceText::kLocal) {
        const QString name = PlaceName::country(country);
        const auto toggle = [this, country](DimensionFilter::Operator op) {
            m_past.toggle({QStringLiteral("country"), op, country});
        };
        add(LineText::fill(tr("Zoom to %1"), name), "mapZoom", [this, country] { selectCountry(country); });
        add(LineText::fill(tr("Only %1"), name), "mapOnly",
            [toggle] { toggle(DimensionFilter::Operator::Equals); });
        add(LineText::fill(tr("Without %1"), name), "mapWithout",
            [toggle] { toggle(DimensionFilter::Operator::NotEquals); });
        menu->addSeparator();
    }
    if (const std::optional<QPointF> place = MapProjection::unproject(plane); place && !plane.isNull()) {
        const std::optional<GeoPosition> position = GeoPosition::fromDegrees(place->y(), place->x());
        QStringList names;
        for (const NamedNetwork &network : m_visitorData.report().networks) {
            if (position && !names.contains(network.name))
                names.append(network.name);
        }
        for (const QString &name : std::as_const(names)) {
            add(LineText::fill(tr("Put %1 here"), name), "mapPutNetwork",
                [this, name, position] { m_visitorData.placeNetwork(name, *position); });
        }
        add(names.isEmpty() ? tr("Name a local network…") : tr("Local networks…"), "mapNetworks",
            [this] { Q_EMIT placesWanted(); });
        menu->addSeparator();
    }
    add(tr("Whole world"), "mapWholeWorld", [this] { showWorld(); });
    menu->popup(globalPosition);
}

StatsSection MapPage::tableSection() const
{
    return {.part = StatsSection::Part::Breakdown, .dimension = QStringLiteral("country")};
}

void MapPage::fillExportMenu()
{
    QMenu *menu = m_bar->exportMenu();
    menu->clear();
    const auto add = [this, menu](const QString &text, const char *name, auto done) {
        QAction *action = menu->addAction(text);
        action->setObjectName(QString::fromLatin1(name));
        connect(action, &QAction::triggered, this, done);
    };
    add(tr("Countries as CSV…"), "mapExportCountries", [this] { exportTable(); });
    add(tr("Cities and networks as CSV…"), "mapExportPlaces", [this] {
        m_export->save(buildQuery(),
                       {.part = StatsSection::Part::Breakdown, .dimension = QStringLiteral("place")});
    });
    menu->addSeparator();
    add(tr("Map as PNG…"), "mapExportPng", [this] { savePicture(QStringLiteral("png")); });
    add(tr("Map as SVG…"), "mapExportSvg", [this] { savePicture(QStringLiteral("svg")); });
}

void MapPage::exportTable()
{
    if (m_past.site())
        m_export->save(buildQuery(), tableSection());
}

void MapPage::copyTable()
{
    if (m_past.site())
        m_export->copy(buildQuery(), tableSection());
}

void MapPage::savePicture(const QString &suffix)
{
    const bool isPng = suffix == QLatin1StringView("png");
    m_export->savePicture(QStringLiteral("%1-map.%2").arg(m_past.current().site, suffix),
                          [this, isPng](const QString &fileName) {
                              return isPng ? m_view->savePng(fileName) : m_view->saveSvg(fileName);
                          });
}

void MapPage::setSaveFileHook(const SaveFileHook &hook)
{
    m_export->setSaveFileHook(hook);
}

QByteArray MapPage::state() const
{
    const QJsonObject object {{kLayer, static_cast<int>(m_view->layer())}, {kPulses, m_bar->isPulsing()}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

void MapPage::restoreState(const QByteArray &state)
{
    const QJsonObject object = QJsonDocument::fromJson(state).object();
    const int layer = object.value(kLayer).toInt(-1);
    if (layer >= 0 && layer <= static_cast<int>(MapLayer::Cities))
        setLayer(static_cast<MapLayer>(layer));
    m_bar->setPulsing(object.value(kPulses).toBool(true));
}
