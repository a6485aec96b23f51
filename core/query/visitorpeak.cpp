// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/visitorpeak.h"

#include <QHash>

#include <deque>

namespace {
constexpr qint64 kPeakRows = 2'000'000;
/// Times of requests that came at once may cross by so much; more, and the clock was set back.
constexpr Micros kNoStep = 2 * kMicrosPerSecond;
} // namespace

Result<VisitorPeak> findPeak(const Database &database, const QString &site, Micros from, Micros to,
                             int minutes, bool countsBots)
{
    const Micros span = minutes * kMicrosPerMinute;
    VisitorPeak peak;
    Statement rows = database.prepare(
        "SELECT received, visitor FROM hit WHERE seq > (SELECT MAX(seq) FROM hit) - ?1 AND received > ?2"
        " AND received <= ?5"
        " AND visitor <> 0 AND (bot IS NULL OR ?4) AND (?3 = '' OR site = (SELECT num FROM site WHERE id = ?3)) ORDER BY seq");
    rows.bind(1, kPeakRows);
    rows.bind(2, from);
    rows.bind(3, QStringView(site));
    rows.bind(4, qint64(countsBots));
    rows.bind(5, to);
    QHash<qint64, Micros> lastSeen;
    std::deque<std::pair<Micros, qint64>> window;
    Statement::Step step = rows.step();
    for (; step == Statement::Step::Row; step = rows.step()) {
        const Micros time = rows.integer(0);
        const qint64 visitor = rows.integer(1);
        if (!window.empty() && time < window.back().first - kNoStep) {
            window.clear();
            lastSeen.clear();
        }
        while (!window.empty() && window.front().first <= time - span) {
            const auto [seen, who] = window.front();
            window.pop_front();
            if (const auto last = lastSeen.constFind(who); last != lastSeen.constEnd() && *last == seen)
                lastSeen.erase(last);
        }
        lastSeen.insert(visitor, time);
        window.emplace_back(time, visitor);
        if (lastSeen.size() > peak.visitors)
            peak = {lastSeen.size(), time};
    }
    if (step == Statement::Step::Failed)
        return database.lastError();
    return peak;
}
