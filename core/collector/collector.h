// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/commitqueue.h"
#include "core/collector/ingesthandler.h"
#include "core/collector/live/livehub.h"
#include "core/collector/metrics.h"
#include "core/collector/options.h"
#include "core/collector/redirecthandler.h"
#include "core/collector/requestguard.h"
#include "core/collector/stats/statsroutes.h"
#include "core/http/exchange.h"
#include "core/http/router.h"
#include "core/ingest/pipeline.h"
#include "core/questions/hitquestions.h"
#include "core/questions/statsquestions.h"
#include "core/types/clock.h"
#include "core/types/link.h"
#include "core/types/result.h"
#include "core/types/state.h"

#include <QObject>

#include <memory>
#include <vector>

class HttpFront;
class QWebSocketServer;
class SignalBus;
class WireFormat;

/// The HTTP collector: owns the listening socket and everything that answers.
///
/// Constructed, used and destroyed in the collector thread (QHttpServer cannot be moved). It meets
/// the store only through the CommitQueue, acknowledge() and the bus.
class Collector final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Collector)

public:
    Collector(const CollectorOptions &options, const Clock &clock, CommitQueue &queue, HitQuestions &hits,
              StatsQuestions &stats, SignalBus &bus);
    ~Collector() override;

    /// Listens; the port that was taken. Errors: "listen_failed" with how to mend it.
    Result<quint16> start();
    /// Accepts nothing more, answers what is open, ends the streams.
    void stopAccepting();
    /// Hands everything that was taken to the store. What is asked from here on is answered 503 and never
    /// counted: the store would not learn of it any more.
    void stopTaking();
    /// True when no request waits for its reply any more.
    bool isIdle() const;
    /// Answers 503 for what the store has not begun to write, and takes it back. The rest is left without an
    /// answer: whether it is stored, its client learns by sending it again with the same id.
    void giveUpWaiting();
    /// Drops what is still connected; nothing is asked of HitQuestions and StatsQuestions any more.
    void closeConnections();
    /// The visits that were open before a restart go here.
    OpenVisits &visits() { return m_pipeline.visits(); }

    /// What visitors are known by from the next hit on; other rules about agents once they have been read.
    void setVisitorData(const VisitorData &data) { m_pipeline.setVisitorData(data); }
    /// Thread-safe: may be called from the storage thread; the replies are written in ours.
    void acknowledge(const QList<CommitAck> &acks);
    QList<QByteArray> routes() const { return m_router.routes(); }
    void setStoreState(const StoreState &state);
    void setTokenHashes(const QList<QByteArray> &hashes) { m_guard.setTokenHashes(hashes); }

    /// Looks at the clock, as a timer does every few seconds: was it set, is the time of a salt over?
    void checkClock();

Q_SIGNALS:
    /// A salt came into use and has to be stored.
    void saltDrawn(const DailySalt &salt);
    /// The time of some salts is over, or they are of a day that has not come. They have to be erased.
    void saltsOver();

private:
    void addIngestRoutes();
    void addReadRoutes();
    void addOpenRoutes();
    void onRequest(HttpConnection &connection, quint64 serial, HttpRequest &&request);
    void onRefusal(const QHostAddress &peer, int status, RejectReason reason, const QByteArray &excerpt);
    void flushRejections();
    void handOverRejections(bool withAllRemarks);
    void onClockStep(const ClockStep &step);
    void openSiteStream(const Exchange &exchange, const QString &site);
    void answerHealth(const Exchange &exchange);
    void answerMetrics(const Exchange &exchange);
    void answerCsv(const Exchange &exchange);
    void setSites(const QList<Site> &sites);
    void setLinks(const QList<Link> &links) { m_redirects.setLinks(links); }
    /// Reads behind the guard.
    Router::Handler guarded(Router::Handler handler);
    /// Changes behind it.
    Router::Handler guardedWrite(Router::Handler handler);
    void addStatsRoutes();

    CollectorOptions m_options;
    const Clock &m_clock;
    CommitQueue &m_queue;
    HitQuestions &m_hits;
    SignalBus &m_bus;
    RequestGuard m_guard;
    IngestPipeline m_pipeline;
    RejectionLog m_rejections;
    RemarkLog m_remarks;
    IngestHandler m_ingest;
    RedirectHandler m_redirects;
    StoreFeed m_replays;
    StoreFeed m_downloads; ///< not behind a thousand streams that replay
    ClockWatch m_clockWatch;
    Micros m_saltsOverAt = 0; ///< when the time of a salt is over next; of m_clock
    qint64 m_clockSteps = 0; ///< since the start
    Micros m_lastClockStep = 0;
    Micros m_clockConcernUntil = 0; ///< Clock::elapsed(); 0 = none
    LiveHub m_hub;
    StatsDesk m_desk;
    StatsContext m_stats;
    Askings m_askings;
    Router m_router;
    Metrics m_metrics;
    qint64 m_stored = 0; ///< since the start
    qint64 m_streamsStalled = 0; ///< ended because their readers took nothing
    qint64 m_streamsGaveWay = 0; ///< the same, while others found no place
    bool m_takesNothing = false;
    qint64 m_refusedUnread = 0; ///< by the front, before any route saw them
    StoreState m_storeState;
    std::vector<std::unique_ptr<WireFormat>> m_formats;
    std::unique_ptr<HttpFront> m_front;
    std::unique_ptr<QWebSocketServer> m_webSockets;
};
