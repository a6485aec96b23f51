// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"
#include "core/visitor/place/geoplace.h"

#include <QHostAddress>
#include <QList>

#include <optional>
#include <utility>
#include <vector>

/// A network that the user named.
struct NamedSubnet
{
    QHostAddress network; ///< bits after the prefix are 0
    int bits = 0;
    QString name; ///< "Hall B"
    std::optional<GeoPosition> position; ///< where the map shows it

    /// "192.168.20.0/24"
    QString cidr() const;
    friend bool operator==(const NamedSubnet &, const NamedSubnet &) = default;
};

/// Networks with names: "192.168.20.0/24 = Hall B". The longest prefix wins. Immutable, usable from any
/// thread.
class Subnets final
{
public:
    /// One network per line, a single address is a network of one; blank lines and those that begin with #
    /// are skipped. A position follows an @ in degrees, north and east positive:
    ///
    ///     192.168.20.0/24 = Hall B
    ///     fd00:20::/64 = Pune office @ 18.52, 73.86
    ///
    /// Errors name the line: "bad_subnet", "too_many_subnets".
    static Result<Subnets> parse(QStringView text);

    bool isEmpty() const { return m_levels.empty(); }
    /// The most specific network around an address, or null. IPv4-mapped addresses count as IPv4.
    const NamedSubnet *find(const QHostAddress &address) const;
    /// In the order of the text.
    const QList<NamedSubnet> &networks() const { return m_networks; }
    /// `text` with every network of this name at `position`; all else, also comments, stays as it is.
    static QString withPosition(const QString &text, const QString &name, GeoPosition position);
    /// The text that parse() reads as the same networks.
    QString toText() const;

private:
    /// High and low half of an address; IPv4 is stored as ::ffff:a.b.c.d, so that one order serves both
    /// families.
    using Key = std::pair<quint64, quint64>;
    struct Entry
    {
        Key key;
        qsizetype network = 0;
    };
    /// Networks of one prefix length, counted in the 128 bits of a Key.
    struct Level
    {
        int bits = 0;
        std::vector<Entry> entries; ///< ascending
    };

    static Key keyOf(const QHostAddress &address);
    static Key firstBits(Key key, int bits);
    bool add(NamedSubnet subnet);

    QList<NamedSubnet> m_networks;
    std::vector<Level> m_levels; ///< longest prefix first
};
