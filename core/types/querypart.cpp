// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/querypart.h"

#include "core/types/ascii.h"

#include <QByteArray>

QString decodedQueryPart(QByteArrayView part)
{
    if (!part.contains('%') && !part.contains('+'))
        return QString::fromUtf8(part);
    QByteArray bytes;
    bytes.reserve(part.size());
    for (qsizetype i = 0; i < part.size(); ++i) {
        const char c = part[i];
        const int high = c == '%' && i + 2 < part.size() ? Ascii::hexValue(part[i + 1]) : -1;
        const int low = high >= 0 ? Ascii::hexValue(part[i + 2]) : -1;
        if (low >= 0) {
            bytes.append(static_cast<char>(high << 4 | low));
            i += 2;
        } else {
            bytes.append(c == '+' ? ' ' : c);
        }
    }
    return QString::fromUtf8(bytes);
}
