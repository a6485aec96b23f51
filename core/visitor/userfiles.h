// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/visitordatastatus.h"
#include "core/types/result.h"

#include <QByteArray>
#include <QIODevice>
#include <QString>

/// The files of a data folder that hold what the user brought: read, checked, written. Any thread.
namespace UserFiles {

constexpr qsizetype kMaxListBytes = 4096; ///< of files of our own

/// The most that is taken of a file of text.
qsizetype maxBytes(VisitorDataKind kind);

Error notWritten(const QString &path, const QString &why);
/// Errors: "data_dir_failed".
Result<void> write(const QString &path, const QByteArray &content);
/// To the end, or one byte beyond `limit`. A pipe gives what it has, not what was asked for.
QByteArray readTo(QIODevice &input, qsizetype limit);
/// Errors: "file_unreadable", "file_too_large".
Result<QByteArray> read(const QString &path, qsizetype limit);

/// Whether `content` is data of that kind. Rules are compiled, which takes a fifth of a second.
Result<void> check(VisitorDataKind kind, const QByteArray &content);
/// Before `path` is written or removed: what check() would not take is somebody else's, or a draft, and gets
/// another name, NAME.before. Errors: "data_dir_failed".
Result<void> makeWay(VisitorDataKind kind, const QString &path);

/// What stands in `agents.checked` beside rules that were compiled once: another start need not do it again.
QByteArray markOf(const QByteArray &rules);
/// A file of that name that holds no such mark is renamed first. Errors: "data_dir_failed".
Result<void> writeMark(const QString &path, const QByteArray &rules);
void removeMark(const QString &path);

} // namespace UserFiles
