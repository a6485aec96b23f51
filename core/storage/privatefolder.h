// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QString>

/// Creates the folder that holds the database if it is missing, for its owner only (0700); an existing
/// folder keeps its permissions. Errors: "data_dir_failed".
Result<void> makePrivateFolder(const QString &path);
