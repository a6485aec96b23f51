// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/asking.h"

#include <QList>
#include <QString>

/// A part of what the store takes on the disk.
struct StorePart
{
    enum class Kind : quint8 {
        Hits,
        Texts, ///< addresses, titles, agents: each once
        Segments, ///< the past as columns; made again from hits
        Rejections, ///< and the ledger
        Log, ///< what is not in the database file yet
        Rest, ///< sites, links, keys, notes, free pages
    };

    Kind kind = Kind::Rest;
    qint64 bytes = 0;
    qint64 rows = 0; ///< of Hits, Texts and Rejections; else 0

    friend bool operator==(const StorePart &, const StorePart &) = default;
};

struct StoreSizes
{
    QString folder; ///< where the database is
    QList<StorePart> parts; ///< in the order of their kinds; only Log and Rest where SQLite cannot tell more
    qint64 freeBytes = 0; ///< of the disk
    qint64 bytesPerDay = 0; ///< what hits of the last seven days took, on average

    qint64 bytes() const;
    friend bool operator==(const StoreSizes &, const StoreSizes &) = default;
};

/// Questions about the files of the store. Error: "database_failed".
class StoreQuestions
{
public:
    virtual ~StoreQuestions() = default;

    /// Reads the whole database file.
    [[nodiscard]] virtual Asking sizes(const AskContext &who, Answer<StoreSizes> answer) = 0;
    /// Copies the database while it is in use; the answer is the size of the copy in bytes. Errors: those of
    /// backUp() (core/storage/backup.h).
    [[nodiscard]] virtual Asking backUp(const QString &fileName, const AskContext &who,
                                        Answer<qint64> answer) = 0;
    /// Whether commits from now on survive a power cut, not only a crash.
    [[nodiscard]] virtual Asking setFullDurability(bool on, const AskContext &who, Answer<void> answer) = 0;
};
