// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/signalbus.h"
#include "core/questions/livesource.h"
#include "core/types/link.h"

#include <QHash>
#include <QQueue>
#include <QSet>
#include <QStringList>

#include <functional>

/// A clock that stands still until it is told to move.
class ManualClock final : public Clock
{
public:
    Micros now() const override { return m_now; }
    void set(Micros instant) { m_now = instant; }
    void advance(Micros span) { m_now += span; }

private:
    Micros m_now = 1'772'534'723 * kMicrosPerSecond; // 2026-03-03T10:45:23Z
};

/// LiveSource in memory: commits what a test gives it, tells the bus, answers every request.
/// Answers come through the event loop, or only on answerAll() when `manual` is set. Main thread.
class FakeLiveSource final : public LiveSource
{
    Q_OBJECT

public:
    FakeLiveSource(SignalBus &bus, const Clock &clock);

    // What a test does
    void commit(QList<Hit> hits); ///< assigns sequences and times that are 0, publishes one batch
    void commitSilently(QList<Hit> hits); ///< stored, but no batch arrives
    void reject(QList<Rejection> rejections); ///< assigns ids, publishes
    void answerAll(); ///< delivers what is outstanding now
    SignalBus &bus() { return m_bus; }
    static Hit pageview(const QString &site, const QString &path, quint64 visitor);

    bool manual = false;
    int scanLimit = 4096; ///< hits looked at per request
    QString failNext; ///< message of the error that the next request gets instead of its answer
    RealtimeSnapshot snapshot; ///< what realtime() says, apart from window and instant
    StoreState store;
    CollectorState collector;
    QList<Site> siteList;
    QList<Hit> stored; ///< ascending
    QList<Rejection> rejected; ///< ascending
    QStringList testHits; ///< sites that asked for one
    QList<std::pair<QString, ConcernAnswer>> answeredConcerns;
    QStringList judgedSites; ///< whose hits were to be judged again
    QList<HitFilter> exported;
    qint64 peak = 0;
    int hitRequests = 0;

    RealtimeSnapshot realtime(const QString &site, int minutes) const override;
    QList<Site> sites() const override { return siteList; }
    QList<Link> links() const override { return {}; }
    StoreState storeState() const override { return store; }
    CollectorState collectorState() const override { return collector; }
    QueryId requestHits(const HitFilter &filter, qint64 before, int limit) override;
    QueryId requestIndex(const QString &site) override;
    QueryId requestRejections(qint64 before, int limit) override;
    QueryId requestPeak(const QString &site, int minutes) override;
    QueryId requestExport(const HitFilter &filter, const QString &fileName) override;
    void cancel(QueryId id) override { m_cancelled.insert(id); }
    QByteArray toCsv(const QList<Hit> &hits) const override;
    QueryId createSite(const Site &site) override;
    QueryId updateSite(const Site &site) override;
    QueryId requestVerdicts(const QString &site) override;
    void answerConcern(const QString &code, ConcernAnswer answer) override
    {
        answeredConcerns.append({code, answer});
    }
    void sendTestHit(const QString &site) override { testHits.append(site); }

private:
    QueryId later(std::function<void(QueryId)> answer);
    void answerNext();
    HitPage page(const HitFilter &filter, qint64 before, int limit) const;
    HitIndex index(const QString &site) const;

    SignalBus &m_bus;
    const Clock &m_clock;
    QueryId m_lastId = 0;
    QQueue<std::pair<QueryId, std::function<void(QueryId)>>> m_pending;
    QSet<QueryId> m_cancelled;
};
