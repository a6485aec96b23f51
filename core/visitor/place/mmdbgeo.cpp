// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/place/mmdbgeo.h"

#include <algorithm>

#ifdef CLICKSCOPE_WITH_MAXMINDDB

#include "core/visitor/place/mmdbshape.h"

#include <QDateTime>
#include <QFile>
#include <QTimeZone>
#include <QtEndian>

#include <array>
#include <initializer_list>
#include <limits>

#include <maxminddb.h>

#ifndef Q_OS_WIN
#include <netinet/in.h>
#include <sys/socket.h>
#endif

namespace {

constexpr qsizetype kMaxNameChars = 255;
constexpr qsizetype kMaxTypeChars = 64;
constexpr qsizetype kMaxKnownRecords = 16384;

using Path = std::array<const char *, 5>; // ends with a null

QString printable(const QString &text, qsizetype maxChars)
{
    QString result;
    for (const char32_t character : text.toUcs4()) {
        if (QChar::isPrint(character))
            result += QChar::fromUcs4(character);
    }
    result = std::move(result).trimmed();
    if (result.size() > maxChars)
        result.truncate(result.at(maxChars - 1).isHighSurrogate() ? maxChars - 1 : maxChars);
    return result;
}

/// One record, whose size and depth were looked at. Field names vary: the first that is there counts.
class Record
{
public:
    explicit Record(MMDB_entry_s entry) : m_entry(entry) { }

    QString text(std::initializer_list<Path> paths)
    {
        for (const Path &path : paths) {
            MMDB_entry_data_s data;
            if (!get(path, &data) || data.type != MMDB_DATA_TYPE_UTF8_STRING)
                continue;
            const QByteArrayView bytes(data.utf8_string, static_cast<qsizetype>(data.data_size));
            if (!bytes.isEmpty() && bytes.isValidUtf8())
                return printable(QString::fromUtf8(bytes), kMaxNameChars);
        }
        return {};
    }

    double number(std::initializer_list<Path> paths)
    {
        for (const Path &path : paths) {
            MMDB_entry_data_s data;
            if (!get(path, &data))
                continue;
            if (data.type == MMDB_DATA_TYPE_DOUBLE)
                return data.double_value;
            if (data.type == MMDB_DATA_TYPE_FLOAT)
                return double(data.float_value);
            bool isNumber = false;
            const double value = text({path}).toDouble(&isNumber);
            if (isNumber)
                return value;
        }
        return std::numeric_limits<double>::quiet_NaN();
    }

private:
    bool get(const Path &path, MMDB_entry_data_s *data)
    {
        return MMDB_aget_value(&m_entry, data, path.data()) == MMDB_SUCCESS && data->has_data;
    }

    MMDB_entry_s m_entry;
};

QString countryCode(const QString &text)
{
    const auto isLetter = [](QChar c) { return c >= QLatin1Char('A') && c <= QLatin1Char('Z'); };
    return text.size() == 2 && isLetter(text[0]) && isLetter(text[1]) ? text : QString();
}

GeoPlace placeOf(Record record, bool cutsDistricts)
{
    GeoPlace result;
    result.place.country = countryCode(
        record.text({{"country", "iso_code"}, {"country_code"}, {"registered_country", "iso_code"}}));
    if (result.place.country.isEmpty())
        return {}; // a city without a country cannot be counted
    result.place.region = record.text({{"subdivisions", "0", "names", "en"}, {"state1"}, {"region"}});
    result.place.city = record.text({{"city", "names", "en"}, {"city"}});
    if (cutsDistricts) // "Navi Mumbai (Ghansoli)"
        result.place.city = result.place.city.section(QLatin1StringView(" ("), 0, 0);
    result.position = GeoPosition::fromDegrees(record.number({{"location", "latitude"}, {"latitude"}}),
                                               record.number({{"location", "longitude"}, {"longitude"}}));
    return result;
}

Error unreadable(const QString &path, const QString &why)
{
    return Error {QStringLiteral("geo_unreadable"), QStringLiteral("%1 cannot be read: %2").arg(path, why)};
}

Error badFile(const QString &path, const QString &why)
{
    return Error {QStringLiteral("geo_bad_file"),
                  QStringLiteral("%1 is no sound MaxMind DB file: %2").arg(path, why)};
}

/// The library parses metadata by recursion while it opens a file.
Result<void> checkMetadata(const QString &path)
{
    constexpr qint64 kTailBytes = 128 * 1024; // where the library looks for it
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(path, file.errorString());
    file.seek(std::max<qint64>(0, file.size() - kTailBytes));
    const QByteArray tail = file.read(kTailBytes);
    const QByteArrayView metadata = mmdbMetadata(tail);
    if (metadata.isEmpty())
        return badFile(path, QStringLiteral("no metadata"));
    if (!isModestMmdbValue(metadata, 0))
        return badFile(path, QStringLiteral("broken metadata"));
    return {};
}

} // namespace

