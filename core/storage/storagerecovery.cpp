// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Storage that deals with the file under it.
#include "core/bus/signalbus.h"
#include "core/storage/backup.h"
#include "core/storage/catalogfile.h"
#include "core/storage/checkpointer.h"
#include "core/storage/damagemark.h"
#include "core/storage/datadirectory.h"
#include "core/storage/filewatch.h"
#include "core/storage/groupcommit.h"
#include "core/storage/hitrow.h"
#include "core/storage/logloss.h"
#include "core/storage/migrations.h"
#include "core/storage/rescue.h"
#include "core/storage/saltstore.h"
#include "core/storage/setaside.h"
#include "core/storage/storage.h"
#include "core/types/logging.h"

#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

#include <algorithm>
#include <cstdio>

namespace {

using State = FileWatch::State;
using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kFirstRepairWait = 250ms;
constexpr std::chrono::milliseconds kLastRepairWait = 60s;

QString codeOf(State state)
{
    switch (state) {
    case State::Gone: return QStringLiteral("database_gone");
    case State::LogGone: return QStringLiteral("database_log_gone");
    case State::Replaced: return QStringLiteral("database_replaced");
    case State::LogOverwritten: return QStringLiteral("database_log_overwritten");
    case State::Overwritten: return QStringLiteral("database_overwritten");
    case State::Sound: break;
    }
    return {};
}

bool isOverwritten(State state)
{
    return state == State::Overwritten || state == State::LogOverwritten;
}

/// What happened, and how to fix it.
QString messageOf(State state, const QString &fileName)
{
    switch (state) {
    case State::Gone:
        return QStringLiteral(
                   "%1 was removed or moved while Clickscope ran. Put it back, or let a new one be created: "
                   "it gets everything that can still be read.")
            .arg(fileName);
    case State::LogGone:
        return QStringLiteral(
                   "The log of %1 (-wal or -shm beside it) was removed while Clickscope ran. Let the database "
                   "be rewritten: nothing is lost.")
            .arg(fileName);
    case State::Replaced:
        return QStringLiteral(
                   "%1 was replaced by another file while Clickscope ran. Put the first one back, or let "
                   "this one be used.")
            .arg(fileName);
    case State::LogOverwritten:
        return QStringLiteral(
                   "The log of %1 (-wal beside it) was truncated or overwritten while Clickscope ran. Let the "
                   "database go on without it: it is kept under another name, and what it held last is lost.")
            .arg(fileName);
    case State::Overwritten:
        return QStringLiteral(
                   "%1 was truncated or overwritten while Clickscope ran. Stop Clickscope and restore a backup, "
                   "or let a new one be created: this one is kept under another name.")
            .arg(fileName);
    case State::Sound: break;
    }
    return {};
}

} // namespace

bool Storage::isFileSound()
{
    State found = m_file->look();
    if (m_file->takeStrangeWrite() && m_checkpointer)
        checkFile();
    // The hook of this thread's connection sees its own commits alone.
    if (m_checkpointer && m_file->framesToCopy() >= Checkpointer::kPages)
        m_checkpointer->checkpoint();
    if (found == m_fileState && found == State::Sound) {
        m_repairWanted = false; // said of a file that needs none, it does not agree to a later loss
        return true;
    }
    // What was overwritten does not heal, even when a checkpoint has written some of it again.
    if (m_fileState == State::Overwritten
        && (found == State::Sound || found == State::LogGone || found == State::LogOverwritten))
        found = State::Overwritten;
    QString problem = found == m_fileState ? m_fileProblem : QString();
    const bool isDue = isRepairDue(found);
    if (found != State::Sound && isDue) {
        const Result<void> repaired = repair(found);
        found = repaired ? State::Sound : found;
        problem = repaired ? QString() : repaired.error().message;
        if (!repaired) {
            m_repairWait = std::clamp(m_repairWait * 2, kFirstRepairWait, kLastRepairWait);
            m_repairAgainAt = monotonicMicros() + std::chrono::microseconds(m_repairWait).count();
        }
    }
    if (found == State::Sound) {
        m_repairAgainAt = 0;
        m_repairWait = {};
        m_rescued = {}; // more may be written
    }
    if (found != m_fileState || problem != m_fileProblem)
        tellFileState(found, problem);
    return found == State::Sound;
}

