// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"

#include "core/storage/fileheader.h"

#include <QFile>
#include <QFileInfo>
#include <QUrl>

#include <sqlite3.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace {

constexpr int kBusyTimeoutMs = 5000;

QString codeOf(int code)
{
    const bool isUnreadable = code == SQLITE_NOTADB || code == SQLITE_CORRUPT;
    return isUnreadable ? QStringLiteral("database_unreadable") : QStringLiteral("database_failed");
}

Error makeError(sqlite3 *handle, const QString &context)
{
    const int code = handle ? sqlite3_errcode(handle) : SQLITE_NOMEM;
    const QString text = QString::fromUtf8(handle ? sqlite3_errmsg(handle) : "out of memory");
    return {codeOf(code), context.isEmpty() ? text : context + QStringLiteral(": ") + text};
}

/// What the latest failure of this thread said: later calls that succeed make SQLite forget it.
thread_local QString t_failure;
thread_local int t_failureCode = SQLITE_OK;

void rememberFailure(sqlite3 *handle)
{
    if (sqlite3_errcode(handle) == SQLITE_OK)
        return;
    t_failure = QString::fromUtf8(sqlite3_errmsg(handle));
    t_failureCode = sqlite3_errcode(handle);
}

constexpr qsizetype kIndexBytes = 136;
/// Where the text of the schema stands: it is written first.
constexpr sqlite3_int64 kMostSchemaBytes = 4 * 1024 * 1024;

const QString kLogSuffix = QStringLiteral("-wal");

/// True when the file and what SQLite keeps beside it can be written.
bool isWritable(const QString &fileName)
{
    const QFileInfo file(fileName);
    return QFileInfo(file.absolutePath()).isWritable() && (!file.exists() || file.isWritable());
}

Error readOnly(const QString &fileName)
{
    return {QStringLiteral("database_read_only"),
            QStringLiteral("%1 is read only; query, export, verify and backup can read it, to collect choose "
                           "another --data-dir")
                .arg(fileName)};
}

Error foreign(const QString &fileName)
{
    return {
        QStringLiteral("database_foreign"),
        QStringLiteral("%1 is a database of another program and was left as it is; move it away or choose "
                       "another --data-dir")
            .arg(fileName)};
}

Error notOurs(const QString &fileName)
{
    return {QStringLiteral("database_foreign"),
            QStringLiteral("%1 is no database of Clickscope and was left as it is; move it away "
                           "or choose another --data-dir")
                .arg(fileName)};
}

/// Before it is opened: a pipe would be waited for, and behind a link that leads nowhere a file would be
/// made.
Result<void> checkKind(const QString &fileName)
{
    const QFileInfo file(fileName);
    QString problem;
    if (!file.exists() && file.isSymLink())
        problem = QStringLiteral("is a link to %1, which is not there").arg(file.symLinkTarget());
    else if (file.isDir())
        problem = QStringLiteral("is a folder, no database");
    else if (file.exists() && !file.isFile())
        problem = QStringLiteral("is a device or a pipe, no database");
    else if (file.exists() && !file.isReadable())
        problem = QStringLiteral("may not be read by this user");
    if (problem.isEmpty())
        return {};
    return Error {
        QStringLiteral("database_foreign"),
        QStringLiteral("%1 %2; it was left as it is: move it away, fix it or choose another --data-dir")
            .arg(fileName, problem)};
}

/// A log belongs to the file that it was written beside: a new database would take it for its own or empty
/// it.
Result<void> checkLog(const QString &fileName)
{
    const QFileInfo file(fileName);
    if (file.size() > 0 || QFileInfo(fileName + kLogSuffix).size() == 0)
        return {};
    return Error {QStringLiteral("database_unreadable"),
                  (file.exists() ? QStringLiteral("%1 is empty, but its log %2 is not")
                                 : QStringLiteral("%1 is missing, but its log %2 is there"))
                      .arg(fileName, fileName + kLogSuffix)};
}