/// One open file.
class MmdbGeo::File final
{
public:
    File() = default;
    ~File()
    {
        if (m_isOpen)
            MMDB_close(&m_mmdb);
    }
    Q_DISABLE_COPY_MOVE(File)

    Result<void> open(const QString &path)
    {
        if (const Result<void> checked = checkMetadata(path); !checked)
            return checked;
        const int status = MMDB_open(QFile::encodeName(path).constData(), MMDB_MODE_MMAP, &m_mmdb);
        if (status != MMDB_SUCCESS)
            return badFile(path, QString::fromUtf8(MMDB_strerror(status)));
        m_isOpen = true;
        if (m_mmdb.metadata.ip_version != 4 && m_mmdb.metadata.ip_version != 6)
            return badFile(path, QStringLiteral("neither IPv4 nor IPv6"));
        const char *type = m_mmdb.metadata.database_type;
        m_type = printable(type ? QString::fromUtf8(type) : QString(), kMaxTypeChars);
        m_cutsDistricts = m_type.startsWith(QLatin1StringView("DBIP"));
        if (!holdsPlaces()) {
            return Error {
                QStringLiteral("geo_no_places"),
                QStringLiteral("%1 (%2) says nothing about countries or cities.").arg(path, m_type)};
        }
        return {};
    }

    bool isIpv6() const { return m_mmdb.metadata.ip_version == 6; }
    const QString &type() const { return m_type; }
    QDate built() const
    {
        constexpr quint64 kEndOfYear9999 = 253402300799;
        const quint64 epoch = m_mmdb.metadata.build_epoch;
        if (epoch == 0 || epoch > kEndOfYear9999)
            return {};
        return QDateTime::fromSecsSinceEpoch(static_cast<qint64>(epoch), QTimeZone::utc()).date();
    }

    const GeoPlace *find(const sockaddr *address)
    {
        int status = MMDB_SUCCESS;
        const MMDB_lookup_result_s result = MMDB_lookup_sockaddr(&m_mmdb, address, &status);
        return status == MMDB_SUCCESS && result.found_entry ? placeAt(result.entry) : nullptr;
    }

private:
    const GeoPlace *placeAt(MMDB_entry_s entry)
    {
        auto known = m_known.constFind(entry.offset);
        if (known == m_known.constEnd()) {
            if (m_known.size() >= kMaxKnownRecords)
                m_known.clear();
            known = m_known.insert(entry.offset, decode(entry));
        }
        return known->place.isEmpty() ? nullptr : &*known;
    }

    GeoPlace decode(MMDB_entry_s entry) const
    {
        const QByteArrayView section(m_mmdb.data_section, static_cast<qsizetype>(m_mmdb.data_section_size));
        if (!isModestMmdbValue(section, entry.offset))
            return {};
        return placeOf(Record(entry), m_cutsDistricts);
    }

