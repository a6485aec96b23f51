// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commanddatabase.h"
#include "app/commands/commands.h"
#include "app/commands/output.h"
#include "app/commands/statsanswer.h"
#include "core/documents/statsjson.h"
#include "core/documents/statsparameters.h"

// clickscope query totals, series and breakdown.

namespace {

StatsTexts textsOf(const CommandLine &line)
{
    const auto flag = [&line](const char *name) {
        return line.has(QString::fromLatin1(name)) ? QStringLiteral("1") : QString();
    };
    StatsTexts texts;
    texts.from = line.value(QStringLiteral("from"));
    texts.to = line.value(QStringLiteral("to"));
    texts.timezone = line.value(QStringLiteral("timezone"));
    texts.granularity = line.value(QStringLiteral("granularity"));
    texts.by = line.value(QStringLiteral("by"));
    texts.link = line.value(QStringLiteral("link"));
    texts.limit = line.value(QStringLiteral("limit"));
    texts.includesBots = flag("include-bots");
    texts.timing = flag("timing");
    texts.compare = line.value(QStringLiteral("compare"));
    texts.compareFrom = line.value(QStringLiteral("compare-from"));
    texts.compareTo = line.value(QStringLiteral("compare-to"));
    texts.metrics = line.values(QStringLiteral("metric"));
    texts.filters = line.values(QStringLiteral("filter"));
    return texts;
}

/// "-" for a rate that does not exist.
QString percent(std::optional<double> rate)
{
    return rate ? QStringLiteral("%1 %").arg(*rate * 100, 0, 'f', 1) : QStringLiteral("-");
}

QString seconds(std::optional<double> duration)
{
    return duration ? QStringLiteral("%1 s").arg(*duration, 0, 'f', 1) : QStringLiteral("-");
}

QString countsText(const StatsCounts &counts)
{
    return QStringLiteral("%1\t%2\t%3\t%4")
        .arg(QString::number(counts.visitors), QString::number(counts.visits),
             QString::number(counts.pageviews), QString::number(counts.hits));
}

QString ratesText(const StatsCounts &counts)
{
    return percent(counts.bounceRate()) + u'\t' + seconds(counts.visitDuration());
}

void printTotals(const StatsTable &table)
{
    const auto views = [](const StatsCounts &of) {
        const std::optional<double> mean = of.viewsPerVisit();
        return mean ? QString::number(*mean, 'f', 2) : QStringLiteral("-");
    };
    print(QStringLiteral("visitors\tvisits\tpageviews\thits\tbounce\tduration\tviews per visit"));
    print(countsText(table.now.totals) + u'\t' + ratesText(table.now.totals) + u'\t'
          + views(table.now.totals));
    if (table.before)
        print(countsText(table.before->totals) + u'\t' + ratesText(table.before->totals) + u'\t'
              + views(table.before->totals) + QStringLiteral("\tbefore"));
}

void printSeries(const StatsTable &table)
{
    print(QStringLiteral("start\tvisitors\tvisits\tpageviews\thits"));
    for (const StatsBucket &bucket : table.now.series)
        print(toRfc3339(bucket.time) + u'\t' + countsText(bucket.counts));
    if (!table.before)
        return;
    print(QStringLiteral("before:"));
    for (const StatsBucket &bucket : table.before->series)
        print(toRfc3339(bucket.time) + u'\t' + countsText(bucket.counts));
}

void printBreakdown(const StatsTable &table, bool compares)
{
    const Breakdown breakdown = table.breakdowns.value(0);
    print(QStringLiteral("visitors\tvisits\tpageviews\thits\tbounce\tduration\t%1%2")
              .arg(compares ? QStringLiteral("visitors before\t") : QString(), breakdown.dimension));
    for (const BreakdownRow &row : breakdown.rows) {
        const QString before = compares ? QString::number(row.previous.visitors) + u'\t' : QString();
        print(countsText(row.counts) + u'\t' + ratesText(row.counts) + u'\t' + before
              + (row.value.isEmpty() ? QStringLiteral("(none)") : row.value));
    }
    if (breakdown.totalRows > breakdown.rows.size())
        print(QStringLiteral("%1 more; --limit shows them").arg(breakdown.totalRows - breakdown.rows.size()));
}

void printTable(const StatsRequest &request, const StatsTable &table)
{
    switch (request.document) {
    case StatsDocument::Totals: printTotals(table); break;
    case StatsDocument::Series: printSeries(table); break;
    case StatsDocument::Breakdown: printBreakdown(table, request.query.comparison.has_value()); break;
    }
    if (request.wantsTiming)
        print(QStringLiteral("%1 ms").arg(table.elapsedMs, 0, 'f', 1));
}

int runQuery(const CommandLine &line, StatsDocument document)
{
    Result<Database> database = openForReading(line);
    if (!database)
        return fail(database.error());
    const Result<Site> site = requiredSite(line, *database);
    if (!site)
        return fail(site.error());
    const Result<StatsRequest> request = statsRequestOf(document, *site, textsOf(line),
                                                        SystemClock::instance().now());
    if (!request)
        return fail(request.error());
    const Result<StatsTable> table = answerStats(line, request->query);
    if (!table)
        return fail(table.error());
    if (line.has(QStringLiteral("json")))
        print(statsJson(*request, *table));
    else
        printTable(*request, *table);
    return 0;
}

} // namespace

int runQueryTotals(const CommandLine &line)
{
    return runQuery(line, StatsDocument::Totals);
}

int runQuerySeries(const CommandLine &line)
{
    return runQuery(line, StatsDocument::Series);
}

int runQueryBreakdown(const CommandLine &line)
{
    return runQuery(line, StatsDocument::Breakdown);
}
