// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

/// What Client::device can be, the usual ones first.
inline constexpr std::array kDeviceNames {"Desktop", "Mobile", "Tablet",  "TV",
                                          "Console", "Watch",  "Headset", "E-reader"};
