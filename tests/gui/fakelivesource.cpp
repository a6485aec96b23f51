// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakelivesource.h"

#include <algorithm>
#include <utility>

FakeLiveSource::FakeLiveSource(SignalBus &bus, const Clock &clock) :
    links(queue, bus), m_bus(bus), m_clock(clock)
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

Asking FakeLiveSource::hits(const HitFilter &filter, qint64 before, int limit, const AskContext &who,
                            Answer<HitPage> answer)
{
    ++hitRequests;
    return queue.ask<HitPage>(who, std::move(answer), [=, this] { return pageOf(filter, before, limit); });
}

Asking FakeLiveSource::index(const QString &site, const AskContext &who, Answer<HitIndex> answer)
{
    return queue.ask<HitIndex>(who, std::move(answer), [this, site] { return indexOf(site); });
}

Asking FakeLiveSource::rejections(qint64 before, int limit, const AskContext &who,
                                  Answer<RejectionPage> answer)
{
    return queue.ask<RejectionPage>(who, std::move(answer), [this, before, limit] {
        RejectionPage page {{}, true};
        for (qsizetype i = rejected.size() - 1; i >= 0 && page.atEnd; --i) {
            if (before != 0 && rejected.at(i).id >= before)
                continue;
            page.atEnd = page.rows.size() < limit;
            if (page.atEnd)
                page.rows.append(rejected.at(i));
        }
        return page;
    });
}

Asking FakeLiveSource::peak(const QString &, int, const AskContext &who, Answer<VisitorPeak> answer)
{
    return queue.ask<VisitorPeak>(who, std::move(answer), [this] {
        return VisitorPeak {peakVisitors, m_clock.now() - 2 * kMicrosPerDay};
    });
}

Asking FakeLiveSource::exportHits(const HitFilter &filter, const QString &, const AskContext &who,
                                  Progress<ExportProgress> progress, Answer<qint64> answer)
{
    exported.append(filter);
    return queue.ask<qint64>(who, std::move(answer), [this, filter, progress] {
        const qint64 rows = std::ranges::count_if(stored,
                                                  [&](const Hit &hit) { return filter.matches(hit); });
        progress({rows / 2, stored.size() / 2, stored.size()});
        return rows;
    });
}

Asking FakeLiveSource::judge(const QString &site, const AskContext &who, Progress<BotRebuildReport>,
                             Answer<BotRebuildReport> answer)
{
    judgedSites.append(site);
    return queue.ask<BotRebuildReport>(who, std::move(answer), [this] {
        BotRebuildReport report;
        report.judged = report.total = stored.size();
        report.nowHumans = 1;
        Q_EMIT m_bus.verdictsChanged();
        return report;
    });
}

Asking FakeLiveSource::createSite(const Site &site, const AskContext &who, Answer<void> answer)
{
    return queue.write<void>(who, std::move(answer), [this, site]() -> Result<void> {
        siteList.append(site);
        Q_EMIT m_bus.sitesChanged(siteList);
        return {};
    });
}

Asking FakeLiveSource::updateSite(const Site &site, const AskContext &who, Answer<void> answer)
{
    return queue.write<void>(who, std::move(answer), [this, site]() -> Result<void> {
        std::ranges::replace_if(
            siteList, [&site](const Site &other) { return other.id == site.id; }, site);
        Q_EMIT m_bus.sitesChanged(siteList);
        return {};
    });
}

Asking FakeLiveSource::setAccess(const CollectorAccess &wanted, const AskContext &who, Answer<void> answer)
{
    return queue.write<void>(who, std::move(answer), [this, wanted]() -> Result<void> {
        access = wanted;
        return {};
    });
}

Asking FakeLiveSource::localAddresses(const AskContext &who, Answer<QList<LocalAddress>> answer)
{
    return queue.ask<QList<LocalAddress>>(who, std::move(answer), [this] { return addresses; });
}

Asking FakeLiveSource::observe(const AskContext &who, Answer<Observations> answer)
{
    return queue.ask<Observations>(who, std::move(answer), [this] { return observations; });
}

Asking FakeLiveSource::sizes(const AskContext &who, Answer<StoreSizes> answer)
{
    return queue.ask<StoreSizes>(who, std::move(answer), [this] { return storeSizes; });
}

Asking FakeLiveSource::backUp(const QString &fileName, const AskContext &who, Answer<qint64> answer)
{
    return queue.write<qint64>(who, std::move(answer), [this, fileName] {
        copies.append(fileName);
        return storeSizes.bytes();
    });
}

Asking FakeLiveSource::setFullDurability(bool on, const AskContext &who, Answer<void> answer)
{
    return queue.write<void>(who, std::move(answer), [this, on]() -> Result<void> {
        store.fullDurability = on;
        return {};
    });
}

Asking FakeLiveSource::tokens(const AskContext &who, Answer<QList<Token>> answer)
{
    return queue.ask<QList<Token>>(who, std::move(answer), [this] { return tokenList; });
}

Asking FakeLiveSource::addToken(const Token &token, const AskContext &who, Answer<QByteArray> answer)
{
    return queue.write<QByteArray>(who, std::move(answer), [this, token]() -> Result<QByteArray> {
        tokenList.append(token);
        tokenList.last().madeAt = m_clock.now();
        return QByteArray("secret-of-" + token.name.toUtf8());
    });
}

Asking FakeLiveSource::putBackToken(const Token &token, const AskContext &who, Answer<void> answer)
{
    return queue.write<void>(who, std::move(answer), [this, token]() -> Result<void> {
        tokenList.append(token);
        return {};
    });
}

Asking FakeLiveSource::removeToken(const QString &name, const AskContext &who, Answer<void> answer)
{
    return queue.write<void>(who, std::move(answer), [this, name]() -> Result<void> {
        tokenList.removeIf([&name](const Token &token) { return token.name == name; });
        return {};
    });
}

HitPage FakeLiveSource::pageOf(const HitFilter &filter, qint64 before, int limit) const
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

HitIndex FakeLiveSource::indexOf(const QString &site) const
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
