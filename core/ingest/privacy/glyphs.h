// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <string_view>
#include <vector>

/// One decoded byte of a text in UTF-8, and the bytes that encode it.
struct Glyph
{
    char c = 0;
    int from = 0;
    int to = 0; ///< after the last byte
    int depth = 0; ///< how often it was encoded
};
using Glyphs = std::vector<Glyph>;

/// Part of a decoded text, by number of the glyph.
struct GlyphRange
{
    std::size_t from = 0;
    std::size_t to = 0; ///< after the last glyph
};
using GlyphRanges = std::vector<GlyphRange>;

constexpr int kMaxGlyphDepth = 4; ///< maximum number of nested encodings

/// Decodes the escapes of URLs ("%41", "%u0041"), JSON ("\\u0041") and XML ("&#65;") in `bytes`, also nested
/// ones. Other forms of characters of ASCII are read as those: digits of any script, blanks, dashes, "＠".
/// A character beyond ASCII becomes several glyphs with the same bytes. Pure and linear.
Glyphs decodedGlyphs(QByteArrayView bytes);

/// The character at `i`, NUL behind the end.
inline char glyphAt(const Glyphs &text, std::size_t i)
{
    return i < text.size() ? text[i].c : '\0';
}

/// True when `word` stands at `i`, as it is written here.
inline bool standsAt(const Glyphs &text, std::size_t i, std::string_view word)
{
    for (std::size_t n = 0; n < word.size(); ++n) {
        if (glyphAt(text, i + n) != word[n])
            return false;
    }
    return true;
}
