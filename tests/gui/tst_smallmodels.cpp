// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakelivesource.h"
#include "tests/support/patienttest.h"

#include "ui/live/toplistmodel.h"
#include "ui/rejected/rejectionmodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>

namespace {

constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

QString same(const QString &label)
{
    return label;
}

Rejection unknownSite(const QString &key)
{
    Rejection rejection;
    rejection.reason = QStringLiteral("unknown_site");
    rejection.site = key;
    return rejection;
}

} // namespace

class SmallModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void topListEqualsWhatItWasGiven();
    void topListNeverResets();
    void topListLeavesUnchangedRowsAlone();
    void rejectionsComeInPages();
    void rejectionsArriveOnTopOnce();
    void rejectionsTakeABurstInBoundedMemory();
    void rejectionsCanBeNarrowedToAReason();
    void narrowedRejectionsGoOnPastOthers();
};

void SmallModelsTest::topListEqualsWhatItWasGiven()
{
    TopListModel model(same);
    const QAbstractItemModelTester tester(&model, kFatal);
    QRandomGenerator random(7);
    for (int round = 0; round < 200; ++round) {
        QList<TopListModel::Entry> entries;
        for (int label = 0; label < 12; ++label) {
            if (random.bounded(3) != 0)
                entries.append({QString::number(label), random.bounded(1, 9)});
        }
        std::ranges::stable_sort(entries, std::greater(), &TopListModel::Entry::visitors);
        model.update(entries);
        QCOMPARE(model.entries(), entries);
    }
}

void SmallModelsTest::topListNeverResets()
{
    TopListModel model(same);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.update({{QStringLiteral("a"), 3}, {QStringLiteral("b"), 2}});
    const QPersistentModelIndex b = model.index(1);
    model.update({{QStringLiteral("b"), 9}, {QStringLiteral("c"), 4}, {QStringLiteral("a"), 3}});
    QCOMPARE(b.row(), 0);
    QCOMPARE(b.data(TopListModel::CountRole).toInt(), 9);
    QVERIFY(reset.isEmpty());
}

void SmallModelsTest::topListLeavesUnchangedRowsAlone()
{
    TopListModel model(same);
    model.update({{QStringLiteral("a"), 9}, {QStringLiteral("b"), 2}});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.update({{QStringLiteral("a"), 9}, {QStringLiteral("b"), 3}});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.constFirst().constFirst().toModelIndex().row(), 1);
}

void SmallModelsTest::rejectionsComeInPages()
{
    const ManualClock clock;
    SignalBus bus;
    FakeLiveSource source(bus, clock);
    QList<Rejection> many(2250, unknownSite(QStringLiteral("k")));
    source.reject(many);
    RejectionModel model(bus, source, clock);
    const QAbstractItemModelTester tester(&model, kFatal);
    model.reload();
    QTRY_VERIFY(model.rowCount() >= 1000); // the tester may have asked for more already
    QCOMPARE(model.rejectionAt(0).id, 2250);
    while (model.canFetchMore({})) {
        const int rows = model.rowCount();
        model.fetchMore({});
        QTRY_VERIFY(model.rowCount() > rows);
    }
    QCOMPARE(model.rowCount(), 2250);
    QCOMPARE(model.rejectionAt(2249).id, 1);
    QVERIFY(!model.canFetchMore({}));
    QCOMPARE(model.reasonCounts().value(QStringLiteral("unknown_site")), 2250);
}

void SmallModelsTest::rejectionsArriveOnTopOnce()
{
    const ManualClock clock;
    SignalBus bus;
    FakeLiveSource source(bus, clock);
    RejectionModel model(bus, source, clock);
    const QAbstractItemModelTester tester(&model, kFatal);
    model.reload();
    source.reject({unknownSite(QStringLiteral("early"))}); // before the answer, and part of it
    QTRY_COMPARE(model.state(), RejectionModel::State::Ready);
    QCOMPARE(model.rowCount(), 1);
    source.reject({unknownSite(QStringLiteral("b")), unknownSite(QStringLiteral("c"))});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.rejectionAt(0).site, QStringLiteral("c"));
    QCOMPARE(model.index(0, RejectionModel::Reason).data().toString(), QStringLiteral("Unknown site"));
}

void SmallModelsTest::rejectionsTakeABurstInBoundedMemory()
{
    const ManualClock clock;
    SignalBus bus;
    FakeLiveSource source(bus, clock);
    RejectionModel model(bus, source, clock);
    const QAbstractItemModelTester tester(&model, kFatal);
    model.reload();
    QTRY_COMPARE(model.state(), RejectionModel::State::Ready);
    const QList<Rejection> many(10'000, unknownSite(QStringLiteral("k")));
    for (int i = 0; i < 10; ++i)
        source.reject(many);
    QCOMPARE(model.rowCount(), static_cast<int>(RejectionModel::kMaxRows));
    QCOMPARE(model.rejectionAt(0).id, 100'000);
    QCOMPARE(model.reasonCounts().value(QStringLiteral("unknown_site")), 100'000);
}

void SmallModelsTest::rejectionsCanBeNarrowedToAReason()
{
    const ManualClock clock;
    SignalBus bus;
    FakeLiveSource source(bus, clock);
    Rejection dnt;
    dnt.reason = QStringLiteral("dnt");
    source.reject({unknownSite(QStringLiteral("a")), dnt, dnt});
    RejectionModel model(bus, source, clock);
    const QAbstractItemModelTester tester(&model, kFatal);
    model.setReason(QStringLiteral("dnt"));
    QTRY_COMPARE(model.rowCount(), 2);
    source.reject({unknownSite(QStringLiteral("b"))});
    QCOMPARE(model.rowCount(), 2);
    source.reject({dnt});
    QCOMPARE(model.rowCount(), 3);
}

/// Page by page, also where a whole one has nothing that is wanted, however many rows there are.
void SmallModelsTest::narrowedRejectionsGoOnPastOthers()
{
    const ManualClock clock;
    SignalBus bus;
    FakeLiveSource source(bus, clock);
    Rejection dnt;
    dnt.reason = QStringLiteral("dnt");
    source.reject(QList<Rejection>(700, dnt)); // the oldest
    source.reject(QList<Rejection>(2500, unknownSite(QStringLiteral("k"))));
    source.reject(QList<Rejection>(1200, dnt));
    RejectionModel model(bus, source, clock);
    model.setReason(QStringLiteral("dnt"));
    QTRY_VERIFY(model.rowCount() >= 1000);
    QTRY_VERIFY(!model.isBusy());
    while (model.canFetchMore({})) { // as the view does, once for all rows that it has
        const int rows = model.rowCount();
        model.fetchMore({});
        QTRY_VERIFY(!model.isBusy());
        QVERIFY(model.rowCount() > rows || !model.canFetchMore({}));
    }
    QCOMPARE(model.rowCount(), 1900);
}

QTEST_MAIN(SmallModelsTest)
#include "tst_smallmodels.moc"
