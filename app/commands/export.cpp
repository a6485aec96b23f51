// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commanddatabase.h"
#include "app/commands/commands.h"
#include "app/commands/output.h"
#include "core/query/hitexport.h"

#include <QIODevice>

int runExportHits(const CommandLine &line)
{
    const QString formatName = line.value(QStringLiteral("format"), QStringLiteral("csv"));
    if (formatName != QLatin1StringView("csv") && formatName != QLatin1StringView("jsonl"))
        return fail({QStringLiteral("usage"), QStringLiteral("--format is csv or jsonl")});
    const bool hasBom = line.has(QStringLiteral("bom"));
    if (hasBom && formatName != QLatin1StringView("csv"))
        return fail({QStringLiteral("usage"), QStringLiteral("--bom is for CSV")});
    const ExportFormat format = formatName == QLatin1StringView("jsonl") ? ExportFormat::JsonLines
        : hasBom                                                         ? ExportFormat::CsvWithBom
                                                                         : ExportFormat::Csv;

    Result<Database> database = openForReading(line);
    if (!database)
        return fail(database.error());
    const Result<Site> site = requiredSite(line, *database);
    if (!site)
        return fail(site.error());
    Result<HitFilter> filter =
        hitFilterOf(*site, line.value(QStringLiteral("from")), line.value(QStringLiteral("to")),
                    line.value(QStringLiteral("timezone")), line.values(QStringLiteral("filter")));
    if (!filter)
        return fail(filter.error());
    filter->includesBots = filter->includesBots || line.has(QStringLiteral("include-bots"));

    const std::atomic<bool> cancelled = false;
    const QString fileName = line.value(QStringLiteral("output"), QStringLiteral("-"));
    Result<qint64> rows = 0;
    if (fileName == QLatin1StringView("-")) {
        rows = exportHits(*database, *filter, format, standardOutput(), {}, cancelled);
    } else {
        rows = exportHitsToFile(*database, *filter, format, fileName, {}, cancelled);
        if (rows)
            print(QStringLiteral("exported %1 hits to %2").arg(QString::number(*rows), fileName));
    }
    return rows ? 0 : fail(rows.error());
}
