// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/storefile.h"

#include "core/storage/backup.h"
#include "core/storage/catalogfile.h"
#include "core/storage/checkpointer.h"
#include "core/storage/damagemark.h"
#include "core/storage/hitrow.h"
#include "core/storage/logloss.h"
#include "core/storage/migrations.h"
#include "core/storage/privatefolder.h"
#include "core/storage/rescuecopy.h"
#include "core/storage/saltstore.h"
#include "core/storage/setaside.h"
#include "core/types/logging.h"
#include "core/types/unusedname.h"

#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace {

using State = FileWatch::State;
using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kFirstRepairWait = 250ms;
constexpr std::chrono::milliseconds kLastRepairWait = 60s;

bool isOverwritten(State state)
{
    return state == State::Overwritten || state == State::LogOverwritten;
}

} // namespace

StoreFile::StoreFile(Database database, const Options &options, const Clock &clock, Listener listener) :
    m_database(std::move(database)),
    m_options(options),
    m_clock(clock),
    m_listener(std::move(listener)),
    m_catalog(options.fileName, [this] { return checkInPlace().ok(); })
{
    // From here on the file itself tells whose it is.
    const Result<qint64> busy = m_database.number("PRAGMA wal_checkpoint(TRUNCATE)");
    m_isLogEmpty = busy && *busy == 0;
    m_watch = std::make_shared<FileWatch>(m_database, m_options.fileName);
}

StoreFile::~StoreFile() = default;

Result<void> StoreFile::setDurability(Database::Durability durability)
{
    m_options.durability = durability;
    return m_database.execute(durability == Database::Durability::Full ? "PRAGMA synchronous=FULL"
                                                                       : "PRAGMA synchronous=NORMAL");
}

void StoreFile::start(qint64 lastSeq)
{
    m_seqAtStart = lastSeq;
    if (const Result<qint64> first = m_database.number("SELECT MIN(seq) FROM hit"))
        m_firstSeq = *first;
    resume();
}

void StoreFile::resume()
{
    auto checkpointer = std::make_unique<Checkpointer>(m_database.handle(), m_options.fileName, *m_watch,
                                                       m_clock);
    checkpointer->eraseSalts(!m_isLogEmpty); // in files beside it, too
    const std::lock_guard lock(m_mutex);
    m_checkpointer = std::move(checkpointer);
}

void StoreFile::stopCheckpointer()
{
    std::unique_ptr<Checkpointer> checkpointer;
    const std::lock_guard lock(m_mutex);
    checkpointer.swap(m_checkpointer);
}

void StoreFile::eraseSalts()
{
    const std::lock_guard lock(m_mutex);
    if (m_checkpointer)
        m_checkpointer->eraseSalts(true);
}

StoreFile::Look StoreFile::look(qint64 lastSeq)
{
    Look look;
    m_lastSeq = lastSeq;
    State found = m_watch->look();
    if (m_watch->takeStrangeWrite())
        checkPages();
    // The hook of this thread's connection sees its own commits alone.
    if (m_watch->framesToCopy() >= Checkpointer::kPages)
        m_checkpointer->checkpoint();
    if (found == m_state && found == State::Sound) {
        m_repairWanted = false; // said of a file that needs none, it does not agree to a later loss
        return look;
    }
    // What was overwritten does not heal, even when a checkpoint has written some of it again.
    if (m_state == State::Overwritten
        && (found == State::Sound || found == State::LogGone || found == State::LogOverwritten))
        found = State::Overwritten;
    QString problem = found == m_state ? m_problem : QString();
    const bool isDue = isRepairDue(found);
    if (found != State::Sound && isDue) {
        Result<Database> previous = repair(found);
        problem = previous ? QString() : previous.error().message;
        if (previous) {
            found = State::Sound;
            look.previous = std::move(*previous);
        } else {
            m_repairWait = std::clamp(m_repairWait * 2, kFirstRepairWait, kLastRepairWait);
            m_repairAgainAt = monotonicMicros() + std::chrono::microseconds(m_repairWait).count();
        }
    }
    if (found == State::Sound) {
        m_repairAgainAt = 0;
        m_repairWait = {};
        m_rescued = {}; // more may be written
    }
    look.hasChanged = found != m_state || problem != m_problem;
    if (look.hasChanged)
        tell(found, problem);
    return look;
}

