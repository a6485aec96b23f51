// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/queryservice.h"
#include "core/query/statsservice.h"
#include "core/storage/storage.h"
#include "tests/support/numberof.h"
#include "tests/support/program.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/spin.h"
#include "tests/support/testcollector.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>

/// A database whose write-ahead log was written by another program keeps everything that is not in it.
class LogLossTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnWithoutItsLog_data();
    void goesOnWithoutItsLog();
    void keepsTheLogUntilTheStart();
    void remembersWhatIsLost_data();
    void remembersWhatIsLost();
    void seesWhatHappenedBeforeItWasKilled_data();
    void seesWhatHappenedBeforeItWasKilled();
    void setsAsideWhatDoesNotFitTogether();
    void tellsWhatReadersMeet();
};

namespace {

constexpr int kInFile = 20;
constexpr int kInLog = 5;

QStringList filesLike(const QString &folder, const QString &pattern)
{
    return QDir(folder).entryList({pattern}, QDir::Files, QDir::Name);
}

bool sh(const QString &fileName, const QString &command)
{
    const QString script = QString(command).replace(QLatin1StringView("DB"), fileName);
    return QProcess::execute(QStringLiteral("sh"), {QStringLiteral("-c"), script}) == 0;
}

/// Copies the log into the file when nobody reads any more.
bool emptyLog(TestCollector &collector)
{
    const Result<Database> writer = Database::open(collector.fileName(), Database::Mode::Existing);
    return writer && spinUntil([&] {
               return collector.application().queries().isRefilled()
                   && !collector.application().stats().isBuilding()
                   && numberOf(*writer, "PRAGMA wal_checkpoint(TRUNCATE)") == 0;
           });
}

/// kInFile hits in the file and kInLog in the log alone.
void fill(TestCollector &collector, RawHttpClient &client)
{
    for (int i = 0; i < kInFile; ++i)
        QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/in/file")).status, 202);
    QVERIFY(emptyLog(collector));
    for (int i = 0; i < kInLog; ++i)
        QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/in/log")).status, 202);
}

bool isConcernedBy(TestCollector &collector, const QString &code)
{
    const QList<Concern> concerns = collector.application().storage().state().concerns;
    return std::ranges::find(concerns, code, &Concern::code) != concerns.end();
}

/// Without the log: after a restart, or at once when asked.
void goOn(TestCollector &collector, bool isRestarted)
{
    if (isRestarted) {
        collector.stop();
        QVERIFY(collector.start());
        return;
    }
    collector.application().queries().answerConcern(QStringLiteral("database_log_overwritten"),
                                                    ConcernAnswer::Repair);
    RawHttpClient client(collector.url());
    QVERIFY(spinUntil([&] { return client.get("/healthz").status == 200; }));
}

} // namespace

void LogLossTest::goesOnWithoutItsLog_data()
{
    QTest::addColumn<QString>("deed");
    QTest::addColumn<bool>("isRestarted");
    QTest::addColumn<int>("lost"); ///< of those in the log
    const std::pair<const char *, QString> deeds[] = {
        {"its head overwritten",
         QStringLiteral("dd if=/dev/urandom of=DB-wal bs=32 count=1 conv=notrunc 2>/dev/null")},
        {"its end overwritten",
         QStringLiteral("printf xxxxxxxx | dd of=DB-wal bs=1 conv=notrunc 2>/dev/null"
                        " seek=$(($(stat -c %s DB-wal) - 1000))")},
        {"cut within a page", QStringLiteral("truncate -s -1000 DB-wal")},
        {"a text in its place", QStringLiteral("yes hello | head -c 100000 > DB-wal")},
    };
    for (const auto &[name, deed] : deeds) {
        const int lost = deed.contains(QLatin1StringView("count=1")) ? 0 // its frames tell what stood there
            : deed.startsWith(QLatin1StringView("yes"))              ? kInLog
                                                                     : 1;
        QTest::addRow("%s, then a restart", name) << deed << true << lost;
        QTest::addRow("%s, then asked to go on", name) << deed << false << lost;
    }
}

