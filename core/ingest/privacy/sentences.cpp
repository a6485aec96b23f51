// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/privacy/sentences.h"

#include "core/ingest/privacy/secretnames.h"
#include "core/types/ascii.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

using namespace Ascii;

namespace {

/// What joins a name and its value.
constexpr auto kVerbs = std::to_array<std::string_view>({"is", "was", "are", "ist", "lautet", "war", "est",
                                                         "es", "sera", "é", "è", "era", "jest", "to", "это",
                                                         "luidt"});
/// The same in scripts without blanks.
constexpr auto kAttached = std::to_array<std::string_view>({"は", "が", "是", "为", "為", "는", "은"});
/// Within a name: "clave de acceso".
constexpr auto kConnecting = std::to_array<std::string_view>({"de", "di", "da", "of", "van"});
/// Before names of what nobody has.
constexpr auto kIndefinite = std::to_array<std::string_view>({"a", "an", "any", "each", "every", "no",
                                                              "which", "what", "ein", "jedes", "kein", "un",
                                                              "una", "une", "um", "uma", "een", "bir"});

template <typename Words>
bool isAmong(const Words &words, std::string_view word)
{
    return std::ranges::find(words, word) != words.end();
}

bool isOneOf(char c, std::string_view set)
{
    return set.find(c) != std::string_view::npos;
}

/// "+" is a blank of a form.
bool isBlank(char c)
{
    return isOneOf(c, " \t+");
}

class SentenceSearch final
{
public:
    explicit SentenceSearch(const Glyphs &text) : m_text(text) { }

    GlyphRanges run()
    {
        for (std::size_t i = 1; i < m_text.size(); ++i) {
            if (at(i) == ':' && endsWithName(i, false))
                addFrom(i + 1);
            else if (isBlank(at(i - 1)) && isOfWord(at(i)))
                readWord(i);
            if ((at(i) & 0x80) != 0)
                readAttached(i);
        }
        return std::move(m_found);
    }

private:
    char at(std::size_t i) const { return glyphAt(m_text, i); }

    std::string written(std::size_t from, std::size_t to) const
    {
        std::string text;
        for (std::size_t i = from; i < to; ++i)
            text.push_back(toLower(at(i)));
        return text;
    }

    std::size_t beforeBlanks(std::size_t end) const
    {
        constexpr std::size_t kMost = 8;
        std::size_t begin = end;
        while (begin > 0 && end - begin < kMost && isBlank(at(begin - 1)))
            --begin;
        return begin;
    }

    std::size_t beginOfWord(std::size_t end) const
    {
        constexpr std::size_t kLongest = 96;
        std::size_t begin = end;
        while (begin > 0 && end - begin < kLongest
               && (isOfWord(at(begin - 1)) || isOneOf(at(begin - 1), "_-")))
            --begin;
        return begin;
    }

    /// Whether the name of a secret that somebody has stands before `end`. `isDefinite`: "a" is "the".
    bool endsWithName(std::size_t end, bool isDefinite) const
    {
        constexpr int kMostWords = 3;
        const std::size_t nameEnd = beforeBlanks(end);
        std::size_t begin = beginOfWord(nameEnd);
        for (int words = 1;; ++words) {
            const std::size_t before = beforeBlanks(begin);
            const std::size_t previous = beginOfWord(before);
            const std::string word = written(previous, before);
            if (isSecretName(foldedName(written(begin, nameEnd))))
                return !isAmong(kIndefinite, word) || (word == "a" && isDefinite);
            if (words == kMostWords || !isAmong(kConnecting, word))
                return false;
            begin = beginOfWord(beforeBlanks(previous));
        }
    }

    void readWord(std::size_t from)
    {
        constexpr std::size_t kLongest = 8; // bytes, of verbs
        std::size_t to = from;
        while (to - from <= kLongest && isOfWord(at(to)))
            ++to;
        const std::string verb = written(from, to);
        const bool isPortuguese = verb == "é" || verb == "era";
        if (isOneOf(at(to), " \t+:") && isAmong(kVerbs, verb) && endsWithName(from, isPortuguese))
            addFrom(to);
    }

    void readAttached(std::size_t i)
    {
        const auto verb =
            std::ranges::find_if(kAttached, [&](std::string_view word) { return standsAt(m_text, i, word); });
        if (verb != kAttached.end() && isSecretName(foldedName(written(beginOfWord(i), i))))
            addFrom(i + verb->size());
    }

    /// Up to the end of the line, of the text in quotes or of the parameter.
    void addFrom(std::size_t i)
    {
        std::size_t from = i;
        while (isOneOf(at(from), " \t+:"))
            ++from;
        if (from < m_last.to)
            return; // inside of what was found
        const int depth = m_text[i - 1].depth;
        const bool isQuoted = isOneOf(at(from), "\"'") && m_text[from].depth <= depth
            && isBlank(at(from - 1));
        const std::string_view ends = isQuoted ? std::string_view(&m_text[from].c, 1) : "\"<>&\r\n";
        std::size_t to = from + (isQuoted ? 1 : 0);
        while (to < m_text.size() && !(isOneOf(at(to), ends) && m_text[to].depth <= depth))
            ++to;
        m_last = {from, to};
        if (to > from)
            m_found.push_back(m_last);
    }

    const Glyphs &m_text;
    GlyphRanges m_found;
    GlyphRange m_last;
};

} // namespace

GlyphRanges secretsInSentences(const Glyphs &text)
{
    return SentenceSearch(text).run();
}
