// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

/// True for a part of a path that is made of nothing but words such as "reset" and "password", in any of the
/// languages that the table knows: what follows it gives access. `name` is as foldedName() writes it:
/// "resetpassword".
bool leadsToSecrets(std::string_view name);
