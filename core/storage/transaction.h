// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"
#include "core/types/result.h"

/// A write transaction: rolled back by the destructor unless commit() succeeded.
/// The only place in the program that says BEGIN.
class Transaction final
{
public:
    /// Takes the write lock at once, so that the transaction cannot fail half-way for want of it.
    explicit Transaction(Database &database);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    bool isOpen() const { return m_open; }
    /// On failure the transaction is rolled back.
    Result<void> commit();

private:
    Database &m_database;
    bool m_open = false;
};
