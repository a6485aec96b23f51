// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bus/commitqueue.h"
#include "core/collector/badge.h"
#include "core/collector/ingesthandler.h"
#include "core/collector/live/livestreams.h"
#include "core/collector/metrics.h"
#include "core/collector/options.h"
#include "core/collector/redirecthandler.h"
#include "core/collector/requestguard.h"
#include "core/collector/sparklytics/sparklyticscatalog.h"
#include "core/collector/stats/statsroutes.h"
#include "core/http/exchange.h"
#include "core/http/peerwatch.h"
#include "core/http/router.h"
#include "core/ingest/pipeline.h"
#include "core/links/linktable.h"
#include "core/questions/collectorquestions.h"
#include "core/questions/hitquestions.h"
#include "core/questions/statsquestions.h"
#include "core/types/clock.h"
#include "core/types/result.h"
#include "core/types/state.h"

#include <QObject>

#include <memory>
#include <vector>

class HttpFront;
class QWebSocketServer;
class SignalBus;
class SparklyticsPixelFormat;
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
    Collector(const CollectorOptions &options, const Clock &clock, CommitQueue &queue,
              const CollectorQuestions &questions, SignalBus &bus);
    ~Collector() override;

    /// Listens where the options say; returns the port in use. Errors: those of listen().
    Result<quint16> start() { return listen(m_options.address, m_options.port); }
    /// Listens at another address or port; connections that are open at the old one stay until they end.
    /// When that fails it goes on where it listened. Errors: "port_taken", "listen_failed", with how to fix
    /// it.
    Result<quint16> listen(const QHostAddress &address, quint16 port);
    /// The first free port after `port` at an address; 0 when the next hundred are taken.
    static quint16 freePortAfter(const QHostAddress &address, quint16 port);
    /// Stops accepting connections, answers open requests, ends the streams.
    void stopAccepting();
    /// Passes all accepted hits to the store. Later requests are answered 503 and not
    /// counted, because the store would not receive the counts any more.
    void stopTaking();
    /// True when no request waits for a reply.
    bool isIdle() const;
    /// Answers 503 for hits that the store has not begun to write, and takes them back. The others get no
    /// answer: their clients find out by sending them again with the same id.
    void giveUpWaiting();
    /// Closes all connections; nothing of CollectorQuestions is used any more.
    void closeConnections();
    /// Adds the visits that were open before a restart.
    OpenVisits &visits() { return m_pipeline.visits(); }

    /// Replaces the data about visitors from the next hit on, but rules about agents once they are read.
    void setVisitorData(const VisitorData &data) { m_pipeline.setVisitorData(data); }
    /// Thread-safe: may be called from the storage thread; the replies are written in ours.
    void acknowledge(const QList<CommitAck> &acks);
    QList<QByteArray> routes() const { return m_router.routes(); }
    void setStoreState(const StoreState &state);
    void setTokens(const QList<Token> &tokens) { m_guard.setTokens(tokens); }
    /// Whom it believes from the next request on, and how many requests a minute it takes from one client; 0
    /// = any number.
    void setAccess(const TrustedProxies &proxies, int requestsPerMinute);
    /// Who sent requests lately.
    PeerCounts peerCounts() const { return m_peers.counts(); }

    /// Checks the clock, as a timer does every few seconds: was it set, has a salt expired?
    void checkClock();

Q_SIGNALS:
    /// A new salt is in use and has to be stored.
    void saltDrawn(const DailySalt &salt);
    /// Salts have expired or are of a day in the future. They have to be erased.
    void saltsOver();
    /// A token was used for the first time in this hour.
    void tokenUsed(const QByteArray &hash, Micros hour);

private:
    static constexpr const char *kWebSocketPath = "/api/v1/ws";

    std::unique_ptr<HttpFront> makeFront();
    /// Drops the former fronts that have no connection any more.
    void dropRetired();
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
    void setLinks(const LinkTable &links) { m_redirects.setLinks(links); }
    /// A handler that reads, or changes something, behind the guard.
    Router::Handler guarded(HttpMethod method, const QByteArray &pattern, Router::Handler handler);
    void addStatsRoutes();

    CollectorOptions m_options;
    const Clock &m_clock;
    CommitQueue &m_queue;
    HitQuestions &m_hits;
    SignalBus &m_bus;
    RequestGuard m_guard;
    PeerWatch m_peers;
    IngestPipeline m_pipeline;
    RejectionLog m_rejections;
    RemarkLog m_remarks;
    IngestHandler m_ingest;
    RedirectHandler m_redirects;
    HitReadQueue m_replays;
    HitReadQueue m_downloads; ///< separate, so that downloads need not wait for a thousand replays
    ClockWatch m_clockWatch;
    const std::chrono::milliseconds m_failurePatience;
    Micros m_saltsOverAt = 0; ///< when the next salt expires; by m_clock
    qint64 m_clockSteps = 0; ///< since the start
    Micros m_lastClockStep = 0;
    Micros m_clockConcernUntil = 0; ///< Clock::elapsed(); 0 = none
    LiveStreams m_liveStreams;
    StatsDesk m_desk;
    StatsContext m_stats;
    CatalogContext m_catalog;
    Badge m_badge;
    Askings m_askings;
    Router m_router;
    Metrics m_metrics;
    qint64 m_stored = 0; ///< since the start
    qint64 m_streamsStalled = 0; ///< ended because their clients read nothing
    qint64 m_streamsGaveWay = 0; ///< the same, because others needed the place
    bool m_takesNothing = false;
    qint64 m_refusedUnread = 0; ///< by the front, before routing
    StoreState m_storeState;
    std::vector<std::unique_ptr<WireFormat>> m_formats;
    SparklyticsPixelFormat *m_pixels = nullptr; ///< one of them
    std::unique_ptr<HttpFront> m_front; ///< null until something could be listened on
    std::vector<std::unique_ptr<HttpFront>> m_retired; ///< listen no more, but have connections
    std::unique_ptr<QWebSocketServer> m_webSockets;
};
