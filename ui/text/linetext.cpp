// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/linetext.h"

#include "core/types/hosttext.h"

#include <algorithm>

namespace {

/// A letter without width. It stands before each part that is set apart: labels and tooltips whose texts Qt
/// lays out as documents take their direction from the first letter, also from one that is set apart.
constexpr QChar kLeftToRightMark(0x200E);
constexpr QChar kLeftToRight(0x2066); ///< begins an isolate
constexpr QChar kByFirstLetter(0x2068); ///< begins one, in the direction of its first letter
constexpr QChar kEnd(0x2069); ///< of an isolate
constexpr QChar kMayBreak(0x200B); ///< has no width

bool isBreak(QChar c)
{
    return c.category() == QChar::Other_Control || c == QChar::LineSeparator
        || c == QChar::ParagraphSeparator;
}

bool beginsIsolate(QChar c)
{
    return c >= kLeftToRight && c <= kByFirstLetter;
}

/// U+202A to U+202E, U+2066 to U+2069: nobody needs them in a name, and they show one as another.
bool turnsOthers(QChar c)
{
    return (c >= QChar(0x202A) && c <= QChar(0x202E)) || (c >= kLeftToRight && c <= kEnd);
}

/// Letters, digits and marks that reorder a line of Latin letters. Those of scripts beyond the first plane
/// are told by their surrogates, which few others share.
bool mayTurn(QChar c)
{
    switch (c.direction()) {
    case QChar::DirR:
    case QChar::DirAL:
    case QChar::DirAN:
    case QChar::DirRLE:
    case QChar::DirRLO:
    case QChar::DirLRE:
    case QChar::DirLRO:
    case QChar::DirPDF:
    case QChar::DirRLI:
    case QChar::DirLRI:
    case QChar::DirFSI:
    case QChar::DirPDI: return true;
    default: return c == QChar(0xD802) || c == QChar(0xD803) || c == QChar(0xD83A) || c == QChar(0xD83B);
    }
}

bool mayTurn(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) { return mayTurn(c); });
}

/// Ends what `text` begins, and nothing that it does not begin.
QString balanced(const QString &text)
{
    QString result;
    result.reserve(text.size());
    qsizetype open = 0;
    for (const QChar c : text) {
        if (c == kEnd && open == 0)
            continue;
        open += beginsIsolate(c) ? 1 : c == kEnd ? -1 : 0;
        result += c;
    }
    return result + QString(open, kEnd);
}

} // namespace

QString LineText::unturned(const QString &text)
{
    if (std::ranges::none_of(text, turnsOthers))
        return text;
    QString steady = text;
    steady.removeIf(turnsOthers);
    return steady;
}

QString LineText::oneLine(const QString &text)
{
    if (std::ranges::none_of(text, isBreak))
        return text;
    QString line = text;
    std::ranges::replace_if(line, isBreak, QChar(u' '));
    return line;
}

QString LineText::shortened(const QString &text, qsizetype longest)
{
    if (text.size() <= longest)
        return text;
    qsizetype end = longest - 1;
    while (end > 0 && (text.at(end).isLowSurrogate() || text.at(end).isMark()))
        --end;
    return balanced(text.first(end)) + QChar(0x2026);
}

QString LineText::breakable(const QString &text)
{
    constexpr qsizetype kLongest = 32;
    if (text.isEmpty())
        return text;
    QString result = beginsIsolate(text.front()) ? QString(kLeftToRightMark) : QString();
    qsizetype run = 0; // characters since the last place to break at
    for (const QChar c : text) {
        const bool isTooLong = run >= kLongest && !c.isLowSurrogate() && !c.isMark();
        if (isTooLong)
            result += kMayBreak;
        run = isTooLong || c.isSpace() ? 0 : run + 1;
        result += c;
        if (QStringView(u"/&?,-=").contains(c)) {
            result += kMayBreak;
            run = 0;
        }
    }
    return result;
}

QString LineText::part(const QString &text)
{
    const QString line = oneLine(text);
    return mayTurn(line) ? QString(kLeftToRightMark % kByFirstLetter % balanced(line) % kEnd) : line;
}

QString LineText::joined(const QStringList &parts, const QString &separator)
{
    QStringList apart;
    for (const QString &text : parts)
        apart.append(part(text));
    return apart.join(separator);
}

QString LineText::path(const QString &path)
{
    const QString line = unturned(oneLine(path));
    if (!mayTurn(line))
        return line;
    QString result = QString(kLeftToRightMark % kLeftToRight);
    for (const QChar c : line) {
        result += c;
        if (QStringView(u"/?&=#").contains(c)) // between two right-to-left names it would change their order
            result += kLeftToRightMark;
    }
    return result + kEnd;
}

QString LineText::plain(const QString &text)
{
    QString result = text;
    result.removeIf([](QChar c) {
        return c == kLeftToRightMark || c == kLeftToRight || c == kByFirstLetter || c == kEnd
            || c == kMayBreak;
    });
    return result;
}

QString LineText::host(const QString &host)
{
    const QString readable = readableHost(unturned(host));
    return mayTurn(readable) ? QString(kLeftToRightMark % kLeftToRight % balanced(readable) % kEnd)
                             : readable;
}
