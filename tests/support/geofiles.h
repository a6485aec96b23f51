// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/visitor/place/geoplace.h"

#include <QByteArray>
#include <QList>
#include <QVariantMap>

#include <utility>

// Small geo databases for tests, written by the documents of the formats and not by the code that reads them:
// resources/generate/geo.py for .cgeo, MaxMind DB file format 2.0 for .mmdb.

/// Where a place begins: an IPv4 address, or the number of an IPv6 network of /64.
using CgeoRange = std::pair<quint64, GeoPlace>;

/// `ranges` ascend. A range ends where the next begins; an empty place is "nothing known".
QByteArray makeCgeo(const QList<CgeoRange> &ranges4, const QList<CgeoRange> &ranges6 = {});
/// The parts of makeCgeo(): sections with their names, so that a test can spoil one under a right checksum.
QList<std::pair<QByteArray, QByteArray>> cgeoSections(const QList<CgeoRange> &ranges4,
                                                      const QList<CgeoRange> &ranges6);
QByteArray assembleCgeo(const QList<std::pair<QByteArray, QByteArray>> &sections);

/// Networks ("203.0.113.0/24") and their records. Strings, doubles, floats, quint16, quint32, quint64, lists
/// and maps.
struct MmdbSpec
{
    int ipVersion = 6;
    QString databaseType = QStringLiteral("Test-City");
    quint64 buildEpoch = 1777593600; // 2026-05-01
    QList<std::pair<QString, QVariantMap>> networks;
};
QByteArray makeMmdb(const MmdbSpec &spec);
/// A record of MaxMind's nested schema, and one of the flat schema.
QVariantMap nestedRecord(const QString &country, const QString &region, const QString &city, double latitude,
                         double longitude);
QVariantMap flatRecord(const QString &country, const QString &region, const QString &city, float latitude,
                       float longitude);
