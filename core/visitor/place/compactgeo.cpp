// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/place/compactgeo.h"

#include <QBuffer>
#include <QFile>
#include <QtEndian>

#include <zlib.h>

#include <algorithm>
#include <array>

namespace {

constexpr QByteArrayView kMagic("CGEO\r\n\x1a\n", 8);
constexpr quint16 kVersion = 1;
constexpr qint64 kMaxFileBytes = 256 * 1024 * 1024;
constexpr int kMaxSections = 32;
constexpr qsizetype kHeadBytes = 12;
constexpr qsizetype kEntryBytes = 16;
constexpr qsizetype kPlaceBytes = 14;
constexpr quint32 kMaxTextBytes = 255;
constexpr qint16 kNoPosition = -32768;
constexpr quint32 kCountryFlag = 0x80000000u; // in m_known: a country, not a text

quint16 read16(const char *at)
{
    return qFromLittleEndian<quint16>(at);
}

quint32 read32(const char *at)
{
    return qFromLittleEndian<quint32>(at);
}

Error badFile(const char *what)
{
    return Error {
        QStringLiteral("geo_bad_file"),
        QStringLiteral("The geo database is damaged (%1). Install it again.").arg(QLatin1String(what))};
}

constexpr int kMaxVarintBytes = 10;

/// LEB128. REQUIRES: kMaxVarintBytes can be read; stops there whatever they are.
inline quint64 readInnerVarint(const char *&at)
{
    auto byte = static_cast<quint8>(*at++);
    quint64 result = byte & 0x7f;
    for (unsigned shift = 7; byte >= 0x80 && shift < 7 * kMaxVarintBytes; shift += 7) {
        byte = static_cast<quint8>(*at++);
        result |= quint64(byte & 0x7f) << shift;
    }
    return result;
}

/// The same up to the end of the block; false there.
inline bool readVarint(const char *&at, const char *end, quint64 *value)
{
    quint64 result = 0;
    for (unsigned shift = 0; at != end && shift < 7 * kMaxVarintBytes; shift += 7) {
        const auto byte = static_cast<quint8>(*at++);
        result |= quint64(byte & 0x7f) << shift;
        if (byte < 0x80) {
            *value = result;
            return true;
        }
    }
    return false;
}

struct Family4
{
    using Start = quint32;
    static constexpr qsizetype kIndexBytes = 8;
    static quint64 distance(quint64 encoded) { return encoded; }
};

struct Family6
{
    using Start = quint64; // counts networks of /64
    static constexpr qsizetype kIndexBytes = 12;
    static quint64 distance(quint64 encoded) { return encoded & 1 ? encoded >> 1 : encoded >> 1 << 16; }
};

/// Number of the place of `key`; 0 when the block is damaged.
template <typename Family>
quint64 findNumber(QByteArrayView index, QByteArrayView blocks, typename Family::Start key)
{
    using Start = typename Family::Start;
    const auto entry = [&](qsizetype i) { return index.data() + i * Family::kIndexBytes; };
    const qsizetype count = index.size() / Family::kIndexBytes;
    qsizetype low = 0;
    qsizetype length = count;
    while (length > 1) {
        const qsizetype half = length / 2;
        low += qFromLittleEndian<Start>(entry(low + half)) <= key ? half : 0;
        length -= half;
    }
    const auto offsetOf = [&](qsizetype i) {
        return std::min<qsizetype>(i < count ? read32(entry(i) + sizeof(Start)) : blocks.size(),
                                   blocks.size());
    };
    const char *at = blocks.data() + offsetOf(low);
    const char *const end = blocks.data() + offsetOf(low + 1);
    if (at >= end)
        return 0;
    quint64 start = count > 0 ? qFromLittleEndian<Start>(entry(low)) : 0;
    quint64 number = 0;
    if (start > key || !readVarint(at, end, &number))
        return 0;
    while (end - at >= 2 * kMaxVarintBytes) {
        start += Family::distance(readInnerVarint(at));
        if (start > key)
            return number;
        number = readInnerVarint(at);
    }
    while (at != end) {
        quint64 distance = 0;
        if (!readVarint(at, end, &distance))
            return 0;
        start += Family::distance(distance);
        if (start > key)
            break;
        if (!readVarint(at, end, &number))
            return 0;
    }
    return number;
}

bool textsAreSound(QByteArrayView section)
{
    if (section.size() < 8)
        return false;
    const quint32 count = read32(section.data());
    if (count == 0 || count >= (section.size() - 4) / 4)
        return false;
    const QByteArrayView body = section.sliced(8 + 4 * qsizetype(count));
    if (!body.isValidUtf8())
        return false;
    quint32 previous = 0;
    for (quint32 i = 0; i <= count; ++i) {
        const quint32 offset = read32(section.data() + 4 + 4 * qsizetype(i));
        const bool cutsACharacter = offset < body.size()
            && (static_cast<quint8>(body[qsizetype(offset)]) & 0xc0) == 0x80;
        if (offset < previous || offset > body.size() || offset - previous > kMaxTextBytes || cutsACharacter)
            return false;
        previous = offset;
    }
    return true;
}

bool placesAreSound(QByteArrayView section, quint32 textCount)
{
    if (section.size() < 4 + kPlaceBytes || (section.size() - 4) % kPlaceBytes != 0
        || read32(section.data()) != (section.size() - 4) / kPlaceBytes)
        return false;
    const auto isLetter = [](char c) { return c >= 'A' && c <= 'Z'; };
    for (const char *at = section.data() + 4 + kPlaceBytes; at != section.data() + section.size();
         at += kPlaceBytes) {
        const auto latitude = static_cast<qint16>(read16(at + 10));
        const auto longitude = static_cast<qint16>(read16(at + 12));
        const bool isOnEarth = latitude >= -9000 && latitude <= 9000 && longitude >= -18000
            && longitude <= 18000;
        if (!isLetter(at[0]) || !isLetter(at[1]) || read32(at + 2) >= textCount || read32(at + 6) >= textCount
            || !(isOnEarth || latitude == kNoPosition))
            return false;
    }
    return true;
}

} // namespace

