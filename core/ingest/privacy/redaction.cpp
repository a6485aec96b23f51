// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/privacy/redaction.h"

#include "core/ingest/privacy/glyphs.h"
#include "core/ingest/privacy/personaldata.h"
#include "core/ingest/privacy/secretnames.h"
#include "core/ingest/privacy/sentences.h"
#include "core/ingest/privacy/tokens.h"
#include "core/types/ascii.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

using namespace Ascii;

namespace {

constexpr std::size_t kMaxName = 192; // bytes: scripts need up to three for a letter
constexpr std::size_t kEnd = std::string_view::npos;
const QByteArray kEllipsis = QByteArrayLiteral("\xe2\x80\xa6");

bool isOneOf(char c, std::string_view set)
{
    return set.find(c) != kEnd;
}

bool isNameChar(char c)
{
    return isLetter(c) || isDigit(c) || isOneOf(c, "!#$%&'*+-.^_`|~");
}

/// Headers whose values say how a request is framed and where it goes, and nothing of who sent it.
bool isHarmlessHeader(std::string_view name)
{
    constexpr std::array names {
        "host",       "content-type", "content-length", "content-encoding", "transfer-encoding",
        "connection", "expect",       "upgrade",        "accept",           "accept-encoding",
        "origin",     "te",           "trailer"};
    return std::ranges::any_of(names, [name](const char *known) { return name == known; });
}

class Redaction final
{
public:
    explicit Redaction(QByteArrayView bytes) :
        m_bytes(bytes),
        m_text(decodedGlyphs(bytes)),
        m_isHidden(static_cast<std::size_t>(bytes.size()), false)
    {
    }

    QByteArray run()
    {
        hideHeaders();
        hideNamedValues();
        hideElements();
        hideSchemes();
        hideUserInformation();
        hideQueries();
        hideFragments();
        hideAll(secretsInSentences(m_text));
        hideAll(tokensIn(m_text));
        hideAll(personalDataIn(m_text));
        return written();
    }

private:
    char at(std::size_t i) const { return glyphAt(m_text, i); }

    void hide(std::size_t from, std::size_t to)
    {
        if (from >= m_lastHidden.from && to <= m_lastHidden.to)
            return;
        m_lastHidden = {from, to};
        for (std::size_t i = from; i < std::min(to, m_text.size()); ++i)
            std::fill(m_isHidden.begin() + m_text[i].from, m_isHidden.begin() + m_text[i].to, true);
    }

    void hideAll(const GlyphRanges &ranges)
    {
        for (const GlyphRange &range : ranges)
            hide(range.from, range.to);
    }

    void hideBytes(qsizetype from, qsizetype to)
    {
        std::fill(m_isHidden.begin() + from, m_isHidden.begin() + to, true);
    }

    std::string nameOf(QByteArrayView text) const
    {
        std::string name;
        for (const char c : text)
            name.push_back(toLower(c));
        return name;
    }

    /// "Name: value" of a head; the length of the name, or -1.
    static qsizetype headerNameLength(QByteArrayView line)
    {
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0 || (colon + 1 < line.size() && line[colon + 1] != ' ' && line[colon + 1] != '\t'))
            return -1;
        const QByteArrayView name = line.first(colon).trimmed();
        return !name.isEmpty() && std::ranges::all_of(name, isNameChar) ? colon : -1;
    }

    bool isHead() const
    {
        const QByteArrayView first = m_bytes.first(lineEnd(0));
        if (first.isEmpty() || !isNameChar(first[0]) || first.startsWith("--"))
            return false;
        const qsizetype blank = first.indexOf(' ');
        const bool isRequestLine = blank > 0 && blank <= 16
            && std::ranges::all_of(first.first(blank), isNameChar)
            && (first.contains("HTTP/") || isOneOf(blank + 1 < first.size() ? first[blank + 1] : '/', "/*h"));
        const qsizetype second = nextLine(first.size());
        return isRequestLine || headerNameLength(first) > 0
            || headerNameLength(m_bytes.sliced(second, lineEnd(second) - second)) > 0;
    }

    qsizetype lineEnd(qsizetype from) const
    {
        while (from < m_bytes.size() && m_bytes[from] != '\r' && m_bytes[from] != '\n')
            ++from;
        return from;
    }

