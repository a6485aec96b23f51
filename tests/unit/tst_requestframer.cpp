// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/requestframer.h"
#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <QTest>

using State = RequestFramer::State;

class RequestFramerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void framesTheSameHoweverItArrives_data();
    void framesTheSameHoweverItArrives();
    void handsOnChunksDecoded();
    void keepsTheSlashesOfAPath();
    void survivesRandomBytes();
};

namespace {

struct Outcome
{
    QList<FramedRequest> requests;
    int status = 0;

    friend bool operator==(const Outcome &, const Outcome &) = default;
};

Outcome framed(const QList<QByteArray> &pieces)
{
    static const HttpLimits limits;
    RequestFramer framer(limits);
    Outcome outcome;
    for (const QByteArray &piece : pieces) {
        State state = framer.append(piece);
        while (state == State::Complete) {
            outcome.requests.append(framer.takeRequest());
            state = framer.append({});
        }
        if (state == State::Refused) {
            outcome.status = framer.status();
            break;
        }
    }
    return outcome;
}

QList<QByteArray> cut(const QByteArray &bytes, QRandomGenerator *random)
{
    QList<QByteArray> pieces;
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype size = random ? random->bounded(1, 40) : 1;
        pieces.append(bytes.mid(at, size));
        at += size;
    }
    return pieces;
}

} // namespace

void RequestFramerTest::framesTheSameHoweverItArrives_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("requests");
    QTest::addColumn<int>("status");
    const QByteArray get = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
    const QByteArray post =
        "POST /e HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab\r\ncd"; // shorter than what follows
    const QByteArray chunks =
        "POST /e HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na\r\n\r\n0a;x=y\r\n0123456789\r\n0\r\n\r\n";
    QTest::addRow("one") << get << 1 << 0;
    QTest::addRow("three kinds in a row") << get + chunks + get + chunks << 4 << 0;
    QTest::addRow("a body that looks like an end") << post.chopped(1) + get << 2 << 0;
    QTest::addRow("blank lines between") << get + "\r\n\r\n" + get << 2 << 0;
    QTest::addRow("good, then bad") << get + "nonsense\r\n\r\n" << 1 << 400;
    QTest::addRow("two lengths") << QByteArray(
        "POST /e HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")
                                 << 0 << 400;
    QTest::addRow("a long line") << "GET /" + QByteArray(9000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n"
                                 << 0 << 414;
    QTest::addRow("long headers") << "GET / HTTP/1.1\r\nHost: x\r\nA: " + QByteArray(66'000, 'a') + "\r\n\r\n"
                                  << 0 << 431;
    QTest::addRow("line feeds") << QByteArray("GET / HTTP/1.1\nHost: x\n\n") << 0 << 400;
    QTest::addRow("half a request") << get.chopped(1) << 0 << 0;
}

void RequestFramerTest::framesTheSameHoweverItArrives()
{
    QFETCH(QByteArray, bytes);
    const Outcome atOnce = framed({bytes});
    QTEST(static_cast<int>(atOnce.requests.size()), "requests");
    QTEST(atOnce.status, "status");
    QVERIFY(framed(cut(bytes, nullptr)) == atOnce);
    QRandomGenerator random(4);
    for (int i = 0; i < 50; ++i)
        QVERIFY(framed(cut(bytes, &random)) == atOnce);
}

void RequestFramerTest::handsOnChunksDecoded()
{
    const Outcome outcome = framed(
        {"POST /e HTTP/1.1\r\nTRANSFER-Encoding: Chunked\r\nHost: x\r\n\r\n3\r\nabc\r\n2;q\r\nde\r\n0\r\n\r\n"});
    QCOMPARE(outcome.requests.size(), 1);
    const FramedRequest &request = outcome.requests.constFirst();
    QCOMPARE(request.body, "abcde");
    QCOMPARE(request.headers, HeaderFields({{"TRANSFER-Encoding", "Chunked"}, {"Host", "x"}}));
}

void RequestFramerTest::keepsTheSlashesOfAPath()
{
    const Outcome outcome =
        framed({"GET //x/e HTTP/1.1\r\nHost: x\r\n\r\nGET /x//e HTTP/1.1\r\nHost: x\r\n\r\n"});
    QCOMPARE(outcome.requests.size(), 2);
    QVERIFY(outcome.requests[0].line.startsWith("GET /%2Fx/e HTTP/1.1\r\n"));
    QVERIFY(outcome.requests[1].line.startsWith("GET /x//e HTTP/1.1\r\n"));
}

void RequestFramerTest::survivesRandomBytes()
{
    const QByteArray words[] = {"GET ",
                                "POST ",
                                "/",
                                " HTTP/1.1",
                                "\r\n",
                                "\r\n\r\n",
                                "Host: x",
                                "Content-Length: ",
                                "Transfer-Encoding: chunked",
                                "0",
                                "7",
                                "ffffffffffffffff",
                                ";",
                                ":",
                                QByteArray(1, '\0'),
                                "\n",
                                " ",
                                "-1",
                                "Expect: 100-continue"};
    QRandomGenerator random(5);
    for (int i = 0; i < 3000; ++i) {
        QByteArray bytes;
        for (int j = random.bounded(30); j > 0; --j)
            bytes += words[random.bounded(static_cast<int>(std::size(words)))];
        QVERIFY2(framed({bytes}) == framed(cut(bytes, nullptr)), bytes.toPercentEncoding().constData());
    }
}

CLICKSCOPE_TEST(RequestFramerTest)
#include "tst_requestframer.moc"
