// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/pixel.h"
#include "core/storage/database.h"
#include "core/types/result.h"

#include <QList>
#include <QString>

/// The table `pixel`. Functions of the thread that owns the connection.

/// All pixels, by key. Errors: what SQLite says of a failed read.
Result<QList<Pixel>> readPixels(const Database &database);

/// Errors: "bad_pixel", "site_not_found", "pixel_exists".
Result<void> addPixel(Database &database, const Pixel &pixel);
/// Replaces everything but the key. Errors: "bad_pixel", "site_not_found", "pixel_not_found".
Result<void> updatePixel(Database &database, const Pixel &pixel);
/// Its views stay. Errors: "pixel_not_found".
Result<void> removePixel(Database &database, const QString &key);
