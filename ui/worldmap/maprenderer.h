// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/mappicture.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <memory>
#include <optional>

/// Draws pictures of the map in a thread of its own, so that the window never waits for one: only the newest
/// request waits, and no picture arrives after cancel(). Main thread.
class MapRenderer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MapRenderer)

public:
    explicit MapRenderer(QObject *parent = nullptr);
    ~MapRenderer() override; // waits for the picture being drawn

    void render(const MapScene &scene, const MapCamera &camera, qreal devicePixelRatio);
    /// Discards all requested pictures.
    void cancel();
    bool isBusy() const { return m_isRunning || m_next; }

Q_SIGNALS:
    void rendered(const MapPicture &picture);

private:
    struct Wish
    {
        MapScene scene;
        MapCamera camera;
        qreal ratio;
    };
    void start();
    void finish(const MapPicture &picture, quint64 wish);

    QThreadPool m_pool;
    std::optional<Wish> m_next;
    std::shared_ptr<std::atomic<bool>> m_isGivenUp;
    quint64 m_wish = 0; ///< number of the current or last request
    quint64 m_dropped = 0; ///< pictures up to this number are discarded
    bool m_isRunning = false;
};