    qsizetype nextLine(qsizetype end) const
    {
        if (end < m_bytes.size() && m_bytes[end] == '\r')
            ++end;
        if (end < m_bytes.size() && m_bytes[end] == '\n')
            ++end;
        return end;
    }

    /// Of the head of a request: values of headers that are not known to be harmless, and folded lines.
    void hideHeaders()
    {
        if (!isHead())
            return;
        for (qsizetype from = 0; from < m_bytes.size();) {
            const qsizetype end = lineEnd(from);
            const QByteArrayView line = m_bytes.sliced(from, end - from);
            if (line.isEmpty() && from > 0)
                return; // what follows is a body
            const qsizetype name = headerNameLength(line);
            if (line.startsWith(' ') || line.startsWith('\t')) {
                hideBytes(from, end);
            } else if (name > 0 && !isHarmlessHeader(nameOf(line.first(name)))) {
                hideBytes(std::min(end, from + name + 2), end);
            } else if (const qsizetype colon = line.indexOf(':'); from > 0 && name < 0 && colon >= 0) {
                hideBytes(from + colon + 1, end); // broken: whatever it is
            }
            from = nextLine(end);
        }
    }

    struct Name
    {
        std::string word; ///< the last one: "acceso" of "clave de acceso"
        std::string phrase; ///< with what stands before it; both by foldedName()
        std::size_t begin = 0;
        bool isQuoted = false;
        bool isSecret() const { return isSecretName(word) || isSecretName(phrase); }
    };

    bool isOfName(std::size_t i) const { return isOfWord(at(i)) || isOneOf(at(i), "_-.[]$%"); }

    std::string folded(std::size_t from, std::size_t to) const
    {
        std::string name;
        for (std::size_t i = from; i < to; ++i)
            name.push_back(at(i));
        return foldedName(name);
    }

    /// The name before `separator`; empty when there is none.
    Name nameBefore(std::size_t separator) const
    {
        Name name;
        std::size_t end = separator;
        while (end > 0 && separator - end < 8 && isOneOf(at(end - 1), " \t"))
            --end;
        name.isQuoted = end > 0 && isOneOf(at(end - 1), "\"'");
        if (name.isQuoted)
            --end;
        std::size_t begin = end;
        while (begin > 0 && end - begin < kMaxName && isOfName(begin - 1))
            --begin;
        name.word = folded(begin, end);
        const std::size_t word = begin;
        const bool mayHoldBlanks = name.isQuoted || at(separator) == '='; // else it is a sentence
        while (mayHoldBlanks && begin > 0 && end - begin < kMaxName
               && (isOfName(begin - 1) || isOneOf(at(begin - 1), " \t+")))
            --begin;
        name.phrase = begin < word ? folded(begin, end) : name.word;
        name.begin = begin;
        return name;
    }

    /// The first of `ends` from `i` on. What was found last is kept, so that values inside of a value are not
    /// read again for each name in it.
    std::size_t endOfValue(std::size_t i, std::string_view ends, int depth) const
    {
        Found &last = m_lastEnd;
        if (last.ends == ends && last.depth == depth && last.from <= i && i <= last.to)
            return last.to;
        last = {std::string(ends), depth, i, i};
        while (i < m_text.size() && !(isOneOf(at(i), ends) && m_text[i].depth <= depth))
            ++i;
        last.to = i;
        return i;
    }

    void hideNamedValues()
    {
        for (std::size_t i = 0; i < m_text.size(); ++i) {
            const char separator = at(i);
            if (!isOneOf(separator, "=:,"))
                continue;
            const Name name = nameBefore(i);
            if (name.phrase.empty() || (separator == ',' && !(name.isQuoted && isFirstOfList(name.begin))))
                continue;
            std::size_t value = i + 1;
            while (isOneOf(at(value), name.isQuoted ? " \t=>:\r\n" : " \t=>:"))
                ++value;
            if (name.isSecret())
                hide(isOneOf(at(value), "\"'") ? value + 1 : value, valueEnd(value, i, name.isQuoted));
            if (name.word == "name" || name.word == "key")
                hideWhatItNames(value);
        }
    }

    /// Of a quoted name that begins at `begin`: ["Authorization", "…"]
    bool isFirstOfList(std::size_t begin) const
    {
        std::size_t i = begin > 0 ? begin - 1 : 0; // the quote
        while (i > 0 && isOneOf(at(i - 1), " \t\r\n"))
            --i;
        return i > 0 && at(i - 1) == '[';
    }

