// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/queryservice.h"
#include "core/query/statsservice.h"
#include "core/storage/hitreader.h"
#include "tests/support/manualclock.h"
#include "tests/support/patienttest.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QJsonArray>

namespace {

constexpr Micros kNoon = 20'515 * kMicrosPerDay + 12 * kMicrosPerHour;
const QByteArray kBrowser(
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0\r\n"
    "Accept: */*\r\nAccept-Language: en\r\n");

/// The whole program, whose clock a test sets.
struct Stepped
{
    ManualClock clock {kNoon};
    TestCollector collector {clock};

    bool hit(const QByteArray &path = "/")
    {
        return RawHttpClient(collector.url())
                   .post("/api/v1/hits", hitBody("https://e.com" + path), kBrowser)
                   .status
            == 202;
    }
    QJsonObject realtime()
    {
        QueryService &queries = collector.application().queries();
        if (!QTest::qWaitFor([&] { return queries.isRefilled(); }))
            return {};
        return RawHttpClient(collector.url()).get("/api/v1/sites/s/realtime?minutes=60").json();
    }
    QByteArray metric(const QByteArray &name)
    {
        const QByteArray text = RawHttpClient(collector.url()).get("/metrics").body;
        for (const QByteArray &line : text.split('\n')) {
            if (line.startsWith(QByteArray(name + ' ')))
                return line.sliced(name.size() + 1);
        }
        return {};
    }
};

QString s(const char *text)
{
    return QString::fromLatin1(text);
}

} // namespace

/// What a clock that is wrong leaves behind once it was set right: nothing.
class ClockTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void datesHitsByTheClockAgain_data();
    void datesHitsByTheClockAgain();
    void showsWhatIsLiveNow();
    void takesUpVisitsOfNow();
    void findsHitsOfTheHourWhereverTheyStand();
    void saysThatTheClockWasSet();
    void saysThatHitsLieAhead();
};

void ClockTest::datesHitsByTheClockAgain_data()
{
    QTest::addColumn<Micros>("ahead");
    QTest::addRow("an hour") << kMicrosPerHour;
    QTest::addRow("three days") << 3 * kMicrosPerDay;
    QTest::addRow("ten years") << 3650 * kMicrosPerDay;
    QTest::addRow("a year behind") << -365 * kMicrosPerDay;
}

void ClockTest::datesHitsByTheClockAgain()
{
    QFETCH(Micros, ahead);
    Stepped stepped;
    stepped.clock.step(ahead);
    QVERIFY(stepped.collector.start());
    QVERIFY(stepped.hit());
    stepped.clock.step(-ahead);
    for (int i = 0; i < 3; ++i) {
        QVERIFY(stepped.hit());
        stepped.clock.advance(kMicrosPerMinute);
    }
    QCOMPARE(stepped.metric("clickscope_clock_steps_total"), QByteArray("1"));
    QCOMPARE(stepped.metric("clickscope_clock_last_step_seconds"),
             QByteArray::number(static_cast<double>(-ahead) / kMicrosPerSecond, 'f', 3));
    stepped.collector.stop();
    const QList<Hit> hits = stepped.collector.hits();
    QCOMPARE(hits.size(), 4);
    QCOMPARE(hits[0].receivedAt, kNoon + ahead);
    for (int i = 1; i < 4; ++i) {
        QCOMPARE(hits[i].receivedAt, kNoon + (i - 1) * kMicrosPerMinute);
        QCOMPARE(hits[i].visit, hits[1].visit);
    }
    QVERIFY(hits[0].visit != hits[1].visit);
    const Result<Database> database = Database::open(stepped.collector.fileName(), Database::Mode::ReadOnly);
    QVERIFY(database);
    Statement minutes = database->prepare("SELECT stored FROM ledger WHERE minute = ?1");
    for (int i = 0; i < 3; ++i) {
        minutes.bind(1, kNoon / kMicrosPerMinute + i);
        QVERIFY(minutes.step() == Statement::Step::Row);
        QCOMPARE(minutes.integer(0), 1);
        minutes.reset();
    }
    QVERIFY(stepped.collector.verification().isGood());
}

void ClockTest::showsWhatIsLiveNow()
{
    Stepped stepped;
    QVERIFY(stepped.collector.start());
    QVERIFY(stepped.hit("/before"));
    stepped.clock.step(3 * kMicrosPerDay);
    QVERIFY(stepped.hit("/ahead"));
    stepped.clock.step(-3 * kMicrosPerDay);
    for (int i = 0; i < 3; ++i)
        QVERIFY(stepped.hit("/after"));
    const auto looksRight = [&] {
        const QJsonObject now = stepped.realtime();
        return now[s("hits")] == 4 && now[s("pageviews")] == 4 && now[s("active_visitors")] == 1
            && now[s("recent")].toArray().size() == 4;
    };
    QTRY_VERIFY(looksRight());
    stepped.collector.stop(); // hits that lie ahead are among those in the database
    QVERIFY(stepped.collector.start());
    QTRY_VERIFY(looksRight());
    stepped.clock.advance(59 * kMicrosPerMinute);
    QVERIFY(looksRight());
    stepped.clock.advance(kMicrosPerMinute);
    QCOMPARE(stepped.realtime()[s("hits")], 0);
}

