// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/damagemark.h"

#include "core/types/logging.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace {

constexpr qint64 kMostBytes = 4096;
/// The first line of a mark.
constexpr std::pair<DamageMark::Kind, QByteArrayView> kKinds[] = {
    {DamageMark::Kind::Malformed, "malformed\n"},
    {DamageMark::Kind::Overwritten, "overwritten\n"},
    {DamageMark::Kind::LogOverwritten, "log overwritten\n"},
};
constexpr QByteArrayView kThrough = "acknowledged ";
constexpr QByteArrayView kLost = "lost ";

QString nameOf(const QString &databaseFile)
{
    return QFileInfo(databaseFile).absolutePath() + QStringLiteral("/clickscope.damaged");
}

QByteArray read(const QString &databaseFile)
{
    QFile file(nameOf(databaseFile));
    return file.open(QIODevice::ReadOnly) ? file.read(kMostBytes) : QByteArray();
}

std::optional<DamageMark::Kind> kindIn(const QByteArray &bytes)
{
    for (const auto &[kind, line] : kKinds) {
        if (bytes.startsWith(line))
            return kind;
    }
    return std::nullopt;
}

/// Whether something else has the name: it is no mark, and stays as it is.
bool isOfOthers(const QString &databaseFile)
{
    const QString name = nameOf(databaseFile);
    QFile file(name);
    if (!QFileInfo::exists(name) || (QFileInfo(name).isFile() && !file.open(QIODevice::ReadOnly)))
        return false; // a mark that cannot be read is one, to be sure
    const QByteArray bytes = file.isOpen() ? file.read(kMostBytes) : QByteArray();
    return !kindIn(bytes);
}

} // namespace

void DamageMark::set(const QString &databaseFile, Kind kind, const QString &what, qint64 acknowledged)
{
    QFile file(nameOf(databaseFile));
    if (isOfOthers(databaseFile)) {
        qCWarning(lcStorage).noquote()
            << file.fileName()
            << "was not made by Clickscope and stays as it is; until it is moved away,"
               " a restart does not know of the damage";
        return;
    }
    if (!file.open(QIODevice::WriteOnly)) {
        qCWarning(lcStorage).noquote() << file.fileName() << "cannot be written:" << file.errorString();
        return;
    }
    file.write(
        std::ranges::find(kKinds, kind, [](const auto &line) { return line.first; })->second.toByteArray());
    if (acknowledged > 0)
        file.write(kThrough.toByteArray() + QByteArray::number(acknowledged) + '\n');
    file.write(what.toUtf8());
}

qint64 DamageMark::acknowledgedThrough(const QString &databaseFile)
{
    const QByteArray bytes = read(databaseFile);
    const QByteArray line = bytes.sliced(bytes.indexOf('\n') + 1);
    return line.startsWith(kThrough)
        ? line.sliced(kThrough.size(), std::max<qsizetype>(line.indexOf('\n') - kThrough.size(), 0))
              .toLongLong()
        : 0;
}

void DamageMark::setLost(const QString &databaseFile, const LostHits &lost)
{
    const QString first = QString::number(lost.first);
    const QString last = QString::number(lost.last);
    set(databaseFile, Kind::Malformed,
        QStringLiteral("lost %1 %2\nits log was truncated or overwritten, and hits %1 to %2 are lost")
            .arg(first, last),
        lost.last);
}

std::optional<DamageMark::LostHits> DamageMark::lostHits(const QString &databaseFile)
{
    const QList<QByteArray> lines = read(databaseFile).split('\n');
    const auto line = std::ranges::find_if(lines,
                                           [](const QByteArray &text) { return text.startsWith(kLost); });
    if (line == lines.end())
        return std::nullopt;
    const QList<QByteArray> numbers = line->split(' ');
    return numbers.size() == 3 ? std::optional(LostHits {numbers[1].toLongLong(), numbers[2].toLongLong()})
                               : std::nullopt;
}

void DamageMark::remove(const QString &databaseFile)
{
    if (!isOfOthers(databaseFile))
        QFile::remove(nameOf(databaseFile));
}

bool DamageMark::exists(const QString &databaseFile)
{
    return QFile::exists(nameOf(databaseFile)) && !isOfOthers(databaseFile);
}

std::optional<DamageMark::Kind> DamageMark::kindOf(const QString &databaseFile)
{
    return kindIn(read(databaseFile));
}

Result<void> DamageMark::checkLog(const QString &databaseFile)
{
    const std::optional<Kind> kind = kindOf(databaseFile);
    const bool isBad = kind == Kind::Overwritten || kind == Kind::LogOverwritten;
    if (!isBad || QFileInfo(databaseFile + QStringLiteral("-wal")).size() == 0)
        return {};
    return Error {
        kCode,
        QStringLiteral("the log beside %1 does not belong to it any more; start clickscope once: it keeps "
                       "the log under another name")
            .arg(databaseFile)};
}

std::optional<Concern> DamageMark::concern(const QString &databaseFile)
{
    if (!exists(databaseFile))
        return std::nullopt;
    const QByteArray bytes = read(databaseFile);
    QByteArray text = bytes.sliced(bytes.indexOf('\n') + 1);
    while (text.startsWith(kThrough) || text.startsWith(kLost))
        text = text.sliced(text.indexOf('\n') + 1);
    const QString what = QString::fromUtf8(text).trimmed();
    return Concern {kCode, Concern::Level::Degraded,
                    QStringLiteral("%1 was seen to be damaged: %2. Run `clickscope verify`: when it finds "
                                   "nothing this goes, else keep a copy and restore a backup.")
                        .arg(databaseFile, what),
                    true};
}
