// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/geofiles.h"

#include <QHostAddress>
#include <QtEndian>

#include <zlib.h>

#include <array>
#include <vector>

namespace {

template <typename T>
QByteArray little(T value)
{
    QByteArray bytes(sizeof(T), Qt::Uninitialized);
    qToLittleEndian(value, bytes.data());
    return bytes;
}

template <typename T>
QByteArray big(T value)
{
    QByteArray bytes(sizeof(T), Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}

quint32 sumOf(const QByteArray &bytes)
{
    return static_cast<quint32>(
        crc32_z(0, reinterpret_cast<const Bytef *>(bytes.constData()), static_cast<z_size_t>(bytes.size())));
}

QByteArray varint(quint64 value)
{
    QByteArray bytes;
    for (; value >= 0x80; value >>= 7)
        bytes += static_cast<char>(value | 0x80);
    return bytes + static_cast<char>(value);
}

/// Tables of texts and places that grow as ranges name them.
class PlaceTable
{
public:
    quint32 number(const GeoPlace &place)
    {
        if (place.place.isEmpty())
            return 0;
        if (!m_places.contains(place))
            m_places.append(place);
        return static_cast<quint32>(m_places.indexOf(place));
    }
    QByteArray places()
    {
        QByteArray bytes = little(static_cast<quint32>(m_places.size()));
        for (const GeoPlace &place : m_places) {
            bytes += place.place.country.toLatin1().leftJustified(2, '\0') + little(text(place.place.region))
                + little(text(place.place.city))
                + little(place.position ? place.position->latitude : qint16(-32768))
                + little(place.position ? place.position->longitude : qint16(0));
        }
        return bytes;
    }
    /// REQUIRES: places() was called.
    QByteArray texts() const
    {
        QByteArray offsets = little(static_cast<quint32>(m_texts.size())) + little(0u);
        QByteArray body;
        for (const QString &text : m_texts) {
            body += text.toUtf8();
            offsets += little(static_cast<quint32>(body.size()));
        }
        return offsets + body;
    }

private:
    quint32 text(const QString &text)
    {
        if (!m_texts.contains(text))
            m_texts.append(text);
        return static_cast<quint32>(m_texts.indexOf(text));
    }

    QList<GeoPlace> m_places {GeoPlace()};
    QStringList m_texts {QString()};
};

/// Index and blocks of one family.
std::pair<QByteArray, QByteArray> makeRanges(const QList<CgeoRange> &ranges, bool isIpv6, PlaceTable &table)
{
    constexpr int kBlock = 64;
    QByteArray index, blocks;
    for (qsizetype i = 0; i < ranges.size(); ++i) {
        const auto &[start, place] = ranges[i];
        if (i % kBlock == 0) {
            index += isIpv6 ? little(start) : little(static_cast<quint32>(start));
            index += little(static_cast<quint32>(blocks.size()));
        } else {
            const quint64 distance = start - ranges[i - 1].first;
            if (!isIpv6)
                blocks += varint(distance);
            else
                blocks += varint(distance % 65536 == 0 ? distance / 65536 * 2 : distance * 2 + 1);
        }
        blocks += varint(table.number(place));
    }
    return {index, blocks};
}

// --- MaxMind DB

QByteArray mmdbControl(int type, qsizetype size)
{
    QByteArray bytes;
    const int sizeBits = static_cast<int>(size < 29 ? size : size < 285 ? 29 : 30);
    bytes += static_cast<char>((type <= 7 ? type << 5 : 0) | sizeBits);
    if (type > 7)
        bytes += static_cast<char>(type - 7);
    if (sizeBits == 29)
        bytes += static_cast<char>(size - 29);
    else if (sizeBits == 30)
        bytes += big(static_cast<quint16>(size - 285));
    return bytes;
}

QByteArray mmdbValue(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::QVariantMap: {
        const QVariantMap map = value.toMap();
        QByteArray bytes = mmdbControl(7, map.size());
        for (auto it = map.begin(); it != map.end(); ++it)
            bytes += mmdbValue(it.key()) + mmdbValue(it.value());
        return bytes;
    }
    case QMetaType::QVariantList: {
        const QVariantList list = value.toList();
        QByteArray bytes = mmdbControl(11, list.size());
        for (const QVariant &item : list)
            bytes += mmdbValue(item);
        return bytes;
    }
    case QMetaType::Double: return mmdbControl(3, 8) + big(value.toDouble());
    case QMetaType::Float: return mmdbControl(15, 4) + big(value.toFloat());
    case QMetaType::ULongLong: return mmdbControl(9, 8) + big(value.value<quint64>());
    case QMetaType::UShort: return mmdbControl(5, 2) + big(value.value<quint16>());
    case QMetaType::UInt: return mmdbControl(6, 4) + big(value.value<quint32>());
    case QMetaType::QByteArray: {
        const QByteArray bytes = value.toByteArray(); // a string that need not be UTF-8
        return mmdbControl(2, bytes.size()) + bytes;
    }
    default: {
        const QByteArray utf8 = value.toString().toUtf8();
        return mmdbControl(2, utf8.size()) + utf8;
    }
    }
}

/// The bits of a network, with IPv4 below ::/96 in a tree of IPv6.
QList<bool> bitsOf(const QString &network, int ipVersion)
{
    const auto [address, length] = QHostAddress::parseSubnet(network);
    const bool isIpv4 = address.protocol() == QAbstractSocket::IPv4Protocol;
    QList<bool> bits(isIpv4 && ipVersion == 6 ? 96 : 0, false);
    const Q_IPV6ADDR ipv6 = address.toIPv6Address();
    for (int i = 0; i < length; ++i)
        bits.append(isIpv4 ? address.toIPv4Address() >> (31 - i) & 1 : ipv6[i / 8] >> (7 - i % 8) & 1);
    return bits;
}

} // namespace

