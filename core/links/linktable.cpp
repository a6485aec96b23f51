// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/linktable.h"

namespace {

/// Characters of a sentence behind a code that are looked past.
constexpr qsizetype kMostBehind = 8;

/// Characters after a written or pasted link that belong to the sentence: punctuation of every script, and
/// characters without a width, which editors add.
bool isOfSentence(QChar c)
{
    if (c.unicode() >= 0x80 && (c.isPunct() || c.category() == QChar::Other_Format))
        return true;
    return c.isSpace() || QStringView(u"/.,;:!?)]}>'\"`*_~").contains(c);
}

} // namespace

LinkTable::LinkTable(const QList<Link> &links)
{
    for (const Link &link : links) {
        m_links.insert(link.code, link);
        m_codes.insert(link.code.toLower(), link.code);
    }
}

const Link *LinkTable::find(const QString &code) const
{
    auto found = m_links.constFind(code);
    if (found == m_links.constEnd())
        found = m_links.constFind(m_codes.value(code.toLower()));
    return found == m_links.constEnd() ? nullptr : &*found;
}

const Link *LinkTable::findCalled(const QString &path) const
{
    QStringView code = path;
    for (;;) {
        if (const Link *found = find(code.toString()))
            return found;
        if (code.isEmpty() || path.size() - code.size() == kMostBehind || !isOfSentence(code.back()))
            return nullptr;
        code.chop(1);
    }
}
