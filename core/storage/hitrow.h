// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/storage/dictionary.h"
#include "core/types/hit.h"

#include <QHash>

/// The one place that knows how a Hit is laid out in the table `hit`: columns, packing, joined texts.

/// The last sequence number given, even if that hit was erased. 0 when there is none.
Result<qint64> lastGivenSeq(const Database &database);

/// The stored text of a bot's verdict; a person's verdict is NULL.
QString storedVerdict(const BotVerdict &verdict);

/// The fields packed into column `source`.
struct StoredSource
{
    Protocol protocol;
    NetworkClass network;
    IdentityRung rung;
    HitSigns signs;
};
StoredSource sourceOf(qint64 packed);

/// The parts of the joined texts of the columns `campaign`, `place` and `client`.
Campaign campaignOf(const QString &joined);
Place placeOf(const QString &joined);
Client clientOf(const QString &joined);

/// Writes a hit to a row. Belongs to the writer.
class HitRowWriter final
{
public:
    HitRowWriter(Database &database, Dictionary &dictionary);
    /// Inserts one hit under its seq, inside the current transaction. `siteNumber` is site.num.
    bool insert(const Hit &hit, qint64 siteNumber);

private:
    void bindText(int column, const QString &text);

    Dictionary &m_dictionary;
    Statement m_insert;
    bool m_complete = false; ///< every text of the current row has its id
};

/// Reads a hit from a row, for one read connection.
class HitRowReader final
{
public:
    /// Columns in the order read() expects; statements begin "SELECT " + kColumns + " FROM hit …".
    static const char *columns();

    explicit HitRowReader(const Database &database);
    Hit read(const Statement &row);
    /// Number of a site in table `hit`, or 0.
    qint64 siteNumber(const QString &site);

private:
    QString siteId(qint64 number);

    DictionaryReader m_dictionary;
    Statement m_siteById;
    Statement m_siteByNumber;
    QHash<qint64, QString> m_sites;
};
