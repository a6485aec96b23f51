// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>
#include <QtGlobal>

#include <array>
#include <optional>

/// The dimensions that a segment stores a code for. Numbers are stored: append, never renumber.
enum class Column : quint8 {
    Page = 0,
    Hostname = 1,
    Title = 2,
    Referrer = 3,
    ReferrerHost = 4,
    Channel = 5,
    UtmSource = 6,
    UtmMedium = 7,
    UtmCampaign = 8,
    UtmTerm = 9,
    UtmContent = 10,
    Country = 11,
    Region = 12,
    City = 13,
    Device = 14,
    Os = 15,
    OsVersion = 16,
    Browser = 17,
    BrowserVersion = 18,
    Screen = 19,
    Language = 20,
    Event = 21,
    Link = 22,
    Protocol = 23,
    Source = 24,
    Target = 25, ///< where an outbound click leads; not a dimension, only goals use it
    Place = 26, ///< PlaceText; a city has one code, with the position that was met first
    Touch = 27, ///< what a hit says about where its visit came from; ValueTables::codeOfTouch()
    Props = 28, ///< the JSON of its properties; empty unless HitProperties::areListed()
};
constexpr std::size_t kColumnCount = 29;

constexpr std::size_t indexOf(Column column)
{
    return static_cast<std::size_t>(column);
}

/// How a dimension is answered: from a column, from the visit a hit belongs to, or from its flags.
struct DimensionSource
{
    enum class Kind : quint8 {
        Column,
        EntryPage,
        ExitPage,
        EntryHost,
        Touch,
        HitKind,
        Bot,
        Property,
        PropertyNames
    };
    Kind kind = Kind::Column;
    /// The column with its values: pages for EntryPage and ExitPage; with Touch, the part of the touch that
    /// is asked for; properties have values of their own.
    Column column = Column::Page;
};

/// Nothing unless isListable().
std::optional<DimensionSource> dimensionSource(QStringView dimension);
