// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/storage/dictionary.h"
#include "core/types/hit.h"

#include <QHash>

/// The one place that knows how a Hit lies in the table `hit`: columns, packing, joined texts.

/// The last sequence number that was given: of a hit that is there, or was erased. 0 without any.
Result<qint64> lastGivenSeq(const Database &database);

/// The text that stands for the verdict about a bot; that about a person is NULL.
QString storedVerdict(const BotVerdict &verdict);

/// What column `source` packs.
struct StoredSource
{
    Protocol protocol;
    NetworkClass network;
    IdentityRung rung;
    HitSigns signs;
};
StoredSource sourceOf(qint64 packed);

/// The joined texts of the columns `campaign`, `place` and `client`, taken apart.
Campaign campaignOf(const QString &joined);
Place placeOf(const QString &joined);
Client clientOf(const QString &joined);

/// Hit → row. Belongs to the writer.
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
    bool m_complete = false; ///< every text of the row at hand has its id
};

/// Row → hit, for one read connection.
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
