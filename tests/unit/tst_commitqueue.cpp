// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/commitqueue.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace std::chrono_literals;

namespace {

/// Requests with the tickets 1, 2, 3… and as many hits as their ticket says, and one refusal.
void fill(CommitQueue &queue, quint64 count)
{
    std::vector<WriteRequest> requests;
    for (quint64 ticket = 1; ticket <= count; ++ticket) {
        WriteRequest request;
        request.ticket = ticket;
        request.hits.resize(static_cast<qsizetype>(ticket));
        requests.push_back(request);
    }
    requests.emplace_back().rejections.resize(1);
    QVERIFY(queue.push(std::move(requests)));
}

QList<quint64> ticketsOf(const std::vector<WriteRequest> &requests)
{
    QList<quint64> tickets;
    for (const WriteRequest &request : requests)
        tickets.append(request.ticket);
    return tickets;
}

} // namespace

class CommitQueueTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesBackWhatWaits();
    void takesBackBetweenTwoAttempts();
    void takesNothingBackThatIsBeingWritten();
    void takesNothingBackThatWasWritten();
    void countsUntilItIsSettled();
};

void CommitQueueTest::takesBackWhatWaits()
{
    CommitQueue queue(100);
    fill(queue, 3);
    QCOMPARE(queue.depth(), 6);
    QVERIFY(queue.takeBack(2));
    QVERIFY(!queue.takeBack(2));
    QVERIFY(!queue.takeBack(7));
    QCOMPARE(queue.depth(), 4);
    QCOMPARE(ticketsOf(queue.take(100, 0ms)), (QList<quint64> {1, 3, 0}));
}

void CommitQueueTest::takesBackBetweenTwoAttempts()
{
    CommitQueue queue(100);
    fill(queue, 3);
    std::vector<WriteRequest> taken = queue.take(100, 0ms);
    QVERIFY(queue.takeBack(1)); // the writer waits for its lock
    queue.begin(taken);
    QCOMPARE(ticketsOf(taken), (QList<quint64> {2, 3, 0}));
    queue.settle(false);
    QVERIFY(queue.takeBack(3));
    QVERIFY(!queue.takeBack(1));
    queue.begin(taken);
    QCOMPARE(ticketsOf(taken), (QList<quint64> {2, 0}));
    queue.settle(true);
    QCOMPARE(queue.depth(), 0);
}

void CommitQueueTest::takesNothingBackThatIsBeingWritten()
{
    CommitQueue queue(100);
    fill(queue, 2);
    std::vector<WriteRequest> taken = queue.take(1, 0ms);
    queue.begin(taken);
    QVERIFY(!queue.takeBack(1));
    QVERIFY(queue.takeBack(2)); // not among them
    queue.settle(false);
    QVERIFY(queue.takeBack(1));
    QCOMPARE(queue.depth(), 0);
}

void CommitQueueTest::takesNothingBackThatWasWritten()
{
    CommitQueue queue(100);
    fill(queue, 1);
    std::vector<WriteRequest> taken = queue.take(100, 0ms);
    queue.begin(taken);
    queue.settle(true);
    QVERIFY(!queue.takeBack(1)); // its acknowledgement is on the way
    QCOMPARE(queue.depth(), 0);
}

void CommitQueueTest::countsUntilItIsSettled()
{
    CommitQueue queue(100);
    fill(queue, 2);
    std::vector<WriteRequest> taken = queue.take(100, 0ms);
    queue.begin(taken);
    QCOMPARE(queue.depth(), 3);
    QCOMPARE(queue.rejections(), 1);
    queue.settle(false);
    QCOMPARE(queue.depth(), 3);
    queue.begin(taken);
    queue.settle(true);
    QCOMPARE(queue.depth(), 0);
    QCOMPARE(queue.rejections(), 0);
}

CLICKSCOPE_TEST(CommitQueueTest)
#include "tst_commitqueue.moc"
