// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commands.h"
#include "app/commands/datafolder.h"
#include "app/commands/output.h"
#include "core/query/hitexport.h"

#include <QFile>

int runExportHits(const CommandLine &line)
{
    const QString formatName = line.value(QStringLiteral("format"), QStringLiteral("csv"));
    if (formatName != QLatin1StringView("csv") && formatName != QLatin1StringView("jsonl"))
        return fail({QStringLiteral("usage"), QStringLiteral("--format is csv or jsonl")});
    const ExportFormat format = formatName == QLatin1StringView("csv") ? ExportFormat::Csv
                                                                       : ExportFormat::JsonLines;

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
    filter->includeBots = filter->includeBots || line.has(QStringLiteral("include-bots"));

    const std::atomic<bool> cancelled = false;
    const QString fileName = line.value(QStringLiteral("output"), QStringLiteral("-"));
    Result<qint64> rows = 0;
    if (fileName == QLatin1StringView("-")) {
        QFile out;
        if (!out.open(stdout, QIODevice::WriteOnly))
            return fail({QStringLiteral("export_failed"), QStringLiteral("cannot write to standard output")});
        rows = exportHits(*database, *filter, format, out, {}, cancelled);
    } else {
        rows = exportHitsToFile(*database, *filter, format, fileName, {}, cancelled);
        if (rows)
            print(QStringLiteral("exported %1 hits to %2").arg(*rows).arg(fileName));
    }
    return rows ? 0 : fail(rows.error());
}