    /// Looks at the first records of the tree; an ASN or anonymity database has none with a country.
    bool holdsPlaces() const
    {
        int nodesLeft = 100'000;
        int recordsLeft = 1'000;
        std::vector<quint32> stack {0};
        while (!stack.empty() && --nodesLeft > 0 && recordsLeft > 0) {
            MMDB_search_node_s node;
            const quint32 number = stack.back();
            stack.pop_back();
            if (MMDB_read_node(&m_mmdb, number, &node) != MMDB_SUCCESS)
                continue;
            const auto look = [&](quint8 type, quint64 record, const MMDB_entry_s &entry) {
                if (type == MMDB_RECORD_TYPE_SEARCH_NODE)
                    stack.push_back(static_cast<quint32>(record));
                return type == MMDB_RECORD_TYPE_DATA && --recordsLeft >= 0 && !decode(entry).place.isEmpty();
            };
            if (look(node.right_record_type, node.right_record, node.right_record_entry)
                || look(node.left_record_type, node.left_record, node.left_record_entry))
                return true;
        }
        return false;
    }

    MMDB_s m_mmdb {};
    bool m_isOpen = false;
    bool m_cutsDistricts = false;
    QString m_type;
    QHash<quint32, GeoPlace> m_known; ///< by offset of the record
};

bool MmdbGeo::isSupported()
{
    return true;
}

Result<std::unique_ptr<MmdbGeo>> MmdbGeo::open(const QStringList &paths)
{
    if (paths.isEmpty() || paths.size() > 2)
        return Error {QStringLiteral("geo_bad_file"), QStringLiteral("A geo database is one file or two.")};
    std::unique_ptr<MmdbGeo> geo(new MmdbGeo);
    for (const QString &path : paths) {
        auto file = std::make_unique<File>();
        if (const Result<void> opened = file->open(path); !opened)
            return opened.error();
        const QDate built = file->built();
        if (geo->m_files.empty() || (built.isValid() && built < geo->m_built))
            geo->m_built = built;
        if (geo->m_databaseType.isEmpty())
            geo->m_databaseType = file->type();
        geo->m_files.push_back(std::move(file));
    }
    std::ranges::stable_sort(geo->m_files, {}, [](const auto &file) { return file->isIpv6(); });
    geo->m_source = geo->m_databaseType.isEmpty() ? QStringLiteral("own database") : geo->m_databaseType;
    if (geo->m_built.isValid())
        geo->m_source += QStringLiteral(" of ") + geo->m_built.toString(Qt::ISODate);
    return geo;
}

const GeoPlace *MmdbGeo::find(quint32 ipv4) const
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = qToBigEndian(ipv4);
    for (const auto &file : m_files) {
        if (const GeoPlace *place = file->find(reinterpret_cast<const sockaddr *>(&address)))
            return place;
    }
    return nullptr;
}

const GeoPlace *MmdbGeo::find(const Q_IPV6ADDR &ipv6) const
{
    if (qFromBigEndian<quint64>(&ipv6.c[0]) == 0 && qFromBigEndian<quint32>(&ipv6.c[8]) == 0xffff)
        return find(qFromBigEndian<quint32>(&ipv6.c[12]));
    sockaddr_in6 address {};
    address.sin6_family = AF_INET6;
    std::copy_n(&ipv6.c[0], 16, reinterpret_cast<quint8 *>(&address.sin6_addr));
    for (const auto &file : m_files) {
        if (!file->isIpv6()) // the library would say "error", not "not found"
            continue;
        if (const GeoPlace *place = file->find(reinterpret_cast<const sockaddr *>(&address)))
            return place;
    }
    return nullptr;
}

bool MmdbGeo::coversIpv6() const
{
    return std::ranges::any_of(m_files, [](const auto &file) { return file->isIpv6(); });
}

#else

class MmdbGeo::File final
{
};

bool MmdbGeo::isSupported()
{
    return false;
}

Result<std::unique_ptr<MmdbGeo>> MmdbGeo::open(const QStringList &)
{
    return Error {QStringLiteral("geo_unsupported"),
                  QStringLiteral("This Clickscope was built without libmaxminddb.")};
}

const GeoPlace *MmdbGeo::find(quint32) const
{
    return nullptr;
}

const GeoPlace *MmdbGeo::find(const Q_IPV6ADDR &) const
{
    return nullptr;
}

bool MmdbGeo::coversIpv6() const
{
    return false;
}

#endif

MmdbGeo::MmdbGeo() = default;
MmdbGeo::~MmdbGeo() = default;
