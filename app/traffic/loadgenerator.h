// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/traffic/latencyhistogram.h"
#include "core/types/clock.h"

#include <QByteArray>
#include <QHostAddress>
#include <QJsonObject>
#include <QList>
#include <QObject>

#include <memory>
#include <vector>

class QTcpSocket;
class QTimer;

struct LoadOptions
{
    QHostAddress address = QHostAddress(QHostAddress::LocalHost);
    quint16 port = 8787;
    QList<QByteArray> requests; ///< see requestring.h; connection n sends every n-th of kSlices in turn
    int hitsPerRequest = 1; ///< for counting
    double perSecond = 0; ///< requests; 0 = as fast as the replies arrive
    int seconds = 10;
    int connections = 16;
};

/// The result that `clickscope load` prints (command-line.md#documents-of-the-commands). Numbers are hits,
/// latencies those of requests.
struct LoadReport
{
    qint64 sent = 0;
    qint64 acknowledged = 0; ///< answered 2xx or 3xx
    qint64 refused = 0; ///< answered otherwise, or dropped by a rule of the site
    qint64 failed = 0; ///< no reply: connection lost, or none within the deadline
    double seconds = 0;
    LatencyHistogram latency;
    QString refusal; ///< reply to the first hit that was not accepted

    double perSecond() const { return seconds > 0 ? static_cast<double>(acknowledged) / seconds : 0; }
    QJsonObject toJson() const;
};

/// Sends requests over keep-alive connections, one outstanding on each; gives up when the first requests are
/// all refused or get no reply. Lives in one thread with an
/// event loop. On loopback each connection has an address of its own and uses its slice of the
/// requests: one address with all of them would be classified as a bot (bots.md#bursts). With a rate it
/// is an open loop: a latency counts from the time the request was due, so that a stalled server is
/// measured correctly (coordinated omission).
class LoadGenerator final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LoadGenerator)

public:
    explicit LoadGenerator(const LoadOptions &options, QObject *parent = nullptr);
    ~LoadGenerator() override;

    void start();
    const LoadReport &report() const { return m_report; }

Q_SIGNALS:
    void finished();

private:
    struct Connection
    {
        QTcpSocket *socket = nullptr;
        QByteArray input;
        Micros due = 0; ///< of the outstanding request; 0 = idle
        qsizetype next = 0; ///< request to send
        bool isConnected = false;
    };

    void open(std::size_t index);
    void onConnected(std::size_t index);
    void onLost(std::size_t index);
    void onInput(std::size_t index);
    void onReply(std::size_t index, int status);
    bool isHopeless() const;
    void send(std::size_t index, Micros due);
    void sendDue();
    void tick();
    void finish();
    bool isSending() const { return m_started != 0 && !m_isDraining; }

    LoadOptions m_options;
    LoadReport m_report;
    std::vector<Connection> m_connections;
    std::vector<std::size_t> m_idle;
    qsizetype m_slices = 1;
    Micros m_started = 0;
    qint64 m_scheduled = 0; ///< requests sent in rate mode
    int m_outstanding = 0;
    int m_refusals = 0; ///< requests
    int m_unreached = 0; ///< connections that were not accepted
    bool m_isDraining = false;
    std::unique_ptr<QTimer> m_timer;
};
