// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/linkfiles/linkfile.h"
#include "core/links/link.h"
#include "core/storage/database.h"
#include "core/types/result.h"
#include "core/types/site.h"

#include <QList>
#include <QString>

/// What becomes of one row of a file.
enum class ImportedLink : quint8 {
    Added,
    Exists, ///< its code leads to the same destination already; it stays as it is
    Unusable,
};

struct LinkImportRow
{
    qint64 number = 0; ///< LinkFileRow::number
    QString code;
    ImportedLink outcome = ImportedLink::Added;
    QString sentence; ///< why it is unusable, or what was left out; empty = nothing to say
};

struct LinkImport
{
    QList<LinkImportRow> rows;
    qsizetype added = 0;
    qsizetype exist = 0;
    qsizetype unusable = 0;
};

/// What importLinks() would do with a store that holds these. `site`: of the links whose row names none; may
/// be empty. Errors: "site_not_found" for `site`. Pure.
Result<LinkImport> planLinkImport(const LinkFile &file, const QString &site, const QList<Link> &links,
                                  const QList<Site> &sites);
/// The same with what is stored. Errors: also a failed read.
Result<LinkImport> planLinkImport(const Database &database, const LinkFile &file, const QString &site);

/// Adds the links of a file that can be used, all in one transaction, and their campaigns. The thread that
/// owns the connection. Errors: as above, or a failed write; then nothing has changed.
Result<LinkImport> importLinks(Database &database, const LinkFile &file, const QString &site);
