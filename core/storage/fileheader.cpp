// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/fileheader.h"

#include <QtEndian>

std::optional<quint32> applicationOf(QByteArrayView header)
{
    constexpr qsizetype kApplicationAt = 68;
    if (header.size() < kFileHeaderBytes || !header.startsWith("SQLite format 3"))
        return std::nullopt;
    return qFromBigEndian<quint32>(header.data() + kApplicationAt);
}
