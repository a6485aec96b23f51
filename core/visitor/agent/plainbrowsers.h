// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <optional>

/// A browser of people that names itself and no engine that others have: "Dillo/3.1.0", "Links (2.28; …)",
/// "Mozilla/4.0 (compatible; Dillo 3.0)". Lists of robots take many of them for programs.
struct PlainBrowser
{
    QByteArrayView name; ///< as people know it
    QByteArrayView version; ///< numbers and dots, part of the agent; may be empty
    QByteArrayView rest; ///< what the agent says behind it
};

/// Which of them an agent names, at its start or in the brackets behind "Mozilla/". A robot may pretend to be
/// one: what speaks for it stands elsewhere in the agent. Pure.
std::optional<PlainBrowser> plainBrowserOf(QByteArrayView agent);
