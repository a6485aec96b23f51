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
    /// Prepares for the next set of parameters; bound values are kept.
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
    enum class Mode : quint8 {
        ReadWrite, ///< creates the file when there is none
        Existing, ///< writes an existing file: the second program to open it must not create a new one
        ReadOnly
    };
    /// Normal survives a crash of the program, Full also a power cut
    /// (https://sqlite.org/pragma.html#pragma_synchronous).
    enum class Durability : quint8 { Normal, Full };

    /// Opens the file, creating it in ReadWrite mode, with WAL and a busy timeout of 5 s. On media that
    /// cannot be written ReadOnly opens the file as immutable, since nothing can change it there. Errors:
    /// "database_unreadable" when the file is no database, damaged, or empty beside a log that is not;
    /// "database_foreign" when another program made it or it is no file, which leaves it untouched;
    /// "database_read_only" when it cannot be written, or read without writing; else "database_failed".
    static Result<Database> open(const QString &fileName, Mode mode,
                                 Durability durability = Durability::Normal);

    /// Opens the file as it is now, without its log, without locks and without leaving anything
    /// behind: only for inspecting a file that may have been replaced.
    static Result<Database> openAsItIs(const QString &fileName);

    ~Database();
    Database(Database &&other) noexcept;
    Database &operator=(Database &&other) noexcept;
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    Result<void> execute(const char *sql) const;
    /// REQUIRES: correct SQL; an invalid statement (e.g. a missing table) has isValid() == false.
    Statement prepare(const char *sql) const;
    /// First column of the first row; `ifNone` when there is no row or it is NULL. A failed read is an Error.
    Result<qint64> number(const char *sql, qint64 ifNone = 0) const;

    qint64 lastInsertId() const;
    /// Size of the database in bytes, free pages included.
    Result<qint64> bytes() const;
    /// Size of its write-ahead log.
    qint64 logBytes() const;
    /// Rows changed by the most recent INSERT, UPDATE or DELETE.
    qint64 changes() const;
    /// Error of the most recent failed call.
    Error lastError() const;
    QString fileName() const;
    /// The first 100 bytes of the file (https://sqlite.org/fileformat2.html#the_database_header) as they are
    /// on disk, without what the log holds. Empty when they cannot be read.
    QByteArray header() const;
    /// The first 136 bytes of the index of the log as they are now
    /// (https://sqlite.org/walformat.html#the_wal_index_file_format). Empty when there is none.
    QByteArray logIndex() const;
    /// If this is the last connection, closing it neither copies the log into the file nor removes it.
    void leaveLog();
    sqlite3 *handle() const { return m_handle; }

private:
    static Result<Database> connect(const QString &fileName, int flags, bool isImmutable);
    static Result<Database> openReadOnly(const QString &fileName);
    /// Whether a file that is not a database any more contains text of our schema.
    bool holdsOurSchema() const;
    /// Called before the file is changed. Errors: "database_foreign".
    Result<void> checkOwner(const QString &fileName) const;
    explicit Database(sqlite3 *handle) : m_handle(handle) { }
    sqlite3 *m_handle = nullptr;
};