    std::size_t endOfElement(std::size_t i) const
    {
        while (i < m_text.size() && !(at(i) == '<' && at(i + 1) == '/'))
            ++i;
        return i;
    }

    /// <password>…</password>, also with a prefix, attributes and whatever is in it.
    void hideElements()
    {
        std::size_t open = m_text.size();
        for (std::size_t i = 0; i < m_text.size(); ++i) {
            if (at(i) == '<')
                open = i;
            if (at(i) != '>' || open >= i)
                continue;
            std::size_t begin = open + 1;
            std::size_t end = begin;
            for (; end < i && end - begin < kMaxName && !isOneOf(at(end), " \t\r\n/"); ++end) {
                if (at(end) == ':')
                    begin = end + 1;
            }
            const std::string name = folded(begin, end);
            if (isSecretName(name) && at(i - 1) != '/')
                hide(i + 1, endOfElement(i + 1));
            if (name == "name" || name == "key")
                hideWhatItNames(i + 1);
            open = m_text.size();
        }
    }

    /// Where the value at `value` ends, which `separator` and perhaps a quoted name stand before.
    std::size_t valueEnd(std::size_t value, std::size_t separator, bool isQuoted) const
    {
        if (isOneOf(at(value), "[{"))
            return m_text.size();
        if (value < m_text.size() && isOneOf(at(value), "\"'"))
            return endOfValue(value + 1, std::string_view(&m_text[value].c, 1), m_text[value].depth);
        const int depth = m_text[separator].depth;
        if (at(separator) != '=')
            return endOfValue(value, isQuoted ? ",}]\r\n" : "\r\n", depth);
        return endOfValue(value, "&#\"'<> \t\r\n", depth);
    }

    /// A form or a list of pairs: {"name":"token","value":"…"}, name="password" and then the part.
    void hideWhatItNames(std::size_t value)
    {
        std::size_t end = value;
        while (end < m_text.size() && end - value < kMaxName && !isOneOf(at(end), "&,}\r\n<>;"))
            ++end;
        const std::string name = folded(value, end);
        const bool isEvent = name.starts_with("session") && name != "sessionid"; // session_end and its like
        if (isSecretName(name) && !isEvent)
            hide(end, m_text.size());
    }

    void hideSchemes()
    {
        constexpr std::array<std::string_view, 5> schemes {"bearer", "basic", "digest", "negotiate", "token"};
        constexpr std::array<std::string_view, 3> commands {"user", "pass", "auth"}; // of FTP, POP3, Redis
        for (std::size_t i = 0; i < m_text.size(); ++i) {
            if (i > 0 && isLetter(at(i - 1)))
                continue;
            for (const std::string_view scheme : schemes)
                hideBehind(i, scheme);
            for (const std::string_view command : commands) {
                if (i == 0 || isOneOf(at(i - 1), "\r\n"))
                    hideBehind(i, command);
            }
        }
    }

    /// What follows the word, when it stands at `i` and a blank behind it.
    void hideBehind(std::size_t i, std::string_view word)
    {
        std::size_t n = 0;
        while (n < word.size() && toLower(at(i + n)) == word[n])
            ++n;
        if (n < word.size() || !isOneOf(at(i + n), " \t+"))
            return;
        const std::size_t value = i + n + 1;
        hide(value, endOfValue(value, "\"'<>&\r\n", kMaxGlyphDepth));
    }

    void hideUserInformation()
    {
        constexpr std::string_view kOut = " \t\r\n\"'<>\\";
        for (std::size_t i = 0; i + 1 < m_text.size(); ++i) {
            if (at(i) != '/' || at(i + 1) != '/')
                continue;
            const std::size_t begin = i + 2;
            const int depth = m_text[i + 1].depth;
            std::size_t end = begin;
            while (end < m_text.size() && !isOneOf(at(end), kOut)
                   && !(isOneOf(at(end), "/?#&") && m_text[end].depth <= depth))
                ++end;
            std::size_t sign = end;
            while (sign > begin && at(sign - 1) != '@')
                --sign;
            if (sign > begin) {
                hide(begin, sign - 1);
                continue;
            }
            // A password with a slash in it, or one that was cut off before its "@".
            std::size_t colon = begin;
            while (colon < end && at(colon) != ':')
                ++colon;
            if (at(begin) == '[' || colon + 1 >= end || isDigit(at(colon + 1)))
                continue;
            std::size_t far = end;
            while (far < m_text.size() && !isOneOf(at(far), kOut) && at(far) != '@')
                ++far;
            hide(begin, at(far) == '@' ? far : end);
        }
    }

