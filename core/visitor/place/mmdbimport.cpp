// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/place/mmdbimport.h"

#include "core/visitor/place/mmdbgeo.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryFile>

namespace {

constexpr qint64 kMaxBytes = qint64(1) << 30;
constexpr qsizetype kPiece = 1 << 20;

Error notCopied(const QString &source, const QString &why)
{
    return Error {QStringLiteral("geo_not_copied"),
                  QStringLiteral("%1 could not be copied: %2").arg(source, why)};
}

Error tooLarge(const QString &source)
{
    return Error {QStringLiteral("geo_too_large"), QStringLiteral("%1 is larger than 1 GiB").arg(source)};
}

/// Copies and returns the hash of what was copied.
Result<QByteArray> copyAll(QFile &from, QFile &to)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QByteArray piece(kPiece, Qt::Uninitialized);
    for (qint64 total = 0;;) {
        const qint64 got = from.read(piece.data(), piece.size());
        if (got < 0)
            return notCopied(from.fileName(), from.errorString());
        if (got == 0)
            break;
        total += got;
        if (total > kMaxBytes)
            return tooLarge(from.fileName());
        if (to.write(piece.constData(), got) != got)
            return notCopied(from.fileName(), to.errorString());
        hash.addData(QByteArrayView(piece).first(got));
    }
    if (!to.flush())
        return notCopied(from.fileName(), to.errorString());
    return hash.result();
}

/// "GeoLite2-City-2026-05-01-0a1b2c3d.mmdb"
QString nameOf(const MmdbGeo &geo, const QByteArray &hash)
{
    static const QRegularExpression kOdd(QStringLiteral("[^A-Za-z0-9]+"));
    QString name = geo.databaseType();
    name.replace(kOdd, QStringLiteral("-"));
    if (geo.built().isValid())
        name += QLatin1Char('-') + geo.built().toString(Qt::ISODate);
    return name + QLatin1Char('-') + QString::fromLatin1(hash.toHex().first(16)) + QStringLiteral(".mmdb");
}

} // namespace

Result<ImportedMmdb> importMmdb(const QString &source, const QString &folder)
{
    if (!QFileInfo(source).isFile()) { // a pipe would never end
        return Error {QStringLiteral("geo_unreadable"), QStringLiteral("%1 is no file").arg(source)};
    }
    if (QFileInfo(source).size() > kMaxBytes)
        return tooLarge(source);
    QFile from(source);
    if (!from.open(QIODevice::ReadOnly)) {
        return Error {QStringLiteral("geo_unreadable"),
                      QStringLiteral("%1 cannot be read: %2").arg(source, from.errorString())};
    }
    QTemporaryFile copy(QDir(folder).filePath(QStringLiteral("import-XXXXXX.part")));
    if (!QDir().mkpath(folder) || !copy.open())
        return notCopied(source, copy.errorString());
    const Result<QByteArray> hash = copyAll(from, copy);
    if (!hash)
        return hash.error();

    ImportedMmdb imported;
    {
        const auto geo = MmdbGeo::open({copy.fileName()});
        if (!geo)
            return Error {geo.error().code, QString(geo.error().message).replace(copy.fileName(), source)};
        imported = {QDir(folder).filePath(nameOf(**geo, *hash)), (*geo)->databaseType(), (*geo)->built(),
                    (*geo)->coversIpv6()};
    }
    if (QFileInfo::exists(imported.path)) // the same content was imported before, and may be in use
        return imported;
    if (!copy.rename(imported.path))
        return notCopied(source, copy.errorString());
    copy.setAutoRemove(false);
    return imported;
}
