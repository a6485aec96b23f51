// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/userfiles.h"

#include "core/types/savedfile.h"
#include "core/types/unusedname.h"
#include "core/visitor/agent/agentrules.h"
#include "core/visitor/agent/uapparser.h"
#include "core/visitor/place/subnets.h"
#include "core/visitor/referrer/spamhosts.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace {

constexpr qsizetype kMaxSubnetBytes = 1024 * 1024;

bool isTaken(const QString &path)
{
    return QFileInfo::exists(path) || QFileInfo(path).isSymLink();
}

Result<void> checkRules(const Result<UapRules> &rules)
{
    if (!rules)
        return rules.error();
    const auto compiled = UapParser::compile(*rules); // as the collector will do it
    return compiled ? Result<void>() : compiled.error();
}

bool isMark(const QString &path)
{
    static const QRegularExpression pattern(QStringLiteral("^[0-9a-f]{64}$"));
    const Result<QByteArray> content = UserFiles::read(path, UserFiles::kMaxListBytes);
    return content && pattern.match(QString::fromLatin1(*content)).hasMatch();
}

} // namespace

qsizetype UserFiles::maxBytes(VisitorDataKind kind)
{
    if (kind == VisitorDataKind::SpamHosts)
        return kMaxSpamListBytes;
    return kind == VisitorDataKind::AgentRules ? kMaxRulesBytes : kMaxSubnetBytes;
}

Error UserFiles::notWritten(const QString &path, const QString &why)
{
    return {QStringLiteral("data_dir_failed"),
            QStringLiteral("%1 cannot be written: %2; check the folder's permissions and free space")
                .arg(path, why)};
}

Result<void> UserFiles::write(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !commitFile(file))
        return notWritten(path, file.errorString());
    return {};
}

QByteArray UserFiles::readTo(QIODevice &input, qsizetype limit)
{
    QByteArray content;
    while (content.size() <= limit) {
        const QByteArray piece = input.read(limit + 1 - content.size());
        if (piece.isEmpty())
            break;
        content += piece;
    }
    return content;
}

Result<QByteArray> UserFiles::read(const QString &path, qsizetype limit)
{
    QFile file(path);
    if (path.isEmpty())
        return Error {QStringLiteral("file_unreadable"), QStringLiteral("no file was chosen")};
    const QByteArray content = file.open(QIODevice::ReadOnly) ? readTo(file, limit) : QByteArray();
    if (file.error() != QFileDevice::NoError) {
        return Error {QStringLiteral("file_unreadable"),
                      QStringLiteral("%1 cannot be read: %2").arg(path, file.errorString())};
    }
    if (content.size() > limit) {
        return Error {QStringLiteral("file_too_large"),
                      QStringLiteral("%1 is larger than %2 bytes").arg(path, QString::number(limit))};
    }
    return content;
}

Result<void> UserFiles::check(VisitorDataKind kind, const QByteArray &content)
{
    switch (kind) {
    case VisitorDataKind::Places:
        return Error {QStringLiteral("geo_bad_file"),
                      QStringLiteral("A database of places is a .mmdb file.")};
    case VisitorDataKind::Subnets:
        if (!content.isValidUtf8())
            return Error {QStringLiteral("bad_subnet"), QStringLiteral("The networks are no UTF-8 text.")};
        if (const auto parsed = Subnets::parse(QString::fromUtf8(content)); !parsed)
            return parsed.error();
        break;
    case VisitorDataKind::SpamHosts:
        if (const auto parsed = parseSpamHosts(content); !parsed)
            return parsed.error();
        else if (parsed->isEmpty())
            return Error {QStringLiteral("bad_spam_list"), QStringLiteral("The list names no host.")};
        break;
    case VisitorDataKind::AgentRules: return checkRules(parseUapRules(content));
    }
    return {};
}

Result<void> UserFiles::makeWay(VisitorDataKind kind, const QString &path)
{
    if (!isTaken(path))
        return {};
    const Result<QByteArray> present = read(path, maxBytes(kind));
    if ((present && check(kind, *present)) || putAside(path))
        return {};
    return notWritten(path, QStringLiteral("what is there cannot be renamed"));
}

QByteArray UserFiles::markOf(const QByteArray &rules)
{
    return QCryptographicHash::hash(rules, QCryptographicHash::Sha256).toHex();
}

Result<void> UserFiles::writeMark(const QString &path, const QByteArray &rules)
{
    if (!isTaken(path) || isMark(path) || putAside(path))
        return write(path, markOf(rules));
    return notWritten(path, QStringLiteral("what is there cannot be renamed"));
}

void UserFiles::removeMark(const QString &path)
{
    if (isMark(path))
        QFile::remove(path);
}
