// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "core/settings/visitordatastatus.h"
#include "core/types/hit.h"

#include <QMenu>

#include <optional>

/// The menu for a country, or for a point of the map. Deletes itself when closed. Main
/// thread.
class MapMenu final : public QMenu
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MapMenu)

public:
    explicit MapMenu(QWidget *parent = nullptr);

    /// Adds zoom and filters; nothing for an unknown code.
    void addCountry(const QString &code);
    /// Adds the names of local networks, to be placed at `position`, unless that is outside the world.
    void addNetworks(const QList<NamedNetwork> &networks, std::optional<GeoPosition> position);
    void addWholeWorld();

Q_SIGNALS:
    void zoomWanted(const QString &country);
    void filterToggled(const DimensionFilter &filter);
    void networkPlaced(const QString &name, GeoPosition position);
    void networksWanted(); ///< opens their settings
    void worldWanted();

private:
    template <typename Done>
    void add(const QString &text, const QString &objectName, Done done);
};
