// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QByteArrayView>
#include <QString>
#include <QStringView>

#include <memory>

struct sqlite3;
struct sqlite3_stmt;

/// A prepared statement. Belongs to the thread and the life of its Database.
///
/// Parameters are numbered from 1, columns from 0, as in SQLite. Texts are UTF-16 on both sides,
/// which SQLite converts once.
class Statement final
{
public:
    enum class Step : quint8 { Row, Done, Failed };

    Statement() = default;
    explicit Statement(sqlite3_stmt *handle) : m_handle(handle) { }
    ~Statement();
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&other) noexcept;
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    bool isValid() const { return m_handle != nullptr; }

    void bind(int index, qint64 value);
    void bind(int index, double value);
    /// The text must stay alive until the statement is stepped or reset.
    void bind(int index, QStringView text);
    /// The bytes must stay alive until the statement is stepped or reset.
    void bindBlob(int index, QByteArrayView bytes);
    void bindNull(int index);

    Step step();
    /// step() for statements without rows, then reset(). False when it failed.
    bool run();
    /// Ready for the next set of parameters; bound values are kept.
    void reset();

    qint64 integer(int column) const;
    double real(int column) const;
    QString text(int column) const;
    QByteArray blob(int column) const;
    bool isNull(int column) const;

private:
    sqlite3_stmt *m_handle = nullptr;
};

/// One SQLite connection. Used only in the thread that opened it; the destructor closes it.
class Database final
{
public:
    enum class Mode : quint8 { ReadWrite, ReadOnly };
    /// Normal survives a crash of the program, Full also a power cut
    /// (https://sqlite.org/pragma.html#pragma_synchronous).
    enum class Durability : quint8 { Normal, Full };

    /// Opens the file, creating it in ReadWrite mode, with WAL and a busy timeout of 5 s.
    /// Errors: "database_unreadable" when the file is no database or damaged, else "database_failed".
    static Result<Database> open(const QString &fileName, Mode mode,
                                 Durability durability = Durability::Normal);

    ~Database();
    Database(Database &&other) noexcept;
    Database &operator=(Database &&other) noexcept;
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    Result<void> execute(const char *sql) const;
    /// REQUIRES: correct SQL; an invalid statement (e.g. a missing table) has isValid() == false.
    Statement prepare(const char *sql) const;
    /// First column of the first row, or `fallback`.
    qint64 scalar(const char *sql, qint64 fallback = 0) const;

    qint64 lastInsertId() const;
    /// What the latest failed call said.
    Error lastError() const;
    /// True when the latest failed call met a damaged file.
    bool sawCorruption() const;
    QString fileName() const;
    /// Makes a running statement of this connection fail soon. The one call that any thread may make.
    void interrupt();
    sqlite3 *handle() const { return m_handle; }

private:
    explicit Database(sqlite3 *handle) : m_handle(handle) { }
    sqlite3 *m_handle = nullptr;
};
