// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>

/// Progress and result of judging stored hits again.
struct BotRebuildReport
{
    qint64 judged = 0; ///< hits read so far
    qint64 total = 0; ///< hits stored when it began
    qint64 nowBots = 0; ///< hits that counted as human before
    qint64 nowHumans = 0; ///< hits that counted as a bot's before
    qint64 otherReason = 0; ///< a bot's before and now, but by another rule
    bool isCancelled = false;

    qint64 changed() const { return nowBots + nowHumans + otherReason; }
};

Q_DECLARE_METATYPE(BotRebuildReport)
