// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/realtime/realtimewindow.h"

#include "core/types/urltext.h"

#include <QSet>

#include <algorithm>

namespace {

constexpr Micros kSpan = RealtimeWindow::kMinutes * kMicrosPerMinute;
/// Stored hits that lie further ahead were received before the machine's clock was set back.
constexpr Micros kClockStep = kMicrosPerMinute;
constexpr qsizetype kMaxTexts = 200'000;
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
    if (hit.receivedAt <= now - kSpan || hit.receivedAt > now + kClockStep)
        return;
    if (hit.bot.isBot && !countsBots) {
        if (hit.bot.category == QLatin1StringView("burst"))
            addBurst(hit);
        return;
    }
    expire(now);
    compactTexts();

    const bool isPageview = hit.kind == HitKind::Pageview;
    const int page = isPageview ? intern(hit.path()) : -1;
    m_marks.push_back({hit.receivedAt, m_pageviews, page});
    m_pageviews += isPageview ? 1 : 0;
    if (m_marks.size() > kMaxMarks)
        m_marks.pop_front();

    const qint64 minute = hit.receivedAt / kMicrosPerMinute;
    const std::size_t slot = static_cast<std::size_t>(minute % (kMinutes + 1));
    if (m_minuteOf[slot] != minute) {
        m_minuteOf[slot] = minute;
        m_perMinute[slot] = 0;
    }
    ++m_perMinute[slot];

    m_recent.push_back(hit);
    if (m_recent.size() > kRecent)
        m_recent.pop_front();

    // An anonymous hit counts as a hit; nobody is made up for it.
    if (!showsPresence(hit.kind) || hit.visitor == 0)
        return;
    const int index = visitorIndex(hit.visitor);
    Visitor &visitor = m_visitors[static_cast<std::size_t>(index)];
    if (isPageview) {
        visitor.lastPageview = hit.receivedAt;
        visitor.page = page;
    }
    // Where a visitor came from: a page of the same site is no referrer.
    const QString from = hit.origin();
    if (!from.isEmpty() && from != bareHost(hit.url))
        visitor.referrer = intern(from);
    else if (visitor.referrer < 0)
        visitor.referrer = intern(QString());
    visitor.place = intern(placeLabel(hit));
    touch(index, hit.receivedAt);
}

void RealtimeWindow::addBurst(const Hit &hit)
{
    m_bursts.emplace_back(hit.receivedAt, hit.visitor);
    while (m_bursts.size() > kMaxBursts || m_bursts.front().first <= hit.receivedAt - kSpan)
        m_bursts.pop_front();
}

qint64 RealtimeWindow::activeVisitors(int minutes, Micros now) const
{
    const Micros from = now - std::clamp(minutes, 1, kMinutes) * kMicrosPerMinute;
    qint64 count = 0;
    for (int i = m_newest; i >= 0 && m_visitors[static_cast<std::size_t>(i)].lastSeen > from;
         i = m_visitors[static_cast<std::size_t>(i)].older)
        ++count;
    return count;
}

