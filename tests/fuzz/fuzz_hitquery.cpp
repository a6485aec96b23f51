// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/live/hitquery.h"
#include "tests/fuzz/fuzzcheck.h"

// The query of …/hits.csv.
// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, std::size_t size)
{
    Exchange exchange;
    exchange.request.query = viewOf(data, size).toByteArray();
    Site site;
    site.id = QStringLiteral("s");
    site.timezone = QStringLiteral("America/Sao_Paulo");
    const Result<HitFilter> filter = hitFilterOf(exchange, site);
    if (!filter) {
        require(!filter.error().code.isEmpty() && !filter.error().message.isEmpty(), "a refusal says why");
        return 0;
    }
    require(filter->site == site.id, "the query does not say whose hits it wants");
    Hit hit;
    hit.site = site.id;
    hit.url = QStringLiteral("https://e.com/a?b=c");
    require(filter->matches(hit) == filter->matches(hit), "a hit matches or not");
    return 0;
}
