// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/migrations.h"
#include "core/storage/resenthits.h"
#include "core/storage/transaction.h"
#include "tests/support/numberof.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QJsonArray>
#include <QTest>

#include <set>

namespace {

QByteArray hitWithId(const QByteArray &id, const QByteArray &site = "s")
{
    return "{\"site\":\"" + site + "\",\"url\":\"https://e.com/\",\"id\":\"" + id + "\"}";
}

/// A database of its own with the table of ids.
class IdStore final
{
public:
    IdStore() { open(); }

    /// As after a restart.
    void open()
    {
        m_ids.reset();
        m_database.reset();
        Result<Database> database = Database::open(m_folder.filePath(QStringLiteral("a.db")),
                                                   Database::Mode::ReadWrite);
        if (!database || !migrate(*database))
            qFatal("no database could be made");
        m_database = std::make_unique<Database>(std::move(*database));
        m_ids = std::make_unique<ResentHits>(*m_database);
        m_ids->load();
    }

    /// One transaction; how many of the ids from `first` to `last` were new.
    qsizetype add(quint64 first, quint64 last, Micros now, bool isCommitted = true)
    {
        qsizetype added = 0;
        Transaction transaction(*m_database);
        for (quint64 id = first; id <= last; ++id)
            added += m_ids->add(id) ? 1 : 0;
        m_seq += added;
        if (!m_ids->flush(m_seq, now))
            qFatal("the ids cannot be written");
        if (!isCommitted) {
            m_ids->rolledBack();
            return added;
        }
        if (!transaction.commit())
            qFatal("no commit");
        m_ids->committed();
        return added;
    }

    ResentHits &ids() { return *m_ids; }
    qint64 rows() const { return numberOf(*m_database, "SELECT COUNT(*) FROM hit_id"); }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<ResentHits> m_ids;
    qint64 m_seq = 0;
};

} // namespace

/// A hit that is sent twice with the same id is stored once and acknowledged twice.
class ResentHitsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsWhatASetHolds();
    void knowsWhatWasCommitted();
    void forgetsTheOldestBeyondAMillion();
    void keepsWhatIsYoung();
    void forgetsWhatIsDatedAhead();
    void storesAnIdOnce();
    void storesAnIdOnceInABatch();
    void storesAnIdOnceWhenBothAreUnderWay();
    void takesIdsFromThePixel();
    void remembersOverARestart();
    void remarksOnWhatItChanged();
};

void ResentHitsTest::holdsWhatASetHolds()
{
    NumberSet numbers;
    std::set<quint64> expected;
    quint64 state = 1;
    for (int i = 0; i < 200'000; ++i) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        const quint64 number = 1 + (state >> 33) % 5000;
        if ((state >> 20) % 3 == 0) {
            numbers.remove(number);
            expected.erase(number);
        } else {
            QCOMPARE(numbers.insert(number), expected.insert(number).second);
        }
        QCOMPARE(numbers.size(), static_cast<qsizetype>(expected.size()));
    }
    for (quint64 number = 1; number <= 5000; ++number)
        QCOMPARE(numbers.contains(number), expected.contains(number));
}

void ResentHitsTest::knowsWhatWasCommitted()
{
    IdStore store;
    QCOMPARE(store.add(1, 10, 0), 10);
    QCOMPARE(store.add(5, 15, 0, false), 5); // fails, so none of it counts
    QCOMPARE(store.add(8, 20, 0), 10);
    QCOMPARE(store.add(1, 20, 0), 0);
    QCOMPARE(store.rows(), 2);
    store.open();
    QCOMPARE(store.add(1, 21, 0), 1);
}

void ResentHitsTest::forgetsTheOldestBeyondAMillion()
{
    constexpr quint64 kStep = 50'000;
    constexpr quint64 kIds = 1'300'000;
    IdStore store;
    Micros now = 0;
    for (quint64 first = 1; first < kIds; first += kStep) {
        now += kMicrosPerHour;
        store.add(first, first + kStep - 1, now);
    }
    QVERIFY(store.ids().size() >= ResentHits::kLatest);
    QVERIFY(store.ids().size() <= ResentHits::kLatest + static_cast<qsizetype>(2 * kStep));
    QVERIFY(store.rows() <= 22);
    QCOMPARE(store.add(kIds - ResentHits::kLatest + 1, kIds, now), 0);
    QCOMPARE(store.add(1, 10, now), 10); // long ago
    store.open();
    QVERIFY(store.ids().size() >= ResentHits::kLatest);
    QCOMPARE(store.add(kIds - ResentHits::kLatest + kStep, kIds, now), 0);
}

void ResentHitsTest::keepsWhatIsYoung()
{
    constexpr quint64 kStep = 100'000;
    IdStore store;
    Micros now = 0;
    for (quint64 first = 1; first < 1'500'000; first += kStep) {
        now += 30 * kMicrosPerSecond;
        store.add(first, first + kStep - 1, now);
    }
    QCOMPARE(store.add(1, 10, now), 0); // beyond a million, but of the last ten minutes
}

void ResentHitsTest::forgetsWhatIsDatedAhead()
{
    constexpr quint64 kStep = 100'000;
    IdStore store;
    Micros now = kMicrosPerDay;
    for (quint64 first = 1; first < 1'000'000; first += kStep)
        store.add(first, first + kStep - 1, 365 * kMicrosPerDay);
    for (quint64 first = 1'000'001; first < 2'500'000; first += kStep) {
        now += kMicrosPerHour;
        store.add(first, first + kStep - 1, now);
    }
    QVERIFY(store.ids().size() <= ResentHits::kLatest + static_cast<qsizetype>(2 * kStep));
}

