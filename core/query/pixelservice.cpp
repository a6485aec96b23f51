// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/pixelservice.h"

#include "core/bus/signalbus.h"
#include "core/sites/pixelstore.h"
#include "core/storage/storage.h"

#include <utility>

Result<void> PixelService::reload(const Database &database)
{
    const Result<QList<Pixel>> pixels = readPixels(database);
    if (!pixels)
        return pixels.error();
    Q_EMIT m_bus.pixelsChanged(PixelTable(*pixels));
    return {};
}

Asking PixelService::write(const AskContext &who, Answer<void> answer, Write write)
{
    const Asked<void> asked(who, std::move(answer));
    m_storage.post([this, asked, write = std::move(write)](Database &database) {
        const Result<void> written = write(database);
        asked.answer(written ? reload(database) : written);
    });
    return asked.asking();
}

Asking PixelService::addPixel(const Pixel &pixel, const AskContext &who, Answer<void> answer)
{
    return write(who, std::move(answer), [pixel](Database &database) { return ::addPixel(database, pixel); });
}

Asking PixelService::updatePixel(const Pixel &pixel, const AskContext &who, Answer<void> answer)
{
    return write(who, std::move(answer),
                 [pixel](Database &database) { return ::updatePixel(database, pixel); });
}

Asking PixelService::removePixel(const QString &key, const AskContext &who, Answer<void> answer)
{
    return write(who, std::move(answer), [key](Database &database) { return ::removePixel(database, key); });
}
