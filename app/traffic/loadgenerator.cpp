// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/traffic/loadgenerator.h"

#include "app/traffic/requestring.h"

#include <QJsonDocument>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <cstring>

using namespace std::chrono_literals;

namespace {

constexpr auto kTick = 1ms;
constexpr int kDropped = 0; ///< instead of a status
constexpr Micros kDrain = 5 * kMicrosPerSecond;
/// So many requests refused, or connections not taken, and nothing acknowledged before: it will not get
/// better.
constexpr int kHopeless = 100;

/// Length of the first complete reply in the input, 0 when it is not complete. Only what our own
/// replies use: a status line and Content-Length (or 204 and 304, which have none).
qsizetype replyLength(const QByteArray &input, int *status)
{
    const qsizetype head = input.indexOf("\r\n\r\n");
    if (head < 0 || input.size() < 12)
        return 0;
    *status = (input[9] - '0') * 100 + (input[10] - '0') * 10 + (input[11] - '0');
    if (*status == 204 || *status == 304)
        return head + 4;
    const qsizetype length = input.indexOf("ength: ");
    const qsizetype body = length < 0 || length > head
        ? 0
        : std::strtoll(input.constData() + length + 7, nullptr, 10);
    return input.size() >= head + 4 + body ? head + 4 + body : 0;
}

/// Why a reply took nothing: the message of an error document, or the reason of a dropped hit.
QString refusalText(const QByteArray &reply, int status)
{
    const qsizetype dropped = reply.indexOf("X-Dropped-Reason: ");
    if (dropped >= 0) {
        const qsizetype from = dropped + static_cast<qsizetype>(sizeof "X-Dropped-Reason: ") - 1;
        return QString::fromUtf8(reply.sliced(from, reply.indexOf('\r', from) - from));
    }
    const QJsonObject document =
        QJsonDocument::fromJson(reply.sliced(reply.indexOf("\r\n\r\n") + 4)).object();
    const QString message =
        document.value(QLatin1StringView("error")).toObject().value(QLatin1StringView("message")).toString();
    return message.isEmpty() ? QString::number(status) : message;
}

/// 127.1.0.1, 127.1.0.2, …
QHostAddress loopbackAddress(std::size_t number)
{
    return QHostAddress(0x7f010001u + static_cast<quint32>(number));
}

} // namespace

QJsonObject LoadReport::toJson() const
{
    return {{QStringLiteral("sent"), sent},
            {QStringLiteral("acknowledged"), acknowledged},
            {QStringLiteral("refused"), refused},
            {QStringLiteral("failed"), failed},
            {QStringLiteral("seconds"), seconds},
            {QStringLiteral("per_second"), perSecond()},
            {QStringLiteral("latency_ms"),
             QJsonObject {{QStringLiteral("p50"), latency.percentileMs(0.5)},
                          {QStringLiteral("p90"), latency.percentileMs(0.9)},
                          {QStringLiteral("p99"), latency.percentileMs(0.99)},
                          {QStringLiteral("max"), latency.maxMs()}}}};
}

LoadGenerator::LoadGenerator(const LoadOptions &options, QObject *parent) :
    QObject(parent),
    m_options(options),
    m_connections(static_cast<std::size_t>(options.connections)),
    m_slices(std::clamp<qsizetype>(options.requests.size() / kLoadSlice, 1, options.connections))
{
    for (std::size_t i = 0; i < m_connections.size(); ++i)
        m_connections[i].next = static_cast<qsizetype>(i) % m_slices;
}

LoadGenerator::~LoadGenerator() = default;

void LoadGenerator::start()
{
    m_timer = std::make_unique<QTimer>();
    m_timer->setTimerType(Qt::PreciseTimer);
    connect(m_timer.get(), &QTimer::timeout, this, &LoadGenerator::tick);
    m_timer->start(kTick);
    m_started = monotonicMicros();
    for (std::size_t i = 0; i < m_connections.size(); ++i)
        open(i);
}

void LoadGenerator::open(std::size_t index)
{
    auto *socket = new QTcpSocket(this);
    Connection &connection = m_connections[index];
    connection = {socket, {}, 0, connection.next, false};
    connect(socket, &QTcpSocket::connected, this, [this, index] { onConnected(index); });
    connect(socket, &QTcpSocket::readyRead, this, [this, index] { onInput(index); });
    connect(socket, &QTcpSocket::disconnected, this, [this, index] { onLost(index); });
    connect(socket, &QTcpSocket::errorOccurred, this, [this, index, socket] {
        if (socket->state() == QAbstractSocket::UnconnectedState && !m_connections[index].isConnected)
            onLost(index);
    });
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (m_options.address.isLoopback() && m_options.address.protocol() == QAbstractSocket::IPv4Protocol)
        socket->bind(loopbackAddress(index)); // where there is but 127.0.0.1, that will do
    socket->connectToHost(m_options.address, m_options.port);
}