bool StoreFile::leave(qint64 lastSeq)
{
    m_lastSeq = lastSeq;
    stopCheckpointer();
    // Closing would copy the log into the database.
    const bool isNews = isSound() && !m_watch->isLogIntact(m_database);
    if (isNews)
        tell(State::LogOverwritten, {});
    if (!isSound())
        rescueAtEnd();
    return isNews;
}

bool StoreFile::giveUpOverwritten()
{
    if (m_state == State::Overwritten)
        m_watch->setBroken();
    return m_watch->isBroken();
}

void StoreFile::checkPages()
{
    qCWarning(lcStorage).noquote() << m_options.fileName
                                   << "was written by something else than Clickscope; it is checked";
    m_checkpointer->check([this](const QString &damage) {
        if (damage.isEmpty()) {
            qCWarning(lcStorage) << "the check found nothing wrong";
        } else {
            noteDamage(damage);
            m_isDamaged = true;
            m_watch->setBroken(); // nothing is acknowledged into it
            m_listener.wake();
        }
    });
}

void StoreFile::noteDamage(const QString &what)
{
    qCCritical(lcStorage).noquote() << m_options.fileName << "is damaged:" << what;
    DamageMark::set(m_options.fileName, DamageMark::Kind::Malformed, what);
    if (const std::optional<Concern> damage = DamageMark::concern(m_options.fileName))
        m_listener.raise(*damage);
}

void StoreFile::noteReadError(const Error &error)
{
    const bool isDamage = error.code == QLatin1StringView("database_unreadable") && checkInPlace();
    if (isDamage && !DamageMark::exists(m_options.fileName))
        noteDamage(error.message);
}

Result<void> StoreFile::checkInPlace() const
{
    std::shared_ptr<FileWatch> watch;
    {
        const std::lock_guard lock(m_mutex);
        watch = m_watch;
    }
    if (watch->isInPlace())
        return {};
    return Error {QStringLiteral("database_unreadable"),
                  QStringLiteral("the database file or its log is not where it was")};
}

bool StoreFile::isRepairDue(State found)
{
    if (m_repairWanted.exchange(false))
        return true;
    if (m_repairAgainAt == 0)
        return m_options.recreates && found != State::Replaced;
    // What stood in the way may be gone.
    return found != m_state || monotonicMicros() >= m_repairAgainAt;
}

void StoreFile::tell(State state, const QString &problem)
{
    if (m_state != state && !isSound())
        m_listener.settle(FileWatch::concern(m_state, m_options.fileName).code);
    const bool isLogLeft = state == State::LogGone || state == State::Replaced || m_watch->isBehindLink();
    if (isLogLeft && !isOverwritten(state) && m_state != state)
        saveLog();
    if (isOverwritten(state) && m_state != state)
        markOverwritten(state, {});
    m_state = state;
    m_problem = problem;
    m_message.clear();
    if (isSound()) {
        qCWarning(lcStorage) << "the database is there again";
        return;
    }
    Concern concern = FileWatch::concern(state, m_options.fileName);
    if (!problem.isEmpty())
        concern.message += u' ' + problem;
    m_message = concern.message;
    qCCritical(lcStorage).noquote() << m_message;
    m_listener.raise(concern);
}

void StoreFile::markOverwritten(State state, const QString &loss) const
{
    if (m_isDamaged)
        return; // it has its mark, and it is ours
    const bool isLog = state == State::LogOverwritten;
    const QString what = isLog ? QStringLiteral("its log was truncated or overwritten while Clickscope ran")
                               : QStringLiteral("it was truncated or overwritten while Clickscope ran");
    DamageMark::set(m_options.fileName,
                    isLog ? DamageMark::Kind::LogOverwritten : DamageMark::Kind::Overwritten,
                    loss.isEmpty() ? what : QString(what + QStringLiteral("; ") + loss), m_lastSeq);
}

void StoreFile::saveLog()
{
    // A log that was removed can be read by this connection alone, and one beside another database must not
    // be taken for its own: the file that it belongs to is where its pages are safe.
    (void)m_watch->checkpoint(m_database, SQLITE_CHECKPOINT_TRUNCATE);
}

