// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/sparklytics/sparklyticsparameters.h"
#include "core/collector/stats/goalbody.h"
#include "core/collector/tsanalytics/tsanalyticsjson.h"
#include "core/collector/tyrionurl/tyrionurljson.h"
#include "core/documents/statsparameters.h"
#include "core/links/link.h"
#include "tests/fuzz/fuzzcheck.h"

namespace {

constexpr Micros kNow = 1'772'884'800 * kMicrosPerSecond; // 2026-03-07T12:00:00Z

void requireSound(const StatsQuery &query)
{
    require(bool(validate(query)), "a question that was let through is valid");
    require(query.range.to == 0 || query.range.from < query.range.to, "its range is not empty");
    for (const DimensionFilter &filter : query.filters)
        require(dimensionNames().contains(filter.dimension), "its filters name dimensions");
}

StatsTexts textsOf(const Exchange &exchange)
{
    StatsTexts texts;
    texts.from = exchange.queryValue("from");
    texts.to = exchange.queryValue("to");
    texts.timezone = exchange.queryValue("timezone");
    texts.granularity = exchange.queryValue("granularity");
    texts.by = exchange.queryValue("by");
    texts.limit = exchange.queryValue("limit");
    texts.compare = exchange.queryValue("compare");
    texts.compareFrom = exchange.queryValue("compare_from");
    texts.compareTo = exchange.queryValue("compare_to");
    texts.includesBots = exchange.queryValue("include_bots");
    texts.metrics = exchange.queryValues("metric");
    texts.filters = exchange.queryValues("filter");
    return texts;
}

void checkNative(const Exchange &exchange, const Site &site)
{
    const StatsTexts texts = textsOf(exchange);
    for (const StatsDocument document :
         {StatsDocument::Totals, StatsDocument::Series, StatsDocument::Breakdown}) {
        const Result<StatsRequest> request = statsRequestOf(document, site, texts, kNow);
        if (request)
            requireSound(request->query);
        else
            require(!request.error().code.isEmpty() && !request.error().message.isEmpty(),
                    "a refusal says why");
    }
    const Result<VisitsQuery> visits = visitsQueryOf(site, texts, exchange.queryValue("cursor"));
    require(!visits || (visits->limit >= 1 && visits->limit <= 200), "a page of visits is bounded");
}

void checkForeign(const Exchange &exchange, const Site &site)
{
    if (const Result<SparklyticsQuestion> question = sparklyticsQuestionOf(exchange, site, kNow)) {
        require(question->days() >= 1, "a range has a day");
        require(question->comparison.first <= question->comparison.last, "so has the compared one");
        // Whether a series of it has too many buckets is asked later.
        requireSound(question->query(true));
    } else {
        require(question.error().code == QLatin1StringView("validation_error"), "one code for all of them");
    }
    if (const Result<StatsQuery> query = tsAnalyticsQueryOf(exchange, site, kNow))
        requireSound(*query);
    const Link link {QStringLiteral("go"), QStringLiteral("https://e.com/"), site.id, QString()};
    if (const Result<StatsQuery> query = clicksQueryOf(exchange, link, &site, kNow))
        requireSound(*query);
}

} // namespace

// First line: the query of a URL; the rest: a goal.
// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    const QByteArray input = viewOf(data, size).toByteArray();
    const qsizetype line = input.indexOf('\n');
    Exchange exchange;
    exchange.request.query = line < 0 ? input : input.first(line);
    Site site;
    site.id = QStringLiteral("s");
    site.timezone = QStringLiteral("Europe/Warsaw");
    checkNative(exchange, site);
    checkForeign(exchange, site);
    visitIdOf(QString::fromUtf8(exchange.request.query));

    const ParsedGoal goal = sparklyticsGoalOf(line < 0 ? QByteArray() : input.sliced(line + 1), Goal(), {});
    if (const Goal *parsed = std::get_if<Goal>(&goal)) {
        require(!parsed->name.isEmpty() && parsed->name.size() <= 100, "a goal has a name");
        require(!parsed->pattern.isEmpty() && parsed->pattern.size() <= 500, "a goal has a pattern");
        require(qIsFinite(parsed->fixedValue) && parsed->fixedValue >= 0, "a goal is worth a number");
    }
    return 0;
}
