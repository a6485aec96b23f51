// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Characters of ASCII, whatever the locale: what bytes of protocols are made of.
namespace Ascii {

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// 0 to 15; -1 when `c` is not a hex digit.
constexpr int hexValue(char c)
{
    const char lower = static_cast<char>(c | 0x20);
    return isDigit(c) ? c - '0' : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

constexpr bool isHex(char c)
{
    return hexValue(c) >= 0;
}

/// Part of a word: a letter, a digit, or a byte of another script in UTF-8.
constexpr bool isOfWord(char c)
{
    return isLetter(c) || isDigit(c) || (c & 0x80) != 0;
}

constexpr char toLower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

} // namespace Ascii
