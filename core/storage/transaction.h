// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/result.h"

/// All reads during its life see the database at one moment, whatever the writer does meanwhile.
class ReadSnapshot final
{
public:
    explicit ReadSnapshot(const Database &database);
    ~ReadSnapshot();
    ReadSnapshot(const ReadSnapshot &) = delete;
    ReadSnapshot &operator=(const ReadSnapshot &) = delete;

private:
    const Database &m_database;
};

/// A write transaction: rolled back by the destructor unless commit() succeeded.
class Transaction final
{
public:
    /// Takes the write lock at once, so that the transaction cannot fail half-way because it is taken.
    explicit Transaction(Database &database);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    bool isOpen() const { return m_open; }
    /// On failure the transaction is rolled back.
    Result<void> commit();

    /// Counts the beginnings and ends of transactions in other threads of this process. Odd while one of them
    /// is open: the database has one writer at a time.
    static quint32 countOfOtherThreads();

private:
    void close();

    Database &m_database;
    bool m_open = false;
};
