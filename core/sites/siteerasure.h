// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/clock.h"
#include "core/types/result.h"

/// The stored data of a site, and how it is erased. Functions of the thread that owns the connection.

/// What is stored about a site, also if it was removed.
struct SiteContents
{
    qint64 hits = 0;
    qint64 goals = 0;
    qint64 notes = 0;
    bool isRemoved = false;
    Micros removedAt = 0; ///< 0 = unknown, removed by an early version

    bool isEmpty() const { return hits == 0 && goals == 0 && notes == 0; }
};
/// Errors: "site_not_found" when there never was a site with this id.
Result<SiteContents> contentsOfSite(const Database &database, const QString &id);
/// "1,234 hits, 2 goals, 1 note".
QString contentsText(const SiteContents &contents);

/// Erases the hits, goals, notes and rejections of a site that is there or was removed, and the texts that
/// nobody else has, in short transactions between which hits are stored. What comes in meanwhile stays, and
/// so do its links and, unless it was removed, its settings. See eraseTraces() for what is left on the disk.
/// What was erased. Errors: "site_not_found", those of eraseUnusedTexts().
Result<SiteContents> eraseSite(Database &database, const QString &id, Micros now);
