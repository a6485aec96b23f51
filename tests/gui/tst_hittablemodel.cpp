// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakelivesource.h"
#include "tests/support/patienttest.h"

#include "ui/live/hittablemodel.h"

#include <QAbstractItemModelTester>
#include <QSet>
#include <QSignalSpy>

namespace {

const QString kSite = QStringLiteral("shop");

QList<Hit> pageviews(int count, const QString &site = kSite)
{
    QList<Hit> hits;
    hits.reserve(count);
    for (int i = 0; i < count; ++i)
        hits.append(
            FakeLiveSource::pageview(site, QStringLiteral("/p%1").arg(i), static_cast<quint64>(i + 1)));
    return hits;
}

HitFilter everything(const QString &site = kSite)
{
    HitFilter filter;
    filter.site = site;
    filter.includesBots = true;
    return filter;
}

constexpr int kWait = static_cast<int>(kPatience.count());

/// The rows of the model, every page looked at, as sequences.
QList<qint64> allSequences(HitTableModel &model)
{
    QList<qint64> seqs;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (!model.hitAt(row)) {
            model.setVisibleRows(row, row + 30);
            if (!QTest::qWaitFor([&] { return model.hitAt(row) != nullptr; }, kWait))
                return {};
        }
        seqs.append(model.hitAt(row)->seq);
    }
    return seqs;
}

QList<qint64> storedNewestFirst(const FakeLiveSource &source, const HitFilter &filter)
{
    QList<qint64> seqs;
    for (auto it = source.stored.crbegin(); it != source.stored.crend(); ++it) {
        if (filter.matches(*it))
            seqs.append(it->seq);
    }
    return seqs;
}

} // namespace

class HitTableModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsEveryStoredHitNewestFirst_data();
    void showsEveryStoredHitNewestFirst();
    void countsHitsThatArriveBeforeTheFirstAnswerOnce_data();
    void countsHitsThatArriveBeforeTheFirstAnswerOnce();
    void insertsABatchPerFrameNotPerHit();
    void takesABurstOfAHundredThousandRows();
    void keepsMemoryBoundedWhileScrolling();
    void holdsArrivalsBackWhileFrozen();
    void survivesManyArrivalsWhileFrozen();
    void leavesOutWhatTheFilterExcludes();
    void correctsACountThatTheIndexHadWrong();
    void keepsRowsWhenAPageCannotBeRead();
    void keepsTheSelectedHitWhileRowsArrive();
    void readsOnlyThePageJumpedTo();
    void tenMillionRowsNeedNoRows();
    void aJumpIntoASparseBlockFindsItsRow();
    void keepsNothingThatNobodyAskedFor();

private:
    void load(const HitFilter &filter);

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<SignalBus> m_bus;
    std::unique_ptr<FakeLiveSource> m_source;
    std::unique_ptr<HitTableModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void HitTableModelTest::init()
{
    m_clock = std::make_unique<ManualClock>();
    m_bus = std::make_unique<SignalBus>();
    m_source = std::make_unique<FakeLiveSource>(*m_bus, *m_clock);
    m_model = std::make_unique<HitTableModel>(*m_bus, *m_source, *m_clock);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
}

void HitTableModelTest::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_source.reset();
    m_bus.reset();
}

void HitTableModelTest::load(const HitFilter &filter)
{
    m_model->setFilter(filter);
    QTRY_VERIFY(!m_model->isBusy());
}

void HitTableModelTest::showsEveryStoredHitNewestFirst_data()
{
    QTest::addColumn<int>("ours");
    QTest::addColumn<bool>("bots");
    QTest::addRow("nothing, by index") << 0 << true;
    QTest::addRow("nothing, by scan") << 0 << false;
    QTest::addRow("one") << 1 << true;
    QTest::addRow("many pages, by index") << 3000 << true;
    QTest::addRow("many pages, by scan") << 3000 << false;
}

void HitTableModelTest::showsEveryStoredHitNewestFirst()
{
    QFETCH(const int, ours);
    QFETCH(const bool, bots);
    for (int done = 0; done < ours; done += 100) { // another site's hits lie between
        m_source->commitSilently(pageviews(std::min(100, ours - done)));
        m_source->commitSilently(pageviews(37, QStringLiteral("blog")));
    }
    HitFilter filter = everything();
    filter.includesBots = bots;
    load(filter);
    QTRY_VERIFY(m_model->isComplete()); // by itself, however far it has to look
    QCOMPARE(m_model->rowCount(), ours);
    QCOMPARE(m_model->total(), ours);
    QCOMPARE(allSequences(*m_model), storedNewestFirst(*m_source, filter));
}

void HitTableModelTest::countsHitsThatArriveBeforeTheFirstAnswerOnce_data()
{
    QTest::addColumn<bool>("bots");
    QTest::addRow("index") << true;
    QTest::addRow("first page") << false;
}

