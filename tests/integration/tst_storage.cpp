// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/link.h"
#include "core/query/queryservice.h"
#include "core/sites/linkstore.h"
#include "core/sites/sitestore.h"
#include "core/storage/backup.h"
#include "core/storage/migrations.h"
#include "tests/support/manualclock.h"
#include "tests/support/numberof.h"
#include "tests/support/patienttest.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include <atomic>

namespace {

Database connectionTo(const TestCollector &collector, Database::Mode mode = Database::Mode::ReadWrite)
{
    Result<Database> database = Database::open(collector.fileName(), mode);
    if (!database)
        qFatal("no second connection");
    return std::move(*database);
}

quint16 portOf(const TestCollector &collector)
{
    return static_cast<quint16>(QUrl(collector.url()).port());
}

/// Makes the writer give up on a lock at once instead of after five seconds.
void makeImpatient(TestCollector &collector)
{
    bool isDone = false;
    collector.application().storage().post([&](Database &database) {
        (void)database.execute("PRAGMA busy_timeout=5");
        isDone = true;
    });
    spinUntil([&] { return isDone; });
}

} // namespace

/// What the store does when the file, the disk or other programs get in its way.
class StorageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesWhenTheQueueIsFull();
    void refusesJobsOfOthersWhenTooManyWait();
    void setsAnUnreadableFileAside();
    void leavesForeignFilesAlone_data();
    void leavesForeignFilesAlone();
    void leavesANewerFileAlone();
    void bringsAnyFileUpToDate();
    void keepsWhatSitesHadBefore();
    void keepsTheBatchWhileItCannotStore();
    void promisesNothingWhenTheDiskIsFull();
    void copiesWhileItWrites();
    void writesWhileOthersRead();
    void takesUpVisitsAfterARestart();
    void letsNobodyElseUseItsFolder();
    void saysWhyItCannotListen();
    void listensOnAnotherPort();
    void staysWhereItListensWhenAnotherPortIsTaken();
};

void StorageTest::refusesWhenTheQueueIsFull()
{
    TestCollector collector;
    collector.options().storage.queueCapacity = 2;
    QVERIFY(collector.start());
    RawHttpClient one(collector.url());
    RawHttpClient two(collector.url());
    auto stall = collector.stallStorage();
    one.send(
        RawHttpClient::request("POST", "/api/v1/hits", {},
                               '[' + hitBody("https://e.com/1") + ',' + hitBody("https://e.com/2") + ']'));
    const std::pair<const char *, QByteArray> requests[] = {
        {"/api/v1/hits", hitBody("https://e.com/3")},
        {"/e", "{\"website_id\":\"s\",\"type\":\"pageview\",\"url\":\"/\"}"},
        {"/t", "{\"s\":\"s\",\"e\":\"pageview\",\"u\":\"https://e.com/\"}"},
    };
    QVERIFY(spinUntil([&] { return collector.application().storage().queue().depth() == 2; }));
    for (const auto &[path, body] : requests) {
        const RawReply reply = two.post(path, body);
        QCOMPARE(reply.status, 503);
        QVERIFY(reply.header("retry-after").toInt() >= 1);
        QCOMPARE(reply.header("access-control-allow-origin"), "*");
    }
    stall.reset();
    QCOMPARE(one.reply().status, 202);
    QCOMPARE(two.post("/api/v1/hits", hitBody("https://e.com/4")).status, 202);
    collector.stop();
    QCOMPARE(collector.hits().size(), 3);
    QCOMPARE(collector.verification().ledger.refused, 3);
    QVERIFY(collector.verification().isGood());
}

