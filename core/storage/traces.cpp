// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/traces.h"

#include <QElapsedTimer>

#include <sqlite3.h>

#include <chrono>
#include <thread>

using namespace std::chrono_literals;

namespace {

/// No hits are written while the log is emptied, so this does not wait for readers but tries again later.
constexpr int kPatienceMs = 20;
constexpr int kUsualPatienceMs = 5000;
constexpr qint64 kLogPatienceMs = 5000;
constexpr auto kLogWait = 50ms;
/// Rewritten in a fraction of a second, for which a collector's queue has room.
constexpr qint64 kSmallBytes = 32LL * 1024 * 1024;

/// A quarter of a megabyte is moved in one transaction.
constexpr const char *kGiveBack = "PRAGMA incremental_vacuum(64)";

Result<void> giveBackFreePages(Database &database)
{
    // A collector may free and take pages meanwhile, so it is a number of turns, not a condition.
    const Result<qint64> free = database.number("PRAGMA freelist_count");
    if (!free)
        return free.error();
    for (qint64 left = *free; left > 0; left -= 64) {
        if (Result<void> given = database.execute(kGiveBack); !given)
            return given;
    }
    return {};
}

} // namespace

bool emptyLog(Database &database, const std::function<int(int)> &copyLog)
{
    sqlite3 *handle = database.handle();
    sqlite3_busy_timeout(handle, kPatienceMs);
    // Most of the work first, while others can write.
    (void)copyLog(SQLITE_CHECKPOINT_PASSIVE);
    const int code = copyLog(SQLITE_CHECKPOINT_TRUNCATE);
    sqlite3_busy_timeout(handle, kUsualPatienceMs);
    return code == SQLITE_OK;
}

Result<QString> eraseTraces(Database &database, Company company)
{
    const Result<qint64> bytes = database.bytes();
    if (!bytes)
        return bytes.error();
    const bool isWhole = company == Company::Alone || *bytes <= kSmallBytes;
    if (Result<void> done = isWhole ? database.execute("VACUUM") : giveBackFreePages(database); !done)
        return done.error();
    const auto copyLog = [&database](int mode) {
        return sqlite3_wal_checkpoint_v2(database.handle(), nullptr, mode, nullptr, nullptr);
    };
    bool isEmpty = emptyLog(database, copyLog);
    QElapsedTimer waited;
    for (waited.start(); !isEmpty && !waited.hasExpired(kLogPatienceMs);
         isEmpty = emptyLog(database, copyLog))
        std::this_thread::sleep_for(kLogWait);
    if (!isEmpty)
        return QStringLiteral("the database is being read, so its log holds some of it until that is done");
    return isWhole
        ? QString()
        : QStringLiteral("pages that hold hits of others may keep remains of it; stop Clickscope and erase "
                         "the site again to have the whole file rewritten");
}
