// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/hitfilter.h"
#include "core/questions/realtimesnapshot.h"
#include "core/settings/visitordatastatus.h"

#include <QWidget>

class Settings;
class WorldMapView;

/// The world in the corner of Live: countries shaded by active visitors, a pulse for each hit that arrives. A
/// click asks for the large map. Main thread.
class MiniMap final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MiniMap)

public:
    explicit MiniMap(Settings &settings, QWidget *parent = nullptr);

    void setSnapshot(const RealtimeSnapshot &snapshot);
    /// Adds a ring for each hit that matches the filter. `networks` are the positions of local ones.
    void addHits(const QList<Hit> &hits, const HitFilter &filter, const QList<NamedNetwork> &networks);
    WorldMapView &view() const { return *m_view; }
    /// The natural ratio of the world.
    static int heightFor(int width);

Q_SIGNALS:
    void activated();

private:
    WorldMapView *m_view;
};