void LoadGenerator::onConnected(std::size_t index)
{
    m_connections[index].isConnected = true;
    if (m_options.perSecond > 0)
        m_idle.push_back(index);
    else if (isSending())
        send(index, monotonicMicros());
}

void LoadGenerator::onLost(std::size_t index)
{
    Connection &connection = m_connections[index];
    if (!connection.socket)
        return;
    if (!connection.isConnected) { // no server listens
        m_report.failed += m_options.hitsPerRequest;
        ++m_unreached;
    }
    connection.socket->deleteLater();
    disconnect(connection.socket, nullptr, this, nullptr);
    connection.socket = nullptr;
    std::erase(m_idle, index);
    if (connection.due != 0) {
        m_report.failed += m_options.hitsPerRequest;
        --m_outstanding;
        connection.due = 0;
    }
    if (isSending())
        QTimer::singleShot(100ms, this, [this, index] { open(index); });
}

void LoadGenerator::onInput(std::size_t index)
{
    Connection &connection = m_connections[index];
    if (connection.input.isEmpty())
        connection.input = connection.socket->readAll();
    else
        connection.input += connection.socket->readAll();
    int status = 0;
    const qsizetype length = replyLength(connection.input, &status);
    if (length == 0)
        return;
    // Understood, answered 2xx, and not stored.
    const qsizetype dropped = connection.input.indexOf("X-Dropped-Reason:");
    if (dropped >= 0 && dropped < length)
        status = kDropped;
    if ((status < 200 || status >= 400) && m_report.refusal.isEmpty())
        m_report.refusal = refusalText(connection.input.first(length), status);
    if (length == connection.input.size())
        connection.input.clear();
    else
        connection.input.remove(0, length);
    onReply(index, status);
}

void LoadGenerator::onReply(std::size_t index, int status)
{
    const Micros now = monotonicMicros();
    Connection &connection = m_connections[index];
    if (connection.due == 0)
        return;
    m_report.latency.add(now - connection.due);
    const bool isTaken = status >= 200 && status < 400;
    (isTaken ? m_report.acknowledged : m_report.refused) += m_options.hitsPerRequest;
    m_refusals += isTaken ? 0 : 1;
    connection.due = 0;
    --m_outstanding;
    if (!isSending())
        return;
    if (m_options.perSecond > 0) {
        m_idle.push_back(index);
        sendDue();
    } else if (now - m_started >= m_options.seconds * kMicrosPerSecond) {
        tick();
    } else {
        send(index, now);
    }
}

void LoadGenerator::send(std::size_t index, Micros due)
{
    Connection &connection = m_connections[index];
    connection.due = due;
    ++m_outstanding;
    m_report.sent += m_options.hitsPerRequest;
    connection.socket->write(m_options.requests[connection.next]);
    connection.socket->flush();
    connection.next += m_slices;
    if (connection.next >= m_options.requests.size())
        connection.next %= m_slices;
}

void LoadGenerator::sendDue()
{
    const double interval = static_cast<double>(kMicrosPerSecond) / m_options.perSecond;
    const Micros elapsed = monotonicMicros() - m_started;
    while (!m_idle.empty()) {
        const Micros due = static_cast<Micros>(static_cast<double>(m_scheduled) * interval);
        if (due > elapsed || due >= m_options.seconds * kMicrosPerSecond)
            return;
        const std::size_t index = m_idle.back();
        m_idle.pop_back();
        ++m_scheduled;
        send(index, m_started + due);
    }
}

void LoadGenerator::tick()
{
    const Micros elapsed = monotonicMicros() - m_started;
    if (!m_isDraining && m_options.perSecond > 0)
        sendDue();
    if (!m_isDraining && (elapsed >= m_options.seconds * kMicrosPerSecond || isHopeless())) {
        m_isDraining = true;
        m_report.seconds = static_cast<double>(elapsed) / static_cast<double>(kMicrosPerSecond);
    }
    if (m_isDraining
        && (m_outstanding == 0 || isHopeless() || elapsed >= m_options.seconds * kMicrosPerSecond + kDrain))
        finish();
}

bool LoadGenerator::isHopeless() const
{
    return m_report.acknowledged == 0 && (m_refusals >= kHopeless || m_unreached >= kHopeless);
}

void LoadGenerator::finish()
{
    m_report.failed += qint64(m_outstanding) * m_options.hitsPerRequest;
    m_outstanding = 0;
    m_timer->stop();
    for (Connection &connection : m_connections) {
        if (connection.socket) {
            disconnect(connection.socket, nullptr, this, nullptr);
            connection.socket->abort();
        }
    }
    Q_EMIT finished();
}
