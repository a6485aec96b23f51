// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/place/subnets.h"

#include "core/types/network.h"

#include <QStringList>
#include <QtEndian>

#include <algorithm>

namespace {

constexpr qsizetype kMaxTextChars = 256 * 1024;
constexpr qsizetype kMaxNetworks = 1024;
constexpr qsizetype kMaxNameChars = 100;

bool isIpv4(const QHostAddress &address)
{
    return address.protocol() == QAbstractSocket::IPv4Protocol;
}

/// Bits behind the prefix set to 0.
QHostAddress masked(const QHostAddress &address, int bits)
{
    if (isIpv4(address))
        return QHostAddress(bits == 0 ? 0 : address.toIPv4Address() & ~quint32(0) << (32 - bits));
    Q_IPV6ADDR ipv6 = address.toIPv6Address();
    for (int i = 0; i < 16; ++i)
        ipv6[i] = static_cast<quint8>(ipv6[i] & 0xff00 >> std::clamp(bits - 8 * i, 0, 8));
    return QHostAddress(ipv6);
}

/// The part in front of "=": an address, or a network. QHostAddress::parseSubnet() would take "10"
/// as 10.0.0.0/8.
std::optional<NamedSubnet> parseNetwork(QStringView text)
{
    const qsizetype slash = text.indexOf(u'/');
    const QStringView host = slash < 0 ? text : text.first(slash);
    NamedSubnet subnet;
    const bool hasFourParts = host.count(u'.') == 3;
    if (host.size() > 64 || host.contains(u'%') || !(hasFourParts || host.contains(u':'))
        || !subnet.network.setAddress(host.toString()))
        return std::nullopt;
    bool isNumber = true;
    const int most = isIpv4(subnet.network) ? 32 : 128;
    subnet.bits = slash < 0 ? most : text.sliced(slash + 1).toInt(&isNumber);
    if (!isNumber || subnet.bits < 0 || subnet.bits > most)
        return std::nullopt;
    // ::ffff:192.168.20.0/120 is 192.168.20.0/24. QHostAddress takes :: for 0.0.0.0, which it is not here.
    const QHostAddress plain = unmapped(subnet.network);
    if (isIpv4(plain) && !isIpv4(subnet.network) && subnet.network != QHostAddress(QHostAddress::AnyIPv6)) {
        if (subnet.bits < 96)
            return std::nullopt;
        subnet.network = plain;
        subnet.bits -= 96;
    }
    return subnet;
}

std::optional<GeoPosition> parsePosition(QStringView text)
{
    const qsizetype comma = text.indexOf(u',');
    if (comma < 0)
        return std::nullopt;
    bool hasLatitude = false;
    bool hasLongitude = false;
    const double latitude = text.first(comma).trimmed().toDouble(&hasLatitude);
    const double longitude = text.sliced(comma + 1).trimmed().toDouble(&hasLongitude);
    return hasLatitude && hasLongitude ? GeoPosition::fromDegrees(latitude, longitude) : std::nullopt;
}

QString degrees(qint16 hundredths)
{
    return QString::number(hundredths / 100.0, 'f', 2);
}

QString textOf(const NamedSubnet &subnet)
{
    QString text = subnet.cidr() + QStringLiteral(" = ") + subnet.name;
    if (subnet.position)
        text += QStringLiteral(" @ ") + degrees(subnet.position->latitude) + QStringLiteral(", ")
            + degrees(subnet.position->longitude);
    return text;
}

/// What is wrong with the line, or nothing.
QString parseLine(QStringView line, NamedSubnet *subnet)
{
    const qsizetype equals = line.indexOf(u'=');
    if (equals < 0)
        return QStringLiteral("write a network and its name: 192.168.20.0/24 = Hall B");
    const QStringView network = line.first(equals).trimmed();
    const std::optional<NamedSubnet> parsed = parseNetwork(network);
    if (!parsed)
        return QStringLiteral("\"%1\" is no network; write 192.168.20.0/24 or fd00:20::/64")
            .arg(network.left(64));
    *subnet = *parsed;
    subnet->network = masked(parsed->network, parsed->bits);
    if (subnet->network != parsed->network) {
        return QStringLiteral("%1 is an address inside %2; write the one you mean")
            .arg(network.toString(), subnet->cidr());
    }
    QStringView name = line.sliced(equals + 1);
    if (const qsizetype at = name.lastIndexOf(u'@'); at >= 0) {
        subnet->position = parsePosition(name.sliced(at + 1));
        if (!subnet->position)
            return QStringLiteral("write degrees north and east after the @: 18.52, 73.86");
        name = name.first(at);
    }
    name = name.trimmed();
    const bool isPrintable = std::ranges::all_of(name,
                                                 [](QChar c) { return c.isPrint() || c.isSurrogate(); });
    if (name.isEmpty() || name.size() > kMaxNameChars || !isPrintable || !name.isValidUtf16())
        return QStringLiteral("a name has 1 to %1 printable characters").arg(kMaxNameChars);
    subnet->name = name.toString();
    return {};
}

} // namespace

