// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/statsquery.h"
#include "core/settings/visitordatastatus.h"
#include "core/types/hit.h"

#include <QMenu>

#include <optional>

/// What can be done with a country, or with a point of the map. Deletes itself when it is closed. Main
/// thread.
class MapMenu final : public QMenu
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MapMenu)

public:
    explicit MapMenu(QWidget *parent = nullptr);

    /// Zoom and filters; nothing for a code that is none of a country's.
    void addCountry(const QString &code);
    /// The names of local networks, to be put at `position`; nothing is put where that is no place on earth.
    void addNetworks(const QList<NamedNetwork> &networks, std::optional<GeoPosition> position);
    void addWholeWorld();

Q_SIGNALS:
    void zoomWanted(const QString &country);
    void filterToggled(const DimensionFilter &filter);
    void networkPlaced(const QString &name, GeoPosition position);
    void networksWanted(); ///< their settings
    void worldWanted();

private:
    template <typename Done>
    void add(const QString &text, const QString &objectName, Done done);
};