void StoreFile::takeUpCatalog(bool isBehind)
{
    const Result<CatalogCounts> restored = ::takeUpCatalog(m_database, m_options.fileName, isBehind);
    if (!restored) {
        qCWarning(lcStorage).noquote() << restored.error().message;
    } else if (!restored->isEmpty()) {
        m_listener.raise({QStringLiteral("catalog_restored"), Concern::Level::Degraded,
                          QStringLiteral("%1 %2 were brought back from %3; remove what you do not want.")
                              .arg(isBehind ? QStringLiteral("The database has lost what was written last.")
                                            : QStringLiteral("The database is a new one."),
                                   catalogText(*restored), catalogNameOf(m_options.fileName)),
                          true});
    }
}

QString StoreFile::sinceStart() const
{
    const qint64 last = m_lastSeq;
    return last == m_seqAtStart
        ? QStringLiteral("no hit was acknowledged since the start")
        : QStringLiteral("%1 hits were acknowledged since the start (sequences %2 to %3)")
              .arg(QString::number(last - m_seqAtStart), QString::number(m_seqAtStart + 1),
                   QString::number(last));
}

QString StoreFile::allHits() const
{
    if (m_firstSeq == 0 || m_firstSeq > m_seqAtStart)
        return sinceStart();
    return QStringLiteral("hits %1 to %2 were stored before the start, %3")
        .arg(QString::number(m_firstSeq), QString::number(m_seqAtStart), sinceStart());
}

void StoreFile::rescueAtEnd()
{
    const QString &fileName = m_options.fileName;
    if (isOverwritten(m_state)) {
        m_database.leaveLog(); // it is all there is
        markOverwritten(m_state, m_state == State::Overwritten ? allHits() : sinceStart());
    }
    if (m_isDamaged) {
        m_loss = QStringLiteral("%1 was damaged while Clickscope ran. Keep a copy and restore a backup; %2.")
                     .arg(fileName, allHits());
        return;
    }
    if (m_state == State::LogOverwritten) {
        m_loss = QStringLiteral(
                     "The log of %1 was truncated or overwritten while Clickscope ran. The next start keeps "
                     "it under another name and goes on with the database; what the log held last is "
                     "lost; %2.")
                     .arg(fileName, sinceStart());
        return;
    }
    if (m_state == State::Overwritten) {
        const bool hasLog = QFileInfo(fileName + QStringLiteral("-wal")).size() > 0;
        m_loss = (hasLog
                      ? QStringLiteral(
                          "%1 was truncated or overwritten while Clickscope ran. What is left of its hits "
                          "is in it and in its log, which the next start sets aside; %2.")
                      : QStringLiteral(
                          "%1 or its log was truncated or overwritten while Clickscope ran, and hits of it "
                          "may be lost; %2."))
                     .arg(fileName, allHits());
        return;
    }
    if (m_state == State::LogGone) {
        saveLog();
        const Result<Database> onDisk = Database::openAsItIs(fileName);
        const Result<qint64> last = onDisk ? lastGivenSeq(*onDisk) : onDisk.error();
        if (last && *last >= m_lastSeq)
            return; // all of it is in the file
    }
    const Result<QString> copy = rescueOnce();
    if (copy) {
        m_watch->removeLog(); // a new database would take it for its own
        if (m_state != State::Replaced)
            keepCatalogNow(); // for the new one: without its sites it would refuse every hit for good
        qCCritical(lcStorage).noquote()
            << QStringLiteral("%1 was not there any more; everything that was acknowledged is in %2")
                   .arg(fileName, *copy);
        return;
    }
    m_loss = QStringLiteral(
                 "%1 was removed or replaced while Clickscope ran, and what it held cannot be copied "
                 "(%2): %3 and are lost unless the file is elsewhere.")
                 .arg(fileName, copy.error().message, allHits());
}