void LogLossTest::goesOnWithoutItsLog()
{
    QFETCH(const QString, deed);
    QFETCH(const bool, isRestarted);
    QFETCH(const int, lost);
    TestCollector collector;
    QVERIFY(collector.start());
    {
        RawHttpClient client(collector.url());
        fill(collector, client);
        QVERIFY(sh(collector.fileName(), deed));
        QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/refused")).status, 503);
        const RawReply health = client.get("/healthz");
        QCOMPARE(health.status, 503);
        QVERIFY2(health.body.contains("log"), health.body.constData());
        QVERIFY(isConcernedBy(collector, QStringLiteral("database_log_overwritten")));
    }
    goOn(collector, isRestarted);
    QVERIFY(isConcernedBy(collector,
                          isRestarted ? QStringLiteral("database_log_set_aside")
                                      : QStringLiteral("database_recreated")));
    RawHttpClient client(collector.url());
    QCOMPARE(client.get("/healthz").json().value(QStringLiteral("status")), QStringLiteral("degraded"));
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/after")).status, 202);
    collector.stop();

    const QList<Hit> hits = collector.hits();
    const auto countOf = [&hits](const QString &path) {
        return std::ranges::count_if(hits, [&path](const Hit &hit) { return hit.url.endsWith(path); });
    };
    QCOMPARE(countOf(QStringLiteral("/in/file")), kInFile);
    QCOMPARE(countOf(QStringLiteral("/in/log")), kInLog - lost);
    QCOMPARE(countOf(QStringLiteral("/after")), 1);
    QCOMPARE(hits.constLast().seq, kInFile + kInLog + 1); // a number is never given twice
    QVERIFY(collector.verification().isGood());
    QCOMPARE(filesLike(collector.dataDir(), QStringLiteral("clickscope.db.unreadable-*-wal")).size(), 1);
    QCOMPARE(filesLike(collector.dataDir(), QStringLiteral("clickscope.db.unreadable-*")).size(), 1);
}

void LogLossTest::remembersWhatIsLost_data()
{
    QTest::addColumn<QString>("deed");
    QTest::addColumn<bool>("isRestarted");
    const QString text = QStringLiteral("yes hello | head -c 100000 > DB-wal");
    QTest::addRow("a text in its place, then a restart") << text << true;
    QTest::addRow("a text in its place, then asked to go on") << text << false;
    QTest::addRow("cut to nothing, then a restart") << QStringLiteral(": > DB-wal") << true;
}

/// Sites come back from the catalog, lost hits are named until somebody confirms.
void LogLossTest::remembersWhatIsLost()
{
    QFETCH(const QString, deed);
    QFETCH(const bool, isRestarted);
    TestCollector collector;
    QVERIFY(collector.start());
    {
        RawHttpClient client(collector.url());
        fill(collector, client);
        QCOMPARE(Program::run(collector.dataDir(),
                              {QStringLiteral("site"), QStringLiteral("add"), QStringLiteral("late")})
                     .code,
                 0);
        QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/", "late")).status, 202);
        QVERIFY(sh(collector.fileName(), deed));
        QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/refused")).status, 503);
    }
    goOn(collector, isRestarted);
    QVERIFY(isConcernedBy(collector, QStringLiteral("catalog_restored")));
    RawHttpClient client(collector.url());
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/", "late")).status, 202);
    const Finished verified = Program::run(collector.dataDir(), {QStringLiteral("verify")});
    QCOMPARE(verified.code, 1);
    QVERIFY2(verified.errors.contains("hits 21 to 26"), verified.errors.constData());
    QVERIFY(client.get("/healthz").body.contains("hits 21 to 26"));
    QCOMPARE(Program::run(collector.dataDir(), {QStringLiteral("data"), QStringLiteral("confirm")}).code, 0);
    QCOMPARE(Program::run(collector.dataDir(), {QStringLiteral("verify")}).code, 0);
}

/// A command that writes would copy what is in it into the file, or lose it.
void LogLossTest::keepsTheLogUntilTheStart()
{
    TestCollector collector;
    QVERIFY(collector.start());
    {
        RawHttpClient client(collector.url());
        fill(collector, client);
        QVERIFY(sh(collector.fileName(), QStringLiteral("yes hello | head -c 100000 > DB-wal")));
    }
    collector.stop();
    const QByteArray text("hello\n");
    QFile log(collector.fileName() + QStringLiteral("-wal"));
    QVERIFY(log.open(QIODevice::ReadOnly));
    const Finished added = Program::run(
        collector.dataDir(), {QStringLiteral("site"), QStringLiteral("add"), QStringLiteral("other")});
    QCOMPARE(added.code, 1);
    QVERIFY2(added.errors.contains("start clickscope once"), added.errors.constData());
    QVERIFY(log.readAll().startsWith(text));
    QVERIFY(collector.start());
    QCOMPARE(filesLike(collector.dataDir(), QStringLiteral("clickscope.db.unreadable-*-wal")).size(), 1);
}

