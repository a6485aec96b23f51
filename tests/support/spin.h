// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>

/// Upper bound of every wait of a test; long enough for a loaded machine, never reached when all is well.
constexpr std::chrono::milliseconds kPatience {60'000};

/// Runs the event loop until the condition holds. False when it did not within `patience`.
/// The condition is looked at after every event and, because other threads send none, every 5 ms.
bool spinUntil(const std::function<bool()> &condition, std::chrono::milliseconds patience = kPatience);
