// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"

#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

#include <utility>

namespace {

constexpr int kBusyTimeoutMs = 5000;

Error makeError(sqlite3 *handle, const QString &context)
{
    const int code = handle ? sqlite3_errcode(handle) : SQLITE_NOMEM;
    const QString text = QString::fromUtf8(handle ? sqlite3_errmsg(handle) : "out of memory");
    const bool unreadable = code == SQLITE_NOTADB || code == SQLITE_CORRUPT;
    return {unreadable ? QStringLiteral("database_unreadable") : QStringLiteral("database_failed"),
            context.isEmpty() ? text : context + QStringLiteral(": ") + text};
}

/// What the latest failure of this thread said: later calls that succeed make SQLite forget it.
thread_local QString t_failure;

void rememberFailure(sqlite3 *handle)
{
    if (sqlite3_errcode(handle) != SQLITE_OK)
        t_failure = QString::fromUtf8(sqlite3_errmsg(handle));
}

} // namespace

Statement::~Statement()
{
    sqlite3_finalize(m_handle);
}

Statement::Statement(Statement &&other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)) { }

Statement &Statement::operator=(Statement &&other) noexcept
{
    std::swap(m_handle, other.m_handle);
    return *this;
}

void Statement::bind(int index, qint64 value)
{
    sqlite3_bind_int64(m_handle, index, value);
}

void Statement::bind(int index, double value)
{
    sqlite3_bind_double(m_handle, index, value);
}

void Statement::bind(int index, QStringView text)
{
    // A null view is an empty text, not SQL's NULL.
    const char16_t *data = text.isNull() ? u"" : text.utf16();
    sqlite3_bind_text16(m_handle, index, data, static_cast<int>(text.size() * 2), SQLITE_STATIC);
}

void Statement::bindBlob(int index, QByteArrayView bytes)
{
    sqlite3_bind_blob(m_handle, index, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
}

void Statement::bindNull(int index)
{
    sqlite3_bind_null(m_handle, index);
}

Statement::Step Statement::step()
{
    const int code = sqlite3_step(m_handle);
    if (code == SQLITE_ROW)
        return Step::Row;
    if (code == SQLITE_DONE)
        return Step::Done;
    if (m_handle)
        rememberFailure(sqlite3_db_handle(m_handle));
    return Step::Failed;
}

bool Statement::run()
{
    const Step result = step();
    reset();
    return result != Step::Failed;
}

void Statement::reset()
{
    sqlite3_reset(m_handle);
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_handle, column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_handle, column);
}

QString Statement::text(int column) const
{
    const auto *data = static_cast<const QChar *>(sqlite3_column_text16(m_handle, column));
    return QString(data, data ? sqlite3_column_bytes16(m_handle, column) / 2 : 0);
}

QByteArray Statement::blob(int column) const
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_handle, column));
    return QByteArray(data, sqlite3_column_bytes(m_handle, column));
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_handle, column) == SQLITE_NULL;
}

Result<Database> Database::open(const QString &fileName, Mode mode, Durability durability)
{
    sqlite3 *handle = nullptr;
    const int flags = SQLITE_OPEN_NOMUTEX
        | (mode == Mode::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    const int code = sqlite3_open_v2(fileName.toUtf8().constData(), &handle, flags, nullptr);
    Database database(handle);
    if (code != SQLITE_OK)
        return makeError(handle, fileName);
    sqlite3_busy_timeout(handle, kBusyTimeoutMs);
    // Salts and hashes of tokens are in it. SQLite gives its log the permissions of the database.
    if (mode == Mode::ReadWrite && QFileInfo(fileName).size() == 0)
        QFile::setPermissions(fileName, QFile::ReadOwner | QFile::WriteOwner);

    // auto_vacuum only takes effect while the file is still empty.
    const char *setUp = mode == Mode::ReadOnly
        ? "PRAGMA query_only=ON; PRAGMA cache_size=-4096;"
        : "PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON;"
          "PRAGMA secure_delete=FAST; PRAGMA cache_size=-4096; PRAGMA journal_size_limit=67108864;";
    if (Result<void> result = database.execute(setUp); !result)
        return Error {result.error().code, fileName + QStringLiteral(": ") + result.error().message};
    if (mode == Mode::ReadWrite) {
        const char *synchronous = durability == Durability::Full ? "PRAGMA synchronous=FULL"
                                                                 : "PRAGMA synchronous=NORMAL";
        if (Result<void> result = database.execute(synchronous); !result)
            return result.error();
    }
    return database;
}

Database::~Database()
{
    sqlite3_close_v2(m_handle);
}

Database::Database(Database &&other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)) { }

Database &Database::operator=(Database &&other) noexcept
{
    std::swap(m_handle, other.m_handle);
    return *this;
}

Result<void> Database::execute(const char *sql) const
{
    if (sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return lastError();
    return {};
}

Statement Database::prepare(const char *sql) const
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v3(m_handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
        rememberFailure(m_handle);
    return Statement(statement);
}

qint64 Database::scalar(const char *sql, qint64 fallback) const
{
    Statement statement = prepare(sql);
    if (!statement.isValid() || statement.step() != Statement::Step::Row || statement.isNull(0))
        return fallback;
    return statement.integer(0);
}

qint64 Database::lastInsertId() const
{
    return sqlite3_last_insert_rowid(m_handle);
}

Error Database::lastError() const
{
    if (sqlite3_errcode(m_handle) == SQLITE_OK && !t_failure.isEmpty())
        return {QStringLiteral("database_failed"), std::exchange(t_failure, {})};
    return makeError(m_handle, QString());
}

bool Database::sawCorruption() const
{
    const int code = sqlite3_errcode(m_handle);
    return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

QString Database::fileName() const
{
    return QString::fromUtf8(sqlite3_db_filename(m_handle, "main"));
}

void Database::interrupt()
{
    sqlite3_interrupt(m_handle);
}
