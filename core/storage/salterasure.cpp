// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/salterasure.h"

#include "core/storage/fileheader.h"
#include "core/storage/filewatch.h"
#include "core/storage/saltstore.h"
#include "core/storage/saltsweep.h"
#include "core/storage/setaside.h"
#include "core/storage/traces.h"
#include "core/types/logging.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace {

const QString kLog = QStringLiteral("-wal");
const QString kJournal = QStringLiteral("-journal");
const QString kIndex = QStringLiteral("-shm"); ///< holds no pages

/// Read as a file: a connection would leave its own beside it.
bool isDatabaseOfOurs(const QString &fileName)
{
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) && applicationOf(file.read(kFileHeaderBytes)) == kOurApplication;
}

void complain(const QString &fileName)
{
    qCWarning(lcStorage).noquote() << "a copy of the database keeps an old key of visitor ids; remove it if "
                                      "you can:"
                                   << fileName;
}

} // namespace

SaltErasure::SaltErasure(const QString &fileName, const Clock &clock, const FileWatch &file,
                         const std::atomic<bool> &stop) :
    m_fileName(fileName), m_clock(clock), m_file(file), m_stop(stop)
{
}

bool SaltErasure::eraseRows(Database &database, bool emptiesLog, const std::function<int(int)> &copyLog)
{
    const Result<QList<QByteArray>> old = oldSalts(database, m_clock.now());
    if (!old)
        return false;
    m_erased += *old;
    if (!old->isEmpty() && !eraseOldSalts(database, m_clock))
        return false;
    return (old->isEmpty() && !emptiesLog) || emptyLog(database, copyLog);
}

QStringList SaltErasure::copies() const
{
    const QFileInfo original(m_fileName);
    const QString ofOurs = original.fileName() + u'.';
    QStringList found;
    const QFileInfoList files = original.dir().entryInfoList(QDir::Files | QDir::Hidden | QDir::NoSymLinks);
    for (const QFileInfo &file : files) {
        QString name = file.filePath();
        if (name.endsWith(kIndex) || m_file.isInUse(name))
            continue;
        for (const QString &suffix : {kLog, kJournal}) {
            if (name.endsWith(suffix))
                name.chop(suffix.size());
        }
        // What is in use must not even be opened: closing it would give up SQLite's locks.
        const QString shortName = QFileInfo(name).fileName();
        if (shortName == original.fileName() || m_file.isInUse(name) || found.contains(name))
            continue;
        if (shortName.startsWith(ofOurs) || isDatabaseOfOurs(name))
            found.append(name);
    }
    return found;
}

bool SaltErasure::eraseCopy(const QString &fileName) const
{
    {
        const Result<Database> reader = Database::open(fileName, Database::Mode::ReadOnly);
        const Result<QList<QByteArray>> old = reader ? oldSalts(*reader, m_clock.now())
                                                     : Result<QList<QByteArray>>(reader.error());
        if (!old)
            return old.error().code != QLatin1StringView("database_unreadable");
        SaltSweep log(m_clock.now(), {}, m_stop);
        log.look(fileName + kLog);
        if (old->isEmpty() && log.found().isEmpty())
            return true;
    }
    Result<Database> copy = Database::open(fileName, Database::Mode::Existing);
    if (!copy || !eraseOldSalts(*copy, m_clock) || !copy->execute("PRAGMA journal_mode=DELETE"))
        complain(fileName);
    return true;
}

void SaltErasure::eraseCopies()
{
    QStringList unopened;
    for (const QString &copy : copies()) {
        if (m_stop)
            return;
        if (isSetAside(copy) || !QFileInfo::exists(copy) || !eraseCopy(copy))
            unopened += {copy, copy + kLog, copy + kJournal};
    }
    SaltSweep sweep(m_clock.now(), m_erased, m_stop);
    for (const QString &file : std::as_const(unopened))
        sweep.look(file);
    for (const QString &file : std::as_const(unopened)) {
        if (!sweep.erase(file))
            complain(file);
    }
    if (!m_stop)
        m_erased.clear();
}
