// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/token.h"

/// Tokens in words.
namespace TokenText {

QString rights(const Token &token); ///< "reads, changes · all sites"
QString made(const Token &token); ///< "made 31 Oct 2026"
QString used(const Token &token, Micros now); ///< "used 3 days ago", "not used yet"

} // namespace TokenText
