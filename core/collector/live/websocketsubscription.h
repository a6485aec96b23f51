// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

/// What a WebSocket client has subscribed to, message by message.
struct WebSocketSubscription
{
    static constexpr qsizetype kMaxNames = 100; ///< sites and links together; more are ignored
    static constexpr qsizetype kMaxNameChars = 64; ///< no site or link has a longer name

    bool allSites = false; ///< "site:*"
    QStringList sites; ///< without duplicates
    QStringList links;

    /// Adds the names in `{"subscribe":["site:ID","link:CODE","site:*"]}`; unknown forms are ignored.
    /// Errors: "bad_message" when there is no such list; then nothing changes.
    Result<void> add(const QString &message);
    /// `{"subscribed":[…]}` with everything so far, each name with its prefix, so that a site and a link
    /// of the same name are distinct.
    QByteArray confirmation() const;
};
