// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/live/storefeed.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace {

/// Answers when the test says so.
class HeldReads final : public ReadSource
{
public:
    void pieceAfter(const HitFilter &, qint64 after, AppendHit, QObject *,
                    std::function<void(const Piece &)> answer) override
    {
        asked.append(after);
        answers.append(std::move(answer));
    }
    void realtime(const QString &, int, QObject *, std::function<void(const RealtimeSnapshot &)>) override { }

    QList<qint64> asked;
    QList<std::function<void(const Piece &)>> answers;
};

} // namespace

class StoreFeedTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTwoPiecesAtOnce();
    void readsNothingForWhoHasLeft();
    void readsNothingAfterItsEnd();
};

void StoreFeedTest::readsTwoPiecesAtOnce()
{
    HeldReads reads;
    StoreFeed feed(reads);
    QObject reader;
    QList<qint64> served;
    for (qint64 i = 1; i <= 5; ++i)
        feed.ask(&reader, {}, i, nullptr, [&, i](const ReadSource::Piece &) { served.append(i); });
    QCOMPARE(reads.asked, QList<qint64>({1, 2}));
    while (!reads.answers.isEmpty()) {
        reads.answers.takeFirst()({});
        QVERIFY(reads.answers.size() <= 2);
    }
    QCOMPARE(served, QList<qint64>({1, 2, 3, 4, 5}));
}

void StoreFeedTest::readsNothingForWhoHasLeft()
{
    HeldReads reads;
    StoreFeed feed(reads);
    QObject stays;
    auto leaves = std::make_unique<QObject>();
    int served = 0;
    const auto count = [&](const ReadSource::Piece &) { ++served; };
    feed.ask(leaves.get(), {}, 1, nullptr, count);
    feed.ask(&stays, {}, 2, nullptr, count);
    feed.ask(leaves.get(), {}, 3, nullptr, count);
    feed.ask(&stays, {}, 4, nullptr, count);
    leaves.reset();
    while (!reads.answers.isEmpty())
        reads.answers.takeFirst()({});
    QCOMPARE(reads.asked, QList<qint64>({1, 2, 4})); // 1 was under way
    QCOMPARE(served, 2);
}

/// The program ends, and what is read from is gone before the answer to the last question arrives.
void StoreFeedTest::readsNothingAfterItsEnd()
{
    auto reads = std::make_unique<HeldReads>();
    StoreFeed feed(*reads);
    QObject reader;
    for (qint64 i = 1; i <= 5; ++i)
        feed.ask(&reader, {}, i, nullptr, [](const ReadSource::Piece &) {});
    const auto last = reads->answers.takeFirst();
    feed.stop();
    reads.reset();
    last({});
    feed.ask(&reader, {}, 6, nullptr, [](const ReadSource::Piece &) {});
}

CLICKSCOPE_TEST(StoreFeedTest)
#include "tst_storefeed.moc"
