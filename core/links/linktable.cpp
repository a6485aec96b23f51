// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/linktable.h"

#include "core/types/asciiurl.h"

#include <utility>

namespace {

/// Characters of a sentence behind a code that are looked past.
constexpr qsizetype kMostBehind = 8;

/// Changes that are copied with each further one, before all links are.
constexpr qsizetype kMostRecent = 256;

/// Characters after a written or pasted link that belong to the sentence: punctuation of every script, and
/// characters without a width, which editors add.
bool isOfSentence(QChar c)
{
    if (c.unicode() >= 0x80 && (c.isPunct() || c.category() == QChar::Other_Format))
        return true;
    return c.isSpace() || QStringView(u"/.,;:!?)]}>'\"`*_~").contains(c);
}

} // namespace

void LinkTable::Part::put(const Link &link, qint64 clicks)
{
    links.insert(link.code, std::make_shared<const Entry>(Entry {link, asciiUrl(link.url), clicks}));
    codes.insert(link.code.toLower(), link.code);
}

LinkTable::LinkTable() : m_all(std::make_shared<Part>()), m_recent(m_all) { }

LinkTable::LinkTable(const QList<Link> &links, const QHash<QString, qint64> &clicks) : LinkTable()
{
    auto all = std::make_shared<Part>();
    all->links.reserve(links.size());
    all->codes.reserve(links.size());
    for (const Link &link : links)
        all->put(link, clicks.value(link.code));
    m_all = std::move(all);
}

LinkTable LinkTable::with(const QList<Link> &put, const QStringList &removed,
                          const QHash<QString, qint64> &clicks) const
{
    LinkTable next;
    auto recent = std::make_shared<Part>(*m_recent);
    for (const QString &code : removed)
        recent->links.insert(code, nullptr);
    for (const Link &link : put)
        recent->put(link, clicks.value(link.code));
    if (recent->links.size() <= kMostRecent) {
        next.m_all = m_all;
        next.m_recent = std::move(recent);
        return next;
    }
    auto all = std::make_shared<Part>(*m_all);
    for (const auto &[code, entry] : std::as_const(recent->links).asKeyValueRange()) {
        if (entry) {
            all->links.insert(code, entry);
            all->codes.insert(code.toLower(), code);
            continue;
        }
        all->links.remove(code);
        if (all->codes.value(code.toLower()) == code)
            all->codes.remove(code.toLower());
    }
    next.m_all = std::move(all);
    return next;
}

const LinkTable::Entry *LinkTable::find(const QString &code) const
{
    const auto exactly = [this](const QString &wanted) -> const Entry * {
        if (const auto recent = m_recent->links.constFind(wanted); recent != m_recent->links.constEnd())
            return recent->get();
        const auto found = m_all->links.constFind(wanted);
        return found == m_all->links.constEnd() ? nullptr : found->get();
    };
    if (const Entry *found = exactly(code))
        return found;
    const QString lower = code.toLower();
    for (const std::shared_ptr<const Part> &part : {m_recent, m_all}) {
        if (const auto called = part->codes.constFind(lower); called != part->codes.constEnd()) {
            if (const Entry *found = exactly(*called))
                return found;
        }
    }
    return nullptr;
}

const LinkTable::Entry *LinkTable::findCalled(const QString &path) const
{
    QStringView code = path;
    for (;;) {
        if (const Entry *found = find(code.toString()))
            return found;
        if (code.isEmpty() || path.size() - code.size() == kMostBehind || !isOfSentence(code.back()))
            return nullptr;
        code.chop(1);
    }
}
