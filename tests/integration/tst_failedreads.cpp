// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/segmentsource.h"
#include "core/query/visitorpeak.h"
#include "core/sites/linkstore.h"
#include "core/sites/sitestore.h"
#include "core/sites/tokens.h"
#include "core/storage/concerntable.h"
#include "core/storage/groupcommit.h"
#include "core/storage/hitreader.h"
#include "core/storage/migrations.h"
#include "core/storage/rejectiontable.h"
#include "core/storage/verify.h"
#include "tests/support/manualclock.h"
#include "tests/support/numberof.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

#include <cstring>
#include <functional>

/// What cannot be read is an error, never a number that would do as well.
class FailedReadsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void numbersAreReadOrMissing();
    void damagedPagesAreErrors();
    void noVersionIsNotTheFirstOne();
    void numberingWaitsForTheLastNumber_data();
    void numberingWaitsForTheLastNumber();
    void answersWaitForTheMarksOfSegments();
    void pagesOfHitsAreNotEmpty();
    void listsAreWholeOrErrors();
    void verifySaysWhatItCannotCount();

private:
    QString fileName() const { return m_folder->filePath(QStringLiteral("a.db")); }
    Database open(Database::Mode mode = Database::Mode::Existing) const
    {
        return std::move(*Database::open(fileName(), mode));
    }
    /// Numbered on from what is stored. The error when it could not be.
    static Result<GroupCommit::Commit> commitOne(GroupCommit &writer, quint64 visitor = 0, Micros at = 0)
    {
        std::vector<WriteRequest> requests(1);
        Hit hit;
        hit.url = QStringLiteral("https://e.com/");
        hit.visitor = visitor;
        hit.receivedAt = hit.eventAt = at;
        requests.front().hits.append(hit);
        return writer.commit(requests);
    }
    void rename(const QByteArray &from, const QByteArray &to) const
    {
        const QByteArray sql = "ALTER TABLE " + from + " RENAME TO " + to;
        QVERIFY(open().execute(sql.constData()));
    }
    /// Out of reach of whoever asks for it by its name.
    void hide(const char *table) const { rename(table, "hidden"); }
    void show(const char *table) const { rename("hidden", table); }

    ManualClock m_clock {20'000 * kMicrosPerDay};
    std::unique_ptr<QTemporaryDir> m_folder;
};

void FailedReadsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    Database database = open(Database::Mode::ReadWrite);
    QVERIFY(migrate(database));
    GroupCommit writer(database, m_clock);
    for (int i = 0; i < 3; ++i)
        QVERIFY(commitOne(writer));
}

void FailedReadsTest::numbersAreReadOrMissing()
{
    const Database database = open();
    const auto read = [&database](const char *sql) {
        const Result<qint64> number = database.number(sql, 7);
        return number ? QString::number(*number) : number.error().code;
    };
    QCOMPARE(read("SELECT COUNT(*) FROM hit"), QStringLiteral("3"));
    QCOMPARE(read("SELECT seq FROM hit WHERE seq = 9"), QStringLiteral("7"));
    QCOMPARE(read("SELECT MAX(seq) FROM hit WHERE seq = 9"), QStringLiteral("7"));
    QCOMPARE(read("SELECT seq FROM no_table"), QStringLiteral("database_failed"));
    QCOMPARE(read("no SQL"), QStringLiteral("database_failed"));
    QCOMPARE(read("SELECT abs(-9223372036854775807 - 1)"), QStringLiteral("database_failed"));
}

void FailedReadsTest::damagedPagesAreErrors()
{
    {
        const Database database = open();
        QCOMPARE(numberOf(database, "PRAGMA wal_checkpoint(TRUNCATE)"), 0);
    }
    const qint64 page = numberOf(open(), "SELECT rootpage FROM sqlite_master WHERE name = 'hit'");
    const qint64 bytes = numberOf(open(), "PRAGMA page_size");
    QFile file(fileName());
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek((page - 1) * bytes));
    QCOMPARE(file.write(QByteArray(bytes, '\x55')), bytes);
    file.close();
    const Database database = open();
    const Result<qint64> last = lastGivenSeq(database);
    QVERIFY(!last);
    QCOMPARE(last.error().code, QStringLiteral("database_unreadable"));
}

void FailedReadsTest::noVersionIsNotTheFirstOne()
{
    Result<Database> empty = Database::open(m_folder->filePath(QStringLiteral("b.db")),
                                            Database::Mode::ReadWrite);
    QVERIFY(empty);
    const auto denyVersion = [](void *, int action, const char *what, const char *, const char *,
                                const char *) {
        return action == SQLITE_PRAGMA && std::strcmp(what, "user_version") == 0 ? SQLITE_DENY : SQLITE_OK;
    };
    sqlite3_set_authorizer(empty->handle(), denyVersion, nullptr);
    const Result<void> migrated = migrate(*empty);
    sqlite3_set_authorizer(empty->handle(), nullptr, nullptr);
    QVERIFY(!migrated);
    QCOMPARE(migrated.error().message, QStringLiteral("not authorized"));
    QCOMPARE(numberOf(*empty, "SELECT COUNT(*) FROM sqlite_master"), 0);
}

