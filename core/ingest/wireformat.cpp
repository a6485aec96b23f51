// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ingest/formats/wireformat.h"

const QByteArray &transparentGif()
{
    // 1×1, two colours, colour 0 transparent; the bytes of wire-formats 2.4.
    static const QByteArray gif = QByteArray::fromHex(
        "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b");
    return gif;
}
