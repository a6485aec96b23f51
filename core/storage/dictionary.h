// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"

#include <QHash>
#include <QString>

/// Texts that are stored once: text → id for the writer. Lives with the one write connection.
///
/// Two generations of at most kGeneration entries each bound the memory: when the young one is
/// full it becomes the old one, and what is still used moves up again.
class Dictionary final
{
public:
    explicit Dictionary(Database &database);

    /// Id of the text, adding it inside the current transaction when it is new. 0 when that failed.
    qint64 idOf(const QString &text);
    /// Forgets everything; called after a rollback, because ids given meanwhile are void.
    void clear();

private:
    static constexpr qsizetype kGeneration = 20'000;

    qint64 look(const QString &text);

    Database &m_database;
    Statement m_find;
    Statement m_insert;
    QHash<QString, qint64> m_young;
    QHash<QString, qint64> m_old;
};

/// Ids back to texts, for one read connection. Bounded in the same way.
class DictionaryReader final
{
public:
    explicit DictionaryReader(const Database &database);
    /// Empty for 0 and for ids that are not there.
    QString textOf(qint64 id);

private:
    static constexpr qsizetype kGeneration = 20'000;

    Statement m_find;
    QHash<qint64, QString> m_young;
    QHash<qint64, QString> m_old;
};

/// FNV-1a, 64 bits, over the UTF-8 form (http://www.isthe.com/chongo/tech/comp/fnv/). Frozen: it is stored.
qint64 dictionaryHash(const QString &text);
