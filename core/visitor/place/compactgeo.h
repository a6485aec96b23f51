// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"
#include "core/visitor/place/geoplace.h"

#include <QDate>
#include <QHash>
#include <QHostAddress>

#include <memory>
#include <vector>

class QIODevice;

/// The bundled database of addresses and places, a .cgeo file (resources/generate/geo.py has the layout).
///
/// The file is memory-mapped: only the parts that are looked up become resident. open() reads it once to
/// check sums, texts and places, and refuses it on any error; a look-up stays inside its section for any
/// bytes. Places are decoded on first use and cached, also in find() const: use an object from one thread at
/// a time.
class CompactGeo final
{
public:
    /// Errors: "geo_unreadable", "geo_bad_file".
    static Result<std::unique_ptr<CompactGeo>> open(const QString &path);
    /// The same from bytes in memory.
    static Result<std::unique_ptr<CompactGeo>> fromBytes(const QByteArray &bytes);
    ~CompactGeo();

    /// Null when unknown. The place lives as long as this object.
    const GeoPlace *find(quint32 ipv4) const;
    /// IPv4-mapped addresses are looked up as IPv4.
    const GeoPlace *find(const Q_IPV6ADDR &ipv6) const;

    /// "DB-IP City Lite 2026-06".
    const QString &source() const { return m_source; }
    /// The source of countries: "geo-whois-asn-country 2026-06".
    const QString &countrySource() const { return m_countrySource; }
    /// The date of the older source.
    QDate date() const { return m_date; }
    quint32 placeCount() const { return m_placeCount - 1; } // the first one means unknown

private:
    static constexpr quint32 kChunkPlaces = 64;
    struct Chunk;
    /// Ranges of one address family: an index of blocks, and the blocks.
    struct Ranges
    {
        QByteArrayView index;
        QByteArrayView blocks;
    };
    struct Section;

    CompactGeo();

    static Result<std::unique_ptr<CompactGeo>> load(QIODevice &device, const uchar *mapped);
    bool readMeta(const QByteArray &meta);
    bool takeSections(const std::vector<Section> &sections, QIODevice &device, const uchar *mapped);
    const GeoPlace *placeAt(quint32 number) const;
    QString textAt(quint32 number) const;

    std::unique_ptr<QIODevice> m_device; ///< keeps the file mapped
    QByteArray m_bytes; ///< used instead of a mapping
    QByteArrayView m_texts;
    QByteArrayView m_places;
    Ranges m_ranges4, m_ranges6;
    quint32 m_textCount = 0;
    quint32 m_placeCount = 0;
    QString m_source, m_countrySource;
    QDate m_date;
    mutable std::vector<std::unique_ptr<Chunk>> m_chunks;
    mutable QHash<quint32, QString> m_known; ///< texts and countries met so far
};
