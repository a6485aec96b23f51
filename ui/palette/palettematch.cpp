// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/palette/palettematch.h"

#include <algorithm>
#include <tuple>

namespace {

bool startsWordAt(const QString &text, qsizetype at)
{
    return at == 0 || (text.at(at).isLetterOrNumber() && !text.at(at - 1).isLetterOrNumber());
}

qsizetype longestRun(const QList<qsizetype> &positions)
{
    qsizetype longest = 0, run = 0;
    for (qsizetype i = 0; i < positions.size(); ++i) {
        run = i > 0 && positions.at(i) == positions.at(i - 1) + 1 ? run + 1 : 1;
        longest = std::max(longest, run);
    }
    return longest;
}

/// Where `letter` is next; -1 = nowhere. If it is not right behind the last one, the start of a word comes
/// first when those are preferred.
qsizetype next(const QString &text, QChar letter, qsizetype from, bool prefersWords)
{
    const qsizetype anywhere = text.indexOf(letter, from);
    if (anywhere == from || !prefersWords)
        return anywhere;
    for (qsizetype at = anywhere; at >= 0; at = text.indexOf(letter, at + 1)) {
        if (startsWordAt(text, at))
            return at;
    }
    return anywhere;
}

/// Takes the first letter at `from`.
std::optional<PaletteMatch> matchFrom(const QString &letters, const QString &text, qsizetype from,
                                      bool prefersWords)
{
    PaletteMatch match;
    qsizetype at = from;
    for (const QChar letter : letters) {
        at = next(text, letter, at, prefersWords);
        if (at < 0)
            return std::nullopt;
        match.positions.append(at++);
    }
    match.startsWord = startsWordAt(text, match.positions.constFirst());
    match.startsText = match.positions.constFirst() == 0;
    match.run = longestRun(match.positions);
    return match;
}

PaletteMatch::Closeness closenessOf(const PaletteMatch &match, const QString &typed, const QString &text)
{
    using Closeness = PaletteMatch::Closeness;
    if (typed == text)
        return Closeness::Whole;
    bool areWords = true, areInitials = true;
    qsizetype letter = 0;
    const QStringList words = typed.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        for (qsizetype i = 0; i < word.size(); ++i, ++letter) {
            const qsizetype at = match.positions.at(letter);
            const bool goesOn = letter > 0 && at == match.positions.at(letter - 1) + 1;
            const bool starts = startsWordAt(text, at);
            areWords = areWords && ((i == 0 && starts) || goesOn);
            areInitials = areInitials && (starts || goesOn);
        }
    }
    if (areWords)
        return Closeness::Words;
    if (areInitials)
        return Closeness::Initials;
    return match.run == match.positions.size() ? Closeness::Inside : Closeness::Scattered;
}

/// Of two ways to read one text: whoever types a word that is in it means that word, and not a letter at the
/// start of the text with the rest of the word far behind.
bool isCloser(const PaletteMatch &left, const PaletteMatch &right)
{
    return std::tuple(left.startsWord, left.run, left.startsText)
        > std::tuple(right.startsWord, right.run, right.startsText);
}

} // namespace

QString foldedForPalette(const QString &text)
{
    QString folded = text;
    for (QChar &letter : folded) {
        if (letter.decompositionTag() == QChar::Canonical)
            letter = letter.decomposition().at(0);
        letter = letter.toCaseFolded();
    }
    return folded;
}

std::optional<PaletteMatch> matchPalette(const QString &typed, const QString &text)
{
    QString letters = typed;
    letters.remove(u' ');
    if (letters.isEmpty())
        return PaletteMatch {};
    std::optional<PaletteMatch> best;
    for (qsizetype at = text.indexOf(letters.at(0)); at >= 0; at = text.indexOf(letters.at(0), at + 1)) {
        std::optional<PaletteMatch> match = matchFrom(letters, text, at, true);
        if (!match) // the start of a word was too far away for the rest
            match = matchFrom(letters, text, at, false);
        if (!match)
            break; // nor from any place behind
        if (!best || isCloser(*match, *best))
            best = std::move(match);
    }
    if (best)
        best->closeness = closenessOf(*best, typed, text);
    return best;
}

bool isBetter(const PaletteMatch &left, const PaletteMatch &right)
{
    using Closeness = PaletteMatch::Closeness;
    // Initials are no better than letters behind one: both are read from the start of a word.
    const auto rank = [](const PaletteMatch &match) {
        const Closeness words = std::max(match.closeness, Closeness::Initials);
        return std::tuple(words, match.startsWord, match.startsText, match.run);
    };
    return rank(left) > rank(right);
}
