// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/pipeline.h"
#include "tests/support/manualclock.h"
#include "tests/support/testprogram.h"

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
    void countsMicrosecondsWithinARequest();
    void followsAClockThatWasAhead_data();
    void followsAClockThatWasAhead();
    void knowsVisitorsAndVisitsAgainAfterAClockThatWasAhead_data();
    void knowsVisitorsAndVisitsAgainAfterAClockThatWasAhead();
    void forgetsSaltsOnAQuietSite();
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

/// A pipeline whose clock a test sets.
struct SteppedPipeline
{
    ManualClock clock {kMidnight + 12 * kMicrosPerHour};
    QList<DailySalt> salts;
    IngestPipeline pipeline {clock, {}, [this](const DailySalt &salt) { salts.append(salt); }};
    int steps = 0;
    ClockWatch watch {clock, [this](const ClockStep &step) {
                          ++steps;
                          pipeline.takeClockStep(step);
                      }};

    SteppedPipeline()
    {
        Site site;
        site.id = QStringLiteral("s");
        pipeline.setSites({site});
        pipeline.setClockWatch(&watch);
    }
    QList<Hit> take(int count = 1, const char *address = "203.0.113.7")
    {
        RawHit raw;
        raw.siteKey = QStringLiteral("s");
        raw.url = QStringLiteral("https://e.com/");
        return pipeline.take(QList<RawHit>(count, raw), requestOf(address), Protocol::Native).hits;
    }
    Hit takeOne(const char *address = "203.0.113.7") { return take(1, address).constFirst(); }
};

void PipelineTest::countsMicrosecondsWithinARequest()
{
    SteppedPipeline stepped;
    const Micros noon = stepped.clock.now();
    for (int again = 0; again < 2; ++again) { // nothing is left of it for the next request
        const QList<Hit> hits = stepped.take(3);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(hits[i].receivedAt, noon + i);
            QCOMPARE(hits[i].eventAt, noon + i);
        }
    }
}

void PipelineTest::followsAClockThatWasAhead_data()
{
    QTest::addColumn<Micros>("ahead");
    QTest::addRow("a second") << kMicrosPerSecond;
    QTest::addRow("ten minutes") << 10 * kMicrosPerMinute;
    QTest::addRow("an hour") << kMicrosPerHour;
    QTest::addRow("over midnight") << 13 * kMicrosPerHour;
    QTest::addRow("three days") << 3 * kMicrosPerDay;
    QTest::addRow("a year") << 365 * kMicrosPerDay;
    QTest::addRow("ten years") << 3650 * kMicrosPerDay;
}

void PipelineTest::followsAClockThatWasAhead()
{
    QFETCH(Micros, ahead);
    SteppedPipeline stepped;
    stepped.clock.step(ahead);
    const Hit then = stepped.takeOne();
    QCOMPARE(then.receivedAt, kMidnight + 12 * kMicrosPerHour + ahead);
    stepped.clock.step(-ahead);
    quint64 visit = 0;
    for (int i = 0; i < 3; ++i) {
        stepped.clock.advance(20 * kMinute);
        const Hit hit = stepped.takeOne();
        QCOMPARE(hit.receivedAt, kMidnight + 12 * kMicrosPerHour + (i + 1) * 20 * kMinute);
        QCOMPARE(hit.visit, i == 0 ? hit.visit : visit); // less than half an hour apart
        visit = hit.visit;
    }
    QCOMPARE(visit == then.visit, ahead <= 10 * kMinute); // less than half an hour from it; else it is over
    QCOMPARE(stepped.steps, ahead > ClockWatch::kStep ? 2 : 0);
}

void PipelineTest::knowsVisitorsAndVisitsAgainAfterAClockThatWasAhead_data()
{
    followsAClockThatWasAhead_data();
}

void PipelineTest::knowsVisitorsAndVisitsAgainAfterAClockThatWasAhead()
{
    QFETCH(Micros, ahead);
    SteppedPipeline stepped;
    const Hit before = stepped.takeOne();
    stepped.clock.step(ahead);
    (void)stepped.takeOne("203.0.113.8"); // somebody else
    stepped.clock.advance(kMinute);
    stepped.clock.step(-ahead);
    stepped.pipeline.forgetOldSalts(stepped.clock.now());
    const Hit after = stepped.takeOne();
    QCOMPARE(after.visitor, before.visitor);
    QCOMPARE(after.visit, before.visit);
    QCOMPARE(stepped.salts.constLast().day, utcDay(kMidnight));
    QCOMPARE(stepped.salts.constLast().salt, stepped.salts.constFirst().salt); // to be stored again

    // But a day that is really over does not come back.
    stepped.clock.step(ahead);
    (void)stepped.takeOne("203.0.113.8");
    stepped.clock.advance(13 * kMicrosPerHour);
    stepped.pipeline.forgetOldSalts(stepped.clock.now());
    stepped.clock.step(-ahead - 13 * kMicrosPerHour);
    const bool changedDay = utcDay(kMidnight + 12 * kMicrosPerHour + ahead) != utcDay(kMidnight);
    if (changedDay)
        QVERIFY(stepped.takeOne().visitor != before.visitor);
}

void PipelineTest::forgetsSaltsOnAQuietSite()
{
    SteppedPipeline stepped;
    const Hit before = stepped.takeOne();
    stepped.clock.advance(12 * kMicrosPerHour + 30 * kMinute); // nobody came meanwhile
    stepped.pipeline.forgetOldSalts(stepped.clock.now());
    stepped.clock.step(-30 * kMinute - 1); // 23:59:59.999999 again
    QVERIFY(stepped.takeOne().visitor != before.visitor);
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

CLICKSCOPE_TEST(PipelineTest)
#include "tst_pipeline.moc"
