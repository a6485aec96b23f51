// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/place/geolookup.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTextStream>

#include <ctime>
#include <random>
#include <vector>

// Look-ups per second of processor time in the bundled geo database, one thread, addresses drawn evenly from
// all that route: harder on caches than real visitors, who come from few networks.

namespace {

constexpr int kAddresses = 2'000'000;

double secondsSince(std::clock_t start)
{
    return double(std::clock() - start) / CLOCKS_PER_SEC;
}

template <typename Address>
void measure(QTextStream &out, const char *what, const CompactGeo &geo, const std::vector<Address> &addresses)
{
    for (const char *round : {"first met", "met before"}) {
        const std::clock_t start = std::clock();
        int cities = 0;
        for (const Address &address : addresses) {
            const GeoPlace *place = geo.find(address);
            cities += place && !place->place.city.isEmpty();
        }
        const double seconds = secondsSince(start);
        out << what << ", places " << round << ": " << qRound(double(addresses.size()) / seconds) << "/s, "
            << 100.0 * cities / double(addresses.size()) << " % with a city\n";
    }
}

/// With named subnets, and the copy that a hit keeps.
void measureWhole(QTextStream &out, std::shared_ptr<const CompactGeo> bundled,
                  const std::vector<quint32> &addresses)
{
    auto databases = std::make_shared<GeoDatabases>();
    databases->bundled = std::move(bundled);
    databases->subnets = Subnets::parse(u"192.168.20.0/24 = Hall B\n10.0.0.0/8 = Campus").value();
    const GeoLookup lookup(databases);
    std::vector<QHostAddress> hosts;
    for (std::size_t i = 0; i < addresses.size() / 4; ++i)
        hosts.emplace_back(addresses[i]);
    const std::clock_t start = std::clock();
    int cities = 0;
    for (const QHostAddress &host : hosts)
        cities += !lookup.locate(host, NetworkClass::Public).place.city.isEmpty();
    const double seconds = secondsSince(start);
    out << "IPv4, whole answer with subnets: " << qRound(double(hosts.size()) / seconds) << "/s, "
        << 100.0 * cities / double(hosts.size()) << " % with a city\n";
}

double residentMegabytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4096 / 1e6;
}

} // namespace

int main()
{
    QTextStream out(stdout);
    out << "resident before: " << residentMegabytes() << " MB\n";
    QElapsedTimer timer;
    timer.start();
    auto opened = CompactGeo::open(QStringLiteral(CLICKSCOPE_GEO_FILE));
    if (!opened) {
        out << opened.error().message << '\n';
        return 1;
    }
    out << "open and check: " << double(timer.nsecsElapsed()) / 1e6
        << " ms, resident: " << residentMegabytes() << " MB\n";

    std::mt19937_64 random(1);
    std::vector<quint32> ipv4;
    std::vector<Q_IPV6ADDR> ipv6;
    while (ipv4.size() < kAddresses) {
        const auto address = static_cast<quint32>(random());
        if (address >> 24 != 0 && address >> 24 != 10 && address >> 24 != 127 && address >> 24 < 224)
            ipv4.push_back(address);
        Q_IPV6ADDR wide {};
        for (int i = 0; i < 16; ++i)
            wide[i] = static_cast<quint8>(random());
        // What is given out so far begins with 2001 to 2a1f.
        wide[0] = random() & 1 ? 0x24 : 0x2a;
        wide[1] &= 0x1f;
        ipv6.push_back(wide);
    }
    measure(out, "IPv4", **opened, ipv4);
    measure(out, "IPv6", **opened, ipv6);
    measureWhole(out, std::move(*opened), ipv4);
    out << "resident after: " << residentMegabytes() << " MB\n";
    return 0;
}
