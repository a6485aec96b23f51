// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakelivesource.h"

#include <algorithm>
#include <utility>

FakeLiveSource::FakeLiveSource(SignalBus &bus, const Clock &clock) : m_bus(bus), m_clock(clock)
{
    collector.phase = CollectorState::Phase::Listening;
    collector.url = QStringLiteral("http://127.0.0.1:8787");
}

Hit FakeLiveSource::pageview(const QString &site, const QString &path, quint64 visitor)
{
    Hit hit;
    hit.site = site;
    hit.url = QStringLiteral("https://example.com") + path;
    hit.visitor = visitor;
    hit.place = {QStringLiteral("IN"), {}, QStringLiteral("Mumbai")};
    hit.client = {QStringLiteral("Mobile"), QStringLiteral("iOS"), {}, QStringLiteral("Safari"), {}};
    hit.referrer = QStringLiteral("https://www.instagram.com/p");
    return hit;
}

void FakeLiveSource::commitSilently(QList<Hit> hits)
{
    for (Hit &hit : hits) {
        hit.seq = hit.seq != 0 ? hit.seq : store.lastSeq + 1;
        hit.receivedAt = hit.receivedAt != 0 ? hit.receivedAt : m_clock.now();
        hit.eventAt = hit.eventAt != 0 ? hit.eventAt : hit.receivedAt;
        store.lastSeq = hit.seq;
        store.lastHitAt = hit.receivedAt;
    }
    store.totals.received += hits.size();
    store.totals.stored += hits.size();
    stored += hits;
}

void FakeLiveSource::commit(QList<Hit> hits)
{
    const qsizetype count = hits.size();
    commitSilently(std::move(hits));
    Q_EMIT m_bus.hitsCommitted({stored.last(count), m_clock.now(), 600});
    Q_EMIT m_bus.storeStateChanged(store);
}

void FakeLiveSource::reject(QList<Rejection> rejections)
{
    for (Rejection &rejection : rejections) {
        rejection.id = (rejected.isEmpty() ? 0 : rejected.constLast().id) + 1;
        rejection.time = rejection.time != 0 ? rejection.time : m_clock.now();
        rejected.append(rejection);
        store.totals.received += rejection.count;
        (rejection.outcome == Rejection::Outcome::Refused ? store.totals.refused
                                                          : store.totals.rejected) += rejection.count;
    }
    Q_EMIT m_bus.hitsRejected(rejected.last(rejections.size()));
    Q_EMIT m_bus.storeStateChanged(store);
}

RealtimeSnapshot FakeLiveSource::realtime(const QString &, int minutes) const
{
    RealtimeSnapshot now = snapshot;
    now.asOf = m_clock.now();
    now.minutes = minutes;
    now.lastHitAt = store.lastHitAt;
    while (now.perMinute.size() < minutes + 1)
        now.perMinute.prepend(0);
    now.perMinute = now.perMinute.last(minutes + 1);
    return now;
}

QueryId FakeLiveSource::requestHits(const HitFilter &filter, qint64 before, int limit)
{
    ++hitRequests;
    return later(
        [this, filter, before, limit](QueryId id) { Q_EMIT hitsReady(id, page(filter, before, limit)); });
}

QueryId FakeLiveSource::requestIndex(const QString &site)
{
    return later([this, site](QueryId id) { Q_EMIT indexReady(id, index(site)); });
}

QueryId FakeLiveSource::requestRejections(qint64 before, int limit)
{
    return later([this, before, limit](QueryId id) {
        QList<Rejection> rows;
        bool atEnd = true;
        for (qsizetype i = rejected.size() - 1; i >= 0; --i) {
            if (before != 0 && rejected.at(i).id >= before)
                continue;
            if (rows.size() == limit) {
                atEnd = false;
                break;
            }
            rows.append(rejected.at(i));
        }
        Q_EMIT rejectionsReady(id, rows, atEnd);
    });
}

