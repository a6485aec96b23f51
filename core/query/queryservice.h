// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/livesource.h"
#include "core/questions/readsource.h"
#include "core/realtime/realtimeboard.h"
#include "core/rebuild/botrebuild.h"
#include "core/types/clock.h"
#include "core/types/link.h"

#include <QHash>
#include <QThread>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

class Database;
class QueryWorker;
class SignalBus;
class Storage;

/// Answers windows (LiveSource) and collector (ReadSource): now from the realtime board in the main
/// thread, the past from a worker with read-only connections. Lives in the main thread.
class QueryService final : public LiveSource, public ReadSource
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QueryService)

public:
    /// `storage` must outlive this. The board is refilled from the last hour in the background.
    QueryService(Storage &storage, SignalBus &bus, const Clock &clock, QObject *parent = nullptr);
    /// False when the system let it start no threads: nothing is answered then.
    bool isRunning() const
    {
        return m_thread.isRunning() && m_exportThread.isRunning() && m_feedThread.isRunning();
    }
    ~QueryService() override; // cancels what is under way and waits for the worker

    /// What requestVerdicts() judges by.
    void setVisitorData(const VisitorData &data);
    /// False while the board is being refilled from the last hour.
    bool isRefilled() const { return m_isRefilled; }

    RealtimeSnapshot realtime(const QString &site, int minutes) const override;
    QList<Site> sites() const override { return m_sites; }
    QList<Link> links() const override { return m_links; }
    StoreState storeState() const override;
    CollectorState collectorState() const override { return m_collectorState; }
    QueryId requestHits(const HitFilter &filter, qint64 before, int limit) override;
    QueryId requestIndex(const QString &site) override;
    QueryId requestRejections(qint64 before, int limit) override;
    QueryId requestPeak(const QString &site, int minutes) override;
    QueryId requestExport(const HitFilter &filter, const QString &fileName) override;
    void cancel(QueryId id) override;
    QByteArray toCsv(const QList<Hit> &hits) const override;
    QueryId createSite(const Site &site) override;
    QueryId updateSite(const Site &site) override;
    QueryId requestVerdicts(const QString &site) override;
    void answerConcern(const QString &code, ConcernAnswer answer) override;
    void sendTestHit(const QString &site) override;

    void pieceAfter(const HitFilter &filter, qint64 after, AppendHit append, QObject *context,
                    std::function<void(const Piece &)> answer) override;
    void realtime(const QString &site, int minutes, QObject *context,
                  std::function<void(const RealtimeSnapshot &)> answer) override;

Q_SIGNALS:
    void refilled();
    /// The hit of sendTestHit() is to be sent over HTTP to the collector.
    void testHitWanted(const QString &site);

private:
    using Cancelled = std::shared_ptr<std::atomic<bool>>;

    void refill(qint64 after, int number);
    void setSites(const QList<Site> &sites);
    /// A window that is asked for, and everybody who waits for it.
    struct Asked
    {
        QString site;
        int minutes = 0;
        std::vector<std::pair<QObject *, std::function<void(const RealtimeSnapshot &)>>> waiting;
    };

    /// Reads the board again, because what it counted is no longer so.
    void refresh();
    QueryId writeSite(Result<void> (*write)(Database &, const Site &), const Site &site);
    /// Runs `work` on the worker and hands its result to `done` here, unless the id was cancelled.
    template <typename Work, typename Done>
    QueryId ask(Work work, Done done);
    /// Runs `work`, which returns a Result, on the exporter. What it reports on its way goes to `progress`
    /// here, now and then; its value to `done`, its Error to queryFailed(). Nothing does once the id was
    /// cancelled.
    template <typename Work, typename Progress, typename Done>
    QueryId askExporter(Work work, Progress progress, Done done);

    const Clock &m_clock;
    Storage &m_storage;
    SignalBus &m_bus;
    RealtimeBoard m_board;
    qint64 m_lastCommitted = 0;
    qint64 m_readTo = 0; ///< up to here the board was filled from storage
    int m_refill = 0; ///< number of the latest refill; what an older one reads is dropped
    bool m_isRefilled = false;
    QList<Site> m_sites;
    BotRules m_botRules; ///< but for the sites
    QList<Link> m_links;
    CollectorState m_collectorState;
    QThread m_thread;
    QThread m_exportThread;
    QThread m_feedThread;
    QueryWorker *m_worker = nullptr; ///< lives in m_thread
    QueryWorker *m_exporter = nullptr; ///< lives in m_exportThread: a long export holds up nobody
    QueryWorker *m_feeder = nullptr; ///< lives in m_feedThread: streams and downloads hold up no window
    QHash<QueryId, Cancelled> m_pending;
    QueryId m_lastId = 0;

    std::mutex m_mutex; // guards what follows
    std::vector<std::shared_ptr<Asked>> m_asked; ///< one for each site and length, however many ask
};