QString NamedSubnet::cidr() const
{
    return network.toString() + QLatin1Char('/') + QString::number(bits);
}

Result<Subnets> Subnets::parse(QStringView text)
{
    const auto tooMany = [] {
        return Error {QStringLiteral("too_many_subnets"),
                      QStringLiteral("At most %1 networks.").arg(kMaxNetworks)};
    };
    if (text.size() > kMaxTextChars)
        return tooMany();
    Subnets subnets;
    int number = 0;
    for (QStringView line : text.split(u'\n')) {
        ++number;
        line = line.trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        NamedSubnet subnet;
        QString problem = parseLine(line, &subnet);
        if (problem.isEmpty() && subnets.m_networks.size() >= kMaxNetworks)
            return tooMany();
        const QString cidr = subnet.cidr();
        if (problem.isEmpty() && !subnets.add(std::move(subnet)))
            problem = QStringLiteral("%1 has a name already").arg(cidr);
        if (!problem.isEmpty()) {
            return Error {QStringLiteral("bad_subnet"),
                          QStringLiteral("Line %1: %2").arg(QString::number(number), problem)};
        }
    }
    return subnets;
}

Subnets::Key Subnets::keyOf(const QHostAddress &address)
{
    if (isIpv4(address))
        return {0, 0xffff00000000u | address.toIPv4Address()};
    const Q_IPV6ADDR ipv6 = address.toIPv6Address();
    return {qFromBigEndian<quint64>(&ipv6.c[0]), qFromBigEndian<quint64>(&ipv6.c[8])};
}

Subnets::Key Subnets::firstBits(Key key, int bits)
{
    // A shift by 64 is not defined, so 0 bits of a half are a case of their own.
    const auto mask = [](int kept) { return kept <= 0 ? 0 : ~quint64(0) << (64 - std::min(kept, 64)); };
    return {key.first & mask(bits), key.second & mask(bits - 64)};
}

bool Subnets::add(NamedSubnet subnet)
{
    const int bits = subnet.bits + (isIpv4(subnet.network) ? 96 : 0);
    const Key key = keyOf(subnet.network);
    auto level = std::ranges::lower_bound(m_levels, bits, std::ranges::greater(), &Level::bits);
    if (level == m_levels.end() || level->bits != bits)
        level = m_levels.insert(level, Level {bits, {}});
    const auto entry = std::ranges::lower_bound(level->entries, key, {}, &Entry::key);
    if (entry != level->entries.end() && entry->key == key)
        return false;
    level->entries.insert(entry, Entry {key, m_networks.size()});
    m_networks.append(std::move(subnet));
    return true;
}

const NamedSubnet *Subnets::find(const QHostAddress &address) const
{
    if (m_levels.empty())
        return nullptr;
    const Key whole = keyOf(address);
    const bool isIpv4Key = whole.first == 0 && whole.second >> 32 == 0xffff;
    for (const Level &level : m_levels) {
        // ::/0 is all of IPv6 and nothing of IPv4, although the keys of IPv4 lie inside.
        if (level.bits < 96 && isIpv4Key)
            break;
        const Key key = firstBits(whole, level.bits);
        const auto entry = std::ranges::lower_bound(level.entries, key, {}, &Entry::key);
        if (entry != level.entries.end() && entry->key == key)
            return &m_networks[entry->network];
    }
    return nullptr;
}

QString Subnets::withPosition(const QString &text, const QString &name, GeoPosition position)
{
    QStringList lines = text.split(QLatin1Char('\n'));
    for (QString &line : lines) {
        NamedSubnet subnet;
        const QString trimmed = line.trimmed();
        if (trimmed.isEmpty() || trimmed.startsWith(QLatin1Char('#'))
            || !parseLine(trimmed, &subnet).isEmpty() || subnet.name != name)
            continue;
        subnet.position = position;
        line = textOf(subnet);
    }
    return lines.join(QLatin1Char('\n'));
}

QString Subnets::toText() const
{
    QString text;
    for (const NamedSubnet &subnet : m_networks)
        text += textOf(subnet) + QLatin1Char('\n');
    return text;
}
