// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <functional>

/// What an entry of the palette is; each belongs to a group.
enum class PaletteKind : quint8 {
    Page, ///< pages of the site, as a filter
    Value, ///< other values, as a filter
    Link, ///< links and campaigns, as a filter
    Site,
    Place, ///< pages of the window, sections of settings
    Action ///< actions and ranges
};

enum class PaletteGroup : quint8 { Filter, GoTo, Do };

/// Something that can be chosen in the palette.
struct PaletteEntry
{
    PaletteKind kind = PaletteKind::Action;
    QString id; ///< the same after a restart, for what was used lately
    QString icon; ///< name for iconPixmap()
    QString flag = {}; ///< code of the country whose flag stands there instead
    QString text = {}; ///< is searched
    QString value = {}; ///< of a filter: the part of its text that people type
    QString detail = {}; ///< beside it, muted: a count, a menu
    QString keys = {}; ///< its shortcut, as the platform writes it
    QString obstacle = {}; ///< why it cannot be done now; empty = it can
    std::function<void()> run = {};
    std::function<void()> leaveOut = {}; ///< the contrary of a filter; null for everything else

    PaletteGroup group() const
    {
        switch (kind) {
        case PaletteKind::Page:
        case PaletteKind::Value:
        case PaletteKind::Link: return PaletteGroup::Filter;
        case PaletteKind::Site:
        case PaletteKind::Place: return PaletteGroup::GoTo;
        case PaletteKind::Action: break;
        }
        return PaletteGroup::Do;
    }
};

/// Gives what can be chosen now, in the order of the menus.
using PaletteOffers = std::function<QList<PaletteEntry>()>;
