// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process/folderlock.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSysInfo>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace {

QString lockName(const QString &dataDir)
{
    return dataDir + QStringLiteral("/clickscope.lock");
}

Error failed(const QString &dataDir, const QString &reason)
{
    if (!QFileInfo(dataDir).isWritable()) {
        return {
            QStringLiteral("data_dir_read_only"),
            QStringLiteral("%1 is read only; query, export, verify and backup can read it, to collect choose "
                           "another --data-dir")
                .arg(dataDir)};
    }
    return {QStringLiteral("data_dir_failed"),
            QStringLiteral("the lock file %1 cannot be used: %2").arg(lockName(dataDir), reason)};
}

#ifdef Q_OS_UNIX
/// Who held it, as written below, or nothing: else it is a file of somebody else, who loses nothing by us.
bool isLockFile(int file)
{
    constexpr std::size_t kMostBytes = 1024; // of a process, a program and a host
    struct stat info = {};
    QByteArray bytes(kMostBytes, Qt::Uninitialized);
    if (::fstat(file, &info) != 0 || !S_ISREG(info.st_mode))
        return false;
    const ssize_t size = ::pread(file, bytes.data(), kMostBytes, 0);
    if (size < 0 || info.st_size > qint64(kMostBytes))
        return false;
    const QList<QByteArray> lines = bytes.first(size).split('\n');
    const bool isNumber = std::ranges::all_of(lines.constFirst(),
                                              [](char c) { return c >= '0' && c <= '9'; });
    return size == 0 || (isNumber && lines.size() > 2 && lines[1] == "clickscope");
}
#endif

} // namespace

Error FolderLock::inUse(const QString &dataDir)
{
    return {QStringLiteral("data_dir_in_use"),
            QStringLiteral("another Clickscope uses %1; stop it or choose another --data-dir").arg(dataDir)};
}

#ifdef Q_OS_UNIX

Result<std::unique_ptr<FolderLock>> FolderLock::acquire(const QString &dataDir)
{
    std::unique_ptr<FolderLock> lock(new FolderLock);
    constexpr mode_t kForOwner = 0600;
    lock->m_file = ::open(QFile::encodeName(lockName(dataDir)).constData(), O_RDWR | O_CREAT | O_CLOEXEC,
                          kForOwner);
    if (lock->m_file < 0)
        return failed(dataDir, qt_error_string(errno));
    int code = 0;
    do
        code = ::flock(lock->m_file, LOCK_EX | LOCK_NB);
    while (code != 0 && errno == EINTR);
    if (code != 0)
        return errno == EWOULDBLOCK ? inUse(dataDir) : failed(dataDir, qt_error_string(errno));
    if (!isLockFile(lock->m_file))
        return failed(dataDir, QStringLiteral("Clickscope did not make what is there; move it away"));
    const QByteArray holder = QByteArray::number(QCoreApplication::applicationPid()) + "\nclickscope\n"
        + QSysInfo::machineHostName().toUtf8() + '\n';
    if (::ftruncate(lock->m_file, 0) != 0
        || ::write(lock->m_file, holder.constData(), static_cast<std::size_t>(holder.size())) < 0)
        return lock; // for people only; the lock holds
    return lock;
}

FolderLock::~FolderLock()
{
    if (m_file >= 0)
        ::close(
            m_file); // gives the lock up; removing the file would let two hold what they take for the same
}

#else

Result<std::unique_ptr<FolderLock>> FolderLock::acquire(const QString &dataDir)
{
    std::unique_ptr<FolderLock> lock(new FolderLock);
    lock->m_file = std::make_unique<QLockFile>(lockName(dataDir));
    lock->m_file->setStaleLockTime(0); // the process decides, not the age of the file
    if (lock->m_file->tryLock())
        return lock;
    return lock->m_file->error() == QLockFile::LockFailedError
        ? inUse(dataDir)
        : failed(dataDir, QStringLiteral("it cannot be written"));
}

FolderLock::~FolderLock() = default;

#endif
