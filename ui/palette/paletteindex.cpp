// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/palette/paletteindex.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace {

/// The kind that a prefix asks for.
std::optional<PaletteKind> kindOf(const QString &typed)
{
    switch (typed.isEmpty() ? 0 : typed.at(0).unicode()) {
    case u'>': return PaletteKind::Action;
    case u'/': return PaletteKind::Page;
    case u'@': return PaletteKind::Site;
    case u'#': return PaletteKind::Link;
    default: return std::nullopt;
    }
}

constexpr qsizetype kMeantAsWord = 4; ///< as many letters are seldom a short form

bool hasWords(const PaletteHit &hit)
{
    return hit.match.closeness >= PaletteMatch::Closeness::Words;
}

/// What decides between groups. Not where in a text it stands: filters begin with the name of a dimension.
std::tuple<PaletteMatch::Closeness, bool, bool> rankOf(const PaletteHit &hit, const PaletteEntry &entry,
                                                       const QString &letters)
{
    using Closeness = PaletteMatch::Closeness;
    const PaletteMatch &match = hit.match;
    if (entry.group() != PaletteGroup::Filter)
        return {std::max(match.closeness, Closeness::Initials), match.startsWord, match.startsText};
    const QString value = foldedForPalette(entry.value);
    const Closeness closeness = !value.isEmpty() && value == letters ? Closeness::Whole : match.closeness;
    return {std::max(closeness, Closeness::Initials), match.startsWord, value.startsWith(letters)};
}

} // namespace

void PaletteIndex::setEntries(const QList<PaletteEntry> &entries)
{
    m_entries.clear();
    m_folded.clear();
    append(entries);
    m_own = m_entries.size();
}

void PaletteIndex::append(const QList<PaletteEntry> &entries)
{
    m_entries += entries;
    for (const PaletteEntry &entry : entries)
        m_folded.append(foldedForPalette(entry.text));
}

QString PaletteIndex::lettersOf(const QString &typed)
{
    const std::optional<PaletteKind> kind = kindOf(typed);
    // Paths begin with their prefix.
    return foldedForPalette(kind && kind != PaletteKind::Page ? typed.mid(1) : typed).trimmed();
}

bool PaletteIndex::isNarrowed(const PaletteSearch &search)
{
    return search.only || kindOf(search.typed);
}

void PaletteIndex::leaveOutScattered(std::span<PaletteSection> sections) const
{
    bool isOwnWord = false, isWord = false;
    for (const PaletteSection &section : sections) {
        for (const PaletteHit &hit : section.hits) {
            isWord = isWord || hasWords(hit);
            isOwnWord = isOwnWord || (hasWords(hit) && hit.entry < m_own);
        }
    }
    for (PaletteSection &section : sections) {
        section.hits.removeIf([&](const PaletteHit &hit) {
            return hit.match.closeness == PaletteMatch::Closeness::Scattered
                && (hit.entry < m_own ? isOwnWord : isWord);
        });
    }
}

QList<PaletteSection> PaletteIndex::find(const PaletteSearch &search) const
{
    const QString letters = lettersOf(search.typed);
    const std::optional<PaletteKind> kind = kindOf(search.typed);
    std::array<PaletteSection, 3> sections;
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        const PaletteEntry &entry = m_entries.at(i);
        if ((kind && entry.kind != *kind) || (search.only && entry.group() != *search.only))
            continue;
        if (std::optional<PaletteMatch> match = matchPalette(letters, m_folded.at(i)))
            sections[static_cast<std::size_t>(entry.group())].hits.append({i, std::move(*match)});
    }
    if (QString(letters).remove(u' ').size() >= kMeantAsWord)
        leaveOutScattered(sections);
    const auto age = [&search](const PaletteEntry &entry) {
        const qsizetype at = search.recent.indexOf(entry.id);
        return at < 0 ? search.recent.size() : at;
    };
    QList<PaletteSection> found;
    for (std::size_t i = 0; i < sections.size(); ++i) {
        const std::size_t group = letters.isEmpty() ? (i + 1) % sections.size() : i; // filters last
        static_assert(static_cast<int>(PaletteGroup::Filter) == 0);
        PaletteSection &section = sections[group];
        std::ranges::stable_sort(section.hits, [&](const PaletteHit &left, const PaletteHit &right) {
            if (isBetter(left.match, right.match) || isBetter(right.match, left.match))
                return isBetter(left.match, right.match);
            return age(at(left.entry)) < age(at(right.entry));
        });
        section.group = static_cast<PaletteGroup>(group);
        section.total = section.hits.size();
        section.hits.resize(std::min(section.total, isNarrowed(search) ? kMost : kMostPerGroup));
        if (!section.hits.isEmpty())
            found.append(section);
    }
    if (!letters.isEmpty()) {
        const auto best = [&](const PaletteSection &section) {
            auto rank = rankOf(section.hits.constFirst(), at(section.hits.constFirst().entry), letters);
            for (const PaletteHit &hit : section.hits)
                rank = std::max(rank, rankOf(hit, at(hit.entry), letters));
            return std::pair(rank,
                             section.group != PaletteGroup::Filter); // alike: what the window itself has
        };
        std::ranges::stable_sort(found, [&](const PaletteSection &left, const PaletteSection &right) {
            return best(left) > best(right);
        });
    }
    const bool takesFilters = search.only.value_or(PaletteGroup::Filter) == PaletteGroup::Filter
        && kind.value_or(PaletteKind::Page) == PaletteKind::Page;
    if (found.isEmpty() && m_fallback && takesFilters)
        found.append({PaletteGroup::Filter, {{kFallback, {}}}, 1});
    return found;
}
