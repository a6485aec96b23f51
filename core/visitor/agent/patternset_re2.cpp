// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/atomscanner.h"
#include "core/visitor/agent/patternset.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <vector>

namespace {

// Atoms of two bytes let the fewest patterns through: five times faster than atoms of four.
constexpr int kMinAtomBytes = 2;
// What a pattern may cache while matching. RE2's own 8 MiB let 1,200 patterns grow to 100 MB; with this
// little they grow to 12 MB and are no slower, because most texts are new to the cache anyway.
constexpr qint64 kCacheBytes = 64 * 1024;
constexpr qint64 kLargePatternBytes = 1024 * 1024; ///< for patterns that do not fit into the above

// re2::StringPiece became absl::string_view in 2023: whatever RE2::Match fills.
template <typename Text, typename Piece>
Piece pieceOf(bool (re2::RE2::*)(Text, std::size_t, std::size_t, re2::RE2::Anchor, Piece *, int) const);
using Piece = decltype(pieceOf(&re2::RE2::Match));

Piece piece(QByteArrayView text)
{
    return Piece(text.data(), static_cast<std::size_t>(text.size()));
}

re2::RE2::Options optionsFor(const PatternSet::Pattern &pattern, qint64 bytes)
{
    re2::RE2::Options options;
    options.set_encoding(re2::RE2::Options::EncodingLatin1);
    options.set_case_sensitive(!pattern.ignoreCase);
    options.set_log_errors(false);
    options.set_max_mem(bytes);
    return options;
}

bool matches(const re2::RE2 &pattern, QByteArrayView text, PatternSet::Groups *groups)
{
    std::array<Piece, std::tuple_size_v<PatternSet::Groups>> found;
    const int wanted = groups ? std::min(1 + pattern.NumberOfCapturingGroups(), int(found.size())) : 0;
    const auto size = static_cast<std::size_t>(text.size());
    if (!pattern.Match(piece(text), 0, size, re2::RE2::UNANCHORED, found.data(), wanted))
        return false;
    for (int i = 0; i < wanted; ++i) {
        const Piece &group = found[std::size_t(i)];
        (*groups)[std::size_t(i)] = QByteArrayView(group.data(), static_cast<qsizetype>(group.size()));
    }
    return true;
}

} // namespace

struct PatternSet::Compiled
{
    re2::FilteredRE2 patterns {kMinAtomBytes};
    AtomScanner scanner;
    std::vector<int> always; ///< patterns without an atom, in order: tried whatever the text is
    // Kept between calls, so that a call allocates nothing.
    std::vector<quint32> seenIn; ///< per atom: the last call that found it
    quint32 call = 0;
    std::vector<int> atoms;
    std::vector<int> candidates;
};

PatternSet::PatternSet(std::unique_ptr<Compiled> compiled) : m_compiled(std::move(compiled)) { }
PatternSet::PatternSet(PatternSet &&other) noexcept = default;
PatternSet &PatternSet::operator=(PatternSet &&other) noexcept = default;
PatternSet::~PatternSet() = default;

Result<PatternSet> PatternSet::compile(const QList<Pattern> &patterns)
{
    auto compiled = std::make_unique<Compiled>();
    for (const Pattern &pattern : patterns) {
        int number = 0;
        auto code = re2::RE2::ErrorPatternTooLarge;
        for (const qint64 bytes : {kCacheBytes, kLargePatternBytes}) {
            if (code == re2::RE2::ErrorPatternTooLarge)
                code = compiled->patterns.Add(piece(pattern.text), optionsFor(pattern, bytes), &number);
        }
        if (code != re2::RE2::NoError)
            return Error {
                QStringLiteral("bad_rules"),
                QStringLiteral("The pattern cannot be read: %1").arg(QString::fromUtf8(pattern.text))};
    }
    if (!patterns.isEmpty()) {
        std::vector<std::string> atoms;
        compiled->patterns.Compile(&atoms);
        QByteArrayList list;
        list.reserve(static_cast<qsizetype>(atoms.size()));
        for (const std::string &atom : atoms)
            list.append(QByteArray::fromStdString(atom));
        compiled->scanner = AtomScanner(list);
        compiled->seenIn.assign(atoms.size(), 0);
        compiled->patterns.AllPotentials({}, &compiled->always);
        std::ranges::sort(compiled->always);
    }
    if (!compiled->scanner.isUsable())
        return Error {QStringLiteral("bad_rules"), QStringLiteral("The patterns are too many.")};
    return PatternSet(std::move(compiled));
}

int PatternSet::firstMatch(QByteArrayView text, Groups *groups)
{
    Compiled &set = *m_compiled;
    if (set.patterns.NumRegexps() == 0)
        return -1;
    set.atoms.clear();
    if (++set.call == 0) {
        std::ranges::fill(set.seenIn, 0);
        set.call = 1;
    }
    set.scanner.scan(text, [&set](int atom, qsizetype) {
        if (std::exchange(set.seenIn[std::size_t(atom)], set.call) != set.call)
            set.atoms.push_back(atom);
    });
    if (!set.atoms.empty()) { // asking takes longer than finding that there is none
        set.patterns.AllPotentials(set.atoms, &set.candidates);
        std::ranges::sort(set.candidates);
    }
    for (const int candidate : set.atoms.empty() ? set.always : set.candidates) {
        if (matches(set.patterns.GetRE2(candidate), text, groups))
            return candidate;
    }
    return -1;
}

int PatternSet::firstMatchOfAll(QByteArrayView text) const
{
    for (int i = 0; i < m_compiled->patterns.NumRegexps(); ++i) {
        if (matches(m_compiled->patterns.GetRE2(i), text, nullptr))
            return i;
    }
    return -1;
}