bool Storage::isRepairDue(State found)
{
    if (m_repairWanted.exchange(false))
        return true;
    if (m_repairAgainAt == 0)
        return m_options.recreates && found != State::Replaced;
    // What stood in the way may be gone.
    return found != m_fileState || monotonicMicros() >= m_repairAgainAt;
}

void Storage::tellFileState(State state, const QString &problem)
{
    if (const QString before = codeOf(m_fileState); m_fileState != state && !before.isEmpty())
        settle(before);
    const bool isLogLeft = state == State::LogGone || state == State::Replaced || m_file->isBehindLink();
    if (isLogLeft && !isOverwritten(state) && m_fileState != state)
        saveLog();
    if (isOverwritten(state) && m_fileState != state)
        markOverwritten(state, {});
    m_fileState = state;
    m_fileProblem = problem;
    const QString message = messageOf(state, m_options.fileName)
        + (problem.isEmpty() ? QString() : QString(u' ' + problem));
    {
        const std::lock_guard lock(m_mutex);
        m_state.canStore = state == State::Sound;
        m_state.error = message;
    }
    if (state == State::Sound) {
        qCWarning(lcStorage) << "the database is there again";
    } else {
        qCCritical(lcStorage).noquote() << message;
        raise({codeOf(state), Concern::Level::Failing, message, false});
    }
    publishState(true);
}

void Storage::markOverwritten(State state, const QString &loss) const
{
    if (m_isDamaged)
        return; // it has its mark, and it is ours
    const bool isLog = state == State::LogOverwritten;
    const QString what = isLog ? QStringLiteral("its log was truncated or overwritten while Clickscope ran")
                               : QStringLiteral("it was truncated or overwritten while Clickscope ran");
    DamageMark::set(m_options.fileName,
                    isLog ? DamageMark::Kind::LogOverwritten : DamageMark::Kind::Overwritten,
                    loss.isEmpty() ? what : QString(what + QStringLiteral("; ") + loss), m_writer->lastSeq());
}

void Storage::saveLog()
{
    // A log that was removed can be read by this connection alone, and one beside another database must not
    // be taken for its own: the file that it belongs to is where its pages are safe.
    (void)m_file->checkpoint(m_database, SQLITE_CHECKPOINT_TRUNCATE);
}

void Storage::takeUpCatalog(Database &database)
{
    const Result<CatalogCounts> restored = ::takeUpCatalog(database, m_options.fileName);
    if (!restored) {
        qCWarning(lcStorage).noquote() << restored.error().message;
    } else if (!restored->isEmpty()) {
        raise({QStringLiteral("catalog_restored"), Concern::Level::Degraded,
               QStringLiteral(
                   "The database is a new one. %1 of the one before were brought back from %2; remove what "
                   "you do not want.")
                   .arg(catalogText(*restored), catalogNameOf(m_options.fileName)),
               true});
    }
}

void Storage::keepCatalog()
{
    if (const Result<void> kept = ::keepCatalog(m_database, m_options.fileName); !kept)
        qCWarning(lcStorage).noquote() << kept.error().message;
}

QString Storage::sinceStart() const
{
    const qint64 last = m_writer->lastSeq();
    return last == m_seqAtStart
        ? QStringLiteral("no hit was acknowledged since the start")
        : QStringLiteral("%1 hits were acknowledged since the start (sequences %2 to %3)")
              .arg(QString::number(last - m_seqAtStart), QString::number(m_seqAtStart + 1),
                   QString::number(last));
}

