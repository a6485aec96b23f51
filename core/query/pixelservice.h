// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/pixelquestions.h"
#include "core/types/result.h"

#include <functional>

class Database;
class SignalBus;
class Storage;

/// Changes pixels in the storage thread, and tells everybody. May be asked in any thread.
class PixelService final : public PixelQuestions
{
    Q_DISABLE_COPY_MOVE(PixelService)

public:
    /// `storage` and `bus` must outlive this object.
    PixelService(Storage &storage, SignalBus &bus) : m_storage(storage), m_bus(bus) { }

    /// Reads all pixels again, and tells everybody. Storage thread. Errors: a failed read; then all stays.
    Result<void> reload(const Database &database);

    Asking addPixel(const Pixel &pixel, const AskContext &who, Answer<void> answer) override;
    Asking updatePixel(const Pixel &pixel, const AskContext &who, Answer<void> answer) override;
    Asking removePixel(const QString &key, const AskContext &who, Answer<void> answer) override;

private:
    using Write = std::function<Result<void>(Database &)>;

    Asking write(const AskContext &who, Answer<void> answer, Write write);

    Storage &m_storage;
    SignalBus &m_bus;
};