Result<StoreFile::Repaired> StoreFile::copyToItsPath(State state)
{
    const QString &fileName = m_options.fileName;
    if (Result<void> made = makePrivateFolder(QFileInfo(fileName).absolutePath()); !made)
        return made.error();
    const QString copy = unusedName(fileName + QStringLiteral(".rescued"));
    const Result<void> copied = backUp(m_database, copy); // what was removed can be read while it is open
    const bool isBusy = !copied && copied.error().code == QLatin1StringView("backup_busy");
    if (isBusy || (!copied && state == State::LogGone))
        return copied.error(); // the next look tries again
    m_watch->removeLog();
    if (!copied) {
        return Repaired {
            QStringLiteral(
                "%1 was removed or moved and cannot be read any more (%2). A new database was created; %3 "
                "and are lost unless the file is elsewhere.")
                .arg(fileName, copied.error().message, allHits()),
            false};
    }
    if (const Result<void> put = putInPlace(copy); !put)
        return put.error();
    return Repaired {
        QStringLiteral("%1 was removed or moved, or its log was. It was rewritten with everything "
                       "that it held.")
            .arg(fileName),
        true};
}

Result<StoreFile::Repaired> StoreFile::makeWay(State state)
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
                .arg(fileName, *kept, allHits()),
            false};
    }
    const Result<QString> copy = rescueOnce();
    m_watch->removeLog(); // the new database would use it as its own log
    return Repaired {
        copy ? QStringLiteral(
                   "%1 was replaced by another database, which is used from here on; the contents of the "
                   "first one are in %2.")
                   .arg(fileName, *copy)
             : QStringLiteral(
                   "%1 was replaced by another database, which is used from here on; the contents of the "
                   "first one cannot be copied (%2): %3.")
                   .arg(fileName, copy.error().message, allHits()),
        false};
}

Result<StoreFile::Repaired> StoreFile::goOnWithoutLog()
{
    const QString &fileName = m_options.fileName;
    const QString copy = unusedName(fileName + QStringLiteral(".rescued"));
    const Result<LogLoss> loss = copyWithoutBadLog(
        m_database, copy, m_lastSeq, nameSetAside(fileName, m_clock.now()) + QStringLiteral("-wal"));
    if (!loss) {
        for (const QString &suffix : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")})
            QFile::remove(copy + suffix);
        return loss.error();
    }
    m_watch->removeLog();
    if (const Result<void> put = putInPlace(copy); !put)
        return put.error();
    loss->mark(fileName);
    return Repaired {loss->text(fileName), !loss->isAnyLost()};
}

Result<void> StoreFile::putInPlace(const QString &copy)
{
    // The one file that is replaced is our own, and all of it is in the copy. A link to it stays.
    const QByteArray own = QFile::encodeName(QFileInfo(m_options.fileName).canonicalFilePath());
    const bool isDone = m_watch->isAtItsPath()
        ? std::rename(QFile::encodeName(copy).constData(), own.constData()) == 0
        : QFile::rename(copy, m_options.fileName);
    if (isDone)
        return {};
    QFile::remove(copy);
    return Error {QStringLiteral("database_failed"), QStringLiteral("%1 cannot be renamed").arg(copy)};
}

Result<QString> StoreFile::rescueOnce()
{
    if (m_rescued.lastSeq == m_lastSeq && QFileInfo(m_rescued.fileName).isFile())
        return m_rescued.fileName;
    Result<QString> copy = rescue(m_database, m_options.fileName, m_clock.now());
    if (copy)
        m_rescued = {*copy, m_lastSeq};
    return copy;
}

Result<Database> StoreFile::repair(State state)
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
    Database previous = switchTo(std::move(*database), state == State::LogOverwritten);
    m_databases += repaired->keepsContents ? 0 : 1;
    qCCritical(lcStorage).noquote() << repaired->told;
    m_listener.raise({QStringLiteral("database_recreated"), Concern::Level::Degraded, repaired->told, true});
    return previous;
}

Database StoreFile::switchTo(Database database, bool isBehind)
{
    stopCheckpointer();
    // The collector goes on with them, and their time is over for what was set aside, too.
    const auto salts = readSalts(m_database);
    Database previous = std::exchange(m_database, std::move(database));
    takeUpCatalog(isBehind);
    for (const auto &[day, salt] : salts ? *salts : QList<std::pair<qint64, QByteArray>>())
        (void)storeSalt(m_database, day, salt, m_clock);
    m_isLogEmpty = false;
    m_isDamaged = false;
    (void)m_database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    auto watch = std::make_shared<FileWatch>(m_database, m_options.fileName);
    const std::lock_guard lock(m_mutex);
    m_watch.swap(watch);
    return previous;
}