/// Files of early versions carry no application ID.
Result<void> checkTables(const Database &database, const QString &fileName)
{
    const Result<qint64> application = database.number("PRAGMA application_id");
    if (application && *application == kOurApplication)
        return {};
    const Result<qint64> mayBeOurs = database.number(
        "SELECT COUNT(*) = 0 OR"
        " SUM(type = 'table' AND name IN ('dictionary', 'hit', 'hit_block', 'ledger')) = 4 FROM sqlite_master");
    if (!application || !mayBeOurs)
        return (application ? mayBeOurs : application).error();
    return *application == 0 && *mayBeOurs != 0 ? Result<void>() : foreign(fileName);
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

Result<Database> Database::connect(const QString &fileName, int flags, bool isImmutable)
{
    sqlite3 *handle = nullptr;
    const QByteArray name = isImmutable ? QUrl::fromLocalFile(fileName).toEncoded() + "?immutable=1"
                                        : fileName.toUtf8();
    const int code = sqlite3_open_v2(name.constData(), &handle,
                                     SQLITE_OPEN_NOMUTEX | flags | (isImmutable ? SQLITE_OPEN_URI : 0),
                                     nullptr);
    Database database(handle);
    if (code != SQLITE_OK)
        return makeError(handle, fileName);
    sqlite3_busy_timeout(handle, kBusyTimeoutMs);
    return database;
}

Result<void> Database::checkOwner(const QString &fileName) const
{
    if (QFileInfo(fileName).size() == 0)
        return {}; // new
    const std::optional<quint32> application = applicationOf(header());
    if (!application)
        return holdsOurSchema() ? Result<void>() : notOurs(fileName); // SQLite will say what is wrong with it
    if (*application == kOurApplication)
        return {};
    if (*application != 0)
        return foreign(fileName);
    // Not in the file, but perhaps in its log. A connection that may look for one leaves an empty one behind.
    const bool hasLog = QFileInfo(fileName + kLogSuffix).size() > 0;
    const Result<Database> reader = connect(fileName, SQLITE_OPEN_READONLY, !hasLog);
    const Result<void> checked = reader ? checkTables(*reader, fileName) : Result<void>(reader.error());
    if (checked || checked.error().code == QLatin1StringView("database_foreign"))
        return checked;
    // A damaged one, of whom?
    const bool isDamaged = checked.error().code == QLatin1StringView("database_unreadable");
    return !isDamaged || holdsOurSchema() ? Result<void>() : notOurs(fileName);
}

bool Database::holdsOurSchema() const
{
    sqlite3_file *file = nullptr;
    if (sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || !file
        || !file->pMethods)
        return false;
    sqlite3_int64 size = 0;
    file->pMethods->xFileSize(file, &size);
    size = std::min<sqlite3_int64>(size, kMostSchemaBytes);
    QByteArray bytes(size, '\0');
    if (file->pMethods->xRead(file, bytes.data(), static_cast<int>(size), 0) != SQLITE_OK)
        return false;
    return bytes.contains("CREATE TABLE hit_block (");
}

Result<Database> Database::open(const QString &fileName, Mode mode, Durability durability)
{
    if (Result<void> checked = checkKind(fileName); !checked)
        return checked.error();
    if (Result<void> checked = checkLog(fileName); !checked)
        return checked.error();
    if (mode == Mode::ReadOnly)
        return openReadOnly(fileName);

    const bool isNew = QFileInfo(fileName).size() == 0;
    if (isNew && mode == Mode::Existing)
        return Error {QStringLiteral("database_failed"),
                      QStringLiteral("%1 is missing or empty").arg(fileName)};
    const int creates = mode == Mode::ReadWrite ? SQLITE_OPEN_CREATE : 0;
    Result<Database> database = connect(fileName, SQLITE_OPEN_READWRITE | creates, false);
    if (!database)
        return isWritable(fileName) ? database.error() : readOnly(fileName);
    if (sqlite3_db_readonly(database->handle(), "main") == 1)
        return readOnly(fileName);
    if (Result<void> ours = database->checkOwner(fileName); !ours)
        return ours.error();
    // Salts and hashes of tokens are in it. SQLite gives its log the permissions of the database.
    if (isNew)
        QFile::setPermissions(fileName, QFile::ReadOwner | QFile::WriteOwner);

    // auto_vacuum only takes effect while the file is still empty.
    if (Result<void> result = database->execute(
            "PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON;"
            "PRAGMA secure_delete=FAST; PRAGMA cache_size=-4096; PRAGMA journal_size_limit=67108864;");
        !result) {
        if (!isWritable(fileName))
            return readOnly(fileName);
        return Error {result.error().code, fileName + QStringLiteral(": ") + result.error().message};
    }
    const char *synchronous = durability == Durability::Full ? "PRAGMA synchronous=FULL"
                                                             : "PRAGMA synchronous=NORMAL";
    if (Result<void> result = database->execute(synchronous); !result)
        return result.error();
    return database;
}

Result<Database> Database::openAsItIs(const QString &fileName)
{
    return connect(fileName, SQLITE_OPEN_READONLY, true);
}

Result<Database> Database::openReadOnly(const QString &fileName)
{
    // Reading a log needs an index beside it, and that a folder that can be written.
    const bool canWrite = isWritable(fileName);
    const bool hasLog = QFileInfo(fileName + kLogSuffix).size() > 0;
    const bool isImmutable = !canWrite && !hasLog;
    Result<Database> database = connect(fileName, SQLITE_OPEN_READONLY, isImmutable);
    if (!database)
        return database;
    if (Result<void> ours = database->checkOwner(fileName); !ours)
        return ours.error();
    const Result<void> result =
        database->execute("PRAGMA query_only=ON; PRAGMA cache_size=-4096; PRAGMA schema_version;");
    if (!result && !canWrite && hasLog) {
        return Error {QStringLiteral("database_read_only"),
                      QStringLiteral("%1 is read only and has a log, %2, that was not merged; copy both to a "
                                     "folder that can be written and name it with --data-dir")
                          .arg(fileName, fileName + kLogSuffix)};
    }
    if (!result)
        return Error {result.error().code, fileName + QStringLiteral(": ") + result.error().message};
    return database;
}

void Database::leaveLog()
{
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

Database::~Database()
{
    // The last connection removes the log by its name, which may be that of another database by now; SQLite
    // looks, but not when the file was truncated.
    int hasMoved = 0;
    if (m_handle && sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved) == SQLITE_OK
        && hasMoved != 0)
        leaveLog();
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

Result<qint64> Database::number(const char *sql, qint64 ifNone) const
{
    Statement statement = prepare(sql);
    const Statement::Step step = statement.step(); // fails, too, when the statement is not valid
    if (step == Statement::Step::Failed)
        return lastError();
    return step == Statement::Step::Row && !statement.isNull(0) ? statement.integer(0) : ifNone;
}

qint64 Database::lastInsertId() const
{
    return sqlite3_last_insert_rowid(m_handle);
}

Result<qint64> Database::bytes() const
{
    return number("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()");
}

qint64 Database::logBytes() const
{
    return QFileInfo(fileName() + kLogSuffix).size();
}

qint64 Database::changes() const
{
    return sqlite3_changes64(m_handle);
}

Error Database::lastError() const
{
    if (sqlite3_errcode(m_handle) == SQLITE_OK && !t_failure.isEmpty())
        return {codeOf(t_failureCode), std::exchange(t_failure, {})};
    return makeError(m_handle, QString());
}

QString Database::fileName() const
{
    return QString::fromUtf8(sqlite3_db_filename(m_handle, "main"));
}

QByteArray Database::header() const
{
    // By SQLite's own file: closing another one of ours would give up the locks of this process.
    sqlite3_file *file = nullptr;
    if (sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || !file
        || !file->pMethods)
        return {};
    QByteArray bytes(kFileHeaderBytes, '\0');
    if (file->pMethods->xRead(file, bytes.data(), kFileHeaderBytes, 0) != SQLITE_OK)
        return {};
    return bytes;
}

QByteArray Database::logIndex() const
{
    constexpr int kRegionBytes = 32 * 1024; // as SQLite maps it
    // Its own mapping, for the same reason.
    sqlite3_file *file = nullptr;
    if (sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || !file
        || !file->pMethods || file->pMethods->iVersion < 2 || !file->pMethods->xShmMap)
        return {};
    void volatile *region = nullptr;
    if (file->pMethods->xShmMap(file, 0, kRegionBytes, 0, &region) != SQLITE_OK || !region)
        return {};
    QByteArray bytes(kIndexBytes, Qt::Uninitialized);
    const auto *from = static_cast<const volatile char *>(region);
    std::copy(from, from + kIndexBytes, bytes.data()); // others write it meanwhile
    return bytes;
}