    /// What a site asks for in queries may be anything; of stored pages they are not kept either. Names stay,
    /// and values that say what was wrong: of campaigns, and of our pixel in the target of the request.
    void hideQueries()
    {
        const qsizetype target = isHead() ? lineEnd(0) : 0;
        for (std::size_t i = 0; i < m_text.size(); ++i) {
            if (at(i) == '?')
                i = hideQuery(i + 1, m_text[i].depth - 1, m_text[i].depth == 0 && m_text[i].from < target);
        }
    }

    /// Of the '?' before `begin`, which stands in something encoded `outer` times. Returns where it ends.
    std::size_t hideQuery(std::size_t begin, int outer, bool isOurs)
    {
        const int depth = m_text[begin - 1].depth;
        std::size_t name = begin;
        std::size_t value = 0; // of the pair; 0 = none yet
        for (std::size_t i = begin;; ++i) {
            const bool isOver = i >= m_text.size() || at(i) == '#'
                || (at(i) == '&' && m_text[i].depth <= outer)
                || (isOneOf(at(i), "\"'<> \t\r\n") && m_text[i].depth <= depth);
            if (isOver || at(i) == '&' || (at(i) == ';' && m_text[i].depth <= depth)) {
                if (value == 0 || !isTelling(name, value - 1, isOurs))
                    hide(value == 0 ? name : value, i);
                name = i + 1;
                value = 0;
            } else if (at(i) == '=' && value == 0) {
                value = i + 1;
            } else if (at(i) == '?' && isOurs && value > 0) { // of a URL in it
                i = hideQuery(i + 1, depth, false) - 1;
            }
            if (isOver)
                return i;
        }
    }

    /// The name of a parameter whose value is kept, as far as it is no secret by other rules.
    bool isTelling(std::size_t from, std::size_t to, bool isOurs) const
    {
        constexpr auto ours = std::to_array<std::string_view>(
            {"site",  "url",        "referrer", "title",   "name",   "kind",  "value",
             "props", "screen",     "language", "hash",    "id",     "after", "period",
             "limit", "website_id", "website",  "site_id", "siteid", "idsite"}); // of other collectors
        std::string name;
        for (std::size_t i = from; i < std::min(to, from + kMaxName); ++i)
            name.push_back(toLower(at(i)));
        return name.starts_with("utm_")
            || (isOurs && std::ranges::find(ours, std::string_view(name)) != ours.end());
    }

    /// A fragment that is neither a route nor a place on a page is private: stored pages drop it, too.
    void hideFragments()
    {
        for (std::size_t i = 0; i + 1 < m_text.size(); ++i) {
            if (at(i) != '#' || isOneOf(at(i + 1), "/! \t"))
                continue;
            std::size_t end = i + 1;
            while (end < m_text.size() && !isOneOf(at(end), "\"'<> \t\r\n")
                   && !(at(end) == '&' && m_text[end].depth < m_text[i].depth))
                ++end;
            hide(i + 1, end);
        }
    }

    QByteArray written() const
    {
        QByteArray out;
        out.reserve(m_bytes.size());
        for (qsizetype i = 0; i < m_bytes.size(); ++i) {
            if (!m_isHidden[static_cast<std::size_t>(i)])
                out.append(m_bytes[i]);
            else if (i == 0 || !m_isHidden[static_cast<std::size_t>(i - 1)])
                out.append(kEllipsis);
        }
        return out;
    }

    struct Found
    {
        std::string ends; // a quote is part of the text
        int depth = -1;
        std::size_t from = 0;
        std::size_t to = 0;
    };

    QByteArrayView m_bytes;
    Glyphs m_text;
    std::vector<bool> m_isHidden; ///< by byte
    GlyphRange m_lastHidden; ///< what hide() need not do again
    mutable Found m_lastEnd; ///< of endOfValue()
};

} // namespace

QByteArray redacted(QByteArrayView text)
{
    return Redaction(text.first(std::min(text.size(), kRedactedBytes))).run();
}