struct CompactGeo::Section
{
    QByteArray name;
    qsizetype offset = 0;
    qsizetype size = 0;
    quint32 crc = 0;
};

struct CompactGeo::Chunk
{
    std::array<GeoPlace, kChunkPlaces> places; // without a country: not decoded yet
};

namespace {

/// `before` is the sum of what comes before.
quint32 sumOf(QByteArrayView bytes, quint32 before = 0)
{
    return static_cast<quint32>(
        crc32_z(before, reinterpret_cast<const Bytef *>(bytes.data()), static_cast<z_size_t>(bytes.size())));
}

/// Reads through the device, not through the mapping: a page that was only checked need not stay resident.
bool sumHolds(QIODevice &device, qsizetype offset, qsizetype size, quint32 expected, QByteArray *content)
{
    constexpr qsizetype kPiece = 256 * 1024;
    if (!device.seek(offset))
        return false;
    if (content) {
        *content = device.read(size);
        return content->size() == size && sumOf(*content) == expected;
    }
    QByteArray piece(std::min(size, kPiece), Qt::Uninitialized);
    quint32 crc = 0;
    for (qsizetype left = size; left > 0;) {
        const qint64 got = device.read(piece.data(), std::min(left, kPiece));
        if (got <= 0)
            return false;
        crc = sumOf(QByteArrayView(piece).first(got), crc);
        left -= got;
    }
    return crc == expected;
}

} // namespace

CompactGeo::CompactGeo() = default;
CompactGeo::~CompactGeo() = default;

Result<std::unique_ptr<CompactGeo>> CompactGeo::open(const QString &path)
{
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        return Error {QStringLiteral("geo_unreadable"),
                      QStringLiteral("%1 cannot be read: %2").arg(path, file->errorString())};
    }
    if (file->size() < kHeadBytes || file->size() > kMaxFileBytes)
        return badFile("size");
    const uchar *mapped = file->map(0, file->size());
    if (!mapped) {
        return Error {QStringLiteral("geo_unreadable"),
                      QStringLiteral("%1 cannot be mapped: %2").arg(path, file->errorString())};
    }
    auto geo = load(*file, mapped);
    if (geo)
        geo.value()->m_device = std::move(file);
    return geo;
}

Result<std::unique_ptr<CompactGeo>> CompactGeo::fromBytes(const QByteArray &bytes)
{
    if (bytes.size() < kHeadBytes || bytes.size() > kMaxFileBytes)
        return badFile("size");
    QByteArray copy = bytes;
    QBuffer buffer(&copy);
    buffer.open(QIODevice::ReadOnly);
    auto geo = load(buffer, reinterpret_cast<const uchar *>(copy.constData()));
    if (geo)
        geo.value()->m_bytes = copy;
    return geo;
}

Result<std::unique_ptr<CompactGeo>> CompactGeo::load(QIODevice &device, const uchar *mapped)
{
    const qsizetype fileSize = device.size();
    const QByteArray head = device.read(kHeadBytes);
    if (head.size() != kHeadBytes || !head.startsWith(kMagic))
        return badFile("no such file");
    const quint16 sectionCount = read16(head.constData() + 10);
    if (read16(head.constData() + 8) != kVersion || sectionCount > kMaxSections)
        return badFile("version");
    const qsizetype tableSize = sectionCount * kEntryBytes;
    const QByteArray table = device.read(tableSize + 4);
    if (table.size() != tableSize + 4
        || sumOf(QByteArrayView(table).first(tableSize), sumOf(head))
            != read32(table.constData() + tableSize))
        return badFile("head");

    std::vector<Section> sections;
    for (const char *at = table.constData(); at != table.constData() + tableSize; at += kEntryBytes) {
        Section section {QByteArray(at, 4), qsizetype(read32(at + 4)), qsizetype(read32(at + 8)),
                         read32(at + 12)};
        if (section.offset > fileSize || section.size > fileSize - section.offset)
            return badFile("section");
        sections.push_back(std::move(section));
    }
    std::unique_ptr<CompactGeo> geo(new CompactGeo);
    if (!geo->takeSections(sections, device, mapped))
        return badFile("content");
    return geo;
}

