// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/doctor/probes.h"
#include "core/http/peerwatch.h"
#include "core/types/clock.h"
#include "tests/support/patienttest.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QHostAddress>
#include <QSemaphore>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUdpSocket>
#include <QUrl>
#include <QtEndian>

#include <cstring>
#include <thread>

namespace {

using namespace std::chrono_literals;

const QString kHere = QStringLiteral("127.0.0.1");

/// A time server of the network that says another time, for one question.
class TimeServer final
{
public:
    /// `wrong`: what it answers with, if not a time.
    explicit TimeServer(Micros behind, bool wrong = false)
    {
        QSemaphore isBound;
        m_thread = std::thread([this, behind, wrong, &isBound] {
            QUdpSocket socket;
            socket.bind(QHostAddress(QHostAddress::LocalHost), 0);
            m_port = socket.localPort();
            isBound.release();
            if (!socket.waitForReadyRead(static_cast<int>(kPatience.count())))
                return;
            QByteArray question(48, '\0');
            QHostAddress peer;
            quint16 port = 0;
            socket.readDatagram(question.data(), question.size(), &peer, &port);
            QByteArray answer(48, '\0');
            answer[0] = 0x24; // version 4, server
            answer[1] = 1;
            std::memcpy(answer.data() + 24, question.constData() + 40, 8);
            if (wrong)
                answer[24] = static_cast<char>(answer[24] + 1); // an answer to another question
            const Micros now = SystemClock::instance().now() - behind;
            const auto seconds = static_cast<quint32>(now / kMicrosPerSecond + 2'208'988'800);
            for (const int at : {32, 40})
                qToBigEndian(seconds, answer.data() + at);
            socket.writeDatagram(answer, peer, port);
        });
        isBound.acquire();
    }
    ~TimeServer() { m_thread.join(); }
    Q_DISABLE_COPY_MOVE(TimeServer)

    quint16 port() const { return m_port; }

private:
    std::thread m_thread;
    quint16 m_port = 0;
};

/// Answers everybody in a thread of its own with this text; nothing at all when it is empty.
class OtherProgram final
{
public:
    explicit OtherProgram(const QByteArray &text)
    {
        QSemaphore listens;
        m_thread = std::thread([this, text, &listens] {
            QTcpServer server;
            server.listen(QHostAddress(QHostAddress::LocalHost));
            m_port = server.serverPort();
            listens.release();
            if (!server.waitForNewConnection(static_cast<int>(kPatience.count())))
                return;
            QTcpSocket *client = server.nextPendingConnection();
            client->waitForReadyRead();
            client->write(text);
            client->waitForBytesWritten();
            if (!text.isEmpty())
                client->disconnectFromHost();
            m_end.acquire();
        });
        listens.acquire();
    }
    ~OtherProgram()
    {
        m_end.release();
        m_thread.join();
    }
    Q_DISABLE_COPY_MOVE(OtherProgram)

    quint16 port() const { return m_port; }

private:
    QSemaphore m_end;
    std::thread m_thread;
    quint16 m_port = 0;
};

} // namespace

/// What the doctor sees of this computer and its network.
class DoctorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatAnswersAtAnAddress();
    void asksATimeServer();
    void believesNoAnswerToAnotherQuestion();
    void findsTheRouter_data();
    void findsTheRouter();
    void tellsWhetherOthersComeThrough();
    void recognisesWhoForwards();
    void observesTheRunningCollector();
};

void DoctorTest::tellsWhatAnswersAtAnAddress()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress(QHostAddress::LocalHost)));
    const quint16 free = closed.serverPort();
    closed.close();
    QVERIFY(Probes::answerAt(kHere, free, 5s) == Observations::Answer::Refused);
    {
        const OtherProgram other("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        QVERIFY(Probes::answerAt(kHere, other.port(), kPatience) == Observations::Answer::Other);
    }
    const OtherProgram silent("");
    QVERIFY(Probes::answerAt(kHere, silent.port(), 200ms) == Observations::Answer::Nothing);
}

void DoctorTest::asksATimeServer()
{
    const TimeServer server(90 * kMicrosPerSecond);
    const std::optional<Micros> ahead = Probes::clockAhead(kHere, server.port(), kPatience);
    QVERIFY(ahead);
    QVERIFY2(std::abs(*ahead - 90 * kMicrosPerSecond) < 30 * kMicrosPerSecond,
             qPrintable(QString::number(*ahead)));
}

