// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRandomGenerator>
#include <QString>
#include <QStringView>

// Codes of short links: what follows the slash. Pure, but for the random one.

/// True when `code` is well formed and not one of the reserved root paths (reading-hits.md#short-links).
bool isValidLinkCode(QStringView code);

/// True for words that a root path of the collector already uses, ignoring case.
bool isReservedCode(QStringView code);

/// Characters of random codes, in the forms people ask for.
enum class CodeAlphabet : quint8 {
    Small, ///< a-z 0-9
    Readable, ///< the same without 0 o 1 l i, which are mistaken for one another
    Mixed, ///< A-Z a-z 0-9
};

/// A random code; `length` is clamped to 3–32. The caller asks whether it is taken.
QString randomCode(CodeAlphabet alphabet = CodeAlphabet::Small, int length = 6,
                   QRandomGenerator &random = *QRandomGenerator::system());

/// The code with the letters that look alike made one: two codes with the same one are mistaken for each
/// other in print ("1O" and "lo"). Ignores case.
QString codeAsItLooks(QStringView code);
