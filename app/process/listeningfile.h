// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QString>

/// The file `listening` of a data folder: the URL of the collector that runs on it, for scripts
/// and for commands that show its state. Removed when the collector stops. What else has this name is neither
/// overwritten nor removed nor read. Errors: "listening_file_failed".
Result<void> writeListeningFile(const QString &dataDir, const QString &url);
void removeListeningFile(const QString &dataDir);
/// Empty when no collector runs on the folder.
QString readListeningFile(const QString &dataDir);
