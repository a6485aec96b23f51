// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>

/// How far judging again has come, and what it changed.
struct BotRebuildReport
{
    qint64 judged = 0; ///< hits looked at
    qint64 total = 0; ///< hits stored when it began
    qint64 nowBots = 0; ///< hits that counted as human before
    qint64 nowHumans = 0; ///< hits that counted as a bot's before
    qint64 otherReason = 0; ///< a bot's before and now, by another rule
    bool isCancelled = false;

    qint64 changed() const { return nowBots + nowHumans + otherReason; }
};

Q_DECLARE_METATYPE(BotRebuildReport)