void StorageTest::refusesJobsOfOthersWhenTooManyWait()
{
    TestCollector collector;
    QVERIFY(collector.start());
    std::atomic<int> done = 0;
    const auto job = [&done](Database &) { ++done; };
    auto stall = collector.stallStorage();
    Storage &storage = collector.application().storage();
    int taken = 0;
    while (storage.offer(job))
        ++taken;
    QVERIFY(taken > 0 && taken <= static_cast<int>(Storage::kMaxOffered));
    RawHttpClient client(collector.url());
    const RawReply reply = client.post("/api/analytics/sites/s/goals",
                                       R"({"name":"n","type":"pageview","pattern":"/","matchType":"exact"})");
    QCOMPARE(reply.status, 503);
    QVERIFY(reply.header("retry-after").toInt() >= 1);
    storage.post(job); // what the program itself has to write is never refused
    stall.reset();
    QVERIFY(spinUntil([&] { return done == taken + 1; }));
    QVERIFY(storage.offer(job));
    collector.stop();
    QCOMPARE(done.load(), taken + 2);
}

void StorageTest::setsAnUnreadableFileAside()
{
    TestCollector collector;
    QFile damaged(collector.fileName());
    QVERIFY(damaged.open(QIODevice::ReadOnly));
    const QByteArray junk = damaged.read(100) + QByteArray("this is no page").repeated(1000);
    damaged.close();
    for (const char *suffix : {"-wal", "-shm"})
        QFile::remove(collector.fileName() + QString::fromLatin1(suffix));
    QFile file(collector.fileName());
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(junk);
    file.close();
    QVERIFY(collector.start());
    const StoreState state = collector.application().storage().state();
    QVERIFY(state.canStore);
    QCOMPARE(state.concerns.size(), 1);
    QVERIFY(state.concerns.constFirst().message.contains(QLatin1StringView(".unreadable-")));
    RawHttpClient client(collector.url());
    const RawReply health = client.get("/healthz");
    QCOMPARE(health.status, 200);
    QCOMPARE(health.json().value(QStringLiteral("status")), QStringLiteral("degraded"));
    QVERIFY(client.get("/metrics").body.contains("clickscope_concern{code=\"database_set_aside\"} 1\n"));
    collector.stop();
    QVERIFY(collector.start()); // it is not forgotten
    RawHttpClient second(collector.url());
    QVERIFY(second.get("/healthz").body.contains("degraded"));
    collector.application().queries().answerConcern(state.concerns.constFirst().code, ConcernAnswer::Confirm);
    QVERIFY(spinUntil([&] { return second.get("/healthz").body == "{\"status\":\"ok\"}"; }));
    const QStringList kept =
        QDir(collector.dataDir()).entryList({QStringLiteral("clickscope.db.unreadable-*")});
    QVERIFY(!kept.isEmpty()); // the database, and what SQLite had beside it
    QFile copy(collector.dataDir() + u'/' + kept.constFirst());
    QVERIFY(copy.open(QIODevice::ReadOnly));
    QCOMPARE(copy.readAll(), junk);
}

void StorageTest::leavesForeignFilesAlone_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addRow("a text") << QByteArray("notes of mine\n");
    QTest::addRow("a long text") << QByteArray("notes of mine\n").repeated(10'000);
    QTest::addRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n").append(QByteArray(5000, '\0'));
    QTest::addRow("zeros") << QByteArray(8192, '\0');
}

void StorageTest::leavesForeignFilesAlone()
{
    QFETCH(QByteArray, content);
    TestCollector collector;
    for (const char *suffix : {"-wal", "-shm"})
        QFile::remove(collector.fileName() + QString::fromLatin1(suffix));
    QFile file(collector.fileName());
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(content) > 0);
    file.close();
    const Result<std::unique_ptr<Application>> application = Application::start(collector.options(),
                                                                                SystemClock::instance());
    QVERIFY(!application);
    QCOMPARE(application.error().code, QStringLiteral("database_foreign"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content);
    QCOMPARE(QDir(collector.dataDir()).entryList({QStringLiteral("*.unreadable-*")}).size(), 0);
}

