// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/storage/hitreader.h"
#include "core/types/result.h"

#include <memory>
#include <optional>

/// A read-only connection and its reader, opened by the thread that first needs it and used only there.
class ReadConnection final
{
    Q_DISABLE_COPY_MOVE(ReadConnection)

public:
    explicit ReadConnection(const QString &fileName) : m_fileName(fileName) { }

    /// Must succeed before the other functions are called. Errors: those of Database::open().
    Result<void> open();
    /// Makes the next open() open the file again.
    void close();
    HitReader &reader() { return *m_reader; }
    const Database &database() const { return *m_database; }

private:
    const QString m_fileName;
    std::optional<Database> m_database;
    std::unique_ptr<HitReader> m_reader;
};
