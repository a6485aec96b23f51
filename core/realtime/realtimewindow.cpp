// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/realtime/realtimewindow.h"

#include "core/types/touch.h"
#include "core/types/visitrule.h"

#include <QSet>

#include <algorithm>

namespace {

/// A gap of this length ends a visit.
constexpr Micros kSpan = RealtimeWindow::kMinutes * kMicrosPerMinute;
constexpr qsizetype kRankedRows = 100;
constexpr Micros kRateSpan = 10 * kMicrosPerSecond;

QString placeLabel(const Hit &hit)
{
    if (!hit.isLocalNetwork() || !hit.place.country.isEmpty())
        return hit.place.country;
    return hit.place.city.isEmpty() ? QStringLiteral("local") : hit.place.city; // a network with a name
}

/// Kinds that attach to a visit but say nothing about presence.
bool showsPresence(HitKind kind)
{
    return kind != HitKind::Vitals && kind != HitKind::Error && kind != HitKind::Identify;
}

} // namespace

void RealtimeWindow::add(const Hit &hit, Micros now, bool countsBots)
{
    if (m_latest > now + kAhead)
        forgetAhead(now);
    if (hit.receivedAt <= now - kSpan || hit.receivedAt > now + kAhead)
        return;
    if (m_latest > hit.receivedAt + kAhead)
        forgetAhead(hit.receivedAt); // read from storage: the clock was set back before this one came
    m_latest = std::max(m_latest, hit.receivedAt); // at most kAhead more
    expire(now);
    if (hit.bot.isBot && !countsBots) {
        if (hit.bot.category == QLatin1StringView("burst"))
            addBurst(hit);
        return;
    }
    compactTexts();

    const bool isPageview = hit.kind == HitKind::Pageview;
    const int page = isPageview ? intern(hit.path()) : HitCounts::kNoPage;
    m_counts.add(m_latest, page);

    m_recent.push_back(hit);
    if (m_recent.size() > kRecent)
        m_recent.pop_front();

    // An anonymous hit counts as a hit, but adds no visitor.
    if (!showsPresence(hit.kind) || hit.visitor == 0)
        return;
    const int index = visitorIndex(hit.visitor);
    Visitor &visitor = m_visitors[static_cast<std::size_t>(index)];
    if (isPageview) {
        visitor.lastPageview = m_latest;
        visitor.page = page;
    }
    // Where the visit came from: its first touch, as questions about the past count it.
    if (!isSameVisit(m_latest - visitor.lastSeen))
        visitor.hasTouch = false;
    if (!visitor.hasTouch) {
        const std::optional<Touch> touch = touchOf(hit);
        visitor.hasTouch = touch.has_value();
        visitor.referrer = intern(touch ? touch->source : QString());
    }
    visitor.place = intern(placeLabel(hit));
    touch(index, m_latest);
}

void RealtimeWindow::addBurst(const Hit &hit)
{
    m_bursts.add(m_latest, HitCounts::kNoPage);
    if (m_burstVisitors.size() < kMaxBursts || m_burstVisitors.contains(hit.visitor))
        m_burstVisitors.insert(hit.visitor, m_latest);
    else
        m_burstVisitorsCutAt = m_latest;
}

qint64 RealtimeWindow::activeVisitors(int minutes, Micros now) const
{
    const Micros from = now - std::clamp(minutes, 1, kMinutes) * kMicrosPerMinute;
    qint64 count = 0;
    for (int i = m_newest; i >= 0 && m_visitors[static_cast<std::size_t>(i)].lastSeen > from;
         i = m_visitors[static_cast<std::size_t>(i)].older)
        count += m_visitors[static_cast<std::size_t>(i)].lastSeen <= now + kAhead ? 1 : 0;
    return count;
}

