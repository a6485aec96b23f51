// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <optional>

/// Bytes of the header of a database (https://sqlite.org/fileformat2.html#the_database_header).
inline constexpr int kFileHeaderBytes = 100;
/// "ClSc": PRAGMA application_id of our files, but for those of early versions, which have 0.
inline constexpr quint32 kOurApplication = 0x436C5363;

/// Whose database it is, by its header. Empty when it is not the header of a database.
std::optional<quint32> applicationOf(QByteArrayView header);
