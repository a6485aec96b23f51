// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QTest>

#include <sqlite3.h>

#include <memory>
#include <semaphore>
#include <vector>

using namespace std::chrono_literals;

namespace {

const QString kStorageFailed = QStringLiteral("storage_failed");

/// Another program that holds the write lock until it is destroyed.
class Intruder final
{
public:
    explicit Intruder(const TestCollector &collector)
    {
        Result<Database> database = Database::open(collector.fileName(), Database::Mode::ReadWrite);
        if (!database || !database->execute("BEGIN IMMEDIATE"))
            qFatal("the store cannot be locked");
        m_database = std::make_unique<Database>(std::move(*database));
    }
    ~Intruder() { (void)m_database->execute("ROLLBACK"); }
    Q_DISABLE_COPY_MOVE(Intruder)

private:
    std::unique_ptr<Database> m_database;
};

/// Runs a job in the storage thread and waits for it.
void runInStore(TestCollector &collector, const Storage::Job &job)
{
    std::atomic<bool> isDone = false;
    collector.application().storage().post([&](Database &database) {
        job(database);
        isDone = true;
    });
    QVERIFY(spinUntil([&] { return isDone.load(); }));
}

/// Makes the writer give up on a lock at once instead of after five seconds.
void makeImpatient(TestCollector &collector)
{
    runInStore(collector, [](Database &database) { (void)database.execute("PRAGMA busy_timeout=5"); });
}

/// Holds the next COMMIT up, as a disk does that has stopped answering, until it is let go or destroyed.
class HeldCommit final
{
public:
    explicit HeldCommit(TestCollector &collector) : m_gate(std::make_shared<Gate>())
    {
        RawHttpClient warmUp(collector.url()); // the first hit of a day has its salt stored
        QVERIFY(spinUntil(
            [&] { return warmUp.post("/api/v1/hits", hitBody("https://e.com/before")).status == 202; }));
        static std::vector<std::shared_ptr<Gate>> gates; // the hook stays with its connection
        gates.push_back(m_gate);
        runInStore(collector, [gate = m_gate](Database &database) {
            sqlite3_commit_hook(
                database.handle(),
                [](void *held) {
                    auto *at = static_cast<Gate *>(held);
                    if (!at->isReached.exchange(true))
                        at->open.acquire();
                    return 0;
                },
                gate.get());
        });
    }
    ~HeldCommit() { letGo(); }
    Q_DISABLE_COPY_MOVE(HeldCommit)

    bool isReached() const { return m_gate->isReached; }
    void letGo()
    {
        if (!std::exchange(m_isOpen, true))
            m_gate->open.release();
    }

private:
    struct Gate
    {
        std::binary_semaphore open {0};
        std::atomic<bool> isReached = false;
    };
    std::shared_ptr<Gate> m_gate;
    bool m_isOpen = false;
};

void shortenDeadlines(TestCollector &collector)
{
    collector.options().collector.limits.replyDeadline = 300ms;
    collector.options().collector.limits.lingerDeadline = 50ms; // how often deadlines are looked at
}

/// Stores a hit, however often a busy machine lets its time run out.
void store(RawHttpClient &client, const QByteArray &url)
{
    QVERIFY(spinUntil([&] { return client.post("/api/v1/hits", hitBody(url)).status == 202; }));
}

QByteArray hitRequest(const QByteArray &url)
{
    return RawHttpClient::request("POST", "/api/v1/hits", {}, hitBody(url));
}

} // namespace

/// What a reply about hits promises: 2xx = on disk, "try again" = never stored, none = nobody knows.
class AnswersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverStoresWhatItAnsweredTryAgain_data();
    void neverStoresWhatItAnsweredTryAgain();
    void takesBackWhatIsStillQueued();
    void answersEveryProtocolInItsOwnWords_data();
    void answersEveryProtocolInItsOwnWords();
    void waitsForACommitThatHasBegun();
    void endsWithoutAWordWhenNobodyKnows();
    void storesARetryOnce();
    void saysTryAgainWhenItStops();
    void boundsWhatWaitsWhileItCannotStore();
    void isFailingWhenHitsWait_data();
    void isFailingWhenHitsWait();
};

void AnswersTest::neverStoresWhatItAnsweredTryAgain_data()
{
    QTest::addColumn<bool>("isPatient");
    QTest::addRow("while the writer waits for the lock") << true;
    QTest::addRow("between attempts of the writer") << false;
}