QueryId FakeLiveSource::requestPeak(const QString &, int)
{
    return later([this](QueryId id) { Q_EMIT peakReady(id, peak, m_clock.now() - 2 * kMicrosPerDay); });
}

QueryId FakeLiveSource::requestExport(const HitFilter &filter, const QString &fileName)
{
    exported.append(filter);
    return later([this, filter, fileName](QueryId id) {
        const qint64 rows = std::ranges::count_if(stored,
                                                  [&](const Hit &hit) { return filter.matches(hit); });
        Q_EMIT exportProgress(id, rows / 2, stored.size() / 2, stored.size());
        Q_EMIT exportFinished(id, rows, fileName);
    });
}

QByteArray FakeLiveSource::toCsv(const QList<Hit> &hits) const
{
    QByteArray csv("seq,url\r\n");
    for (const Hit &hit : hits)
        csv += QByteArray::number(hit.seq) + ',' + hit.url.toUtf8() + "\r\n";
    return csv;
}

QueryId FakeLiveSource::updateSite(const Site &site)
{
    return later([this, site](QueryId) {
        std::ranges::replace_if(
            siteList, [&site](const Site &other) { return other.id == site.id; }, site);
        Q_EMIT m_bus.sitesChanged(siteList);
    });
}

QueryId FakeLiveSource::requestVerdicts(const QString &site)
{
    judgedSites.append(site);
    return later([this](QueryId id) {
        BotRebuildReport report;
        report.judged = report.total = stored.size();
        report.nowHumans = 1;
        Q_EMIT m_bus.verdictsChanged();
        Q_EMIT verdictsReady(id, report);
    });
}

QueryId FakeLiveSource::createSite(const Site &site)
{
    return later([this, site](QueryId) {
        siteList.append(site);
        Q_EMIT m_bus.sitesChanged(siteList);
    });
}

void FakeLiveSource::answerAll()
{
    for (qsizetype left = m_pending.size(); left > 0; --left)
        answerNext();
}

QueryId FakeLiveSource::later(std::function<void(QueryId)> answer)
{
    const QueryId id = ++m_lastId;
    if (!failNext.isEmpty()) {
        const Error error {QStringLiteral("query_failed"), std::exchange(failNext, {})};
        answer = [this, error](QueryId failed) { Q_EMIT queryFailed(failed, error); };
    }
    m_pending.enqueue({id, std::move(answer)});
    if (!manual)
        QMetaObject::invokeMethod(this, &FakeLiveSource::answerNext, Qt::QueuedConnection);
    return id;
}

void FakeLiveSource::answerNext()
{
    if (m_pending.isEmpty())
        return;
    const auto [id, answer] = m_pending.dequeue();
    if (!m_cancelled.remove(id))
        answer(id);
}

HitPage FakeLiveSource::page(const HitFilter &filter, qint64 before, int limit) const
{
    HitPage result;
    auto it = before == 0
        ? stored.crbegin()
        : std::make_reverse_iterator(std::ranges::lower_bound(stored, before, {}, &Hit::seq));
    int scanned = 0;
    for (; it != stored.crend() && scanned < scanLimit && result.hits.size() < limit; ++it, ++scanned) {
        result.scannedTo = it->seq;
        if (filter.matches(*it))
            result.hits.append(*it);
    }
    result.atEnd = it == stored.crend();
    return result;
}

HitIndex FakeLiveSource::index(const QString &site) const
{
    constexpr qint64 kBlock = 1000;
    HitIndex result;
    for (const Hit &hit : stored) {
        if (!site.isEmpty() && hit.site != site)
            continue;
        if (result.blocks.isEmpty() || result.blocks.constLast().hits >= kBlock)
            result.blocks.append({hit.seq, hit.seq, 0, 0});
        result.blocks.last().lastSeq = hit.seq;
        ++result.blocks.last().hits;
        ++result.total;
        result.blocks.last().humans += hit.bot.isBot ? 0 : 1;
        result.humans += hit.bot.isBot ? 0 : 1;
    }
    return result;
}