void Storage::leaveFile()
{
    const QString &fileName = m_options.fileName;
    if (isOverwritten(m_fileState)) {
        m_database.leaveLog(); // it is all there is
        markOverwritten(m_fileState, sinceStart());
    }
    if (m_isDamaged) {
        m_loss = QStringLiteral("%1 was damaged while Clickscope ran. Keep a copy and restore a backup; %2.")
                     .arg(fileName, sinceStart());
        return;
    }
    if (m_fileState == State::LogOverwritten) {
        m_loss = QStringLiteral(
                     "The log of %1 was truncated or overwritten while Clickscope ran. The next start keeps "
                     "it under another name and goes on with the database; what the log held last is "
                     "lost; %2.")
                     .arg(fileName, sinceStart());
        return;
    }
    if (m_fileState == State::Overwritten) {
        const bool hasLog = QFileInfo(fileName + QStringLiteral("-wal")).size() > 0;
        m_loss = (hasLog
                      ? QStringLiteral(
                          "%1 was truncated or overwritten while Clickscope ran. What is left of its hits "
                          "is in it and in its log, which the next start sets aside; %2.")
                      : QStringLiteral(
                          "%1 or its log was truncated or overwritten while Clickscope ran, and hits of it "
                          "may be lost; %2."))
                     .arg(fileName, sinceStart());
        return;
    }
    if (m_fileState == State::LogGone) {
        saveLog();
        const Result<Database> onDisk = Database::openAsItIs(fileName);
        const Result<qint64> last = onDisk ? lastGivenSeq(*onDisk) : onDisk.error();
        if (last && *last >= m_writer->lastSeq())
            return; // all of it is in the file
    }
    const Result<QString> copy = rescueOnce();
    if (copy) {
        m_file->removeLog(); // a new database would take it for its own
        if (m_fileState != State::Replaced)
            keepCatalog(); // for the new one: without its sites it would refuse every hit for good
        qCCritical(lcStorage).noquote()
            << QStringLiteral("%1 was not there any more; everything that was acknowledged is in %2")
                   .arg(fileName, *copy);
        return;
    }
    m_loss = QStringLiteral(
                 "%1 was removed or replaced while Clickscope ran, and what it held cannot be copied "
                 "(%2): %3 and are lost unless the file is elsewhere.")
                 .arg(fileName, copy.error().message, sinceStart());
}

void Storage::tellOfCopies()
{
    const QString code = QStringLiteral("database_rescued");
    const QStringList copies = rescuedBeside(m_options.fileName);
    if (copies.isEmpty()) {
        if (std::ranges::find(m_state.concerns, code, &Concern::code) != m_state.concerns.end())
            answer(code, ConcernAnswer::Confirm); // the user removed them
        return;
    }
    raise({code, Concern::Level::Degraded,
           QStringLiteral(
               "The database was removed or replaced while Clickscope ran; what it held is in %1. To go "
               "on with it stop Clickscope and give it the name %2; else move it away.")
               .arg(copies.join(QStringLiteral(", ")), m_options.fileName),
           true});
}

Result<Storage::Repaired> Storage::copyToItsPath(State state)
{
    const QString &fileName = m_options.fileName;
    if (Result<void> made = makeDataDirectory(QFileInfo(fileName).absolutePath()); !made)
        return made.error();
    const QString copy = unusedName(fileName + QStringLiteral(".rescued"));
    const Result<void> copied = backUp(m_database, copy); // what was removed can be read while it is open
    const bool isBusy = !copied && copied.error().code == QLatin1StringView("backup_busy");
    if (isBusy || (!copied && state == State::LogGone))
        return copied.error(); // the next look tries again
    m_file->removeLog();
    if (!copied) {
        return Repaired {
            QStringLiteral(
                "%1 was removed or moved and cannot be read any more (%2). A new database was created; %3 "
                "and are lost unless the file is elsewhere.")
                .arg(fileName, copied.error().message, sinceStart()),
            false};
    }
    // The one file that is replaced is our own, and all of it is in the copy. A link to it stays.
    const QByteArray own = QFile::encodeName(QFileInfo(fileName).canonicalFilePath());
    const bool isDone = m_file->isAtItsPath()
        ? std::rename(QFile::encodeName(copy).constData(), own.constData()) == 0
        : QFile::rename(copy, fileName);
    if (!isDone)
        QFile::remove(copy);
    if (!isDone)
        return Error {QStringLiteral("database_failed"), QStringLiteral("%1 cannot be renamed").arg(copy)};
    return Repaired {
        QStringLiteral("%1 was removed or moved, or its log was. It was rewritten with everything "
                       "that it held.")
            .arg(fileName),
        true};
}

