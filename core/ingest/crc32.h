// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

/// CRC-32 of IEEE 802.3, as zlib has it. `crc` is the value so far, 0 at the beginning.
quint32 crc32(quint32 crc, QByteArrayView bytes);
