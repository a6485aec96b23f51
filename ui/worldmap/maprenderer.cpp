// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/worldmap/maprenderer.h"

#include "ui/map/mapgeometry.h"

#include <mutex>
#include <utility>

namespace {

/// Painting changes shapes behind the scenes, so that what other threads paint is a world of their own.
MapPicture painted(const MapScene &scene, const MapCamera &camera, qreal ratio,
                   const std::atomic<bool> &isGivenUp)
{
    static std::mutex mutex;
    static const MapGeometry world = MapGeometry::unshared();
    const std::lock_guard lock(mutex);
    return paintMapPicture(world, scene, camera, ratio, &isGivenUp);
}

} // namespace

MapRenderer::MapRenderer(QObject *parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

MapRenderer::~MapRenderer()
{
    cancel();
    m_pool.waitForDone();
}

void MapRenderer::render(const MapScene &scene, const MapCamera &camera, qreal ratio)
{
    m_next = Wish {scene, camera, ratio};
    if (!m_isRunning)
        start();
}

void MapRenderer::cancel()
{
    m_next.reset();
    m_dropped = m_wish;
    if (m_isGivenUp)
        *m_isGivenUp = true;
}

void MapRenderer::start()
{
    const Wish wish = *std::exchange(m_next, std::nullopt);
    m_isRunning = true;
    m_isGivenUp = std::make_shared<std::atomic<bool>>(false);
    m_pool.start([this, wish, number = ++m_wish, isGivenUp = m_isGivenUp] {
        const MapPicture picture = painted(wish.scene, wish.camera, wish.ratio, *isGivenUp);
        // The destructor waits for this thread, and queued calls of a dead object are dropped.
        QMetaObject::invokeMethod(this, [this, picture, number] { finish(picture, number); });
    });
}

void MapRenderer::finish(const MapPicture &picture, quint64 wish)
{
    m_isRunning = false;
    if (m_next)
        start();
    // A picture for a camera that has moved on since is still closer than the one before.
    if (wish > m_dropped && !picture.image.isNull())
        Q_EMIT rendered(picture);
}
