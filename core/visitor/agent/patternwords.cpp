// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/patternwords.h"

#include "core/types/ascii.h"

namespace {

/// Behind the piece of a pattern that begins at `at`: a character, an escape, a class or a group.
qsizetype afterPiece(const QByteArray &pattern, qsizetype at)
{
    if (pattern[at] == '\\')
        return at + 2;
    if (pattern[at] == '[') {
        while (pattern[at] != ']')
            at += pattern[at] == '\\' ? 2 : 1;
        return at + 1;
    }
    if (pattern[at] != '(')
        return at + 1;
    ++at;
    while (pattern[at] != ')')
        at = afterPiece(pattern, at);
    return at + 1;
}

bool mayBeAbsent(const QByteArray &pattern, qsizetype end)
{
    return end < pattern.size() && (pattern[end] == '?' || pattern[end] == '*');
}

QByteArrayList splitAtBars(const QByteArray &pattern)
{
    QByteArrayList parts;
    qsizetype start = 0;
    for (qsizetype at = 0; at < pattern.size(); at = afterPiece(pattern, at)) {
        if (pattern[at] != '|')
            continue;
        parts.append(pattern.sliced(start, at - start));
        start = at + 1;
    }
    parts.append(pattern.sliced(start));
    return parts;
}

} // namespace

QByteArrayList alternativesOf(const QByteArray &pattern)
{
    QByteArrayList all;
    if (const QByteArrayList parts = splitAtBars(pattern); parts.size() > 1) {
        for (const QByteArray &part : parts)
            all += alternativesOf(part);
        return all;
    }
    constexpr qsizetype kOpening = 3; // "(?:"
    for (qsizetype at = 0; at < pattern.size(); at = afterPiece(pattern, at)) {
        const qsizetype end = afterPiece(pattern, at);
        if (pattern[at] != '(' || !Ascii::isLetter(pattern[at + kOpening]) || mayBeAbsent(pattern, end))
            continue;
        for (const QByteArray &part : splitAtBars(pattern.sliced(at + kOpening, end - 1 - at - kOpening)))
            all += alternativesOf(pattern.first(at) + part + pattern.sliced(end));
        return all;
    }
    return {pattern};
}

QByteArray wordOf(const QByteArray &alternative)
{
    QByteArray word;
    for (qsizetype at = 0; at < alternative.size();) {
        const qsizetype end = afterPiece(alternative, at);
        const char c = alternative[at];
        const bool isAbsent = mayBeAbsent(alternative, end);
        const bool isKind = c == '\\' && Ascii::isLetter(alternative[at + 1]);
        // Of a class its first character stands for it.
        const char meant = c == '[' || c == '\\' ? alternative[at + 1] : c;
        const bool isSeparator = meant == ' ' || meant == '-' || meant == '_';
        const bool isOpen = c == '(' || isKind || (c == '[' && !isSeparator);
        if (isOpen && !isAbsent && !word.isEmpty() && alternative[end - 1] != 'b')
            break; // whatever follows is the visitor's text, not ours
        if (isAbsent && isSeparator && !word.isEmpty())
            word += ' ';
        else if (!isAbsent && !isOpen && c != '^' && c != '$' && c != '+')
            word += meant;
        at = end + (isAbsent ? 1 : 0);
    }
    while (!word.isEmpty() && QByteArrayView(" /(;").contains(word.back()))
        word.chop(1);
    while (!word.isEmpty() && QByteArrayView(" -_").contains(word.front()))
        word.remove(0, 1);
    return word;
}