void LogLossTest::seesWhatHappenedBeforeItWasKilled_data()
{
    QTest::addColumn<QString>("deed");
    QTest::addColumn<bool>("isDamage"); // or what any crash may leave
    QTest::addColumn<bool>("isAnyLost");
    QTest::addRow("nothing") << QString() << false << false;
    QTest::addRow("its head zeroed") << QStringLiteral(
        "dd if=/dev/zero of=DB-wal bs=32 count=1 conv=notrunc 2>/dev/null")
                                     << true << false;
    QTest::addRow("its head overwritten")
        << QStringLiteral("dd if=/dev/urandom of=DB-wal bs=32 count=1 conv=notrunc 2>/dev/null") << true
        << false;
    QTest::addRow("the middle overwritten")
        << QStringLiteral("printf xxxxxxxx | dd of=DB-wal bs=1 conv=notrunc 2>/dev/null"
                          " seek=$((32 + 4120 * (($(stat -c %s DB-wal) - 32) / 8240) + 1000))")
        << true << true;
    QTest::addRow("cut within a page") << QStringLiteral("truncate -s -1000 DB-wal") << false << false;
}

/// The program looks at its log twice a second: a kill in between leaves no mark.
void LogLossTest::seesWhatHappenedBeforeItWasKilled()
{
    constexpr int kHits = 20;
    QFETCH(const QString, deed);
    QFETCH(const bool, isDamage);
    QFETCH(const bool, isAnyLost);
    const QTemporaryDir folder;
    QCOMPARE(Program::run(folder.path(), {QStringLiteral("site"), QStringLiteral("add"), QStringLiteral("s")})
                 .code,
             0);
    {
        Program program(folder.path());
        QVERIFY2(program.serve(), program.errors().constData());
        RawHttpClient client(program.url());
        for (int i = 0; i < kHits; ++i)
            QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/", "s")).status, 202);
        QVERIFY(program.kill(SIGKILL));
    }
    QVERIFY(sh(folder.filePath(QStringLiteral("clickscope.db")), deed));
    Program program(folder.path());
    QVERIFY2(program.serve(), program.errors().constData());
    RawHttpClient client(program.url());
    const QByteArray health = client.get("/healthz").body;
    QVERIFY2(health.contains("log") == isDamage, health.constData());
    QVERIFY2(health.contains("were acknowledged and are lost") == isAnyLost, health.constData());
    const QByteArray hits =
        Program::run(folder.path(), QStringLiteral("export hits --site s --include-bots").split(u' ')).out;
    const qsizetype found = hits.count("https://e.com/");
    if (isAnyLost)
        QVERIFY2(found > 0 && found < kHits, hits.constData());
    else if (isDamage || deed.isEmpty())
        QCOMPARE(found, kHits);
    QCOMPARE(filesLike(folder.path(), QStringLiteral("clickscope.db.unreadable-*-wal")).size(),
             isDamage ? 1 : 0);
}

/// A checkpoint that a reader held up leaves pages of two times in the file: without the log they are
/// nothing.
void LogLossTest::setsAsideWhatDoesNotFitTogether()
{
    TestCollector collector;
    QVERIFY(collector.start());
    {
        RawHttpClient client(collector.url());
        fill(collector, client);
        QVERIFY(sh(collector.fileName(),
                   QStringLiteral("dd if=/dev/zero of=DB-wal bs=32 count=1 conv=notrunc 2>/dev/null")));
        QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/refused")).status, 503);
    }
    collector.stop();
    QVERIFY(sh(collector.fileName(),
               QStringLiteral("dd if=/dev/zero of=DB bs=4096 seek=2 count=8 conv=notrunc"
                              " 2>/dev/null")));
    QVERIFY(collector.start());
    QVERIFY(isConcernedBy(collector, QStringLiteral("database_set_aside")));
    QVERIFY(!filesLike(collector.dataDir(), QStringLiteral("clickscope.db.unreadable-*")).isEmpty());
    RawHttpClient client(collector.url());
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/after")).status, 202);
}

/// Damage that was there before the start is met by readers alone.
void LogLossTest::tellsWhatReadersMeet()
{
    TestCollector collector;
    QVERIFY(collector.start());
    {
        RawHttpClient client(collector.url());
        for (int i = 0; i < 200; ++i) // so many that pages from the 60th on hold hits alone
            QCOMPARE(client
                         .post("/api/v1/hits",
                               hitBody("https://e.com/" + QByteArray::number(i) + QByteArray(2000, 'x')))
                         .status,
                     202);
    }
    collector.stop();
    QVERIFY(sh(collector.fileName(),
               QStringLiteral("dd if=/dev/zero of=DB bs=4096 seek=60 count=20 conv=notrunc"
                              " 2>/dev/null")));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QVERIFY(spinUntil([&] { return isConcernedBy(collector, QStringLiteral("database_damaged")); }));
    QVERIFY(client.get("/healthz").body.contains("verify"));
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/after")).status, 202);
}

QTEST_GUILESS_MAIN(LogLossTest)
#include "tst_logloss.moc"
