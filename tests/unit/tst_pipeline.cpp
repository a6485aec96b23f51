// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/pipeline.h"
#include "tests/support/manualclock.h"

#include <QSet>
#include <QTest>

namespace {

constexpr Micros kMidnight = 20'515 * kMicrosPerDay;
constexpr Micros kMinute = kMicrosPerMinute;

HttpRequest requestOf(const char *address = "203.0.113.7")
{
    HttpRequest request;
    request.userAgent = "Mozilla/5.0";
    request.clientAddress = address;
    request.network = NetworkClass::Public;
    return request;
}

} // namespace

/// Who a hit belongs to: midnight, gaps, order of times.
class PipelineTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void carriesVisitorsOverMidnight_data();
    void carriesVisitorsOverMidnight();
    void endsAVisitAfterThirtyMinutes_data();
    void endsAVisitAfterThirtyMinutes();
    void givesStrictlyIncreasingTimes();
    void prefersAnExplicitIdentity();
    void neverMergesSites();
};

/// Feeds one pageview per instant, from one browser.
static QList<Hit> hitsAt(const QList<Micros> &times)
{
    ManualClock clock(0);
    IngestPipeline pipeline(clock, {}, {});
    Site site;
    site.id = QStringLiteral("s");
    pipeline.setSites({site});
    QList<Hit> hits;
    for (const Micros time : times) {
        clock.set(time);
        RawHit raw;
        raw.siteKey = site.id;
        raw.url = QStringLiteral("https://e.com/");
        hits += pipeline.take({raw}, requestOf(), Protocol::Native).hits;
    }
    return hits;
}

template <typename Member>
static qsizetype distinct(const QList<Hit> &hits, Member member)
{
    QSet<quint64> values;
    for (const Hit &hit : hits)
        values.insert(hit.*member);
    return values.size();
}

void PipelineTest::carriesVisitorsOverMidnight_data()
{
    QTest::addColumn<QList<Micros>>("times");
    QTest::addColumn<int>("visitors");
    QTest::addColumn<int>("visits");
    const Micros second = kMicrosPerSecond;
    QTest::addRow("23:59:50 and 00:00:10")
        << QList<Micros> {kMidnight - 10 * second, kMidnight + 10 * second} << 1 << 1;
    QTest::addRow("23:20 and 00:10") << QList<Micros> {kMidnight - 40 * kMinute, kMidnight + 10 * kMinute}
                                     << 2 << 2;
    QTest::addRow("23:50, 00:15, 00:40: beyond the end of yesterday's salt")
        << QList<Micros> {kMidnight - 10 * kMinute, kMidnight + 15 * kMinute, kMidnight + 40 * kMinute} << 1
        << 1;
    QTest::addRow("on and on until 02:00")
        << QList<Micros> {kMidnight - kMinute,      kMidnight + 20 * kMinute, kMidnight + 45 * kMinute,
                          kMidnight + 70 * kMinute, kMidnight + 95 * kMinute, kMidnight + 120 * kMinute}
        << 1 << 1;
    QTest::addRow("carried, then gone for half an hour")
        << QList<Micros> {kMidnight - kMinute, kMidnight + 10 * kMinute, kMidnight + 40 * kMinute} << 2 << 2;
    QTest::addRow("23:30 and 00:00: a gap of exactly half an hour")
        << QList<Micros> {kMidnight - 30 * kMinute, kMidnight} << 2 << 2;
    QTest::addRow("23:30 and 23:59:59")
        << QList<Micros> {kMidnight - 30 * kMinute, kMidnight - second} << 1 << 1;
    QTest::addRow("two midnights") << QList<Micros> {kMidnight - second, kMidnight + kMicrosPerDay + second}
                                   << 2 << 2;
}

void PipelineTest::carriesVisitorsOverMidnight()
{
    QFETCH(QList<Micros>, times);
    const QList<Hit> hits = hitsAt(times);
    QTEST(static_cast<int>(distinct(hits, &Hit::visitor)), "visitors");
    QTEST(static_cast<int>(distinct(hits, &Hit::visit)), "visits");
}

void PipelineTest::endsAVisitAfterThirtyMinutes_data()
{
    QTest::addColumn<Micros>("gap");
    QTest::addColumn<int>("visits");
    QTest::addRow("a microsecond less") << 30 * kMinute - 1 << 1;
    QTest::addRow("exactly") << 30 * kMinute << 2;
    QTest::addRow("more") << 31 * kMinute << 2;
}

void PipelineTest::endsAVisitAfterThirtyMinutes()
{
    QFETCH(Micros, gap);
    const Micros noon = kMidnight + 12 * kMicrosPerHour;
    const QList<Hit> hits = hitsAt({noon, noon + gap});
    QCOMPARE(distinct(hits, &Hit::visitor), 1);
    QTEST(static_cast<int>(distinct(hits, &Hit::visit)), "visits");
}

void PipelineTest::givesStrictlyIncreasingTimes()
{
    const QList<Hit> hits =
        hitsAt({kMidnight + 5, kMidnight + 5, kMidnight + 3, kMidnight + 9}); // a clock set back
    for (qsizetype i = 1; i < hits.size(); ++i)
        QVERIFY(hits[i].receivedAt > hits[i - 1].receivedAt);
    QCOMPARE(hits.constLast().receivedAt, kMidnight + 9);
}

void PipelineTest::prefersAnExplicitIdentity()
{
    ManualClock clock(kMidnight);
    IngestPipeline pipeline(clock, {}, {});
    Site site;
    site.id = QStringLiteral("s");
    pipeline.setSites({site});
    RawHit raw;
    raw.siteKey = site.id;
    raw.identity = QStringLiteral("customer-7");
    const Hit here = pipeline.take({raw}, requestOf("203.0.113.7"), Protocol::Native).hits.constFirst();
    clock.advance(2 * kMicrosPerDay);
    const Hit there = pipeline.take({raw}, requestOf("203.0.113.8"), Protocol::Native).hits.constFirst();
    QVERIFY(here.rung == IdentityRung::ExplicitId);
    QCOMPARE(here.visitor, there.visitor);
    QCOMPARE(here.visitorText(), QStringLiteral("customer-7"));
}

void PipelineTest::neverMergesSites()
{
    ManualClock clock(kMidnight);
    IngestPipeline pipeline(clock, {}, {});
    Site one;
    one.id = QStringLiteral("one");
    Site two;
    two.id = QStringLiteral("two");
    pipeline.setSites({one, two});
    RawHit a;
    a.siteKey = one.id;
    RawHit b;
    b.siteKey = two.id;
    const QList<Hit> hits = pipeline.take({a, b}, requestOf(), Protocol::Native).hits;
    QVERIFY(hits[0].visitor != hits[1].visitor);
    QVERIFY(hits[0].visit != hits[1].visit);
}

QTEST_APPLESS_MAIN(PipelineTest)
#include "tst_pipeline.moc"
