// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/rejection.h"

#include <QList>

/// The table `rejection`: the newest kMaxRows rejections with their reasons. Belongs to the writer.
/// Older rows are deleted; the ledger still counts them.
class RejectionTable final
{
public:
    static constexpr qint64 kMaxRows = 10'000;

    explicit RejectionTable(Database &database);
    /// Inserts the rejection inside the current transaction and sets its id.
    bool insert(Rejection &rejection);

private:
    Database &m_database;
    Statement m_insert;
    Statement m_trim;
};

/// Newest rejections with id < before (0 = newest). Errors: what SQLite says of a failed read.
Result<QList<Rejection>> readRejections(const Database &database, qint64 before, int limit);