void ClockTest::takesUpVisitsOfNow()
{
    Stepped stepped;
    QVERIFY(stepped.collector.start());
    QVERIFY(stepped.hit());
    stepped.clock.step(3 * kMicrosPerDay);
    QVERIFY(stepped.hit());
    stepped.clock.step(-3 * kMicrosPerDay);
    stepped.clock.advance(10 * kMicrosPerMinute);
    QVERIFY(stepped.hit());
    stepped.collector.stop();
    stepped.clock.advance(10 * kMicrosPerMinute);
    QVERIFY(stepped.collector.start());
    QVERIFY(stepped.hit());
    stepped.collector.stop();
    const QList<Hit> hits = stepped.collector.hits();
    QCOMPARE(hits.size(), 4);
    QVERIFY(hits[1].visit != hits[0].visit);
    QCOMPARE(hits[2].visit, hits[0].visit);
    QCOMPARE(hits[3].visitor, hits[0].visitor);
    QCOMPARE(hits[3].visit, hits[0].visit);
}

void ClockTest::findsHitsOfTheHourWhereverTheyStand()
{
    // Thousands of sequences, so that hits ahead fill blocks of their own.
    Stepped stepped;
    QVERIFY(stepped.collector.start());
    const auto batch = [&](const QByteArray &path) {
        QByteArray body("[");
        for (int i = 0; i < 500; ++i)
            body += (i ? "," : "") + hitBody("https://e.com" + path);
        QCOMPARE(RawHttpClient(stepped.collector.url()).post("/api/v1/hits", body + ']', kBrowser).status,
                 202);
    };
    batch("/before");
    stepped.clock.step(kMicrosPerDay);
    for (int i = 0; i < 8; ++i)
        batch("/ahead");
    stepped.clock.step(-kMicrosPerDay);
    batch("/after");
    stepped.collector.stop();

    const Result<Database> database = Database::open(stepped.collector.fileName(), Database::Mode::ReadOnly);
    QVERIFY(database);
    HitReader reader(*database);
    QMap<QString, int> found;
    HitReader::Page page;
    for (int pages = 0; !page.atEnd; ++pages) {
        QVERIFY(pages < 20);
        page = *reader.received(kNoon - kMicrosPerHour, kNoon + kMicrosPerSecond, page.scannedTo, 300);
        for (const Hit &hit : std::as_const(page.hits))
            ++found[hit.path()];
    }
    QCOMPARE(found, (QMap<QString, int> {{s("/after"), 500}, {s("/before"), 500}}));
    QCOMPARE(page.scannedTo, 5000);
    QVERIFY(reader.received(kNoon + 1000, kNoon + kMicrosPerHour, 0, 300)->hits.isEmpty());
}

void ClockTest::saysThatTheClockWasSet()
{
    Stepped stepped;
    QVERIFY(stepped.collector.start());
    const auto health = [&] { return RawHttpClient(stepped.collector.url()).get("/healthz").json(); };
    QTRY_COMPARE(health()[s("status")], s("ok"));
    stepped.clock.step(-3 * kMicrosPerDay);
    stepped.collector.application().checkClock(); // nobody came
    QTRY_COMPARE(health()[s("status")], s("degraded"));
    const QString reason = health()[s("reasons")].toArray().first().toString();
    QVERIFY2(reason.startsWith(s("The clock was set back by 3 days.")), qPrintable(reason));
    StatsService &stats = stepped.collector.application().stats();
    QTRY_COMPARE(stats.annotations(s("s")).size(), 1); // of every site
    const Annotation note = stats.annotations(s("s")).constFirst();
    QCOMPARE(note.at, kNoon - 3 * kMicrosPerDay);
    QCOMPARE(note.clockStep, -3 * kMicrosPerDay);
    QVERIFY(note.id < 0);
    stepped.collector.stop();
    QVERIFY(stepped.collector.start()); // kept
    QCOMPARE(stepped.collector.application().stats().annotations(s("s")), QList<Annotation> {note});

    stepped.clock.step(10 * kMicrosPerDay);
    stepped.collector.application().checkClock();
    QTRY_COMPARE(health()[s("status")], s("degraded"));
    stepped.clock.advance(kMicrosPerHour);
    stepped.collector.application().checkClock();
    QTRY_COMPARE(health()[s("status")], s("ok"));
    QCOMPARE(stepped.metric("clickscope_clock_steps_total"), QByteArray("1"));
}

void ClockTest::saysThatHitsLieAhead()
{
    Stepped stepped;
    QVERIFY(stepped.collector.start());
    QVERIFY(stepped.hit());
    stepped.collector.stop();
    stepped.clock.step(-kMicrosPerHour);
    QVERIFY(stepped.collector.start());
    const auto health = [&] { return RawHttpClient(stepped.collector.url()).get("/healthz").json(); };
    QTRY_COMPARE(health()[s("status")], s("degraded"));
    QVERIFY(health()[s("reasons")].toArray().first().toString().contains(s("1 hour ahead")));
    QVERIFY(stepped.hit());
    QTRY_COMPARE(health()[s("status")], s("ok"));
}

QTEST_GUILESS_MAIN(ClockTest)
#include "tst_clock.moc"
