// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/link.h"

#include <QStringView>

/// Who clicked, as far as it decides where a link leads.
struct Clicker
{
    quint64 visitor = 0; ///< any number that stays the same for who should see the same
    QString device; ///< "Mobile", …; empty = unknown
    QString country; ///< ISO 3166-1 alpha-2; empty = unknown
};

/// Where a click goes.
struct Destination
{
    QString url;
    QString variant; ///< name of the variant; empty = none was chosen
};

/// True when the destination depends on who clicks.
inline bool hasChoices(const Link &link)
{
    return !link.rules.isEmpty() || !link.variants.isEmpty();
}

/// The destination of an open link: of the first rule that applies, else of a variant, else its URL. The
/// variant is a stable function of the code and the visitor, so that who comes again gets the same; the
/// shares are those of the weights. Pure.
Destination destinationOf(const Link &link, const Clicker &clicker);
