// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QDate>
#include <QString>

/// A database that was copied into the data folder.
struct ImportedMmdb
{
    QString path;
    QString databaseType;
    QDate built; ///< invalid when the file does not say
    bool coversIpv6 = false;
};

/// Copies `source` into `folder` (created if missing) under a new name and checks that copy. The same
/// content gets the same name; a failure leaves nothing behind. Blocks while copying: not for
/// the collector thread. Errors: those of MmdbGeo::open(), "geo_too_large" and "geo_not_copied".
Result<ImportedMmdb> importMmdb(const QString &source, const QString &folder);
