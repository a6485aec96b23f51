// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <vector>

/// One character of what a text means, and the bytes that it was written with.
struct Glyph
{
    char c = 0;
    int from = 0;
    int to = 0; ///< behind the last byte
    int depth = 0; ///< how often it was encoded
};
using Glyphs = std::vector<Glyph>;

constexpr int kMaxGlyphDepth = 4; ///< how often something may be encoded in something encoded

/// `bytes` with the escapes of URLs ("%41"), JSON ("\\u0041") and XML ("&#65;") read, also those in others.
/// Pure and linear.
Glyphs decodedGlyphs(QByteArrayView bytes);
