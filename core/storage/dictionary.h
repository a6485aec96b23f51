// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/generationcache.h"

#include <QString>

/// Texts that are stored once: text → id for the writer. Lives with the one write connection.
class Dictionary final
{
public:
    explicit Dictionary(Database &database);

    /// Call at the beginning of a write transaction: clears the cache when texts were erased since the
    /// previous one, because their ids are no longer valid.
    void takeUp();
    /// Id of the text; adds it inside the current transaction if it is new. 0 on failure.
    qint64 idOf(const QString &text);
    /// Clears the cache; called after a rollback, because the ids given meanwhile are invalid.
    void clear();

private:
    qint64 look(const QString &text);

    Database &m_database;
    Statement m_find;
    Statement m_insert;
    Statement m_erasures;
    qint64 m_seenErasures = 0;
    GenerationCache<QString, qint64, 20'000> m_known;
};

/// Looks up texts by id, for one read connection.
class DictionaryReader final
{
public:
    explicit DictionaryReader(const Database &database);
    /// Empty for 0 and for unknown ids.
    QString textOf(qint64 id);

private:
    Statement m_find;
    GenerationCache<qint64, QString, 20'000> m_known;
};

/// FNV-1a, 64 bits, over the UTF-8 form (http://www.isthe.com/chongo/tech/comp/fnv/). Frozen: it is stored.
qint64 dictionaryHash(const QString &text);
