// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

/// True for a name that stands before something secret. In lower case, letters and digits alone:
/// "accesstoken".
bool isSecretName(std::string_view name);
