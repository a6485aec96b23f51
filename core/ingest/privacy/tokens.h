// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/privacy/glyphs.h"

/// The parts of a text that look like secrets, whatever stands before them:
///
/// - long random words, base64, hexadecimal ones from 16 digits on, tokens with the prefix of a service
/// ("ghp_", "AKIA",
///   "eyJ"), private keys;
/// - UUIDs, unless they are the value of a field that names the site: that may be why a hit was refused;
/// - parts of a path behind "/reset/", "/invite/" and the like, and sessions in it: "/(S(…))/".
///
/// Pure and linear.
GlyphRanges tokensIn(const Glyphs &text);