QList<std::pair<QByteArray, QByteArray>> cgeoSections(const QList<CgeoRange> &ranges4,
                                                      const QList<CgeoRange> &ranges6)
{
    PlaceTable table;
    const auto [index4, blocks4] = makeRanges(ranges4, false, table);
    const auto [index6, blocks6] = makeRanges(ranges6, true, table);
    const QByteArray places = table.places();
    return {{"META", "Test places\n2026-06-05\nTest countries\n2026-05-17\n"},
            {"STRS", table.texts()},
            {"PLAC", places},
            {"V4IX", index4},
            {"V4RG", blocks4},
            {"V6IX", index6},
            {"V6RG", blocks6}};
}

QByteArray assembleCgeo(const QList<std::pair<QByteArray, QByteArray>> &sections)
{
    QByteArray head = QByteArray("CGEO\r\n\x1a\n", 8) + little(quint16(1)) + little(quint16(sections.size()));
    auto offset = static_cast<quint32>(12 + 16 * sections.size() + 4);
    QByteArray body;
    for (const auto &[name, content] : sections) {
        head += name + little(offset) + little(static_cast<quint32>(content.size())) + little(sumOf(content));
        offset += static_cast<quint32>(content.size());
        body += content;
    }
    return head + little(sumOf(head)) + body;
}

QByteArray makeCgeo(const QList<CgeoRange> &ranges4, const QList<CgeoRange> &ranges6)
{
    return assembleCgeo(cgeoSections(ranges4, ranges6));
}

QByteArray makeMmdb(const MmdbSpec &spec)
{
    // A child is a node (>= 0), nothing (-1), or a record: -2 - its offset in the data section.
    std::vector<std::array<qint64, 2>> nodes {{-1, -1}};
    QByteArray data;
    for (const auto &[network, record] : spec.networks) {
        const QList<bool> bits = bitsOf(network, spec.ipVersion);
        std::size_t node = 0;
        for (qsizetype i = 0; i + 1 < bits.size(); ++i) {
            if (nodes[node][bits[i]] < 0) {
                nodes[node][bits[i]] = static_cast<qint64>(nodes.size());
                nodes.push_back({-1, -1});
            }
            node = static_cast<std::size_t>(nodes[node][bits[i]]);
        }
        nodes[node][bits.last()] = -2 - data.size();
        data += mmdbValue(record);
    }
    const auto count = static_cast<qint64>(nodes.size());
    QByteArray tree;
    for (const auto &node : nodes) {
        for (const qint64 child : node) {
            const qint64 value = child >= 0 ? child : child == -1 ? count : count + 16 + (-2 - child);
            tree += big(static_cast<quint32>(value)).sliced(1);
        }
    }
    const QVariant version = QVariant::fromValue(quint16(2));
    const QVariant none = QVariant::fromValue(quint16(0));
    const QVariant recordBits = QVariant::fromValue(quint16(24));
    const QVariantMap metadata {
        {QStringLiteral("binary_format_major_version"), version},
        {QStringLiteral("binary_format_minor_version"), none},
        {QStringLiteral("build_epoch"), QVariant::fromValue(spec.buildEpoch)},
        {QStringLiteral("database_type"), spec.databaseType},
        {QStringLiteral("description"), QVariantMap {}},
        {QStringLiteral("ip_version"), QVariant::fromValue(static_cast<quint16>(spec.ipVersion))},
        {QStringLiteral("languages"), QVariantList {}},
        {QStringLiteral("node_count"), static_cast<quint32>(count)},
        {QStringLiteral("record_size"), recordBits}};
    return tree + QByteArray(16, '\0') + data + "\xab\xcd\xefMaxMind.com" + mmdbValue(metadata);
}

QVariantMap nestedRecord(const QString &country, const QString &region, const QString &city, double latitude,
                         double longitude)
{
    const auto names = [](const QString &name) {
        return QVariantMap {{QStringLiteral("names"), QVariantMap {{QStringLiteral("en"), name}}}};
    };
    QVariantMap record {
        {QStringLiteral("country"), QVariantMap {{QStringLiteral("iso_code"), country}}},
        {QStringLiteral("city"), names(city)},
        {QStringLiteral("location"),
         QVariantMap {{QStringLiteral("latitude"), latitude}, {QStringLiteral("longitude"), longitude}}}};
    if (!region.isEmpty())
        record.insert(QStringLiteral("subdivisions"), QVariantList {names(region)});
    return record;
}

QVariantMap flatRecord(const QString &country, const QString &region, const QString &city, float latitude,
                       float longitude)
{
    return {{QStringLiteral("country_code"), country},
            {QStringLiteral("state1"), region},
            {QStringLiteral("city"), city},
            {QStringLiteral("latitude"), latitude},
            {QStringLiteral("longitude"), longitude}};
}
