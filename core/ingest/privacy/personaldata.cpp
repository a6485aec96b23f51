// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/privacy/personaldata.h"

#include "core/types/ascii.h"

#include <algorithm>
#include <array>

using namespace Ascii;

namespace {

bool isOneOf(char c, std::string_view set)
{
    return set.find(c) != std::string_view::npos;
}

bool isAlnum(char c)
{
    return isLetter(c) || isDigit(c);
}

/// Between groups of digits; "+" is a blank of a form.
bool isGap(char c)
{
    return isOneOf(c, " -+.");
}

/// Luhn's check, and what numbers of this length begin with at the large issuers.
bool isCardNumber(std::string_view digits)
{
    const std::size_t length = digits.size();
    const bool isIssued = (digits[0] == '2' && length == 16) || (digits[0] == '3' && length >= 14)
        || (digits[0] >= '4' && digits[0] <= '6');
    if (!isIssued || length < 13)
        return false;
    int sum = 0;
    for (std::size_t i = 0; i < length; ++i) {
        const int digit = digits[length - 1 - i] - '0';
        const int doubled = i % 2 == 0 ? digit : 2 * digit;
        sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
}

/// ISO 7064: the number that letters and digits make, modulo 97.
int remainder(int before, std::string_view text)
{
    for (const char c : text) {
        const int value = isDigit(c) ? c - '0' : toLower(c) - 'a' + 10;
        before = (before * (value > 9 ? 100 : 10) + value) % 97;
    }
    return before;
}

class PersonalSearch final
{
public:
    explicit PersonalSearch(const Glyphs &text) : m_text(text) { }

    GlyphRanges run()
    {
        forRuns([](char c) { return isDigit(c) || c == '.'; },
                [this](std::size_t from, std::size_t to) { return isIpv4(from, to); });
        forRuns([](char c) { return isHex(c) || c == ':' || c == '.'; },
                [this](std::size_t from, std::size_t to) { return isIpv6(from, to); });
        for (std::size_t i = 0; i < m_text.size(); ++i) {
            if (at(i) == '@')
                add(beginOfMailbox(i), i);
            else if (isOneOf(at(i), "([{") && isWrittenSign(i))
                add(beginOfMailbox(beforeBlanks(i)), i);
            else if (at(i) == '+')
                add(i, endOfPhone(i));
            else if (isDigit(at(i)) && (i == 0 || !isDigit(at(i - 1))))
                add(i, endOfCard(i));
            else if (isLetter(at(i)) && (i == 0 || !isAlnum(at(i - 1))))
                add(i, endOfAccount(i));
        }
        return std::move(m_found);
    }

private:
    char at(std::size_t i) const { return glyphAt(m_text, i); }

    void add(std::size_t from, std::size_t to)
    {
        if (to > from)
            m_found.push_back({from, to});
    }

    template <typename IsPart, typename IsHidden>
    void forRuns(IsPart isPart, IsHidden isHidden)
    {
        for (std::size_t i = 0; i < m_text.size();) {
            std::size_t end = i;
            while (end < m_text.size() && isPart(at(end)))
                ++end;
            if (end > i && isHidden(i, end))
                add(i, end);
            i = std::max(end, i + 1);
        }
    }

    std::size_t count(std::size_t from, std::size_t to, bool (*is)(char)) const
    {
        std::size_t found = 0;
        for (std::size_t i = from; i < to; ++i)
            found += is(at(i)) ? 1 : 0;
        return found;
    }

    bool isIpv4(std::size_t from, std::size_t to) const
    {
        const std::size_t dots = count(from, to, [](char c) { return c == '.'; });
        return dots >= 3 || (dots >= 1 && to - from > dots && to == m_text.size()); // the end may be cut off
    }

    bool isIpv6(std::size_t from, std::size_t to) const
    {
        const std::size_t colons = count(from, to, [](char c) { return c == ':'; });
        const std::size_t digits = count(from, to, isHex);
        bool isShortened = false;
        for (std::size_t i = from; i + 1 < to; ++i)
            isShortened = isShortened || (at(i) == ':' && at(i + 1) == ':');
        return colons >= 5 || (isShortened && (digits >= 2 || count(from, to, isDigit) > 0))
            || (colons >= 2 && to == m_text.size());
    }

    /// Of the address whose "@" is at `sign`. Without the signs of RFC 5322 that separate fields of forms.
    std::size_t beginOfMailbox(std::size_t sign) const
    {
        constexpr std::size_t kLongestQuoted = 128;
        std::size_t begin = sign;
        if (begin > 0 && at(begin - 1) == '"') {
            --begin;
            while (begin > 0 && sign - begin < kLongestQuoted && !isOneOf(at(begin - 1), "\"\r\n"))
                --begin;
            return begin;
        }
        while (begin > 0 && (isOfWord(at(begin - 1)) || isOneOf(at(begin - 1), "._+-!$%*^`|~'")))
            --begin;
        return begin;
    }

    /// "(at)", as people write it for others and not for programs.
    bool isWrittenSign(std::size_t i) const
    {
        return toLower(at(i + 1)) == 'a' && toLower(at(i + 2)) == 't' && isOneOf(at(i + 3), ")]}");
    }

    std::size_t beforeBlanks(std::size_t i) const
    {
        constexpr std::size_t kMostBlanks = 2;
        std::size_t n = 0;
        while (n < kMostBlanks && i > n && isOneOf(at(i - n - 1), " +"))
            ++n;
        return i - n;
    }

    /// Of "+49 (0)30 901820"; `plus` when it is none. A plus behind a word is a blank of a form.
    std::size_t endOfPhone(std::size_t plus) const
    {
        constexpr std::size_t kFewestDigits = 8;
        constexpr std::size_t kMostGaps = 2;
        if (plus > 0 && m_text[plus].depth == 0 && isOfWord(at(plus - 1)))
            return plus;
        std::size_t digits = 0;
        std::size_t gaps = 0;
        std::size_t end = plus;
        for (std::size_t i = plus + 1; gaps <= kMostGaps && (isDigit(at(i)) || isOneOf(at(i), " -.()/+"));
             ++i) {
            gaps = isDigit(at(i)) ? 0 : gaps + 1;
            if (!isDigit(at(i)))
                continue;
            if (digits == 0 && at(i) == '0')
                return plus; // of a time zone; no country has such a code
            ++digits;
            end = i + 1;
        }
        return digits >= kFewestDigits ? end : plus;
    }

    /// Of a number that begins at `from`: 16 digits or so, at once or in groups; `from` when it is none.
    std::size_t endOfCard(std::size_t from) const
    {
        constexpr std::size_t kMostDigits = 19;
        constexpr std::size_t kShortestGroup = 3;
        std::array<char, kMostDigits> digits {};
        std::size_t length = 0;
        std::size_t found = from;
        for (std::size_t i = from;;) {
            const std::size_t group = i;
            for (; isDigit(at(i)); ++i) {
                if (length == kMostDigits)
                    return found;
                digits[length++] = at(i);
            }
            if (i - group < kShortestGroup)
                return found;
            if (isCardNumber({digits.data(), length}))
                found = i;
            i = afterGap(i);
            if (!isDigit(at(i)))
                return found;
        }
    }

    /// Of an IBAN that begins at `from`, `from` when it is none: country, check digits, up to 30 of the bank.
    std::size_t endOfAccount(std::size_t from) const
    {
        constexpr std::size_t kHead = 4;
        constexpr std::size_t kShortest = 15;
        constexpr std::size_t kLongest = 34;
        std::array<char, kHead> head {};
        std::size_t length = 0;
        int sum = 0; // of what follows the head
        std::size_t found = from;
        for (std::size_t i = from;; ++i) {
            const char c = at(i);
            if (!isAlnum(c))
                return found;
            if (length < kHead) {
                if (isLetter(c) != (length < 2))
                    return found;
                head[length] = c;
            } else {
                sum = remainder(sum, {&c, 1});
            }
            ++length;
            const bool isEndOfGroup = !isAlnum(at(i + 1));
            if (isEndOfGroup && length >= kShortest && remainder(sum, {head.data(), kHead}) == 1)
                found = i + 1;
            if (length == kLongest)
                return found;
            i = afterGap(i + 1) - 1;
        }
    }

    /// Where the next group may begin: " - " is the longest gap.
    std::size_t afterGap(std::size_t i) const
    {
        constexpr std::size_t kLongest = 3;
        std::size_t n = 0;
        while (n < kLongest && isGap(at(i + n)))
            ++n;
        return i + n;
    }

    const Glyphs &m_text;
    GlyphRanges m_found;
};

} // namespace

GlyphRanges personalDataIn(const Glyphs &text)
{
    return PersonalSearch(text).run();
}
