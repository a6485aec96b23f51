// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <vector>

/// One decoded character of a text, and the bytes that encode it.
struct Glyph
{
    char c = 0;
    int from = 0;
    int to = 0; ///< after the last byte
    int depth = 0; ///< how often it was encoded
};
using Glyphs = std::vector<Glyph>;

constexpr int kMaxGlyphDepth = 4; ///< maximum number of nested encodings

/// Decodes the escapes of URLs ("%41"), JSON ("\\u0041") and XML ("&#65;") in `bytes`, also nested ones.
/// Pure and linear.
Glyphs decodedGlyphs(QByteArrayView bytes);
