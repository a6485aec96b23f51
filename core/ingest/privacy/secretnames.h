// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

/// True for the name of a secret value. In lower case, only letters and digits:
/// "accesstoken".
bool isSecretName(std::string_view name);
