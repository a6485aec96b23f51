// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/privacy/glyphs.h"

/// What sentences say of secrets, in many languages: "x" of "my password is x", "mot de passe : x",
/// "密码是x". "A password is kept" says nothing of one. Pure and linear.
GlyphRanges secretsInSentences(const Glyphs &text);
