// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/privacy/glyphs.h"

#include "core/types/ascii.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <utility>

using namespace Ascii;

namespace {

/// What JSON writes behind a backslash for itself, and scripts their quote.
bool isQuoted(char c)
{
    return c == '"' || c == '/' || c == '\\' || c == '\'';
}

/// Like escapeAt(), of XML: "&quot;", "&#116;", "&#x74;".
std::size_t entityAt(const Glyphs &text, std::size_t i, char *meant)
{
    constexpr std::size_t kLongest = 9;
    constexpr std::array<std::pair<std::string_view, char>, 5> known {
        {{"quot", '"'}, {"apos", '\''}, {"amp", '&'}, {"lt", '<'}, {"gt", '>'}}};
    std::string name;
    std::size_t end = i + 1;
    for (; end < text.size() && end - i < kLongest && text[end].c != ';'; ++end)
        name.push_back(toLower(text[end].c));
    if (end >= text.size() || text[end].c != ';')
        return 0;
    const auto word = std::ranges::find(known, std::string_view(name), &decltype(known)::value_type::first);
    if (word != known.end()) {
        *meant = word->second;
        return end + 1 - i;
    }
    if (name.size() < 2 || name[0] != '#')
        return 0;
    const int base = name[1] == 'x' ? 16 : 10;
    const char *const first = name.data() + (base == 16 ? 2 : 1);
    int code = 0;
    const auto read = std::from_chars(first, name.data() + name.size(), code, base);
    if (read.ec != std::errc() || read.ptr != name.data() + name.size() || code <= 0 || code >= 0x80)
        return 0;
    *meant = static_cast<char>(code);
    return end + 1 - i;
}

/// The length of an escape at `i` and the character it stands for; 0 when there is none.
std::size_t escapeAt(const Glyphs &text, std::size_t i, char *meant)
{
    const auto at = [&](std::size_t n) { return i + n < text.size() ? text[i + n].c : '\0'; };
    if (at(0) == '%' && isHex(at(1)) && isHex(at(2))) {
        *meant = static_cast<char>(hexValue(at(1)) * 16 + hexValue(at(2)));
        return 3;
    }
    if (at(0) == '\\' && isQuoted(at(1))) {
        *meant = at(1);
        return 2;
    }
    if (at(0) == '\\' && (at(1) == 'n' || at(1) == 'r')) {
        *meant = '\n';
        return 2;
    }
    if (at(0) == '&')
        return entityAt(text, i, meant);
    if (at(0) == '\\' && at(1) == 'u' && at(2) == '0' && at(3) == '0' && isHex(at(4)) && isHex(at(5))) {
        *meant = static_cast<char>(hexValue(at(4)) * 16 + hexValue(at(5)));
        return 6;
    }
    return 0;
}

} // namespace

Glyphs decodedGlyphs(QByteArrayView bytes)
{
    Glyphs text;
    text.reserve(static_cast<std::size_t>(bytes.size()));
    for (int i = 0; i < bytes.size(); ++i)
        text.push_back({bytes[i], i, i + 1, 0});
    for (int depth = 1; depth <= kMaxGlyphDepth; ++depth) {
        Glyphs next;
        next.reserve(text.size());
        for (std::size_t i = 0; i < text.size();) {
            char meant = 0;
            const std::size_t length = escapeAt(text, i, &meant);
            if (length == 0)
                next.push_back(text[i++]);
            else
                next.push_back({meant, text[i].from, text[i + length - 1].to, depth});
            i += length;
        }
        const bool isDone = next.size() == text.size();
        text = std::move(next);
        if (isDone)
            break;
    }
    return text;
}
