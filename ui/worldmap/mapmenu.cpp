// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/worldmap/mapmenu.h"

#include "core/types/placetext.h"
#include "ui/text/linetext.h"
#include "ui/text/placename.h"
#include "ui/text/plaintext.h"

using Operator = DimensionFilter::Operator;

MapMenu::MapMenu(QWidget *parent) : QMenu(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("mapMenu"));
}

template <typename Done>
void MapMenu::add(const QString &text, const QString &objectName, Done done)
{
    QAction *action = addAction(PlainText::caption(text));
    action->setObjectName(objectName);
    connect(action, &QAction::triggered, this, done);
}

void MapMenu::addCountry(const QString &code)
{
    if (code.isEmpty() || code == PlaceText::kLocal)
        return;
    const QString name = PlaceName::country(code);
    const auto toggle = [this, code](Operator op) {
        Q_EMIT filterToggled({QStringLiteral("country"), op, code});
    };
    add(LineText::fill(tr("Zoom to %1"), name), QStringLiteral("mapZoom"),
        [this, code] { Q_EMIT zoomWanted(code); });
    add(LineText::fill(tr("Only %1"), name), QStringLiteral("mapOnly"),
        [toggle] { toggle(Operator::Equals); });
    add(LineText::fill(tr("Without %1"), name), QStringLiteral("mapWithout"),
        [toggle] { toggle(Operator::NotEquals); });
    addSeparator();
}

void MapMenu::addNetworks(const QList<NamedNetwork> &networks, std::optional<GeoPosition> position)
{
    QStringList names; // a network may have several ranges of addresses
    for (const NamedNetwork &network : networks) {
        if (position && !names.contains(network.name))
            names.append(network.name);
    }
    for (const QString &name : std::as_const(names))
        add(LineText::fill(tr("Put %1 here"), name), QStringLiteral("mapPutNetwork"),
            [this, name, at = *position] { Q_EMIT networkPlaced(name, at); });
    add(names.isEmpty() ? tr("Name a local network…") : tr("Local networks…"), QStringLiteral("mapNetworks"),
        [this] { Q_EMIT networksWanted(); });
    addSeparator();
}

void MapMenu::addWholeWorld()
{
    add(tr("Whole world"), QStringLiteral("mapWholeWorld"), [this] { Q_EMIT worldWanted(); });
}
