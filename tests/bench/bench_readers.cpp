// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What hits wait while the past is read beside them:
//   bench_readers [--hits N] [--streams N] [--downloads N] [--seconds S] [--goal MS]
// A thousand streams that replay everything and read slowly, eight downloads that read as fast as they can,
// and 50 hits a second, whose answers are timed. The same hits are timed before, without readers.

#include "process.h"

#include "app/process/resourcelimits.h"
#include "core/types/clock.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QHostAddress>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTextStream>
#include <QThread>
#include <QTimer>
#include <QUrl>

#include <algorithm>
#include <atomic>
#include <memory>
#include <vector>

namespace {

using namespace std::chrono_literals;

const QString kSite = QStringLiteral("demo");
constexpr int kHitsPerSecond = 50;
constexpr auto kSip = 250ms; ///< a slow reader takes kSipBytes so often
constexpr qint64 kSipBytes = 4 * 1024;

/// Readers in a thread of their own, so that what they do is not part of what is timed.
class Readers final : public QObject
{
public:
    Readers(quint16 port, int streams, int downloads) :
        m_port(port), m_wantedStreams(streams), m_wantedDownloads(downloads)
    {
    }

    void start()
    {
        for (int i = 0; i < m_wantedStreams; ++i)
            open("/api/v1/live?after=0", true);
        for (int i = 0; i < m_wantedDownloads; ++i)
            open("/api/v1/sites/demo/hits.csv", false);
        auto *sip = new QTimer(this);
        connect(sip, &QTimer::timeout, this, [this] {
            for (QTcpSocket *socket : m_slow)
                m_replayed += socket->read(kSipBytes).size();
        });
        sip->start(kSip);
    }

    qint64 replayed() const { return m_replayed; }
    qint64 downloaded() const { return m_downloaded; }
    int answered() const { return m_answered; }
    int lost() const { return m_lost; }

private:
    void open(const char *path, bool isSlow)
    {
        auto *socket = new QTcpSocket(this);
        connect(socket, &QTcpSocket::connected, this, [socket, path] {
            socket->write(QByteArray("GET ") + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        });
        if (isSlow) {
            socket->setReadBufferSize(kSipBytes);
            m_slow.push_back(socket);
            connect(socket, &QTcpSocket::disconnected, this, [this] { ++m_lost; });
            connect(
                socket, &QTcpSocket::readyRead, this, [this] { ++m_answered; }, Qt::SingleShotConnection);
        } else {
            connect(socket, &QTcpSocket::readyRead, this,
                    [this, socket] { m_downloaded += socket->readAll().size(); });
            // One after another, so that there are as many at any time.
            connect(socket, &QTcpSocket::disconnected, this, [this, socket, path] {
                socket->deleteLater();
                open(path, false);
            });
        }
        socket->connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
    }

    const quint16 m_port;
    const int m_wantedStreams;
    const int m_wantedDownloads;
    std::vector<QTcpSocket *> m_slow;
    std::atomic<qint64> m_replayed = 0;
    std::atomic<qint64> m_downloaded = 0;
    std::atomic<int> m_answered = 0;
    std::atomic<int> m_lost = 0;
};

struct Latency
{
    double p50 = 0;
    double p99 = 0;
    double max = 0;
    qint64 acknowledged = 0;
    qint64 sent = 0;
    qint64 failed = 0;
};

Latency timeHits(const QString &url, int seconds)
{
    const QJsonObject report = runLoad(url,
                                       {QStringLiteral("--rate"), QString::number(kHitsPerSecond),
                                        QStringLiteral("--seconds"), QString::number(seconds),
                                        QStringLiteral("--connections"), QStringLiteral("8"),
                                        QStringLiteral("--site"), kSite});
    const QJsonObject latency = report.value(QStringLiteral("latency_ms")).toObject();
    return {latency.value(QStringLiteral("p50")).toDouble(),
            latency.value(QStringLiteral("p99")).toDouble(),
            latency.value(QStringLiteral("max")).toDouble(),
            report.value(QStringLiteral("acknowledged")).toInteger(),
            report.value(QStringLiteral("sent")).toInteger(),
            report.value(QStringLiteral("failed")).toInteger()};
}

void print(const char *what, const Latency &latency)
{
    out() << what << ": p50 " << latency.p50 << " ms, p99 " << latency.p99 << " ms, max " << latency.max
          << " ms; " << latency.acknowledged << " of " << latency.sent << " acknowledged, " << latency.failed
          << " failed" << Qt::endl;
}

double ratio(double a, double b)
{
    return b > 0 ? a / b : 0;
}

void bench(int hits, int streams, int downloads, int seconds, int goalMs)
{
    QTemporaryDir folder;
    runClickscope(
        {QStringLiteral("site"), QStringLiteral("add"), kSite, QStringLiteral("--data-dir"), folder.path()});
    runClickscope({QStringLiteral("simulate"), QStringLiteral("--site"), kSite, QStringLiteral("--hits"),
                   QString::number(hits), QStringLiteral("--data-dir"), folder.path()});
    const ServerProcess collector(clickscopeProgram(),
                                  {QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0"),
                                   QStringLiteral("--rate-limit"), QStringLiteral("off"),
                                   QStringLiteral("--data-dir"), folder.path()});
    timeHits(collector.url(), 2); // warm
    const Latency alone = timeHits(collector.url(), seconds);
    print("without readers", alone);
    const double before = collector.residentMiB();

    QThread thread;
    auto *readers = new Readers(static_cast<quint16>(QUrl(collector.url()).port()), streams, downloads);
    readers->moveToThread(&thread);
    QObject::connect(&thread, &QThread::finished, readers, &QObject::deleteLater);
    thread.start();
    QMetaObject::invokeMethod(readers, &Readers::start);
    QEventLoop opened;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &opened, [&] {
        if (readers->answered() >= streams || readers->lost() > 0)
            opened.quit();
    });
    look.start(10ms);
    opened.exec();
    const Latency beside = timeHits(collector.url(), seconds);
    out() << streams << " slow replays and " << downloads << " downloads of " << hits << " hits, ";
    print("hits beside them", beside);
    out() << "  taken meanwhile: " << readers->replayed() / 1'000'000 << " MB of replays, "
          << readers->downloaded() / 1'000'000 << " MB of downloads; " << readers->lost()
          << " streams were ended" << Qt::endl;
    out() << "  ratio beside/without: p50 " << ratio(beside.p50, alone.p50) << ", p99 "
          << ratio(beside.p99, alone.p99) << "; resident " << before << " MiB without readers, peak "
          << collector.peakMiB() << " MiB" << Qt::endl;
    const bool isHeld = beside.failed == 0 && beside.acknowledged == beside.sent && beside.p99 <= goalMs;
    out() << "goal, p99 at most " << goalMs << " ms and nothing lost: " << (isHeld ? "held" : "not held")
          << Qt::endl;
    thread.quit();
    thread.wait();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    raiseFileLimit();
    bench(optionValue("--hits", 300'000), optionValue("--streams", 1000), optionValue("--downloads", 8),
          optionValue("--seconds", 15), optionValue("--goal", 25));
    return 0;
}