bool CompactGeo::takeSections(const std::vector<Section> &sections, QIODevice &device, const uchar *mapped)
{
    QByteArray meta, texts, places;
    for (const Section &section : sections) {
        const QByteArrayView view(mapped + section.offset, section.size);
        QByteArray *content = nullptr;
        if (section.name == "META") {
            content = &meta;
        } else if (section.name == "STRS") {
            content = &texts;
            m_texts = view;
        } else if (section.name == "PLAC") {
            content = &places;
            m_places = view;
        } else if (section.name == "V4IX") {
            m_ranges4.index = view;
        } else if (section.name == "V4RG") {
            m_ranges4.blocks = view;
        } else if (section.name == "V6IX") {
            m_ranges6.index = view;
        } else if (section.name == "V6RG") {
            m_ranges6.blocks = view;
        }
        if (!sumHolds(device, section.offset, section.size, section.crc, content))
            return false;
    }
    if (!readMeta(meta) || !textsAreSound(texts))
        return false;
    m_textCount = read32(texts.constData());
    if (!placesAreSound(places, m_textCount))
        return false;
    m_placeCount = read32(places.constData());
    m_chunks.resize((m_placeCount + kChunkPlaces - 1) / kChunkPlaces);
    return m_ranges4.index.size() % Family4::kIndexBytes == 0
        && m_ranges6.index.size() % Family6::kIndexBytes == 0
        && !(m_ranges4.index.isEmpty() && m_ranges6.index.isEmpty());
}

bool CompactGeo::readMeta(const QByteArray &meta)
{
    constexpr qsizetype kMaxBytes = 1024;
    const QList<QByteArray> lines = meta.split('\n');
    if (meta.size() > kMaxBytes || !meta.isValidUtf8() || lines.size() < 4)
        return false;
    const QDate cityDate = QDate::fromString(QString::fromUtf8(lines[1]), Qt::ISODate);
    const QDate countryDate = QDate::fromString(QString::fromUtf8(lines[3]), Qt::ISODate);
    if (lines[0].isEmpty() || lines[2].isEmpty() || !cityDate.isValid() || !countryDate.isValid())
        return false;
    const auto named = [](const QByteArray &name, QDate date) -> QString {
        return QString::fromUtf8(name) + QLatin1Char(' ') + date.toString(u"yyyy-MM");
    };
    m_source = named(lines[0], cityDate);
    m_countrySource = named(lines[2], countryDate);
    m_date = std::min(cityDate, countryDate);
    return true;
}

const GeoPlace *CompactGeo::find(quint32 ipv4) const
{
    const quint64 number = findNumber<Family4>(m_ranges4.index, m_ranges4.blocks, ipv4);
    return number < m_placeCount ? placeAt(static_cast<quint32>(number)) : nullptr;
}

const GeoPlace *CompactGeo::find(const Q_IPV6ADDR &ipv6) const
{
    const auto high = qFromBigEndian<quint64>(&ipv6.c[0]);
    const auto low = qFromBigEndian<quint64>(&ipv6.c[8]);
    if (high == 0 && low >> 32 == 0xffff)
        return find(static_cast<quint32>(low));
    const quint64 number = findNumber<Family6>(m_ranges6.index, m_ranges6.blocks, high);
    return number < m_placeCount ? placeAt(static_cast<quint32>(number)) : nullptr;
}

const GeoPlace *CompactGeo::placeAt(quint32 number) const
{
    if (number == 0)
        return nullptr;
    std::unique_ptr<Chunk> &chunk = m_chunks[number / kChunkPlaces];
    if (!chunk)
        chunk = std::make_unique<Chunk>();
    GeoPlace &place = chunk->places[number % kChunkPlaces];
    if (!place.place.country.isEmpty())
        return &place;
    const char *at = m_places.data() + 4 + kPlaceBytes * qsizetype(number);
    QString &country = m_known[kCountryFlag | read16(at)];
    if (country.isEmpty())
        country = QString::fromLatin1(at, 2);
    place.place.country = country;
    place.place.region = textAt(read32(at + 2));
    place.place.city = textAt(read32(at + 6));
    const auto latitude = static_cast<qint16>(read16(at + 10));
    if (latitude != kNoPosition)
        place.position = GeoPosition {latitude, static_cast<qint16>(read16(at + 12))};
    return &place;
}

QString CompactGeo::textAt(quint32 number) const
{
    if (number == 0 || number >= m_textCount)
        return {};
    QString &text = m_known[number];
    if (text.isNull()) {
        // Checked when the file was opened; checked again because a mapped file can be written over.
        const QByteArrayView body = m_texts.sliced(8 + 4 * qsizetype(m_textCount));
        const qsizetype first = read32(m_texts.data() + 4 + 4 * qsizetype(number));
        const qsizetype last = read32(m_texts.data() + 8 + 4 * qsizetype(number));
        if (first <= last && last <= body.size() && last - first <= qsizetype(kMaxTextBytes))
            text = QString::fromUtf8(body.sliced(first, last - first));
    }
    return text;
}
