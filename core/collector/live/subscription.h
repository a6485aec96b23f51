// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

/// What a WebSocket client wants to hear, as it asked for it message by message.
struct Subscription
{
    static constexpr qsizetype kMaxNames = 100; ///< sites and links together; what comes on top is left out
    static constexpr qsizetype kMaxNameChars = 64; ///< no site and no link has a longer one

    bool allSites = false; ///< "site:*"
    QStringList sites; ///< no name twice
    QStringList links;

    /// Adds what `{"subscribe":["site:ID","link:CODE","site:*"]}` names; other names are left out.
    /// Errors: "bad_message" when there is no such list; then nothing has changed.
    Result<void> add(const QString &message);
    /// `{"subscribed":[…]}` with everything so far, each name as it is asked for, so that a site and a link
    /// of one name are two.
    QByteArray confirmation() const;
};