Result<Storage::Repaired> Storage::makeWay(State state)
{
    const QString &fileName = m_options.fileName;
    if (state == State::Gone || state == State::LogGone)
        return copyToItsPath(state);
    if (state == State::LogOverwritten) {
        Result<Repaired> repaired = goOnWithoutLog();
        // Without its log its pages do not belong together.
        return repaired || repaired.error().code != QLatin1StringView("database_unreadable")
            ? repaired
            : makeWay(State::Overwritten);
    }
    if (state == State::Overwritten) {
        const Result<QString> kept = setAside(fileName, m_clock.now());
        if (!kept)
            return kept.error();
        return Repaired {
            QStringLiteral("%1 was truncated or overwritten. It was kept as %2 with its log and a new "
                           "database was created; %3.")
                .arg(fileName, *kept, sinceStart()),
            false};
    }
    const Result<QString> copy = rescueOnce();
    m_file->removeLog(); // the new database would use it as its own log
    return Repaired {
        copy ? QStringLiteral(
                   "%1 was replaced by another database, which is used from here on; the contents of the "
                   "first one are in %2.")
                   .arg(fileName, *copy)
             : QStringLiteral(
                   "%1 was replaced by another database, which is used from here on; the contents of the "
                   "first one cannot be copied (%2): %3.")
                   .arg(fileName, copy.error().message, sinceStart()),
        false};
}

Result<Storage::Repaired> Storage::goOnWithoutLog()
{
    const QString &fileName = m_options.fileName;
    const QString copy = unusedName(fileName + QStringLiteral(".rescued"));
    const Result<LogLoss> loss =
        copyWithoutBadLog(m_database, copy, m_writer->lastSeq(),
                          nameSetAside(fileName, m_clock.now()) + QStringLiteral("-wal"));
    if (!loss) {
        for (const QString &suffix : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")})
            QFile::remove(copy + suffix);
        return loss.error();
    }
    m_file->removeLog();
    const QByteArray own = QFile::encodeName(QFileInfo(fileName).canonicalFilePath());
    if (std::rename(QFile::encodeName(copy).constData(), own.constData()) != 0) {
        QFile::remove(copy);
        return Error {QStringLiteral("database_failed"), QStringLiteral("%1 cannot be renamed").arg(copy)};
    }
    loss->mark(fileName);
    return Repaired {loss->text(fileName), !loss->isAnyLost()};
}

Result<QString> Storage::rescueOnce()
{
    if (m_rescued.lastSeq == m_writer->lastSeq() && QFileInfo(m_rescued.fileName).isFile())
        return m_rescued.fileName;
    Result<QString> copy = rescue(m_database, m_options.fileName, m_clock.now());
    if (copy)
        m_rescued = {*copy, m_writer->lastSeq()};
    return copy;
}

Result<void> Storage::repair(State state)
{
    const Result<Repaired> repaired = makeWay(state);
    if (!repaired)
        return repaired.error();
    Result<Database> database = openAndMigrate(m_options.fileName, m_options.durability);
    if (!database && !m_rescued.fileName.isEmpty()) {
        return Error {database.error().code,
                      QStringLiteral("%1. What was stored is in %2.")
                          .arg(database.error().message, m_rescued.fileName)};
    }
    if (!database)
        return database.error();
    takeUpCatalog(*database);
    switchTo(std::move(*database), repaired->keepsContents);
    qCCritical(lcStorage).noquote() << repaired->told;
    raise({QStringLiteral("database_recreated"), Concern::Level::Degraded, repaired->told, true});
    return {};
}

void Storage::switchTo(Database database, bool keepsContents)
{
    const qint64 lastSeq = m_writer->lastSeq();
    const bool hadCheckpointer = m_checkpointer != nullptr;
    stopCheckpointer();
    m_writer.reset();
    // The collector goes on with them, and their time is over for what was set aside, too.
    const auto salts = readSalts(m_database);
    m_database = std::move(database);
    for (const auto &[day, salt] : salts ? *salts : QList<std::pair<qint64, QByteArray>>())
        (void)storeSalt(m_database, day, salt, m_clock);
    m_writer = std::make_unique<GroupCommit>(m_database, m_clock, lastSeq);
    m_isLogEmpty = false;
    m_isDamaged = false;
    (void)m_database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    auto file = std::make_shared<FileWatch>(m_database, m_options.fileName);
    {
        const std::lock_guard lock(m_mutex);
        m_file.swap(file);
    }
    if (hadCheckpointer)
        startCheckpointer();
    m_databases += keepsContents ? 0 : 1;
    Q_EMIT m_bus.databaseReplaced();
}