void DoctorTest::believesNoAnswerToAnotherQuestion()
{
    const TimeServer server(0, true);
    QVERIFY(!Probes::clockAhead(kHere, server.port(), kPatience));
}

void DoctorTest::findsTheRouter_data()
{
    QTest::addColumn<QByteArray>("routes");
    QTest::addColumn<QString>("router");
    const QByteArray head = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\n";
    QTest::newRow("default route") << QByteArray(head
                                                 + "wlan0\t0014A8C0\t00000000\t0001\t0\t0\t600\t00FFFFFF\n"
                                                   "wlan0\t00000000\t0114A8C0\t0003\t0\t0\t600\t00000000\n")
                                   << QStringLiteral("192.168.20.1");
    QTest::newRow("no route") << head << QString();
    QTest::newRow("point to point") << QByteArray(head
                                                  + "tun0\t00000000\t00000000\t0001\t0\t0\t0\t00000000\n")
                                    << QString();
    QTest::newRow("garbage") << QByteArray("\0\n\n00000000 00000000 zz\n", 23) << QString();
}

void DoctorTest::findsTheRouter()
{
    QFETCH(const QByteArray, routes);
    QFETCH(const QString, router);
    QCOMPARE(Probes::routerIn(routes), router);
}

void DoctorTest::tellsWhetherOthersComeThrough()
{
    PeerWatch watch;
    watch.note(QHostAddress(QHostAddress::LocalHost), {});
    watch.note(QHostAddress(QHostAddress::LocalHostIPv6), {});
    QCOMPARE(watch.counts().others, 0);
    watch.note(QHostAddress(QStringLiteral("192.168.20.31")), {});
    watch.note(QHostAddress(QStringLiteral("192.168.20.31")), {});
    QCOMPARE(watch.counts().others, 1);
    for (int i = 0; i < 2 * PeerWatch::kMostPeers; ++i)
        watch.note(QHostAddress(static_cast<quint32>(0x0a000000 + i)), {});
    QCOMPARE(watch.counts().others, static_cast<int>(PeerWatch::kMostPeers));
}

void DoctorTest::recognisesWhoForwards()
{
    PeerWatch watch;
    const QHostAddress proxy(QStringLiteral("192.168.20.2"));
    for (int i = 0; i < 97; ++i)
        watch.note(proxy, "203.0.113." + QByteArray::number(i % 40));
    for (int i = 0; i < 3; ++i)
        watch.note(QHostAddress(QStringLiteral("192.168.20.7")), {});
    const PeerCounts counts = watch.counts();
    QCOMPARE(counts.forwarder, QStringLiteral("192.168.20.2"));
    QCOMPARE(counts.forwarded, 97);
    QCOMPARE(counts.requests, 100);
    QCOMPARE(counts.clients, 40);
    // It is forgotten once others have sent as many.
    for (int i = 0; i < PeerWatch::kWindow; ++i)
        watch.note(QHostAddress(QStringLiteral("192.168.20.7")), {});
    QCOMPARE(watch.counts().forwarded, 0);
    QCOMPARE(watch.counts().forwarder, QString());
}

void DoctorTest::observesTheRunningCollector()
{
    TestCollector collector;
    QVERIFY(collector.start());
    const quint16 port = static_cast<quint16>(QUrl(collector.url()).port());
    QVERIFY(Probes::answerAt(kHere, port, kPatience) == Observations::Answer::Clickscope);
    for (int i = 0; i < 30; ++i)
        RawHttpClient(collector.url()).get("/healthz", "X-Forwarded-For: 203.0.113.9\r\n");
    std::optional<Observations> seen;
    const Asking asking = collector.application().questions().collector.observe(
        this, [&seen](const Result<Observations> &answer) { seen = *answer; });
    QTRY_VERIFY(seen);
    QCOMPARE(seen->collector.port, port);
    QCOMPARE(seen->peers.forwarder, kHere);
    QCOMPARE(seen->peers.forwarded, 30);
    QCOMPARE(seen->peers.clients, 1);
    QCOMPARE(seen->peers.others, 0);
}

QTEST_GUILESS_MAIN(DoctorTest)
#include "tst_doctor.moc"
