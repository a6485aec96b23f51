// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/paletteentry.h"
#include "ui/palette/palettematch.h"

#include <QStringList>

#include <limits>
#include <optional>
#include <span>

/// What the user looks for.
struct PaletteSearch
{
    QString typed; ///< as in the field: ">" actions, "/" pages, "@" sites, "#" links and campaigns
    std::optional<PaletteGroup> only; ///< narrowed by Tab
    QStringList recent; ///< ids of what was used lately, the latest first
};

/// An entry that was found.
struct PaletteHit
{
    qsizetype entry = 0; ///< its place in the index
    PaletteMatch match;
};

struct PaletteSection
{
    PaletteGroup group = PaletteGroup::Do;
    QList<PaletteHit> hits; ///< best first
    qsizetype total = 0; ///< before it was cut
};

/// The entries of the palette in memory. Pure, but for what the entries do.
class PaletteIndex final
{
public:
    static constexpr qsizetype kMostPerGroup = 4; ///< until the search is narrowed
    static constexpr qsizetype kMost = 200;
    static constexpr qsizetype kFallback = std::numeric_limits<qsizetype>::max(); ///< its place

    void setEntries(const QList<PaletteEntry> &entries);
    /// Adds entries behind the others; those places stay.
    void append(const QList<PaletteEntry> &entries);
    /// What is offered when nothing is found among all or among filters; not searched.
    void setFallback(const std::optional<PaletteEntry> &entry) { m_fallback = entry; }
    const PaletteEntry &at(qsizetype entry) const
    {
        return entry == kFallback ? *m_fallback : m_entries.at(entry);
    }
    qsizetype size() const { return m_entries.size(); }

    /// The group whose best hit fits best comes first, groups that are alike in the order GoTo, Do, Filter,
    /// without empty ones; a value that is what was typed, or begins so, is no worse than a name. While
    /// nothing is typed filters come last. Where words are found, letters here and there in long texts are
    /// left out; what is appended never takes away what was found before.
    QList<PaletteSection> find(const PaletteSearch &search) const;
    /// `typed` without its prefix, folded.
    static QString lettersOf(const QString &typed);
    static bool isNarrowed(const PaletteSearch &search);

private:
    void leaveOutScattered(std::span<PaletteSection> sections) const;

    QList<PaletteEntry> m_entries;
    QStringList m_folded; ///< their texts
    qsizetype m_own = 0; ///< entries before the first that was appended
    std::optional<PaletteEntry> m_fallback;
};
