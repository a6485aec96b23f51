// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

/// Where typed letters are in a text, and how well they fit.
struct PaletteMatch
{
    QList<qsizetype> positions; ///< of the typed letters in the text, ascending
    bool startsWord = false; ///< the first one begins a word
    bool startsText = false; ///< the first one begins the text
    qsizetype run = 0; ///< the longest row of letters that follow each other
    /// How what was typed stands in the text. Better ones are greater.
    enum class Closeness : quint8 {
        Scattered, ///< letters here and there
        Inside, ///< in one piece, in the middle of a word
        Initials, ///< in pieces that each begin a word
        Words, ///< each typed word begins a word, or is one
        Whole, ///< it is the text
    };
    Closeness closeness = Closeness::Scattered;

    friend bool operator==(const PaletteMatch &, const PaletteMatch &) = default;
};

// Pure functions.

/// `text` for comparing, character by character: without case and accents.
QString foldedForPalette(const QString &text);
/// The best way in which the letters of `typed` occur in `text` in their order, with gaps if need be: from
/// the start of a word first, then with the longer run. Both are folded; blanks of `typed` are skipped.
/// Everything matches nothing typed.
std::optional<PaletteMatch> matchPalette(const QString &typed, const QString &text);
/// Of two texts: whole words or their beginnings first, then start of a word, then start of the text, then
/// the longer run.
bool isBetter(const PaletteMatch &left, const PaletteMatch &right);
