// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collector/live/hitreadqueue.h"
#include "core/collector/live/liveframes.h"
#include "core/collector/live/websocketsubscription.h"
#include "core/http/exchange.h"
#include "core/http/httplimits.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

class HttpConnection;
class QWebSocket;

/// The live streams: server-sent events and WebSockets, fed with each committed batch.
///
/// Lives in the collector thread. Without a subscriber nothing is serialised; with many, each hit is
/// serialised once per format, and some are served at a time, so that a thousand delay no acknowledgement:
/// what is committed meanwhile goes out together in the next round. A client that does not read fast enough
/// gets `overrun` and is dropped, never waited for; a WebSocket that answers no ping within
/// HttpLimits::streamDeadline is dropped as "stalled", and a stream that is not read for so long is ended by
/// its connection. A native stream that asks for missed hits first gets them from storage, piece by piece as
/// it reads them, and joins the live batches at exactly the sequence where the store ended.
class LiveStreams final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LiveStreams)

public:
    static constexpr int kMaxStreams = 1000; ///< leaves some of HttpLimits::connections to hits
    static constexpr int kMaxStreamsPerAddress = 16; ///< loopback exempt
    static constexpr int kMaxSocketsPerAddress = 64; ///< the same

    LiveStreams(HitReadQueue &feed, const HttpLimits &limits, QObject *parent = nullptr);
    ~LiveStreams() override;

    void setSites(const QList<Site> &sites);

    /// Native stream of a site (empty = all); `after` < 0 = no replay.
    void subscribeSite(const Exchange &exchange, const QString &site, qint64 after);
    /// TyrionURL's stream of a short code: no ids, no replay. `includesBots` absent = as the site counts.
    void subscribeLink(const Exchange &exchange, const QString &code, std::optional<bool> includesBots);
    /// Replies 101, or an error. The caller has checked access; this checks the limits.
    void openWebSocket(const Exchange &exchange);
    /// Receives an accepted WebSocket.
    void addWebSocket(QWebSocket *socket);

    void publish(const HitBatch &batch);
    /// Tells every stream to reconnect later, and closes it.
    void closeAll();
    qint64 lastPublished() const { return m_lastPublished; } ///< a sequence; 0 = none yet
    int streamCount() const { return static_cast<int>(m_streams.size()) + m_socketCount; }
    /// Number dropped since the start because they left too much unread.
    qint64 overruns() const { return m_overruns; }
    /// Number of WebSockets that stopped answering pings.
    qint64 stalled() const { return m_stalled; }

private:
    enum class Ending : quint8 { Overrun, Stalled };
    struct Stream
    {
        QPointer<HttpConnection> connection;
        QString site; ///< of a native stream; empty = all
        QString code; ///< of a link stream
        QByteArray address;
        qint64 lastSent = 0; ///< the last sequence that it got, or that does not concern it
        bool isLink = false;
        std::optional<bool> includesBots; ///< of a link stream
        bool isReplaying = false;
        bool isFetching = false; ///< a piece of the replay was requested
    };
    struct Socket
    {
        QWebSocket *socket = nullptr;
        WebSocketSubscription wanted;
        Micros heardAt = 0; ///< when a pong arrived, or it was opened; monotonic
    };
    using StreamPtr = std::shared_ptr<Stream>;
    /// One pass over those who subscribed before it began.
    struct Round
    {
        Round(QList<Hit> hits, const LiveSites &sites) : frames(std::move(hits), sites) { }

        LiveFrames frames;
        std::vector<StreamPtr> streams;
        std::vector<QPointer<QWebSocket>> sockets;
        std::size_t next = 0; ///< streams first, then sockets
    };

    bool admit(const Exchange &exchange);
    void open(const StreamPtr &stream, const Exchange &exchange);
    void replay(const StreamPtr &stream);
    void send(const StreamPtr &stream, const QByteArray &bytes);
    void drop(const StreamPtr &stream);
    void remove(const StreamPtr &stream);
    void beginRound();
    void serveSome();
    void takeTurn();
    void serve(const StreamPtr &stream, LiveFrames &frames);
    void serve(QWebSocket *socket, LiveFrames &frames);
    void beat();
    void release(QWebSocket *socket, Ending ending);
    void onSocketMessage(QWebSocket *socket, const QString &message);
    void removeSocket(QWebSocket *socket);

    HitReadQueue &m_feed;
    const HttpLimits m_limits;
    std::vector<StreamPtr> m_streams;
    std::vector<Socket> m_sockets;
    int m_socketCount = 0; ///< of connections that became WebSockets, until they are gone
    QHash<QByteArray, int> m_socketsPerAddress;
    QHash<QByteArray, int> m_perAddress;
    LiveSites m_sites;
    qint64 m_lastPublished = 0;
    QList<Hit> m_waiting; ///< published, for the next round
    std::unique_ptr<Round> m_round; ///< null = all have what was published before m_waiting
    QTimer m_turn;
    qint64 m_overruns = 0;
    qint64 m_stalled = 0;
};
