// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/statsshrinker.h"

#include "tests/support/randomhits.h"

#include <algorithm>

namespace {

using Fails = std::function<bool(const StatsCase &)>;

/// Questions with one thing less.
QList<StatsQuery> smallerQueries(const StatsQuery &query)
{
    QList<StatsQuery> smaller;
    const auto add = [&smaller, &query](const std::function<void(StatsQuery &)> &change) {
        StatsQuery copy = query;
        change(copy);
        if (!(copy == query))
            smaller.append(copy);
    };
    add([](StatsQuery &q) { q.comparison.reset(); });
    add([](StatsQuery &q) { q.granularity.reset(); });
    add([](StatsQuery &q) { q.wantsWeekHours = false; });
    add([](StatsQuery &q) { q.wantsMedian = false; });
    add([](StatsQuery &q) { q.wantsTotals = false; });
    add([](StatsQuery &q) { q.breakdowns.clear(); });
    add([](StatsQuery &q) { q.goals.clear(); });
    add([](StatsQuery &q) { q.filters.clear(); });
    add([](StatsQuery &q) { q.link.clear(); });
    if (!query.granularity)
        add([](StatsQuery &q) { q.range = {}; });
    add([](StatsQuery &q) { q.timezone = QStringLiteral("UTC"); });
    for (qsizetype i = 0; i < query.filters.size(); ++i)
        add([i](StatsQuery &q) { q.filters.removeAt(i); });
    for (qsizetype i = 0; i < query.goals.size(); ++i)
        add([i](StatsQuery &q) { q.goals.removeAt(i); });
    for (qsizetype i = 0; i < query.breakdowns.size(); ++i) {
        add([i](StatsQuery &q) { q.breakdowns.removeAt(i); });
        add([i](StatsQuery &q) { q.breakdowns[i].search.clear(); });
        add([i](StatsQuery &q) { q.breakdowns[i].limit = 0; });
        add([i](StatsQuery &q) { q.breakdowns[i].offset = 0; });
        add([i](StatsQuery &q) { q.breakdowns[i].leavesOutMissing = false; });
        add([i](StatsQuery &q) { q.breakdowns[i].splitsCurrencies = false; });
        add([i](StatsQuery &q) { q.breakdowns[i].metrics = q.breakdowns[i].orderBy; });
    }
    return smaller;
}

void number(QList<Hit> *hits)
{
    qint64 seq = 0;
    for (Hit &hit : *hits)
        hit.seq = ++seq;
}

class Shrinker
{
public:
    Shrinker(StatsCase failed, const Fails &fails, int tries) :
        m_case(std::move(failed)), m_fails(fails), m_triesLeft(tries)
    {
    }

    StatsCase run()
    {
        while (shrinkQuery() || shrinkHits() || clearFields()) { }
        return m_case;
    }

private:
    bool take(StatsCase smaller)
    {
        if (m_triesLeft <= 0)
            return false;
        number(&smaller.hits);
        if (smaller.hits.isEmpty() || !brokenContract(smaller.hits).isEmpty())
            return false;
        --m_triesLeft;
        if (!m_fails(smaller))
            return false;
        m_case = std::move(smaller);
        return true;
    }

    bool shrinkQuery()
    {
        bool any = false;
        for (bool again = true; again;) {
            again = false;
            for (const StatsQuery &query : smallerQueries(m_case.query)) {
                if (take({m_case.hits, query})) {
                    any = again = true;
                    break;
                }
            }
        }
        return any;
    }

    /// Leaves out runs of hits, ever shorter ones.
    bool shrinkHits()
    {
        const qsizetype before = m_case.hits.size();
        for (qsizetype length = std::max<qsizetype>(1, before / 2);; length /= 2) {
            for (qsizetype from = 0; from < m_case.hits.size();) {
                StatsCase smaller = m_case;
                smaller.hits.remove(from, std::min(length, m_case.hits.size() - from));
                if (!take(smaller))
                    from += length;
            }
            if (length <= 1)
                break;
        }
        return m_case.hits.size() < before;
    }

    bool clearFields()
    {
        static const QList<std::function<void(Hit &)>> kFields {
            [](Hit &hit) { hit.client = {}; },
            [](Hit &hit) { hit.place = {}; },
            [](Hit &hit) { hit.campaign = {}; },
            [](Hit &hit) { hit.title.clear(); },
            [](Hit &hit) { hit.referrer.clear(); },
            [](Hit &hit) { hit.source.clear(); },
            [](Hit &hit) { hit.channel.clear(); },
            [](Hit &hit) { hit.event.clear(); },
            [](Hit &hit) { hit.link.clear(); },
            [](Hit &hit) { hit.props.clear(); },
            [](Hit &hit) { hit.screen.clear(); },
            [](Hit &hit) { hit.language.clear(); },
            [](Hit &hit) { hit.url = QStringLiteral("/"); },
            [](Hit &hit) {
                hit.hasValue = false;
                hit.value = 0;
            },
            [](Hit &hit) { hit.kind = HitKind::Pageview; },
            [](Hit &hit) { hit.bot = {}; },
        };
        bool any = false;
        for (const auto &clear : kFields) {
            StatsCase smaller = m_case;
            for (Hit &hit : smaller.hits)
                clear(hit);
            if (smaller.hits != m_case.hits)
                any = take(smaller) || any;
        }
        return any;
    }

    StatsCase m_case;
    const Fails &m_fails;
    int m_triesLeft;
};

} // namespace

StatsCase shrink(StatsCase failed, const Fails &fails, int tries)
{
    return Shrinker(std::move(failed), fails, tries).run();
}
