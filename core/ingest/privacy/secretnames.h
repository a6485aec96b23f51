// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

/// A name as isSecretName() compares it: letters and digits of any script, without case, accents and forms
/// of compatibility: "accesstoken" for "Access-Token", "contrasena" for "contraseña". `name` is UTF-8, else
/// read as Latin-1.
std::string foldedName(std::string_view name);

/// True for the name of a secret value in any of the languages that the table knows, as foldedName() writes
/// it: "accesstoken".
bool isSecretName(std::string_view name);
