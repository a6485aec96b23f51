// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/crc32.h"

#include <QtEndian>

#include <array>

namespace {

// Eight bytes a step, with a table for each: a file of 30 MB is checked whenever the program starts.
using Tables = std::array<std::array<quint32, 256>, 8>;

constexpr Tables makeTables()
{
    Tables tables {};
    for (quint32 byte = 0; byte < 256; ++byte) {
        quint32 crc = byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0u);
        tables[0][byte] = crc;
    }
    for (std::size_t byte = 0; byte < 256; ++byte) {
        for (std::size_t table = 1; table < 8; ++table) {
            const quint32 previous = tables[table - 1][byte];
            tables[table][byte] = previous >> 8 ^ tables[0][previous & 0xff];
        }
    }
    return tables;
}

constexpr Tables kTables = makeTables();

} // namespace

quint32 crc32(quint32 crc, QByteArrayView bytes)
{
    crc = ~crc;
    const char *at = bytes.data();
    qsizetype left = bytes.size();
    for (; left >= 8; left -= 8, at += 8) {
        const quint32 low = crc ^ qFromLittleEndian<quint32>(at);
        const quint32 high = qFromLittleEndian<quint32>(at + 4);
        crc = kTables[7][low & 0xff] ^ kTables[6][low >> 8 & 0xff] ^ kTables[5][low >> 16 & 0xff]
            ^ kTables[4][low >> 24] ^ kTables[3][high & 0xff] ^ kTables[2][high >> 8 & 0xff]
            ^ kTables[1][high >> 16 & 0xff] ^ kTables[0][high >> 24];
    }
    for (; left > 0; --left, ++at)
        crc = crc >> 8 ^ kTables[0][(crc ^ static_cast<quint8>(*at)) & 0xff];
    return ~crc;
}