RealtimeSnapshot RealtimeWindow::snapshot(int minutes, Micros now) const
{
    RealtimeSnapshot snapshot;
    snapshot.asOf = now;
    snapshot.minutes = std::clamp(minutes, 1, kMinutes);
    const Micros from = now - snapshot.minutes * kMicrosPerMinute;

    std::vector<int> pages(m_texts.size());
    std::vector<int> referrers(m_texts.size());
    std::vector<int> places(m_texts.size());
    const auto bump = [](std::vector<int> &counts, int text) {
        if (text >= 0)
            ++counts[static_cast<std::size_t>(text)];
    };
    for (int i = m_newest; i >= 0;) {
        const Visitor &visitor = m_visitors[static_cast<std::size_t>(i)];
        if (visitor.lastSeen <= from)
            break;
        ++snapshot.activeVisitors;
        snapshot.viewingPages += visitor.lastPageview > from ? 1 : 0;
        bump(pages, visitor.page);
        bump(referrers, visitor.referrer);
        bump(places, visitor.place);
        i = visitor.older;
    }
    snapshot.activePages = ranked(pages);
    snapshot.referrers = ranked(referrers);
    snapshot.places = ranked(places);

    const auto after = [this](Micros time) {
        return std::ranges::upper_bound(m_marks, time, {}, &Mark::time);
    };
    const auto first = after(from);
    snapshot.hits = m_marks.end() - first;
    snapshot.pageviews = first == m_marks.end() ? 0 : m_pageviews - first->pageviewsBefore;
    snapshot.hitsPerSecond = static_cast<double>(m_marks.end() - after(now - kRateSpan))
        / (static_cast<double>(kRateSpan) / static_cast<double>(kMicrosPerSecond));
    snapshot.lastHitAt = m_marks.empty() ? 0 : m_marks.back().time;

    QSet<quint64> inBurst;
    for (auto burst = m_bursts.rbegin(); burst != m_bursts.rend() && burst->first > from; ++burst) {
        ++snapshot.burstHits;
        inBurst.insert(burst->second);
    }
    snapshot.burstVisitors = inBurst.size();

    const qint64 currentMinute = now / kMicrosPerMinute;
    for (qint64 minute = currentMinute - snapshot.minutes; minute <= currentMinute; ++minute) {
        const std::size_t slot = static_cast<std::size_t>(minute % (kMinutes + 1));
        snapshot.perMinute.append(m_minuteOf[slot] == minute ? m_perMinute[slot] : 0);
    }
    for (auto hit = m_recent.rbegin(); hit != m_recent.rend() && hit->receivedAt > from; ++hit)
        snapshot.recent.append(*hit);
    return snapshot;
}

QList<RealtimeSnapshot::Count> RealtimeWindow::topPages(int minutes, Micros now) const
{
    const Micros from = now - std::clamp(minutes, 1, kMinutes) * kMicrosPerMinute;
    std::vector<int> counts(m_texts.size());
    for (auto mark = m_marks.rbegin(); mark != m_marks.rend() && mark->time > from; ++mark) {
        if (mark->page >= 0)
            ++counts[static_cast<std::size_t>(mark->page)];
    }
    return ranked(counts);
}

QList<RealtimeSnapshot::Count> RealtimeWindow::ranked(const std::vector<int> &counts) const
{
    QList<RealtimeSnapshot::Count> rows;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0)
            rows.append({m_texts[i], counts[i]});
    }
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
    const int index = static_cast<int>(m_texts.size());
    m_texts.push_back(text);
    m_textIndex.insert(text, index);
    return index;
}

void RealtimeWindow::compactTexts()
{
    if (m_textIndex.size() < kMaxTexts)
        return;
    // Rare: drop the texts that no visitor of the window refers to any more.
    std::vector<QString> old;
    old.swap(m_texts);
    m_textIndex.clear();
    const auto move = [&](int &text) {
        if (text >= 0)
            text = intern(old[static_cast<std::size_t>(text)]);
    };
    for (int i = m_newest; i >= 0; i = m_visitors[static_cast<std::size_t>(i)].older) {
        Visitor &visitor = m_visitors[static_cast<std::size_t>(i)];
        move(visitor.page);
        move(visitor.referrer);
        move(visitor.place);
    }
    for (Mark &mark : m_marks)
        move(mark.page);
}

int RealtimeWindow::visitorIndex(quint64 id)
{
    if (const auto known = m_index.constFind(id); known != m_index.constEnd())
        return *known;
    if (m_index.size() >= static_cast<qsizetype>(kMaxVisitors))
        unlink(m_oldest);
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

void RealtimeWindow::expire(Micros now)
{
    while (!m_marks.empty() && m_marks.front().time <= now - kSpan)
        m_marks.pop_front();
    while (m_oldest >= 0 && m_visitors[static_cast<std::size_t>(m_oldest)].lastSeen <= now - kSpan)
        unlink(m_oldest);
}