RealtimeSnapshot RealtimeWindow::snapshot(int minutes, Micros now) const
{
    RealtimeSnapshot snapshot;
    snapshot.minutes = std::clamp(minutes, 1, kMinutes);
    // Where so many hits came that only sums of them are known, the window begins, and ends, a moment later.
    const Micros span = snapshot.minutes * kMicrosPerMinute;
    const Micros from = m_bursts.edge(m_counts.edge(now - span));
    snapshot.asOf = from + span;
    const Micros to = now + kAhead;

    std::vector<int> pages(m_texts.size());
    std::vector<int> referrers(m_texts.size());
    std::vector<int> places(m_texts.size());
    const auto bump = [&snapshot](std::vector<int> &counts, int text) {
        if (text >= 0)
            ++counts[static_cast<std::size_t>(text)];
        else if (text == HitCounts::kOtherPage)
            snapshot.listsAtLeast = true;
    };
    for (int i = m_newest; i >= 0;) {
        const Visitor &visitor = m_visitors[static_cast<std::size_t>(i)];
        if (visitor.lastSeen <= from)
            break;
        i = visitor.older;
        if (visitor.lastSeen > to)
            continue;
        ++snapshot.activeVisitors;
        snapshot.viewingPages += visitor.lastPageview > from ? 1 : 0;
        bump(pages, visitor.page);
        bump(referrers, visitor.referrer);
        bump(places, visitor.place);
    }
    snapshot.visitorsAtLeast = m_visitorsCutAt > from;
    snapshot.listsAtLeast = snapshot.listsAtLeast || snapshot.visitorsAtLeast;
    snapshot.activePages = rankedPages(pages, &snapshot.activePagesTotal);
    snapshot.referrers = ranked(referrers, &snapshot.referrersTotal);
    snapshot.places = ranked(places, &snapshot.placesTotal);

    const HitCounts::Totals totals = m_counts.between(from, to);
    snapshot.hits = totals.hits;
    snapshot.pageviews = totals.pageviews;
    snapshot.hitsPerSecond = static_cast<double>(m_counts.between(m_counts.edge(now - kRateSpan), to).hits)
        / (static_cast<double>(kRateSpan) / static_cast<double>(kMicrosPerSecond));
    snapshot.lastHitAt = std::max<Micros>(0, m_counts.lastAt(to));

    snapshot.burstHits = m_bursts.between(from, to).hits;
    snapshot.burstVisitors = std::ranges::count_if(m_burstVisitors,
                                                   [&](Micros seen) { return seen > from && seen <= to; });
    snapshot.burstVisitorsAtLeast = m_burstVisitorsCutAt > from;

    const qint64 currentMinute = snapshot.asOf / kMicrosPerMinute;
    for (qint64 minute = currentMinute - snapshot.minutes; minute <= currentMinute; ++minute)
        snapshot.perMinute.append(m_counts.inMinute(minute));
    for (auto hit = m_recent.rbegin(); hit != m_recent.rend() && hit->receivedAt > from; ++hit) {
        if (hit->receivedAt <= to)
            snapshot.recent.append(*hit);
    }
    return snapshot;
}

QList<RealtimeSnapshot::Count> RealtimeWindow::topPages(int minutes, Micros now, bool *isAtLeast) const
{
    std::vector<int> counts(m_texts.size());
    const Micros from = m_counts.edge(now - std::clamp(minutes, 1, kMinutes) * kMicrosPerMinute);
    const bool isWhole = m_counts.countPages(from, now + kAhead, counts);
    if (isAtLeast)
        *isAtLeast = !isWhole;
    qint64 total = 0;
    return rankedPages(counts, &total);
}

QList<RealtimeSnapshot::Count> RealtimeWindow::ranked(const std::vector<int> &counts, qint64 *total) const
{
    QList<RealtimeSnapshot::Count> rows;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0)
            rows.append({m_texts[i], counts[i]});
    }
    *total = rows.size();
    return mostFirst(std::move(rows));
}

QList<RealtimeSnapshot::Count> RealtimeWindow::rankedPages(const std::vector<int> &counts,
                                                           qint64 *total) const
{
    if (m_pages.isNone())
        return ranked(counts, total);
    // A visitor is on one page, a view is of one page: what is joined adds up.
    QHash<QString, int> joined;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0)
            joined[m_pages.of(m_texts[i])] += counts[i];
    }
    QList<RealtimeSnapshot::Count> rows;
    for (auto page = joined.constBegin(); page != joined.constEnd(); ++page)
        rows.append({page.key(), *page});
    *total = rows.size();
    return mostFirst(std::move(rows));
}

QList<RealtimeSnapshot::Count> RealtimeWindow::mostFirst(QList<RealtimeSnapshot::Count> rows)
{
    const auto before = [](const RealtimeSnapshot::Count &a, const RealtimeSnapshot::Count &b) {
        return a.visitors != b.visitors ? a.visitors > b.visitors : a.label < b.label;
    };
    const qsizetype shown = std::min(rows.size(), kRankedRows);
    std::ranges::partial_sort(rows, rows.begin() + shown, before);
    rows.resize(shown);
    return rows;
}

int RealtimeWindow::intern(const QString &text)
{
    if (const auto known = m_textIndex.constFind(text); known != m_textIndex.constEnd())
        return *known;
    if (m_textIndex.size() >= kMaxTexts || m_textChars + text.size() > kMaxTextChars)
        return HitCounts::kOtherPage;
    const int index = static_cast<int>(m_texts.size());
    m_texts.push_back(text);
    m_textIndex.insert(text, index);
    m_textChars += text.size();
    return index;
}