void HitTableModelTest::countsHitsThatArriveBeforeTheFirstAnswerOnce()
{
    QFETCH(const bool, bots);
    m_source->queue.manual = true;
    m_source->commitSilently(pageviews(10));
    HitFilter filter = everything();
    filter.includesBots = bots;
    m_model->setFilter(filter);
    m_source->commit(pageviews(5)); // in the answer and announced: must not be there twice
    m_source->queue.answerAll();
    m_source->commit(pageviews(3)); // after the answer
    m_source->queue.manual = false;
    m_source->queue.answerAll();
    QTRY_COMPARE(m_model->rowCount(), 18);
    QCOMPARE(m_model->total(), 18);
    QTRY_VERIFY((m_source->queue.answerAll(), !m_model->isBusy()));
    QCOMPARE(allSequences(*m_model), storedNewestFirst(*m_source, filter));
}

void HitTableModelTest::insertsABatchPerFrameNotPerHit()
{
    load(everything());
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    for (int i = 0; i < 200; ++i)
        m_source->commit(pageviews(1));
    QTRY_COMPARE(m_model->rowCount(), 200);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(m_model->hitAt(0)->seq, 200);
}

void HitTableModelTest::takesABurstOfAHundredThousandRows()
{
    load(everything());
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    const QList<Hit> thousand = pageviews(1000);
    for (int i = 0; i < 100; ++i)
        m_source->commit(thousand);
    QTRY_COMPARE(m_model->rowCount(), 100'000);
    QCOMPARE(inserted.size(), 1);
    QVERIFY(m_model->loadedRows() <= 4096);
    QCOMPARE(m_model->hitAt(0)->seq, 100'000);
    m_model->setVisibleRows(70'000, 70'030);
    QTRY_VERIFY(m_model->hitAt(70'000));
    QCOMPARE(m_model->hitAt(70'000)->seq, 30'000);
}

void HitTableModelTest::keepsMemoryBoundedWhileScrolling()
{
    m_source->commitSilently(pageviews(60'000));
    m_tester.reset(); // it looks at the first row all the time
    load(everything());
    for (int row = 0; row < 60'000; row += 400) {
        m_model->setVisibleRows(row, row + 40);
        m_source->queue.answerAll();
        QVERIFY(m_model->hitAt(row));
        QCOMPARE(m_model->hitAt(row)->seq, 60'000 - row);
        QVERIFY2(m_model->loadedRows() <= 20'000, qPrintable(QString::number(m_model->loadedRows())));
    }
    QVERIFY(!m_model->hitAt(0)); // dropped, and read again when looked at
    m_model->setVisibleRows(0, 40);
    QTRY_VERIFY(m_model->hitAt(0));
}

void HitTableModelTest::holdsArrivalsBackWhileFrozen()
{
    m_source->commitSilently(pageviews(50));
    load(everything());
    m_model->setFollowing(false);
    m_source->commit(pageviews(7));
    QTRY_COMPARE(m_model->heldCount(), 7);
    QCOMPARE(m_model->rowCount(), 50);
    QCOMPARE(m_model->matching(), 57);
    m_model->setFollowing(true);
    QCOMPARE(m_model->rowCount(), 57);
    QCOMPARE(m_model->heldCount(), 0);
    QCOMPARE(allSequences(*m_model), storedNewestFirst(*m_source, everything()));
}

void HitTableModelTest::survivesManyArrivalsWhileFrozen()
{
    load(everything());
    m_model->setFollowing(false);
    const QList<Hit> thousand = pageviews(1000);
    for (int i = 0; i < 30; ++i) {
        m_source->commit(thousand);
        m_source->commit(pageviews(3, QStringLiteral("blog")));
    }
    QCOMPARE(m_model->heldCount(), 30'000);
    m_model->setFollowing(true);
    QCOMPARE(m_model->rowCount(), 30'000);
    QVERIFY(m_model->loadedRows() <= 4096);
    QCOMPARE(allSequences(*m_model), storedNewestFirst(*m_source, everything()));
}

void HitTableModelTest::leavesOutWhatTheFilterExcludes()
{
    QList<Hit> hits = pageviews(6);
    hits[1].bot = {true, QStringLiteral("crawler"), QStringLiteral("Googlebot")};
    hits[2].kind = HitKind::Event;
    hits[4].bot.isBot = true;
    HitFilter filter = everything();
    filter.includesBots = false;
    load(filter);
    m_source->commit(hits);
    QTRY_COMPARE(m_model->rowCount(), 4);
    QCOMPARE(m_model->hiddenBots(), 2);
    QCOMPARE(m_model->total(), 6);
    filter.kinds = 1u << static_cast<unsigned>(HitKind::Event);
    load(filter);
    QCOMPARE(m_model->rowCount(), 1);
    QVERIFY(m_model->hitAt(0)->kind == HitKind::Event);
}

void HitTableModelTest::correctsACountThatTheIndexHadWrong()
{
    m_source->commitSilently(pageviews(300));
    load(everything());
    m_model->setVisibleRows(0, 10);
    QTRY_VERIFY(m_model->hitAt(0));
    m_model->reload();
    QTRY_VERIFY(!m_model->isBusy());
    m_source->queue.manual = true;
    m_model->reload();
    m_source->queue.answerAll(); // the index says 300
    m_source->stored.remove(0, 20); // retention deletes
    QTRY_VERIFY((m_source->queue.answerAll(), m_model->rowCount() == 280));
    QCOMPARE(allSequences(*m_model), storedNewestFirst(*m_source, everything()));
}

void HitTableModelTest::keepsRowsWhenAPageCannotBeRead()
{
    m_source->commitSilently(pageviews(5000));
    load(everything());
    m_source->queue.failNext = QStringLiteral("The disk is gone");
    m_model->setVisibleRows(3000, 3030);
    QTRY_COMPARE(m_model->state(), HitTableModel::State::Failed);
    QCOMPARE(m_model->errorText(), QStringLiteral("The disk is gone"));
    QCOMPARE(m_model->rowCount(), 5000);
    QVERIFY(m_model->hitAt(0));
    m_model->reload();
    QTRY_COMPARE(m_model->state(), HitTableModel::State::Ready);
    QTRY_VERIFY(m_model->hitAt(3000));
}

void HitTableModelTest::keepsTheSelectedHitWhileRowsArrive()
{
    m_source->commitSilently(pageviews(20));
    load(everything());
    QTRY_VERIFY(m_model->hitAt(5));
    const QPersistentModelIndex selected = m_model->index(5, 0);
    const qint64 seq = m_model->hitAt(5)->seq;
    const QList<Hit> hundred = pageviews(100);
    for (int i = 0; i < 100; ++i) {
        m_source->commit(hundred);
        QVERIFY(QTest::qWaitFor([&] { return m_model->rowCount() == 20 + (i + 1) * 100; }, kWait));
    }
    QCOMPARE(selected.row(), 10'005);
    QCOMPARE(selected.data(HitTableModel::SeqRole).toLongLong(), seq);
}

void HitTableModelTest::readsOnlyThePageJumpedTo()
{
    m_source->commitSilently(pageviews(50'000));
    load(everything());
    const int before = m_source->hitRequests;
    m_model->setVisibleRows(30'100, 30'130);
    QTRY_VERIFY(m_model->hitAt(30'100));
    QVERIFY2(m_source->hitRequests - before <= 3,
             qPrintable(QString::number(m_source->hitRequests - before)));
}

void HitTableModelTest::tenMillionRowsNeedNoRows()
{
    constexpr qint64 kRows = 10'000'000;
    RowBlocks blocks;
    blocks.appendNewestUnloaded(1, kRows, kRows);
    QCOMPARE(blocks.rowCount(), kRows);
    QCOMPARE(blocks.loadedRows(), 0);
    QVERIFY(!blocks.hitAt(5'000'000));
    // One block per page: 20,000 of them, not ten million of anything.
    const RowBlocks::Block &block = blocks.blockAt(5'000'000);
    QCOMPARE(block.count, RowBlocks::kPageRows);
    QVERIFY(block.firstSeq <= kRows - 5'000'000 && block.lastSeq >= kRows - 5'000'000);
    QVERIFY(!blocks.hitAt(kRows));
}

void HitTableModelTest::aJumpIntoASparseBlockFindsItsRow()
{
    for (int i = 0; i < 3000; ++i) { // sequences have gaps, so pages cannot be named beforehand
        m_source->commitSilently(pageviews(1));
        m_source->commitSilently(pageviews(1, QStringLiteral("blog")));
    }
    load(everything());
    m_model->setVisibleRows(900, 930);
    QTRY_VERIFY(m_model->hitAt(900));
    QCOMPARE(m_model->hitAt(900)->seq, 2 * (3000 - 900) - 1);
}

void HitTableModelTest::keepsNothingThatNobodyAskedFor()
{
    m_model->setFollowing(false); // arrivals are kept and counted
    m_source->commit(pageviews(3));
    QCOMPARE(m_model->heldCount(), 0);
    load(everything());
    QCOMPARE(m_model->rowCount(), 3);
    m_source->commit(pageviews(2));
    QCOMPARE(m_model->heldCount(), 2);
    m_model->stop();
    QCOMPARE(m_model->rowCount(), 0);
    m_source->commit(pageviews(4));
    QCOMPARE(m_model->heldCount(), 0);
    load(everything());
    QCOMPARE(m_model->rowCount(), 9);
    QCOMPARE(m_model->total(), 9);
}

QTEST_MAIN(HitTableModelTest)
#include "tst_hittablemodel.moc"