void FailedReadsTest::numberingWaitsForTheLastNumber_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addRow("numbers of erased hits") << QByteArray("erasure");
    QTest::addRow("totals") << QByteArray("ledger");
}

void FailedReadsTest::numberingWaitsForTheLastNumber()
{
    QFETCH(QByteArray, table);
    hide(table.constData());
    {
        Database database = open();
        GroupCommit writer(database, m_clock);
        QVERIFY(!commitOne(writer));
    }
    show(table.constData());
    Database database = open();
    GroupCommit writer(database, m_clock, 50);
    QCOMPARE(writer.totals().stored, 3);
    const Result<GroupCommit::Commit> commit = commitOne(writer);
    QVERIFY(commit);
    QCOMPARE(commit->batch.hits.constFirst().seq, 51);
    QVERIFY(verify(database).isGood());
}

void FailedReadsTest::answersWaitForTheMarksOfSegments()
{
    ValueTables values;
    const Result<std::unique_ptr<SegmentSource>> source =
        SegmentSource::open(fileName(), Database::Mode::ReadOnly, values);
    QVERIFY(source);
    for (const char *table : {"segment_epoch", "store", "hit"}) {
        hide(table);
        QVERIFY2(!(*source)->sync(), table);
        show(table);
    }
    const Result<SegmentSource::Change> change = (*source)->sync();
    QVERIFY(change);
    QCOMPARE(*change, SegmentSource::Change::Verdicts); // the first marks that were read
    QCOMPARE((*source)->lastSeq(), 3);
}

void FailedReadsTest::pagesOfHitsAreNotEmpty()
{
    hide("hit");
    const Database database = open(Database::Mode::ReadOnly);
    HitReader reader(database);
    QVERIFY(!reader.lastSeq());
    QVERIFY(!reader.newest({}, 0, 10));
    QVERIFY(!reader.index({}));
    QVERIFY(!reader.after({}, 0, 10));
    QVERIFY(!reader.received(0, m_clock.now(), 0, 10));
}

/// Interrupted at any step, a list is whole or an error.
void FailedReadsTest::listsAreWholeOrErrors()
{
    constexpr int kRows = 30;
    {
        Database database = open();
        GroupCommit writer(database, m_clock);
        RejectionTable rejections(database);
        for (int i = 0; i < kRows; ++i) {
            const QString name = QStringLiteral("n%1").arg(i);
            Site site;
            site.id = name;
            QVERIFY(addSite(database, site));
            QVERIFY(addLink(database, {name, QStringLiteral("https://e.com/"), {}, {}, {}}));
            QVERIFY(addToken(database, {name}));
            QVERIFY(keepConcern(database, {name, Concern::Level::Degraded, name, true}));
            Rejection rejection;
            QVERIFY(rejections.insert(rejection));
            QVERIFY(commitOne(writer, static_cast<quint64>(i) + 1, m_clock.now()));
        }
    }
    const Database database = open(Database::Mode::ReadOnly);
    const auto sizeOf = [](const auto &list) { return list ? list->size() : -1; };
    const std::pair<const char *, std::function<qsizetype()>> lists[] = {
        {"sites", [&] { return sizeOf(readSites(database)); }},
        {"links", [&] { return sizeOf(readLinks(database)); }},
        {"tokens", [&] { return sizeOf(readTokens(database)); }},
        {"concerns", [&] { return sizeOf(readConcerns(database)); }},
        {"rejections", [&] { return sizeOf(readRejections(database, 0, 100)); }},
        {"peak",
         [&] {
             const Result<VisitorPeak> peak = findPeak(database, {}, 0, m_clock.now(), 5, true);
             return peak ? static_cast<qsizetype>(peak->visitors) : -1;
         }},
        {"visits", [&] { return sizeOf(HitReader(database).visitsReceived(0, m_clock.now())); }},
    };
    for (const auto &[name, list] : lists) {
        bool hasFailed = false;
        qsizetype rows = -1;
        for (int steps = 1; rows < 0; steps += 3) {
            sqlite3_progress_handler(
                database.handle(), steps, [](void *) { return 1; }, nullptr);
            rows = list();
            hasFailed = hasFailed || rows < 0;
            QVERIFY2(rows < 0 || rows == kRows, name);
        }
        sqlite3_progress_handler(database.handle(), 0, nullptr, nullptr);
        QVERIFY2(hasFailed, name);
    }
}

void FailedReadsTest::verifySaysWhatItCannotCount()
{
    for (const char *table : {"erasure", "ledger", "hit_block", "segment"}) {
        QVERIFY(verify(open()).isGood());
        hide(table);
        const Verification found = verify(open());
        QVERIFY(!found.isGood());
        QVERIFY2(found.integrity.contains(QLatin1StringView(table)), qPrintable(found.integrity));
        show(table);
    }
}

QTEST_GUILESS_MAIN(FailedReadsTest)
#include "tst_failedreads.moc"
