// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/clock.h"

#include <QStringView>

#include <optional>

/// The instant that files of links write as "2026-03-03T10:45:23.123456Z", "2026-03-03 10:45:23", with or
/// without fraction and offset (without: UTC), or as seconds or milliseconds since 1970. Nothing for another
/// text. Pure.
std::optional<Micros> instantOfText(QStringView text);
