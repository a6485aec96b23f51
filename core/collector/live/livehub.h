// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/exchange.h"
#include "core/questions/readsource.h"
#include "core/types/hit.h"
#include "core/types/site.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>

#include <memory>
#include <optional>
#include <vector>

class HttpConnection;
class QWebSocket;

/// The live streams: server-sent events and WebSockets, fed with each committed batch.
///
/// Lives in the collector thread. Without a subscriber nothing is serialised; with many, each hit is
/// serialised once per format. Who does not read fast enough is told `overrun` and dropped, never
/// waited for. A native stream that asks for what it missed is first fed from storage, and joins the
/// live batches at exactly the sequence where the store ended.
class LiveHub final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LiveHub)

public:
    static constexpr int kMaxStreams = 1024;
    static constexpr int kMaxStreamsPerAddress = 16; ///< loopback exempt

    LiveHub(ReadSource &reads, std::chrono::milliseconds heartbeat, QObject *parent = nullptr);
    ~LiveHub() override;

    void setSites(const QList<Site> &sites);

    /// Native stream of a site (empty = all); `after` < 0 = no replay.
    void subscribeSite(const Exchange &exchange, const QString &site, qint64 after);
    /// TyrionURL's stream of a short code: no ids, no replay. `includeBots` absent = as the site counts.
    void subscribeLink(const Exchange &exchange, const QString &code, std::optional<bool> includeBots);
    /// Takes over an accepted WebSocket.
    void addWebSocket(QWebSocket *socket);
    /// Takes it over to close it with a reason.
    void refuseWebSocket(QWebSocket *socket, const QString &reason);

    void publish(const HitBatch &batch);
    /// Tells every stream to come back and closes it.
    void closeAll();
    int streamCount() const { return static_cast<int>(m_streams.size() + m_sockets.size()); }

private:
    struct Stream
    {
        QPointer<HttpConnection> connection;
        QString site; ///< of a native stream; empty = all
        QString code; ///< of a link stream
        QByteArray address;
        qint64 lastSent = 0;
        bool isLink = false;
        std::optional<bool> includeBots; ///< of a link stream
        bool isReplaying = false;
        bool isFetching = false; ///< a page of the replay is on its way
    };
    struct Socket
    {
        QWebSocket *socket = nullptr;
        QStringList sites;
        QStringList links;
        bool allSites = false;
    };
    using StreamPtr = std::shared_ptr<Stream>;

    bool admit(const Exchange &exchange);
    void open(const StreamPtr &stream, const Exchange &exchange);
    void replay(const StreamPtr &stream);
    void send(const StreamPtr &stream, const QByteArray &bytes);
    void drop(const StreamPtr &stream);
    void remove(const StreamPtr &stream);
    void publishToStreams(const HitBatch &batch);
    void publishToSockets(const HitBatch &batch);
    void onSocketMessage(QWebSocket *socket, const QString &message);
    void removeSocket(QWebSocket *socket);
    bool isWanted(const Hit &click, std::optional<bool> includeBots) const;
    QString zoneOf(const QString &site) const { return m_zones.value(site, QStringLiteral("UTC")); }

    ReadSource &m_reads;
    std::vector<StreamPtr> m_streams;
    std::vector<Socket> m_sockets;
    QHash<QByteArray, int> m_perAddress;
    QHash<QString, QString> m_zones;
    QSet<QString> m_countsBots; ///< sites
    qint64 m_lastPublished = 0;
};
