// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collector/live/hitreadqueue.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace {

/// Answers when the test says so.
class HeldHits final : public HitQuestions
{
public:
    Asking piece(const HitFilter &, qint64 after, HitPiece::Append, const AskContext &who,
                 Answer<HitPiece> answer) override
    {
        const Asked<HitPiece> question(who, std::move(answer));
        asked.append(after);
        held.append(question);
        return question.asking();
    }
    void answerNext()
    {
        held.takeFirst().answer(HitPiece());
        QCoreApplication::processEvents();
    }

    QList<qint64> asked;
    QList<Asked<HitPiece>> held;

    // What a feed does not ask
    Asking hits(const HitFilter &, qint64, int, const AskContext &, Answer<HitPage>) override { return {}; }
    Asking index(const QString &, const AskContext &, Answer<HitIndex>) override { return {}; }
    Asking peak(const QString &, int, const AskContext &, Answer<VisitorPeak>) override { return {}; }
    Asking exportHits(const HitFilter &, const QString &, const AskContext &, Progress<ExportProgress>,
                      Answer<qint64>) override
    {
        return {};
    }
    Asking judge(const QString &, const AskContext &, Progress<BotRebuildReport>,
                 Answer<BotRebuildReport>) override
    {
        return {};
    }
    RealtimeSnapshot realtime(const QString &, int) const override { return {}; }
    Asking realtime(const QString &, int, std::optional<bool>, const AskContext &,
                    Answer<RealtimeSnapshot>) override
    {
        return {};
    }
};

} // namespace

class HitReadQueueTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTwoPiecesAtOnce();
    void readsNothingForWhoHasLeft();
    void readsNothingAfterItsEnd();
};

void HitReadQueueTest::readsTwoPiecesAtOnce()
{
    HeldHits source;
    HitReadQueue feed(source);
    QObject reader;
    QList<qint64> served;
    for (qint64 i = 1; i <= 5; ++i)
        feed.ask(&reader, {}, i, nullptr, [&, i](const Result<HitPiece> &) { served.append(i); });
    QCOMPARE(source.asked, QList<qint64>({1, 2}));
    while (!source.held.isEmpty()) {
        source.answerNext();
        QVERIFY(source.held.size() <= 2);
    }
    QCOMPARE(served, QList<qint64>({1, 2, 3, 4, 5}));
}

void HitReadQueueTest::readsNothingForWhoHasLeft()
{
    HeldHits source;
    HitReadQueue feed(source);
    QObject stays;
    auto leaves = std::make_unique<QObject>();
    int served = 0;
    const auto count = [&](const Result<HitPiece> &) { ++served; };
    feed.ask(leaves.get(), {}, 1, nullptr, count);
    feed.ask(&stays, {}, 2, nullptr, count);
    feed.ask(leaves.get(), {}, 3, nullptr, count);
    feed.ask(&stays, {}, 4, nullptr, count);
    leaves.reset();
    while (!source.held.isEmpty())
        source.answerNext();
    QCOMPARE(source.asked, QList<qint64>({1, 2, 4})); // 1 was under way
    QCOMPARE(served, 2);
}

/// The program ends, and what is read from is gone before the answer to the last question arrives.
void HitReadQueueTest::readsNothingAfterItsEnd()
{
    auto source = std::make_unique<HeldHits>();
    HitReadQueue feed(*source);
    QObject reader;
    for (qint64 i = 1; i <= 5; ++i)
        feed.ask(&reader, {}, i, nullptr, [](const Result<HitPiece> &) {});
    const Asked<HitPiece> last = source->held.takeFirst();
    feed.stop();
    source.reset();
    last.answer(HitPiece());
    QCoreApplication::processEvents();
    feed.ask(&reader, {}, 6, nullptr, [](const Result<HitPiece> &) {});
}

CLICKSCOPE_TEST(HitReadQueueTest)
#include "tst_hitreadqueue.moc"
