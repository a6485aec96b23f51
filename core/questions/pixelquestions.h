// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/pixel.h"
#include "core/questions/asking.h"

#include <QString>

/// Changes to pixels, which hold for the next view. SignalBus::pixelsChanged() comes before the answer.
/// Errors: "database_failed", those of core/sites/pixelstore.h.
class PixelQuestions
{
public:
    virtual ~PixelQuestions() = default;

    [[nodiscard]] virtual Asking addPixel(const Pixel &pixel, const AskContext &who, Answer<void> answer) = 0;
    /// Replaces everything but the key.
    [[nodiscard]] virtual Asking updatePixel(const Pixel &pixel, const AskContext &who,
                                             Answer<void> answer) = 0;
    /// Its views stay.
    [[nodiscard]] virtual Asking removePixel(const QString &key, const AskContext &who,
                                             Answer<void> answer) = 0;
};
