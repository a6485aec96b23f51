// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QString>

/// Makes the folder that holds the database when it is missing, for its owner only (0700); a folder that
/// exists keeps its permissions. Errors: "data_dir_failed".
Result<void> makeDataDirectory(const QString &path);
