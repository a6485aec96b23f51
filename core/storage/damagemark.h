// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"
#include "core/types/state.h"

#include <QString>

#include <optional>

/// The file `clickscope.damaged` beside the database: what was seen to be wrong with it, over restarts, until
/// `verify` finds nothing wrong and nothing missing, or somebody confirms. Not in the database, which may
/// take nothing any more. A file of that name that is no mark is left as it is and means nothing.
namespace DamageMark {

inline const QString kCode = QStringLiteral("database_damaged");

enum class Kind : quint8 {
    Malformed, ///< SQLite met pages that it cannot read
    Overwritten, ///< another file's contents may be in it, and its log is not theirs
    LogOverwritten ///< the file is ours, its log is not what SQLite wrote
};

/// `acknowledged` is the last sequence number that was acknowledged to a client; 0 = nothing is known to be
/// missing.
void set(const QString &databaseFile, Kind kind, const QString &what, qint64 acknowledged = 0);
qint64 acknowledgedThrough(const QString &databaseFile);
/// Sequence numbers of hits that were acknowledged and are lost, both inclusive.
struct LostHits
{
    qint64 first = 0;
    qint64 last = 0;
};
/// Remembers them until somebody confirms: later hits make no earlier ones good.
void setLost(const QString &databaseFile, const LostHits &lost);
std::optional<LostHits> lostHits(const QString &databaseFile);
void remove(const QString &databaseFile);
bool exists(const QString &databaseFile);
/// Empty when there is no mark.
std::optional<Kind> kindOf(const QString &databaseFile);
/// Error "database_damaged" when the log beside the database is damaged or belongs to another file: whoever
/// opens the database for writing would copy it into the file. The collector sets it aside at its start.
Result<void> checkLog(const QString &databaseFile);
/// The concerns that can be confirmed.
std::optional<Concern> concern(const QString &databaseFile);

} // namespace DamageMark
