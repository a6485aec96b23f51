// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"
#include "core/visitor/place/geoplace.h"

#include <QDate>
#include <QHash>
#include <QHostAddress>
#include <QStringList>

#include <memory>
#include <vector>

/// The user's own geo database: one or two .mmdb files, since some suppliers split IPv4 and IPv6.
///
/// Reads MaxMind's nested schema and the flat one of ip-location-db by trying the fields of each. The files
/// are memory-mapped and must not change while they are open; that is why importMmdb() copies them first.
/// Their contents are not trusted: a record that is large, deep or malformed is ignored. Records are
/// decoded on first use and cached up to a limit; use an object from one thread at a time.
class MmdbGeo final
{
public:
    /// False when the program was built without libmaxminddb; then open() fails with "geo_unsupported".
    static bool isSupported();

    /// Errors: "geo_unreadable", "geo_bad_file", "geo_no_places" (a database of other data),
    /// "geo_unsupported".
    static Result<std::unique_ptr<MmdbGeo>> open(const QStringList &paths);
    ~MmdbGeo();

    /// Null when unknown. The place is valid until the next look-up.
    const GeoPlace *find(quint32 ipv4) const;
    /// IPv4-mapped addresses are looked up as IPv4.
    const GeoPlace *find(const Q_IPV6ADDR &ipv6) const;

    /// "GeoLite2-City of 2026-05-01".
    const QString &source() const { return m_source; }
    /// The type in the first file: "GeoLite2-City". At most 64 printable characters.
    const QString &databaseType() const { return m_databaseType; }
    /// When the older file was made; invalid when it does not say.
    QDate built() const { return m_built; }
    bool coversIpv6() const;
    /// MaxMind requires a notice wherever its data is used.
    bool isGeoLite2() const { return m_databaseType.startsWith(QLatin1StringView("GeoLite2")); }

private:
    class File;

    MmdbGeo();

    std::vector<std::unique_ptr<File>> m_files; ///< files with only IPv4 first
    QString m_source;
    QString m_databaseType;
    QDate m_built;
};