void StorageTest::leavesANewerFileAlone()
{
    TestCollector collector;
    {
        const Database database = connectionTo(collector);
        QVERIFY(database.execute("PRAGMA user_version=99"));
    }
    ApplicationOptions options = collector.options();
    const Result<std::unique_ptr<Application>> application = Application::start(options,
                                                                                SystemClock::instance());
    QVERIFY(!application);
    QCOMPARE(application.error().code, QStringLiteral("schema_newer"));
    QCOMPARE(numberOf(connectionTo(collector, Database::Mode::ReadOnly), "PRAGMA user_version"), 99);
    QCOMPARE(QDir(collector.dataDir()).entryList({QStringLiteral("*.unreadable-*")}).size(), 0);
}

void StorageTest::bringsAnyFileUpToDate()
{
    QTemporaryDir folder;
    const QString fileName = folder.filePath(QStringLiteral("a.db"));
    for (int round = 0; round < 2; ++round) { // from nothing, then from the current version
        Result<Database> database = Database::open(fileName, Database::Mode::ReadWrite);
        QVERIFY(database);
        QVERIFY(migrate(*database));
        QCOMPARE(numberOf(*database, "PRAGMA user_version"), currentSchemaVersion());
        QCOMPARE(numberOf(*database, "SELECT COUNT(*) FROM hit"), 0);
    }
    QCOMPARE(QDir(folder.path()).entryList({QStringLiteral("*.before-*")}).size(), 0);
}

/// A file of schema 3, whose hosts nobody had looked at.
void StorageTest::keepsWhatSitesHadBefore()
{
    QTemporaryDir folder;
    Result<Database> database = Database::open(folder.filePath(QStringLiteral("a.db")),
                                               Database::Mode::ReadWrite);
    QVERIFY(database);
    for (const char *step : {"0001_initial", "0002_visitor", "0003_history"}) {
        QFile file(QStringLiteral(":/schema/%1.sql").arg(QLatin1StringView(step)));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(database->execute(file.readAll().constData()));
    }
    QVERIFY(database->execute("PRAGMA user_version=3"));
    QVERIFY(database->execute(
        "INSERT INTO site (id, name, domains, timezone, consent) VALUES"
        " ('a', '', 'bücher.example' || char(10) || '*.shop.example.' || char(10) || 'b.example,c.example',"
        " 'US/Eastern', 0), ('b', '', 'no host!', 'UTC', 0), ('c', '', '', 'UTC', 0);"
        "INSERT INTO link (code, url, site, name) VALUES ('go', 'https://e.com/', '', '')"));
    QVERIFY(migrate(*database));
    const QList<Site> sites = *readSites(*database);
    QCOMPARE(sites.size(), 3);
    QCOMPARE(sites[0].domains,
             QStringList({QStringLiteral("xn--bcher-kva.example"), QStringLiteral("*.shop.example"),
                          QStringLiteral("b.example"), QStringLiteral("c.example")}));
    QCOMPARE(sites[0].timezone, QStringLiteral("America/New_York"));
    for (const Site &site : sites) {
        QCOMPARE(keptQueryText(site.keptQuery), QStringLiteral("all"));
        QVERIFY(site.pages.isNone());
    }
    QCOMPARE(sites[1].domains, QStringList {QStringLiteral("no host!")}); // lets nobody in, and is told of
    QVERIFY(!sites[1].allowsHost(u"e.com"));
    QVERIFY(sites[2].allowsHost(u"e.com"));
    QVERIFY(readLinks(*database)->constFirst().forwardQuery == Link::ForwardQuery::Off);
    Site fresh;
    fresh.id = QStringLiteral("d");
    QVERIFY(addSite(*database, fresh));
    QCOMPARE(keptQueryText(readSites(*database)->constLast().keptQuery), QStringLiteral("none"));
}

