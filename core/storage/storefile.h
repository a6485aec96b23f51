// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/catalogkeeper.h"
#include "core/storage/database.h"
#include "core/storage/filewatch.h"
#include "core/types/clock.h"
#include "core/types/result.h"
#include "core/types/state.h"

#include <QString>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

class Checkpointer;

/// The database file that is written: its one write connection, the work on it beside commits, and what
/// happens to it while it is open. Notices that the file was removed, replaced, overwritten or damaged, says
/// so, and repairs it when the user asks for that or `recreates` is set.
///
/// Belongs to the storage thread, and to the main thread while that one does not run.
class StoreFile final
{
public:
    struct Options
    {
        QString fileName; ///< …/clickscope.db
        Database::Durability durability = Database::Durability::Normal;
        /// Write a new database without asking when the file is removed or overwritten while it is in use.
        bool recreates = false;
    };
    /// What the file asks of its owner. Called in any thread, without a lock.
    struct Listener
    {
        std::function<void(const Concern &)> raise; ///< there is this concern
        std::function<void(const QString &code)> settle; ///< there is none of this code any more
        std::function<void()> wake; ///< look() is due
    };
    /// What look() found and did.
    struct Look
    {
        bool hasChanged = false; ///< isSound() or message() is not what it was before
        /// Set when another database is written from here on: the one before, which stays open until all
        /// that the caller prepared on it is gone. The caller makes its own anew, then calls resume().
        std::optional<Database> previous;
    };

    StoreFile(Database database, const Options &options, const Clock &clock, Listener listener);
    ~StoreFile();
    StoreFile(const StoreFile &) = delete;
    StoreFile &operator=(const StoreFile &) = delete;

    Database &database() { return m_database; }
    /// Thread-safe.
    const QString &fileName() const { return m_options.fileName; }
    /// Created or opened anew while this runs, with less than the one before had.
    int databases() const { return m_databases; }

    /// Of this file, and of those that take its place.
    Result<void> setDurability(Database::Durability durability);
    /// Begins the work beside commits. `lastSeq` is the last sequence number that was acknowledged.
    void start(qint64 lastSeq);
    /// Begins it for the database that look() has put in the place of another one.
    void resume();
    /// Checks the file, reports a change of its state, and repairs it if that is due. `lastSeq` as above, by
    /// now. REQUIRES: started.
    Look look(qint64 lastSeq);
    /// Ends the work beside commits. If the open file cannot be found under its path any more, its contents
    /// are copied beside it (rescue.h). Returns true when isSound() is not what the last look() found.
    bool leave(qint64 lastSeq);

    /// As look() found it.
    bool isSound() const { return m_state == FileWatch::State::Sound; }
    /// What is wrong with it, and how to fix it; empty when it is sound.
    const QString &message() const { return m_message; }
    /// After a commit into a file that is not sound: true when clients are told so, because it was
    /// overwritten; then it never counts as sound again.
    bool giveUpOverwritten();
    /// After leave(): text that names acknowledged hits that may be lost; empty = none.
    const QString &loss() const { return m_loss; }

    /// The user agrees to what message() offers. Thread-safe.
    void agreeToRepair() { m_repairWanted = true; }
    /// Damage found in the file; remembered over restarts. Thread-safe.
    void noteDamage(const QString &what);
    /// The error of a reader: damage is remembered, as if verify had found it. Thread-safe.
    void noteReadError(const Error &error);
    /// Error "database_unreadable" when the database file or its log is not where it was: then no connection
    /// may be opened, and nothing read, by this path. Thread-safe.
    Result<void> checkInPlace() const;
    /// Removes expired salts, and everything else in the log, from the disk. Returns at once.
    /// Thread-safe.
    void eraseSalts();

    /// Gives a new database the sites of the previous one, or one that `isBehind` those that it has lost.
    void takeUpCatalog(bool isBehind);
    /// Writes them beside the database, if they may have changed: soon, or before this returns.
    void keepCatalog() { m_catalog.keep(m_database); }
    void keepCatalogNow() { m_catalog.keepNow(m_database); }

private:
    using State = FileWatch::State;
    struct Repaired
    {
        QString told; ///< text that says what was done
        bool keepsContents = false; ///< the database has everything that the open file has
    };
    struct Rescued
    {
        QString fileName; ///< empty = none
        qint64 lastSeq = 0;
    };

    void tell(State state, const QString &problem);
    void saveLog();
    /// Remembers over restarts what is wrong. `loss` may be empty.
    void markOverwritten(State state, const QString &loss) const;
    /// Keeps what can be kept of a file that is not sound, and says what is lost.
    void rescueAtEnd();
    /// "12 hits acknowledged since the start (sequences 5 to 16)".
    QString sinceStart() const;
    /// The same, and before it "hits 1 to 4 were stored before the start": all that an overwritten file held.
    QString allHits() const;
    /// Something wrote into the middle of the file: checks it for damage.
    void checkPages();
    /// Puts a database at the path; it is the one written from here on. Returns the one before.
    Result<Database> repair(State state);
    /// Removes what is at the path, or puts a copy there.
    Result<Repaired> makeWay(State state);
    Result<Repaired> copyToItsPath(State state);
    /// Errors: those of copyWithoutBadLog().
    Result<Repaired> goOnWithoutLog();
    /// Gives a copy of the open file its name.
    Result<void> putInPlace(const QString &copy);
    /// Whether the file is to be repaired now: a person asked for it, or a repair that failed is due again.
    bool isRepairDue(State found);
    /// Copies the open file beside its path, unless the copy made before has everything. Returns its name.
    Result<QString> rescueOnce();
    /// Returns the database that was written before.
    Database switchTo(Database database, bool isBehind);
    /// Waits for the checkpointer's thread to end.
    void stopCheckpointer();

    Database m_database;
    Options m_options;
    const Clock &m_clock;
    const Listener m_listener;
    std::shared_ptr<FileWatch> m_watch; ///< before the checkpointer, which uses it
    std::unique_ptr<Checkpointer> m_checkpointer;
    State m_state = State::Sound; ///< as it was last reported
    QString m_problem; ///< why the repair failed
    QString m_message;
    qint64 m_seqAtStart = 0;
    qint64 m_firstSeq = 0; ///< of the oldest hit at the start; 0 = there was none
    qint64 m_lastSeq = 0; ///< at the last look
    QString m_loss;
    bool m_isLogEmpty = false; ///< whether it was empty when the database was opened
    int m_databases = 1;
    std::atomic<bool> m_repairWanted = false;
    std::atomic<bool> m_isDamaged = false; ///< pages were damaged while this runs; the file is ours
    Micros m_repairAgainAt = 0; ///< monotonic, when a repair that failed is tried again; 0 = none failed
    std::chrono::milliseconds m_repairWait {0}; ///< until then
    Rescued m_rescued; ///< the copy of the open file that was made last
    mutable std::mutex m_mutex; // guards where m_checkpointer and m_watch point
    CatalogKeeper m_catalog; ///< last: its thread asks for the place of the file
};
