// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// What the doctor found about one thing that hits need on their way here.
struct Finding
{
    /// In the order in which people should look at them, worst first.
    enum class Level : quint8 {
        Broken, ///< hits cannot arrive
        Look, ///< some may not, or are counted wrongly
        Unknown, ///< it cannot be seen from here
        Well
    };

    QString
        code; ///< snake_case: "port", "address", "reached", "firewall", "clock", "proxy", "secure_pages", …
    Level level = Level::Well;
    QString title; ///< what it is about: "Port 8787"
    QString sentence; ///< what was found, and how to fix it
    QString command = {}; ///< to be typed by the user, in a terminal; empty = none
    QString proxy = {}; ///< an address that may be trusted as a proxy; empty = none

    friend bool operator==(const Finding &, const Finding &) = default;
};