void StorageTest::keepsTheBatchWhileItCannotStore()
{
    TestCollector collector;
    collector.options().collector.failurePatience = std::chrono::hours(1);
    QVERIFY(collector.start());
    makeImpatient(collector);
    RawHttpClient client(collector.url());
    RawHttpClient reader(collector.url());
    QCOMPARE(reader.get("/healthz").status, 200);
    const Database intruder = connectionTo(collector);
    QVERIFY(intruder.execute("BEGIN IMMEDIATE"));
    client.send(
        RawHttpClient::request("POST", "/api/v1/hits", {},
                               '[' + hitBody("https://e.com/1") + ',' + hitBody("https://e.com/2") + ']'));
    RawReply health;
    QVERIFY(spinUntil([&] {
        health = reader.get("/healthz");
        return health.status == 503;
    }));
    QCOMPARE(health.json().value(QStringLiteral("status")), QStringLiteral("failing"));
    QCOMPARE(health.json().value(QStringLiteral("reasons")).toArray().size(), 1);
    QCOMPARE(client.socket().bytesAvailable(), 0); // nothing is promised
    QVERIFY(intruder.execute("ROLLBACK"));
    QCOMPARE(client.reply().status, 202);
    QVERIFY(spinUntil([&] { return reader.get("/healthz").status == 200; }));
    collector.stop();
    QCOMPARE(collector.hits().size(), 2); // exactly once, however often it was tried
    QVERIFY(collector.verification().isGood());
}

void StorageTest::promisesNothingWhenTheDiskIsFull()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/before")).status, 202);
    collector.application().storage().post([](Database &database) {
        (void)database.execute("PRAGMA max_page_count=1"); // SQLite takes the pages there are
    });
    QByteArray batch = "[";
    for (int i = 0; i < 400; ++i)
        batch += hitBody("https://e.com/" + QByteArray::number(i) + QByteArray(1000, 'a')) + ',';
    client.send(RawHttpClient::request("POST", "/api/v1/hits", {}, batch.chopped(1) + ']'));
    RawHttpClient reader(collector.url());
    QVERIFY(spinUntil([&] { return reader.get("/healthz").status == 503; }));
    collector.stop(); // gives up in time
    QVERIFY(client.reply().status != 202);
    QCOMPARE(collector.hits().size(), 1);
    QVERIFY(collector.verification().isGood());
    QVERIFY(collector.start()); // with room again
    RawHttpClient again(collector.url());
    QCOMPARE(again.post("/api/v1/hits", hitBody("https://e.com/after")).status, 202);
}

void StorageTest::copiesWhileItWrites()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (int i = 0; i < 50; ++i)
        QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/")).status, 202);
    for (int i = 0; i < 50; ++i)
        client.send(RawHttpClient::request("POST", "/api/v1/hits", {}, hitBody("https://e.com/")));
    const QString target = collector.dataDir() + QStringLiteral("/copy.db");
    QVERIFY(backUp(connectionTo(collector, Database::Mode::ReadOnly), target));
    for (int i = 0; i < 50; ++i)
        QCOMPARE(client.reply().status, 202);
    const Result<Database> copy = Database::open(target, Database::Mode::ReadOnly);
    QVERIFY(copy);
    const Verification verification = verify(*copy);
    QVERIFY(verification.isGood());
    QVERIFY(verification.hits >= 50);
}

void StorageTest::writesWhileOthersRead()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/")).status, 202);
    const Database reader = connectionTo(collector, Database::Mode::ReadOnly);
    QVERIFY(reader.execute("BEGIN"));
    QCOMPARE(numberOf(reader, "SELECT COUNT(*) FROM hit"), 1);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/")).status, 202);
    QCOMPARE(numberOf(reader, "SELECT COUNT(*) FROM hit"), 1); // its snapshot stands
    QVERIFY(reader.execute("COMMIT"));
    QCOMPARE(numberOf(reader, "SELECT COUNT(*) FROM hit"), 21);
}