void AnswersTest::neverStoresWhatItAnsweredTryAgain()
{
    QFETCH(bool, isPatient);
    TestCollector collector;
    shortenDeadlines(collector);
    QVERIFY(collector.start());
    RawHttpClient warmUp(collector.url());
    store(warmUp, "https://e.com/before");
    if (!isPatient)
        makeImpatient(collector);
    {
        const Intruder intruder(collector);
        std::vector<std::unique_ptr<RawHttpClient>> clients;
        for (int i = 0; i < 5; ++i) {
            clients.push_back(std::make_unique<RawHttpClient>(collector.url()));
            clients.back()->send(hitRequest("https://e.com/try"));
        }
        for (const auto &client : clients) {
            const RawReply reply = client->reply();
            QCOMPARE(reply.status, 503);
            QCOMPARE(reply.errorCode(), "ingest_overloaded");
            QVERIFY(reply.header("retry-after").toInt() >= 1);
            QCOMPARE(reply.header("access-control-allow-origin"), "*");
        }
    }
    store(warmUp, "https://e.com/again"); // refused while commits fail
    collector.stop();
    const QList<Hit> hits = collector.hits();
    QCOMPARE(hits.size(), 2);
    QCOMPARE(hits[1].url, QStringLiteral("https://e.com/again"));
    QVERIFY(collector.countOf(kStorageFailed) >= 5);
    const Verification verification = collector.verification();
    QVERIFY(verification.isGood());
    QCOMPARE(verification.ledger.stored, 2);
    QCOMPARE(verification.ledger.refused, collector.countOf(kStorageFailed));
}

void AnswersTest::takesBackWhatIsStillQueued()
{
    TestCollector collector;
    shortenDeadlines(collector);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    auto stall = collector.stallStorage();
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/1")).status, 503);
    QCOMPARE(collector.application().storage().queue().depth(), 0);
    stall.reset();
    store(client, "https://e.com/2");
    collector.stop();
    QCOMPARE(collector.hits().size(), 1);
    QVERIFY(collector.countOf(kStorageFailed) >= 1);
    QVERIFY(collector.verification().isGood());
}

void AnswersTest::answersEveryProtocolInItsOwnWords_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addRow("sparklytics") << RawHttpClient::request(
        "POST", "/e", "Content-Type: application/json\r\n",
        R"({"website_id":"s","type":"pageview","url":"/"})");
    QTest::addRow("ts-analytics") << RawHttpClient::request(
        "POST", "/t", {}, R"({"s":"s","e":"pageview","u":"https://e.com/"})");
    QTest::addRow("pixel") << RawHttpClient::request("GET", "/pixel.gif?site=s&url=/");
}

void AnswersTest::answersEveryProtocolInItsOwnWords()
{
    QFETCH(QByteArray, request);
    TestCollector collector;
    shortenDeadlines(collector);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    auto stall = collector.stallStorage();
    const RawReply reply = client.ask(request);
    QCOMPARE(reply.status, 503);
    QVERIFY(reply.header("retry-after").toInt() >= 1);
    stall.reset();
    collector.stop();
    QCOMPARE(collector.hits().size(), 0);
    QCOMPARE(collector.countOf(kStorageFailed), 1);
    QVERIFY(collector.verification().isGood());
}

void AnswersTest::waitsForACommitThatHasBegun()
{
    TestCollector collector;
    shortenDeadlines(collector);
    collector.options().collector.limits.replyDeadline = 2000ms;
    QVERIFY(collector.start());
    HeldCommit commit(collector);
    RawHttpClient first(collector.url());
    first.send(hitRequest("https://e.com/1"));
    QVERIFY(spinUntil([&] { return commit.isReached(); }));
    RawHttpClient second(collector.url());
    second.send(hitRequest("https://e.com/2"));
    QCOMPARE(second.reply().status, 503); // its time is over, and that of the first before it
    QVERIFY(!first.hasReply());
    commit.letGo();
    QCOMPARE(first.reply().status, 202);
    collector.stop();
    QCOMPARE(collector.hits().size(), 2);
    QVERIFY(collector.verification().isGood());
}

