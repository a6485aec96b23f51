// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/storage/dictionary.h"
#include "core/storage/hitrow.h"
#include "core/types/hit.h"
#include "core/types/result.h"

#include <QList>

/// Replaces the bot verdicts of stored hits, and the counts of humans derived from them. Belongs to the
/// thread of its connection, which need not be the collector's: a change is one short transaction.
class VerdictWriter final
{
public:
    struct Change
    {
        qint64 seq = 0;
        QString site;
        Micros eventAt = 0;
        bool wasBot = false;
        BotVerdict verdict;
    };

    explicit VerdictWriter(Database &database);
    /// Writes all of them or none.
    Result<void> write(const QList<Change> &changes);

private:
    bool writeAll(const QList<Change> &changes);
    bool setHumans(const QList<Change> &changes);
    bool markStale(const QList<Change> &changes);

    Database &m_database;
    Dictionary m_dictionary;
    HitRowReader m_rows;
    Statement m_setVerdict;
    Statement m_addHumans;
    Statement m_markStale;
};
