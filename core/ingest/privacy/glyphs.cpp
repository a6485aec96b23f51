// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/privacy/glyphs.h"

#include "core/types/ascii.h"

#include <QChar>
#include <QString>

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

struct Escape
{
    std::size_t length = 0; ///< 0 = there is none
    char32_t code = 0; ///< the character that it stands for
    bool isByte = false; ///< or the byte
};

/// Four hex digits at `i`; -1 when there are none.
int hexUnitAt(const Glyphs &text, std::size_t i)
{
    int unit = 0;
    for (std::size_t n = i; n < i + 4; ++n) {
        if (!isHex(glyphAt(text, n)))
            return -1;
        unit = unit * 16 + hexValue(text[n].c);
    }
    return unit;
}

/// Of XML: "&quot;", "&#116;", "&#x74;".
Escape entityAt(const Glyphs &text, std::size_t i)
{
    constexpr std::size_t kLongest = 9;
    constexpr std::array<std::pair<std::string_view, char>, 11> known {{{"quot", '"'},
                                                                        {"apos", '\''},
                                                                        {"amp", '&'},
                                                                        {"lt", '<'},
                                                                        {"gt", '>'},
                                                                        {"nbsp", ' '},
                                                                        {"commat", '@'},
                                                                        {"colon", ':'},
                                                                        {"equals", '='},
                                                                        {"sol", '/'},
                                                                        {"plus", '+'}}};
    std::string name;
    std::size_t end = i + 1;
    for (; end < text.size() && end - i < kLongest && text[end].c != ';'; ++end)
        name.push_back(toLower(text[end].c));
    if (end >= text.size() || text[end].c != ';')
        return {};
    const auto word = std::ranges::find(known, std::string_view(name), &decltype(known)::value_type::first);
    if (word != known.end())
        return {end + 1 - i, static_cast<char32_t>(word->second)};
    if (name.size() < 2 || name[0] != '#')
        return {};
    const int base = name[1] == 'x' ? 16 : 10;
    const char *const first = name.data() + (base == 16 ? 2 : 1);
    int code = 0;
    const auto read = std::from_chars(first, name.data() + name.size(), code, base);
    if (read.ec != std::errc() || read.ptr != name.data() + name.size() || code <= 0 || code > 0x10ffff)
        return {};
    return {end + 1 - i, static_cast<char32_t>(code)};
}

/// Of JSON, with both halves of a surrogate pair: "\u0041".
Escape unitAt(const Glyphs &text, std::size_t i)
{
    const int unit = hexUnitAt(text, i + 2);
    if (unit < 0)
        return {};
    const auto code = static_cast<char32_t>(unit);
    if (QChar::isHighSurrogate(code) && standsAt(text, i + 6, "\\u")) {
        const int low = hexUnitAt(text, i + 8);
        if (low >= 0 && QChar::isLowSurrogate(static_cast<char32_t>(low)))
            return {12, QChar::surrogateToUcs4(static_cast<char16_t>(unit), static_cast<char16_t>(low))};
    }
    return {6, code};
}

Escape escapeAt(const Glyphs &text, std::size_t i)
{
    const auto at = [&](std::size_t n) { return glyphAt(text, i + n); };
    if (at(0) == '%' && isHex(at(1)) && isHex(at(2)))
        return {3, static_cast<char32_t>(hexValue(at(1)) * 16 + hexValue(at(2))), true};
    if (at(0) == '%' && toLower(at(1)) == 'u') // escape() of old scripts
        return unitAt(text, i);
    if (at(0) == '\\' && isQuoted(at(1)))
        return {2, static_cast<char32_t>(at(1))};
    if (at(0) == '\\' && (at(1) == 'n' || at(1) == 'r'))
        return {2, U'\n'};
    if (at(0) == '&')
        return entityAt(text, i);
    if (at(0) == '\\' && at(1) == 'u')
        return unitAt(text, i);
    return {};
}

void append(Glyphs &text, const Escape &escape, Glyph glyph)
{
    const auto push = [&](char32_t byte) {
        glyph.c = static_cast<char>(byte);
        text.push_back(glyph);
    };
    const char32_t code = !escape.isByte && QChar::isSurrogate(escape.code) ? U'\uFFFD' : escape.code;
    if (escape.isByte || code < 0x80)
        return push(code);
    if (code < 0x800) {
        push(0xc0 | code >> 6);
    } else if (code < 0x10000) {
        push(0xe0 | code >> 12);
        push(0x80 | (code >> 6 & 0x3f));
    } else {
        push(0xf0 | code >> 18);
        push(0x80 | (code >> 12 & 0x3f));
        push(0x80 | (code >> 6 & 0x3f));
    }
    push(0x80 | (code & 0x3f));
}

/// A character of UTF-8 at `i`: its bytes, none when it is broken.
Escape characterAt(const Glyphs &text, std::size_t i)
{
    const auto lead = static_cast<unsigned char>(glyphAt(text, i));
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
    if (length == 0 || i + length > text.size())
        return {};
    char32_t code = lead & (0xffU >> (length + 1));
    for (std::size_t n = 1; n < length; ++n) {
        const auto byte = static_cast<unsigned char>(text[i + n].c);
        if ((byte & 0xc0) != 0x80)
            return {};
        code = code << 6 | (byte & 0x3fU);
    }
    return {length, code};
}

constexpr char kUnseen = '\0'; ///< of plainForm(): nobody sees the character
constexpr char kItself = '\x7f'; ///< and: it is like none of ASCII

/// The character of ASCII that people and programs read in another one: "4" in "４" and "٤", a blank in
/// U+00A0, "@" in "＠".
char plainForm(char32_t code)
{
    if (const int digit = QChar::digitValue(code); digit >= 0)
        return static_cast<char>('0' + digit);
    switch (QChar::category(code)) {
    case QChar::Separator_Space: return ' ';
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph: return '\n';
    case QChar::Punctuation_Dash: return '-';
    case QChar::Other_Format: // soft hyphens, what joins, directions of writing
        return kUnseen;
    default: break;
    }
    if (code == U'\u2212') // minus
        return '-';
    if (code == U'\u3002') // a full stop, which browsers take for that of hosts
        return '.';
    const QString simple = QChar::decomposition(code);
    return simple.size() == 1 && simple[0] < QChar(0x80) ? simple[0].toLatin1() : kItself;
}

/// With forms of ASCII of other scripts as ASCII. What nobody sees becomes part of the character before it.
Glyphs withPlainForms(const Glyphs &text)
{
    Glyphs plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const Escape character = characterAt(text, i);
        const std::size_t next = i + std::max<std::size_t>(character.length, 1);
        const char form = character.length > 0 ? plainForm(character.code) : kItself;
        if (form == kItself)
            plain.insert(plain.end(), text.begin() + static_cast<std::ptrdiff_t>(i),
                         text.begin() + static_cast<std::ptrdiff_t>(next));
        else if (form != kUnseen)
            plain.push_back({form, text[i].from, text[next - 1].to, text[i].depth});
        else if (!plain.empty())
            plain.back().to = text[next - 1].to;
        i = next;
    }
    return plain;
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
            const Escape escape = escapeAt(text, i);
            if (escape.length == 0) {
                next.push_back(text[i++]);
                continue;
            }
            append(next, escape, {0, text[i].from, text[i + escape.length - 1].to, depth});
            i += escape.length;
        }
        const bool isDone = next.size() == text.size();
        text = std::move(next);
        if (isDone)
            break;
    }
    return std::ranges::any_of(text, [](const Glyph &glyph) { return (glyph.c & 0x80) != 0; })
        ? withPlainForms(text)
        : text;
}
