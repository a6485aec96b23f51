// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/place/compactgeo.h"
#include "tests/fuzz/fuzzcheck.h"

#include <QHostAddress>
#include <QtEndian>

#include <zlib.h>

namespace {

quint32 sumOf(QByteArrayView bytes)
{
    return static_cast<quint32>(
        crc32_z(0, reinterpret_cast<const Bytef *>(bytes.data()), static_cast<z_size_t>(bytes.size())));
}

/// Makes the checksums right, so that what they protect is reached.
QByteArray withRightSums(QByteArray file)
{
    if (file.size() < 16)
        return file;
    const qsizetype table = 16 * qFromLittleEndian<quint16>(file.constData() + 10);
    if (file.size() < 12 + table + 4)
        return file;
    for (qsizetype entry = 12; entry < 12 + table; entry += 16) {
        const qsizetype offset = qFromLittleEndian<quint32>(file.constData() + entry + 4);
        const qsizetype size = qFromLittleEndian<quint32>(file.constData() + entry + 8);
        if (offset >= 12 + table + 4 && offset <= file.size() && size <= file.size() - offset) {
            const quint32 sum = sumOf(QByteArrayView(file).sliced(offset, size));
            qToLittleEndian(sum, file.data() + entry + 12);
        }
    }
    qToLittleEndian(sumOf(QByteArrayView(file).first(12 + table)), file.data() + 12 + table);
    return file;
}

void checkPlace(const GeoPlace *place)
{
    if (!place)
        return;
    require(place->place.country.size() == 2, "a place has a country");
    require(place->place.region.size() <= 255 && place->place.city.size() <= 255, "names are bounded");
    require(!place->position || qAbs(place->position->latitude) <= 9000, "a position is on earth");
    require(!place->position || qAbs(place->position->longitude) <= 18000, "a position is on earth");
}

} // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const QByteArray file = viewOf(data, size).toByteArray();
    const auto asItIs = CompactGeo::fromBytes(file);
    require(asItIs || !asItIs.error().message.isEmpty(), "a refusal says why");
    const auto geo = CompactGeo::fromBytes(withRightSums(file));
    if (!geo)
        return 0;
    for (quint32 i = 0; i < 64; ++i) {
        checkPlace((*geo)->find(i * 0x04081021u));
        Q_IPV6ADDR address {};
        qToBigEndian(i * 0x0408102040810204ull, &address.c[0]);
        checkPlace((*geo)->find(address));
    }
    return 0;
}
