// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QString>

#include <memory>

#ifndef Q_OS_UNIX
#include <QLockFile>
#endif

/// The lock of a data folder: one of the operating system on the file clickscope.lock, which stays
/// afterwards. It ends with its process. The owner is written into the file, for people.
class FolderLock final
{
public:
    /// Errors: "data_dir_in_use", "data_dir_read_only", "data_dir_failed".
    static Result<std::unique_ptr<FolderLock>> acquire(const QString &dataDir);
    static Error inUse(const QString &dataDir);
    ~FolderLock();
    FolderLock(const FolderLock &) = delete;
    FolderLock &operator=(const FolderLock &) = delete;

private:
    FolderLock() = default;
#ifdef Q_OS_UNIX
    int m_file = -1;
#else
    std::unique_ptr<QLockFile> m_file;
#endif
};