void AnswersTest::endsWithoutAWordWhenNobodyKnows()
{
    TestCollector collector;
    shortenDeadlines(collector);
    QVERIFY(collector.start());
    HeldCommit commit(collector);
    RawHttpClient client(collector.url());
    client.send(hitRequest("https://e.com/"));
    QVERIFY(client.isClosedByServer());
    QCOMPARE(client.unread(), QByteArray());
    commit.letGo();
    QVERIFY(spinUntil([&] { return collector.application().storage().queue().depth() == 0; }));
    collector.stop();
    QCOMPARE(collector.hits().size(), 2);
    QCOMPARE(collector.hits().constLast().url, QStringLiteral("https://e.com/"));
    QVERIFY(collector.verification().isGood());
}

void AnswersTest::storesARetryOnce()
{
    TestCollector collector;
    shortenDeadlines(collector);
    QVERIFY(collector.start());
    const QByteArray body = R"({"site":"s","url":"https://e.com/","id":"retry-1"})";
    const QByteArray request = RawHttpClient::request("POST", "/api/v1/hits", {}, body);
    HeldCommit commit(collector);
    RawHttpClient client(collector.url());
    client.send(request);
    QVERIFY(client.isClosedByServer()); // nobody knows, so the client sends it again
    RawHttpClient second(collector.url());
    QCOMPARE(second.ask(request).status, 503); // taken back
    commit.letGo();
    RawHttpClient third(collector.url());
    RawReply reply;
    QVERIFY(spinUntil([&] {
        reply = third.ask(request);
        return reply.status == 202;
    }));
    QCOMPARE(reply.json()[u"accepted"].toInt(-1), 0);
    QCOMPARE(reply.json()[u"duplicates"].toInt(), 1);
    collector.stop();
    QCOMPARE(collector.hits().size(), 2); // with the one before
    QVERIFY(collector.verification().isGood());
}

void AnswersTest::saysTryAgainWhenItStops()
{
    TestCollector collector;
    QVERIFY(collector.start());
    makeImpatient(collector);
    RawHttpClient client(collector.url());
    {
        const Intruder intruder(collector);
        client.send(hitRequest("https://e.com/"));
        QVERIFY(spinUntil([&] { return collector.application().storage().queue().depth() == 1; }));
        collector.stop();
        QCOMPARE(client.reply().status, 503);
    }
    QVERIFY(collector.start());
    collector.stop();
    QCOMPARE(collector.hits().size(), 0);
    QVERIFY(collector.verification().isGood());
}

void AnswersTest::boundsWhatWaitsWhileItCannotStore()
{
    constexpr int kBad = 6000;
    TestCollector collector;
    QVERIFY(collector.start());
    makeImpatient(collector);
    const CommitQueue &queue = collector.application().storage().queue();
    RawHttpClient client(collector.url());
    {
        const Intruder intruder(collector);
        for (int i = 0; i < kBad; ++i) {
            QCOMPARE(client.post("/api/v1/hits", "bad " + QByteArray::number(i)).status, 400);
            QVERIFY(queue.rejections() < 2048);
        }
    }
    QVERIFY(spinUntil([&] { return queue.rejections() == 0; }));
    collector.stop();
    QCOMPARE(collector.countOf(QStringLiteral("malformed")), kBad);
    const Verification verification = collector.verification();
    QVERIFY(verification.isGood());
    QCOMPARE(verification.ledger.received, kBad);
    QCOMPARE(verification.ledger.rejected, kBad);
}

void AnswersTest::isFailingWhenHitsWait_data()
{
    QTest::addColumn<bool>("isInCommit");
    QTest::addRow("for the store to have time") << false;
    QTest::addRow("for a commit") << true;
}

void AnswersTest::isFailingWhenHitsWait()
{
    QFETCH(bool, isInCommit);
    TestCollector collector;
    QVERIFY(collector.start());
    std::unique_ptr<HeldCommit> commit;
    std::shared_ptr<void> stall;
    if (isInCommit)
        commit = std::make_unique<HeldCommit>(collector);
    else
        stall = collector.stallStorage();
    RawHttpClient client(collector.url());
    client.send(hitRequest("https://e.com/"));
    RawHttpClient monitor(collector.url());
    RawReply health;
    QVERIFY(spinUntil(
        [&] {
            health = monitor.get("/healthz");
            return health.status == 503;
        },
        kPatience));
    QVERIFY(health.body.contains("waiting"));
    stall.reset();
    commit.reset();
    QCOMPARE(client.reply().status, 202);
    QCOMPARE(monitor.get("/healthz").status, 200);
}

QTEST_GUILESS_MAIN(AnswersTest)
#include "tst_answers.moc"
