// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/privacy/tokens.h"

#include "core/ingest/privacy/secretnames.h"
#include "core/ingest/privacy/secretpaths.h"
#include "core/types/ascii.h"

#include <algorithm>
#include <array>
#include <string>

using namespace Ascii;

namespace {

constexpr std::size_t kUuid = 36;

bool isOneOf(char c, std::string_view set)
{
    return set.find(c) != std::string_view::npos;
}

bool isAlnum(char c)
{
    return isLetter(c) || isDigit(c);
}

bool isCapital(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool isTokenChar(char c)
{
    return isAlnum(c) || c == '-' || c == '_';
}

struct Prefix
{
    std::string_view text;
    std::size_t least; ///< characters behind it, so that words that begin alike remain
};

/// By which services mark their tokens, so that scanners find them.
constexpr std::array kPrefixes {
    Prefix {"ghp_", 10},      Prefix {"gho_", 10},    Prefix {"ghu_", 10},         Prefix {"ghs_", 10},
    Prefix {"ghr_", 10},      Prefix {"glpat-", 10},  Prefix {"github_pat_", 10},  Prefix {"xoxa-", 6},
    Prefix {"xoxb-", 6},      Prefix {"xoxe-", 6},    Prefix {"xoxe.", 6},         Prefix {"xoxp-", 6},
    Prefix {"xoxr-", 6},      Prefix {"xoxs-", 6},    Prefix {"xapp-", 6},         Prefix {"sk_live_", 6},
    Prefix {"sk_test_", 6},   Prefix {"rk_live_", 6}, Prefix {"rk_test_", 6},      Prefix {"pk_live_", 6},
    Prefix {"pk_test_", 6},   Prefix {"whsec_", 6},   Prefix {"sk-proj-", 16},     Prefix {"sk-ant-", 16},
    Prefix {"AIza", 30},      Prefix {"ya29.", 10},   Prefix {"eyJ", 8},           Prefix {"npm_", 20},
    Prefix {"pypi-", 20},     Prefix {"hf_", 20},     Prefix {"dop_v1_", 16},      Prefix {"shpat_", 16},
    Prefix {"shpss_", 16},    Prefix {"SG.", 20},     Prefix {"secret_", 20},      Prefix {"lin_api_", 16},
    Prefix {"dckr_pat_", 10}, Prefix {"hvs.", 16},    Prefix {"EAACEdEose0cBA", 0}};

class TokenSearch final
{
public:
    explicit TokenSearch(const Glyphs &text) : m_text(text) { }

    GlyphRanges run()
    {
        findSessions();
        findSecretPaths();
        findPrivateKeys();
        findBase64();
        for (std::size_t i = 0; i < m_text.size();) {
            std::size_t end = i;
            while (isTokenChar(at(end)))
                ++end;
            if (end > i && !(end - i == kUuid && isUuid(i) && isOfSite(i)))
                findInWord(i, end);
            i = std::max(end, i + 1);
        }
        return std::move(m_found);
    }

private:
    char at(std::size_t i) const { return glyphAt(m_text, i); }

    void add(std::size_t from, std::size_t to) { m_found.push_back({from, to}); }

    bool beginsWord(std::size_t i) const { return i == 0 || !isAlnum(at(i - 1)); }

    // --- words

    void findInWord(std::size_t from, std::size_t to)
    {
        if (isRandom(from, to))
            add(from, to);
        for (std::size_t i = from; i < to; ++i) {
            if (!beginsWord(i) && !(isOneOf(at(i - 1), "xX") && i > 1 && at(i - 2) == '0'))
                continue;
            if (isUuid(i))
                add(i, i + kUuid);
            if (const std::size_t end = endOfHex(i); end > 0)
                add(i, end);
            if (const std::size_t end = std::max(endOfAwsKey(i), endOfPrefixed(i)); end > 0) {
                add(i, end);
                i = end - 1;
            }
        }
    }

    struct Shape
    {
        std::size_t digits = 0;
        std::size_t letters = 0;
        std::size_t capitals = 0;
        std::size_t changes = 0; ///< of letters to digits and back, of small letters to capitals
    };

    Shape shapeOf(std::size_t from, std::size_t to) const
    {
        Shape shape;
        for (std::size_t i = from; i < to; ++i) {
            const char c = at(i);
            shape.digits += isDigit(c) ? 1 : 0;
            shape.letters += isLetter(c) ? 1 : 0;
            shape.capitals += isCapital(c) ? 1 : 0;
            if (i == from || !isAlnum(c) || !isAlnum(at(i - 1)))
                continue;
            const char before = at(i - 1);
            const bool isChange = isDigit(c) != isDigit(before) || (isCapital(c) && !isCapital(before));
            shape.changes += isChange ? 1 : 0;
        }
        return shape;
    }

    /// Digits among letters, or capitals among small letters, as nobody writes words.
    bool isRandom(std::size_t from, std::size_t to) const
    {
        constexpr std::size_t kShortest = 20;
        constexpr std::size_t kShortestPlain = 24;
        const std::size_t length = to - from;
        const Shape shape = shapeOf(from, to);
        const std::size_t signs = length - shape.digits - shape.letters;
        if (length < kShortest || shape.digits == 0 || shape.letters == 0)
            return false;
        const bool isMixed = shape.capitals > 0 && shape.capitals < shape.letters && signs <= length / 8;
        const bool isScrambled = shape.digits >= 4 && shape.changes >= length / 4;
        return isMixed || isScrambled || (signs == 0 && length >= kShortestPlain);
    }

    bool isUuid(std::size_t i) const
    {
        for (std::size_t n = 0; n < kUuid; ++n) {
            const bool isSign = n == 8 || n == 13 || n == 18 || n == 23;
            if (isSign ? at(i + n) != '-' : !isHex(at(i + n)))
                return false;
        }
        return !isAlnum(at(i + kUuid));
    }

    /// 16 digits or more, of which one at least is a letter: numbers alone explain.
    std::size_t endOfHex(std::size_t from) const
    {
        constexpr std::size_t kShortest = 16;
        std::size_t to = from;
        bool hasLetter = false;
        for (; isHex(at(to)); ++to)
            hasLetter = hasLetter || isLetter(at(to));
        return hasLetter && to - from >= kShortest && !isAlnum(at(to)) ? to : 0;
    }

    std::size_t endOfAwsKey(std::size_t from) const
    {
        constexpr std::size_t kLength = 20;
        constexpr auto kinds = std::to_array<std::string_view>({"AKIA", "ASIA", "ABIA", "ACCA"});
        if (std::ranges::none_of(kinds, [&](std::string_view kind) { return standsAt(m_text, from, kind); }))
            return 0;
        std::size_t to = from;
        while (isCapital(at(to)) || isDigit(at(to)))
            ++to;
        return to - from >= kLength ? to : 0;
    }

    std::size_t endOfPrefixed(std::size_t from) const
    {
        const auto prefix = std::ranges::find_if(
            kPrefixes, [&](const Prefix &known) { return standsAt(m_text, from, known.text); });
        if (prefix == kPrefixes.end())
            return 0;
        std::size_t to = from + prefix->text.size();
        while (isTokenChar(at(to)) || (at(to) == '.' && isTokenChar(at(to + 1))))
            ++to;
        return to - from >= prefix->text.size() + prefix->least ? to : 0;
    }

    static bool isBase64(const Shape &shape, std::size_t length)
    {
        return shape.digits > 0 && shape.capitals > 0 && shape.capitals < shape.letters
            && shape.changes >= length / 5;
    }

    /// Base64 with the signs that stand for others elsewhere: "wJal…/K7MD…+bPx…==". Paths begin with "/".
    void findBase64()
    {
        constexpr std::size_t kShortest = 32;
        const auto isPart = [](char c) { return isTokenChar(c) || c == '+' || c == '/'; };
        for (std::size_t i = 0; i < m_text.size();) {
            std::size_t end = i;
            while (isPart(at(end)))
                ++end;
            if (end - i >= kShortest && at(i) != '/' && isBase64(shapeOf(i, end), end - i)) {
                while (at(end) == '=')
                    ++end;
                add(i, end);
            }
            i = std::max(end, i + 1);
        }
    }

    /// The value of a field that names the site: {"website_id":"…"}, "site=…".
    bool isOfSite(std::size_t value) const
    {
        constexpr std::size_t kLongest = 16;
        constexpr auto names =
            std::to_array<std::string_view>({"websiteid", "website", "site", "siteid", "tag", "idsite"});
        std::size_t i = value;
        const auto skip = [&](std::string_view set, std::size_t most) {
            for (std::size_t n = 0; n < most && i > 0 && isOneOf(at(i - 1), set); ++n)
                --i;
        };
        skip("\"'", 1);
        skip(" \t", 8);
        if (i == 0 || !isOneOf(at(i - 1), "=:"))
            return false;
        --i;
        skip(" \t", 8);
        skip("\"'", 1);
        std::string name;
        for (; i > 0 && name.size() <= kLongest && (isOfWord(at(i - 1)) || isOneOf(at(i - 1), "_-.[]$%"));
             --i)
            name.insert(name.begin(), at(i - 1));
        return std::ranges::find(names, std::string_view(foldedName(name))) != names.end();
    }

    // --- paths

    /// "/(S(…))/" of ASP.NET without cookies.
    void findSessions()
    {
        for (std::size_t i = 0; i + 2 < m_text.size(); ++i) {
            if (at(i) != '(' || !isLetter(at(i + 1)) || at(i + 2) != '(')
                continue;
            std::size_t end = i + 3;
            while (end < m_text.size() && at(end) != ')')
                ++end;
            add(i + 3, end);
            i = end;
        }
    }

    bool isEndOfPath(std::size_t i, int depth) const
    {
        return i >= m_text.size() || isOneOf(at(i), "?#\"'<> \t\r\n")
            || (at(i) == '&' && m_text[i].depth <= depth);
    }

    std::size_t endOfPart(std::size_t i, int depth) const
    {
        while (!isEndOfPath(i, depth) && at(i) != '/')
            ++i;
        return i;
    }

    /// "/reset/…", "/verify-email/…/…"
    void findSecretPaths()
    {
        for (std::size_t i = 0; i < m_text.size(); ++i) {
            if (at(i) != '/')
                continue;
            const int depth = m_text[i].depth;
            std::size_t end = endOfPart(i + 1, depth);
            if (!leadsOn(i + 1, end))
                continue;
            while (at(end) == '/') {
                const std::size_t from = end + 1;
                end = endOfPart(from, depth);
                if (end > from && !leadsOn(from, end))
                    add(from, end);
            }
            i = end - 1;
        }
    }

    bool leadsOn(std::size_t from, std::size_t to) const
    {
        constexpr std::size_t kLongest = 192; // bytes: scripts need up to three for a letter
        if (from >= to || to - from > kLongest)
            return false;
        std::string sent;
        for (std::size_t i = from; i < to; ++i)
            sent.push_back(at(i));
        const std::string name = foldedName(sent);
        const bool isOfOtherScript = std::ranges::any_of(name, [](char c) { return (c & 0x80) != 0; });
        return leadsToSecrets(name) || (isOfOtherScript && isSecretName(name));
    }

    // --- keys

    bool standsInAnyCase(std::size_t i, std::string_view lower) const
    {
        for (std::size_t n = 0; n < lower.size(); ++n) {
            const char c = at(i + n) == '+' ? ' ' : toLower(at(i + n)); // a blank of a form
            if (c != lower[n])
                return false;
        }
        return true;
    }

    /// "-----BEGIN RSA PRIVATE KEY-----…-----END", also cut off.
    void findPrivateKeys()
    {
        constexpr std::size_t kLongestKind = 64;
        constexpr std::string_view kKey = "private key";
        for (std::size_t i = 0; i < m_text.size(); ++i) {
            if (at(i) != '-' || !standsInAnyCase(i, "-----begin "))
                continue;
            std::size_t key = i;
            while (key < i + kLongestKind && !standsInAnyCase(key, kKey))
                ++key;
            if (key == i + kLongestKind)
                continue;
            std::size_t end = key + kKey.size();
            while (end < m_text.size() && !(at(end) == '-' && standsInAnyCase(end, "-----end ")))
                ++end;
            add(key + kKey.size(), end);
            i = end - 1;
        }
    }

    const Glyphs &m_text;
    GlyphRanges m_found;
};

} // namespace

GlyphRanges tokensIn(const Glyphs &text)
{
    return TokenSearch(text).run();
}