void RealtimeWindow::compactTexts()
{
    const bool isCrowded = m_textIndex.size() >= kMaxTexts / 4 * 3 || m_textChars >= kMaxTextChars / 4 * 3;
    if (!isCrowded || m_latest < m_compactAfter)
        return;
    m_compactAfter = m_latest + kMicrosPerMinute; // they may all be in use
    // Drop the texts that nothing of the window refers to any more.
    std::vector<QString> old;
    old.swap(m_texts);
    m_textIndex.clear();
    m_textChars = 0;
    const auto moved = [&](int text) {
        return text >= 0 ? intern(old[static_cast<std::size_t>(text)]) : text;
    };
    for (int i = m_newest; i >= 0; i = m_visitors[static_cast<std::size_t>(i)].older) {
        Visitor &visitor = m_visitors[static_cast<std::size_t>(i)];
        visitor.page = moved(visitor.page);
        visitor.referrer = moved(visitor.referrer);
        visitor.place = moved(visitor.place);
    }
    m_counts.renumber(moved);
}

int RealtimeWindow::visitorIndex(quint64 id)
{
    if (const auto known = m_index.constFind(id); known != m_index.constEnd())
        return *known;
    if (m_index.size() >= kMaxVisitors) {
        m_visitorsCutAt = m_visitors[static_cast<std::size_t>(m_oldest)].lastSeen;
        unlink(m_oldest);
    }
    int index = 0;
    if (m_free.empty()) {
        index = static_cast<int>(m_visitors.size());
        m_visitors.emplace_back();
    } else {
        index = m_free.back();
        m_free.pop_back();
    }
    m_visitors[static_cast<std::size_t>(index)] = {};
    m_visitors[static_cast<std::size_t>(index)].id = id;
    m_index.insert(id, index);
    return index;
}

void RealtimeWindow::touch(int index, Micros time)
{
    Visitor &visitor = m_visitors[static_cast<std::size_t>(index)];
    visitor.lastSeen = time;
    if (m_newest == index)
        return;
    if (visitor.newer >= 0)
        m_visitors[static_cast<std::size_t>(visitor.newer)].older = visitor.older;
    if (visitor.older >= 0)
        m_visitors[static_cast<std::size_t>(visitor.older)].newer = visitor.newer;
    if (m_oldest == index)
        m_oldest = visitor.newer;
    visitor.newer = -1;
    visitor.older = m_newest;
    if (m_newest >= 0)
        m_visitors[static_cast<std::size_t>(m_newest)].newer = index;
    m_newest = index;
    if (m_oldest < 0)
        m_oldest = index;
}

void RealtimeWindow::unlink(int index)
{
    if (index < 0)
        return;
    const Visitor &visitor = m_visitors[static_cast<std::size_t>(index)];
    if (visitor.newer >= 0)
        m_visitors[static_cast<std::size_t>(visitor.newer)].older = visitor.older;
    else
        m_newest = visitor.older;
    if (visitor.older >= 0)
        m_visitors[static_cast<std::size_t>(visitor.older)].newer = visitor.newer;
    else
        m_oldest = visitor.newer;
    m_index.remove(visitor.id);
    m_free.push_back(index);
}

/// Takes back what was counted under a clock that was set back since.
void RealtimeWindow::forgetAhead(Micros now)
{
    const Micros to = now + kAhead;
    m_counts.forgetAfter(to);
    m_bursts.forgetAfter(to);
    while (m_newest >= 0 && m_visitors[static_cast<std::size_t>(m_newest)].lastSeen > to)
        unlink(m_newest);
    m_burstVisitors.removeIf([to](const auto &entry) { return entry.value() > to; });
    std::erase_if(m_recent, [to](const Hit &hit) { return hit.receivedAt > to; });
    m_latest = std::max(m_counts.lastAt(to), m_bursts.lastAt(to));
    if (m_newest >= 0)
        m_latest = std::max(m_latest, m_visitors[static_cast<std::size_t>(m_newest)].lastSeen);
    for (Micros *time : {&m_visitorsCutAt, &m_burstVisitorsCutAt, &m_compactAfter})
        *time = std::min(*time, to);
    m_expiredAt = kLongAgo;
}

void RealtimeWindow::expire(Micros now)
{
    while (m_oldest >= 0 && m_visitors[static_cast<std::size_t>(m_oldest)].lastSeen <= now - kSpan)
        unlink(m_oldest);
    if (now - m_expiredAt < kMicrosPerMinute)
        return;
    m_expiredAt = now;
    m_counts.expire(now);
    m_bursts.expire(now);
    m_burstVisitors.removeIf([now](const auto &entry) { return entry.value() <= now - kSpan; });
}
