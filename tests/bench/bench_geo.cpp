// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/compactgeo.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTextStream>

#include <random>
#include <vector>

// Look-ups per second in the bundled geo database, one thread, addresses drawn evenly from all that route.

namespace {

constexpr int kAddresses = 2'000'000;

template <typename Address>
void measure(QTextStream &out, const char *what, const CompactGeo &geo, const std::vector<Address> &addresses)
{
    for (const char *round : {"first met", "met before"}) {
        QElapsedTimer timer;
        timer.start();
        int cities = 0;
        for (const Address &address : addresses) {
            const GeoPlace *place = geo.find(address);
            cities += place && !place->place.city.isEmpty();
        }
        const double seconds = double(timer.nsecsElapsed()) / 1e9;
        out << what << ", places " << round << ": " << qRound(double(addresses.size()) / seconds) << "/s, "
            << 100.0 * cities / double(addresses.size()) << " % with a city\n";
    }
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
    const auto opened = CompactGeo::open(QStringLiteral(CLICKSCOPE_GEO_FILE));
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
    out << "resident after: " << residentMegabytes() << " MB\n";
    return 0;
}