void ResentHitsTest::storesAnIdOnce()
{
    TestCollector collector;
    Site other;
    other.id = QStringLiteral("t");
    collector.addSite(other);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.post("/api/v1/hits", hitWithId("a")).body,
             R"({"accepted":1,"first_seq":1,"last_seq":1,"duplicates":0})");
    QCOMPARE(client.post("/api/v1/hits", hitWithId("a")).body,
             R"({"accepted":0,"first_seq":null,"last_seq":null,"duplicates":1})");
    QCOMPARE(client.post("/api/v1/hits", hitWithId("a", "t")).json()[u"accepted"].toInt(), 1);
    QVERIFY(!client.post("/api/v1/hits", hitBody("https://e.com/")).json().contains(u"duplicates"));
    collector.stop();
    QCOMPARE(collector.hits().size(), 3);
    QCOMPARE(collector.countOf(QStringLiteral("duplicate")), 1);
    const Verification verification = collector.verification();
    QVERIFY(verification.isGood());
    QCOMPARE(verification.ledger.received, 4);
    QCOMPARE(verification.ledger.stored, 3);
    QCOMPARE(verification.ledger.rejected, 1);
}

void ResentHitsTest::storesAnIdOnceInABatch()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const QByteArray batch = '[' + hitBody("https://e.com/") + ',' + hitWithId("a") + ',' + hitWithId("b")
        + ',' + hitWithId("a") + ',' + hitBody("https://e.com/") + ']';
    QCOMPARE(client.post("/api/v1/hits", batch).body,
             R"({"accepted":4,"first_seq":1,"last_seq":4,"duplicates":1})");
    QCOMPARE(client.post("/api/v1/hits", batch).body,
             R"({"accepted":2,"first_seq":5,"last_seq":6,"duplicates":3})");
    QCOMPARE(collector.hits().size(), 6);
    collector.stop();
    QVERIFY(collector.verification().isGood());
}

void ResentHitsTest::storesAnIdOnceWhenBothAreUnderWay()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient one(collector.url());
    RawHttpClient two(collector.url());
    auto stall = collector.stallStorage();
    one.send(RawHttpClient::request("POST", "/api/v1/hits", {}, hitWithId("a")));
    two.send(RawHttpClient::request("POST", "/api/v1/hits", {}, hitWithId("a")));
    QVERIFY(spinUntil([&] { return collector.application().storage().queue().depth() == 2; }));
    QVERIFY(!one.hasReply());
    QVERIFY(!two.hasReply());
    stall.reset();
    const QList<QJsonObject> replies {one.reply().json(), two.reply().json()};
    QCOMPARE(replies[0][u"accepted"].toInt() + replies[1][u"accepted"].toInt(), 1);
    QCOMPARE(replies[0][u"duplicates"].toInt() + replies[1][u"duplicates"].toInt(), 1);
    collector.stop();
    QCOMPARE(collector.hits().size(), 1);
    QVERIFY(collector.verification().isGood());
}

void ResentHitsTest::takesIdsFromThePixel()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (int i = 0; i < 3; ++i)
        QCOMPARE(client.get("/pixel.gif?site=s&url=/&id=p-1").status, 200);
    QCOMPARE(client.post("/api/v1/hits", hitWithId("p-1")).json()[u"duplicates"].toInt(), 1);
    collector.stop();
    QCOMPARE(collector.hits().size(), 1);
    QCOMPARE(collector.countOf(QStringLiteral("duplicate")), 3);
    QVERIFY(collector.verification().isGood());
}

void ResentHitsTest::remembersOverARestart()
{
    TestCollector collector;
    for (int life = 0; life < 3; ++life) {
        QVERIFY(collector.start());
        RawHttpClient client(collector.url());
        QCOMPARE(client.post("/api/v1/hits", hitWithId("a")).json()[u"duplicates"].toInt(),
                 life == 0 ? 0 : 1);
        collector.stop();
    }
    QCOMPARE(collector.hits().size(), 1);
    QVERIFY(collector.verification().isGood());
}

void ResentHitsTest::remarksOnWhatItChanged()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QByteArray batch = "[" + hitBody("https://e.com/");
    for (int i = 0; i < 30; ++i)
        batch += R"(,{"site":"s","url":"https://e.com/","screen":"411.4x731.6"})";
    const QJsonObject reply = client.post("/api/v1/hits", batch + ']').json();
    QCOMPARE(reply[u"accepted"].toInt(), 31);
    const QJsonArray remarks = reply[u"remarks"].toArray();
    QCOMPARE(remarks.size(), 20);
    QCOMPARE(remarks[0][u"index"].toInt(), 1);
    QCOMPARE(remarks[0][u"field"].toString(), QStringLiteral("screen"));
    QCOMPARE(client.get("/pixel.gif?site=s&url=/&screen=wide").status, 200);
    collector.stop();
    QCOMPARE(collector.hits().size(), 32);
    QCOMPARE(collector.hits().at(1).screen, QStringLiteral("411x732"));
    QCOMPARE(collector.countOf(QStringLiteral("field_changed")), 31);
    QCOMPARE(collector.rejections().size(), 2);
    QVERIFY(collector.rejections().constFirst().outcome == Rejection::Outcome::Remark);
    const Verification verification = collector.verification();
    QVERIFY(verification.isGood());
    QCOMPARE(verification.ledger.received, 32);
    QCOMPARE(verification.ledger.rejected, 0);
}

QTEST_GUILESS_MAIN(ResentHitsTest)
#include "tst_resenthits.moc"