void StorageTest::takesUpVisitsAfterARestart()
{
    ManualClock clock(1'772'528'527'412'000);
    TestCollector collector(clock);
    for (int life = 0; life < 2; ++life) {
        QVERIFY(collector.start());
        RawHttpClient client(collector.url());
        QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/" + QByteArray::number(life))).status,
                 202);
        collector.stop();
        clock.advance(29 * kMicrosPerMinute);
    }
    clock.advance(kMicrosPerMinute); // 30 minutes since the last hit: a new visit of the same visitor
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/2")).status, 202);
    const QList<Hit> hits = collector.hits();
    QCOMPARE(hits[1].visitor, hits[0].visitor);
    QCOMPARE(hits[1].visit, hits[0].visit);
    QCOMPARE(hits[2].visitor, hits[0].visitor);
    QVERIFY(hits[2].visit != hits[0].visit);
}

void StorageTest::letsNobodyElseUseItsFolder()
{
    TestCollector collector;
    QVERIFY(collector.start());
    const Result<std::unique_ptr<Application>> second = Application::start(collector.options(),
                                                                           SystemClock::instance());
    QVERIFY(!second);
    QCOMPARE(second.error().code, QStringLiteral("data_dir_in_use"));
}

void StorageTest::saysWhyItCannotListen()
{
    TestCollector collector;
    QVERIFY(collector.start());
    TestCollector second;
    second.options().collector.port = static_cast<quint16>(QUrl(collector.url()).port());
    QVERIFY(!second.start());
    QCOMPARE(second.application().listenError().code, QStringLiteral("port_taken"));
    QVERIFY(second.application().storage().state().canStore); // the rest of the program goes on
}

void StorageTest::listensOnAnotherPort()
{
    TestCollector first;
    QVERIFY(first.start());
    TestCollector collector;
    collector.options().collector.port = portOf(first);
    QVERIFY(!collector.start());
    CollectorControl &control = collector.application().questions().collector;
    const CollectorState taken = control.collectorState();
    QVERIFY(taken.phase == CollectorState::Phase::Failed);
    QCOMPARE(taken.port, portOf(first));
    QVERIFY(taken.freePort > taken.port);

    control.listen(taken.address, taken.freePort);
    QTRY_COMPARE(portOf(collector), taken.freePort);
    QVERIFY(control.collectorState().phase == CollectorState::Phase::Listening);
    RawHttpClient before(collector.url()); // stays connected
    QCOMPARE(before.post("/api/v1/hits", hitBody("https://e.com/a")).status, 202);

    control.listen(taken.address, 0);
    QTRY_VERIFY(portOf(collector) != taken.freePort);
    RawHttpClient after(collector.url());
    QCOMPARE(after.post("/api/v1/hits", hitBody("https://e.com/b")).status, 202);
    QCOMPARE(before.post("/api/v1/hits", hitBody("https://e.com/c")).status, 202);
    TestCollector third;
    third.options().collector.port = taken.freePort;
    QVERIFY2(third.start(), "the port that was left is free");
    collector.stop();
    QCOMPARE(collector.hits().size(), 3);
    QVERIFY(collector.verification().isGood());
}

void StorageTest::staysWhereItListensWhenAnotherPortIsTaken()
{
    TestCollector first;
    QVERIFY(first.start());
    TestCollector collector;
    QVERIFY(collector.start());
    const QString url = collector.url();
    CollectorControl &control = collector.application().questions().collector;
    control.listen(QStringLiteral("127.0.0.1"), portOf(first));
    QTRY_VERIFY(!control.collectorState().error.isEmpty());
    QVERIFY(control.collectorState().phase == CollectorState::Phase::Listening);
    QCOMPARE(collector.url(), url);
    RawHttpClient client(url);
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/a")).status, 202);
    // The same port at an address that contains the old one.
    control.listen(QStringLiteral("0.0.0.0"), portOf(collector));
    QTRY_COMPARE(control.collectorState().address, QStringLiteral("0.0.0.0"));
    RawHttpClient wide(url);
    QCOMPARE(wide.post("/api/v1/hits", hitBody("https://e.com/b")).status, 202);
}

QTEST_GUILESS_MAIN(StorageTest)
#include "tst_storage.moc"
