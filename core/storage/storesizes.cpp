// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/storesizes.h"

#include "core/storage/allrows.h"

#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>
#include <array>

namespace {

using Kind = StorePart::Kind;

constexpr qint64 kGrowthDays = 7;

/// Which part a table or an index belongs to.
struct PartTable
{
    const char *name;
    Kind kind;
};
constexpr std::array kTables {
    PartTable {"hit", Kind::Hits},
    PartTable {"hit_link", Kind::Hits},
    PartTable {"hit_block", Kind::Hits},
    PartTable {"hit_id", Kind::Hits},
    PartTable {"dictionary", Kind::Texts},
    PartTable {"dictionary_hash", Kind::Texts},
    PartTable {"segment", Kind::Segments},
    PartTable {"segment_part", Kind::Segments},
    PartTable {"segment_value", Kind::Segments},
    PartTable {"sqlite_autoindex_segment_1", Kind::Segments},
    PartTable {"rejection", Kind::Rejections},
    PartTable {"ledger", Kind::Rejections},
};

Kind kindOf(const QString &table)
{
    for (const PartTable &known : kTables) {
        if (table == QLatin1StringView(known.name))
            return known.kind;
    }
    return Kind::Rest;
}

} // namespace

Result<StoreSizes> readStoreSizes(const Database &database, Micros now)
{
    const QFileInfo file(database.fileName());
    StoreSizes sizes;
    sizes.folder = file.absolutePath();
    sizes.freeBytes = QStorageInfo(sizes.folder).bytesAvailable();
    for (int kind = 0; kind <= static_cast<int>(Kind::Rest); ++kind)
        sizes.parts.append({static_cast<Kind>(kind), 0, 0});
    const auto part = [&sizes](Kind kind) -> StorePart & { return sizes.parts[static_cast<int>(kind)]; };

    const Result<qint64> hits = database.number("SELECT SUM(hits) FROM hit_block");
    const Result<qint64> texts = database.number("SELECT COUNT(*) FROM dictionary");
    const Result<qint64> rejections = database.number("SELECT COUNT(*) FROM rejection");
    const Result<qint64> total = database.bytes();
    for (const Result<qint64> *number : {&hits, &texts, &rejections, &total}) {
        if (!*number)
            return number->error();
    }
    part(Kind::Hits).rows = *hits;
    part(Kind::Texts).rows = *texts;
    part(Kind::Rejections).rows = *rejections;
    part(Kind::Log).bytes = database.logBytes();
    part(Kind::Rest).bytes = *total;
    // https://sqlite.org/dbstat.html; a SQLite without it names no table.
    Statement tables = database.prepare("SELECT name, pgsize FROM dbstat WHERE aggregate = TRUE");
    if (!tables.isValid()) {
        sizes.parts = {part(Kind::Log), part(Kind::Rest)};
        return sizes;
    }
    const auto pages = allRows(database, tables,
                               [](const Statement &row) { return std::pair(row.text(0), row.integer(1)); });
    if (!pages)
        return pages.error();
    for (const auto &[table, bytes] : *pages) {
        part(kindOf(table)).bytes += bytes;
        part(Kind::Rest).bytes -= bytes;
    }
    part(Kind::Rest).bytes = std::max<qint64>(0, part(Kind::Rest).bytes);

    Statement recent = database.prepare("SELECT SUM(stored) FROM ledger WHERE minute >= ?1");
    recent.bind(1, now / kMicrosPerMinute - kGrowthDays * 24 * 60);
    const auto stored = allRows(database, recent, [](const Statement &row) { return row.integer(0); });
    if (!stored)
        return stored.error();
    const qint64 perHit = *hits == 0
        ? 0
        : (part(Kind::Hits).bytes + part(Kind::Texts).bytes + part(Kind::Segments).bytes) / *hits;
    sizes.bytesPerDay = stored->constFirst() / kGrowthDays * perHit;
    return sizes;
}
