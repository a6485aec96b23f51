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

/// What a rebuild judges by.
struct BotRules
{
    QList<Site> sites; ///< their lists and modes
    VisitorData data; ///< spam list and agent rules
};

/// Judges every stored hit again by today's rules and keeps the new verdicts. Any thread; `database` is a
/// connection of that thread that may write.
///
/// The same rules as for a new hit (BotJudge), but for two things that are not kept: what an address rule
/// said when the hit came in stands, and so does the verdict about a hit that was made anonymous. `site`
/// empty = all. Errors: those of the database. `progress` is called after each page.
Result<BotRebuildReport> rebuildBots(Database &database, const BotRules &rules, const QString &site,
                                     const std::function<void(const BotRebuildReport &)> &progress,
                                     const std::atomic<bool> &isCancelled);
