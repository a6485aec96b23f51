// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/place/mmdbgeo.h"
#include "core/visitor/place/mmdbimport.h"
#include "tests/fuzz/fuzzcheck.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtEndian>

namespace {

void checkPlace(const GeoPlace *place)
{
    if (!place)
        return;
    require(place->place.country.size() == 2, "a place has a country");
    require(place->place.region.size() <= 255 && place->place.city.size() <= 255, "names are bounded");
    for (const QChar c : place->place.city)
        require(c.isPrint() || c.isSurrogate(), "a name is printable");
    require(!place->position || qAbs(place->position->latitude) <= 9000, "a position is on earth");
}

} // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    static const QTemporaryDir folder;
    const QString source = folder.filePath(QStringLiteral("source"));
    const QString copies = folder.filePath(QStringLiteral("copies"));
    QFile file(source);
    require(file.open(QIODevice::WriteOnly), "the fuzzer can write");
    file.write(reinterpret_cast<const char *>(data), static_cast<qint64>(size));
    file.close();
    const auto imported = importMmdb(source, copies);
    if (!imported) {
        require(!imported.error().message.isEmpty(), "a refusal says why");
        require(QDir(copies).entryList(QDir::Files).isEmpty(), "a refusal leaves nothing behind");
        return 0;
    }
    const auto geo = MmdbGeo::open({imported->path});
    require(geo.ok(), "what was imported opens");
    for (quint32 i = 0; i < 64; ++i) {
        checkPlace((*geo)->find(i * 0x04081021u));
        Q_IPV6ADDR address {};
        qToBigEndian(i * 0x0408102040810204ull, &address.c[0]);
        checkPlace((*geo)->find(address));
    }
    QFile::remove(imported->path);
    return 0;
}
