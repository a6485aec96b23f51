// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <optional>

/// A browser of people that names itself and no common engine: "Dillo/3.1.0", "Links (2.28; …)",
/// "Mozilla/4.0 (compatible; Dillo 3.0)". Lists of robots contain many of them.
struct PlainBrowser
{
    QByteArrayView name; ///< its usual name
    QByteArrayView version; ///< numbers and dots, part of the agent; may be empty
    QByteArrayView rest; ///< the part of the agent after it
};

/// Which of them an agent names, at its start or in the brackets after "Mozilla/". A robot may pretend to be
/// one: its signs are elsewhere in the agent. Pure.
std::optional<PlainBrowser> plainBrowserOf(QByteArrayView agent);
