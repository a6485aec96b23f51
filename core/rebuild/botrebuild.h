// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/botrebuildreport.h"
#include "core/storage/database.h"
#include "core/types/result.h"
#include "core/types/site.h"
#include "core/visitor/visitordata.h"

#include <QList>
#include <QString>

#include <atomic>
#include <functional>

/// The rules of a rebuild.
struct BotRules
{
    QList<Site> sites; ///< with their rules and modes
    VisitorData data; ///< spam list and agent rules
};

/// Judges every stored hit again by the current rules and stores the new verdicts. Any thread; `database` is
/// a connection of that thread that may write.
///
/// The same rules as for a new hit (BotJudge), with two exceptions whose input is not stored: the result of
/// an address rule stays, and so does the verdict about a hit that was made anonymous. `site` empty = all.
/// Errors: those of the database. `progress` is called after each page.
Result<BotRebuildReport> rebuildBots(Database &database, const BotRules &rules, const QString &site,
                                     const std::function<void(const BotRebuildReport &)> &progress,
                                     const std::atomic<bool> &isCancelled);
