// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/queryservice.h"
#include "core/query/statsservice.h"
#include "core/storage/backup.h"
#include "core/storage/catalogfile.h"
#include "core/storage/filewatch.h"
#include "core/storage/migrations.h"
#include "core/storage/saltstore.h"
#include "tests/support/manualclock.h"
#include "tests/support/numberof.h"
#include "tests/support/program.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/spin.h"
#include "tests/support/testcollector.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonObject>
#include <QProcess>
#include <QTest>
#include <QtEndian>

#include <sqlite3.h>

#include <csignal>

/// Which files the store takes for its own, and what it does with the others.
class StoreFileTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setsAsideALogWithoutItsDatabase_data();
    void setsAsideALogWithoutItsDatabase();
    void refusesFilesOfOthers_data();
    void refusesFilesOfOthers();
    void takesFilesOfEarlyVersions();
    void keepsWhatHasTheNameOfACopy();
    void backsUpOverNothing();
    void noticesThatItsLogWasCut_data();
    void noticesThatItsLogWasCut();
    void noticesWhatHappensToTheFile_data();
    void noticesWhatHappensToTheFile();
    void noticesWhatIsWrittenBesideACheckpoint();
    void noticesWhatIsWrittenAfterAnErasure();
    void answersWhoWaitsWhenItIsDamaged();
    void answersWhoWaitsWhenTheDiskIsFull();
    void tellsReadersThatItIsGone();
    void answersFromNoOtherFile();
    void noticesALinkInItsPlace();
    void watchesTheLogBehindALink();
    void opensNothingWithoutItsLog();
    void goesOnWhenTheFileIsBack();
    void agreesToNoLaterLoss();
    void keepsTheLogOfATruncatedFile();
    void writesANewFileWhenToldBeforehand();
    void downloadsReadTheNewFile();
    void leavesCheckpointsOfOthersAlone();
    void leavesHalfACheckpointAlone();
    void goesOnWhenItsIndexIsCut_data();
    void goesOnWhenItsIndexIsCut();
    void bringsBackWhatTheCatalogHas();
    void catalogsEveryColumn();
    void saysWhyTheLockCannotBeUsed();
    void takesOverTheLockOfTheDead();
    void leavesWhatHasTheNameOfALock_data();
    void leavesWhatHasTheNameOfALock();
    void leavesWhatOthersPutIntoTheFolder_data();
    void leavesWhatOthersPutIntoTheFolder();
    void readsReadOnlyMedia();
};

namespace {

QByteArray contents(const QString &fileName)
{
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("missing");
}

void write(const QString &fileName, const QByteArray &bytes)
{
    QFile file(fileName);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

/// A database as the program of schema `version` left it.
void makeSchema(const QString &fileName, int version)
{
    static const char *const kSteps[] = {":/schema/0001_initial.sql", ":/schema/0002_visitor.sql",
                                         ":/schema/0003_history.sql"};
    QFile::remove(fileName);
    Result<Database> database = Database::open(fileName, Database::Mode::ReadWrite);
    QVERIFY(database);
    for (int step = 0; step < version; ++step)
        QVERIFY(database->execute(contents(QString::fromLatin1(kSteps[step])).constData()));
    const QByteArray stamp = "PRAGMA user_version=" + QByteArray::number(version);
    QVERIFY(database->execute(stamp.constData()));
}

QStringList filesLike(const QString &folder, const QString &pattern)
{
    return QDir(folder).entryList({pattern}, QDir::Files, QDir::Name);
}

/// Nobody is about to open the file, or to write what is in the log over what a test does to it.
bool isSettled(TestCollector &collector)
{
    const Result<Database> writer = Database::open(collector.fileName(), Database::Mode::Existing);
    return writer && spinUntil([&] {
               return collector.application().queries().isRefilled()
                   && !collector.application().stats().isBuilding()
                   && numberOf(*writer, "PRAGMA wal_checkpoint(TRUNCATE)") == 0;
           });
}

} // namespace

void StoreFileTest::setsAsideALogWithoutItsDatabase_data()
{
    QTest::addColumn<bool>("isMissing");
    QTest::addRow("an empty file") << false;
    QTest::addRow("no file") << true;
}

void StoreFileTest::setsAsideALogWithoutItsDatabase()
{
    QFETCH(const bool, isMissing);
    TestCollector collector;
    QFile::remove(collector.fileName());
    if (!isMissing)
        write(collector.fileName(), {});
    const QByteArray log = QByteArray("hits that were acknowledged").repeated(1000);
    write(collector.fileName() + QStringLiteral("-wal"), log);

    const Finished listed = Program::run(
        collector.dataDir(), {QStringLiteral("site"), QStringLiteral("add"), QStringLiteral("other")});
    QCOMPARE(listed.code, 1); // a command leaves it as it is
    QCOMPARE(contents(collector.fileName() + QStringLiteral("-wal")), log);

    QVERIFY(collector.start());
    const QList<Concern> concerns = collector.application().storage().state().concerns;
    QCOMPARE(concerns.size(), 1);
    QCOMPARE(concerns.constFirst().code, QStringLiteral("database_set_aside"));
    const QStringList kept = filesLike(collector.dataDir(), QStringLiteral("clickscope.db.unreadable-*"));
    QCOMPARE(kept.size(), isMissing ? 1 : 2);
    QCOMPARE(contents(collector.dataDir() + u'/' + kept.constLast()), log);
}

void StoreFileTest::refusesFilesOfOthers_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addRow("another application")
        << QByteArray("PRAGMA application_id=252006675; CREATE TABLE a (b);");
    QTest::addRow("tables of others") << QByteArray("CREATE TABLE hit (a); INSERT INTO hit VALUES (1);");
    QTest::addRow("another journal") << QByteArray("CREATE TABLE a (b); PRAGMA journal_mode=DELETE;");
    QTest::addRow("with a schema of ours") << QByteArray("CREATE TABLE a (b); PRAGMA user_version=3;");
}

void StoreFileTest::refusesFilesOfOthers()
{
    QFETCH(const QByteArray, sql);
    QTemporaryDir folder;
    const QString fileName = folder.filePath(QStringLiteral("clickscope.db"));
    {
        const Result<Database> other = Database::open(fileName, Database::Mode::ReadWrite);
        QVERIFY(other);
        QVERIFY(other->execute(sql.constData()));
    }
    const QByteArray before = contents(fileName);
    const QStringList files = filesLike(folder.path(), QStringLiteral("clickscope.db*"));
    for (const QStringList &arguments :
         {QStringList {QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0")},
          QStringList {QStringLiteral("site"), QStringLiteral("add"), QStringLiteral("s")},
          QStringList {QStringLiteral("verify")}}) {
        const Finished finished = Program::run(folder.path(), arguments);
        QCOMPARE(finished.code, 1);
        QVERIFY2(finished.errors.contains("database of another program"), finished.errors.constData());
    }
    QCOMPARE(contents(fileName), before);
    QCOMPARE(filesLike(folder.path(), QStringLiteral("clickscope.db*")), files);
}

void StoreFileTest::takesFilesOfEarlyVersions()
{
    for (int version = 1; version <= 3; ++version) {
        QTemporaryDir folder;
        const QString fileName = folder.filePath(QStringLiteral("clickscope.db"));
        makeSchema(fileName, version);
        Result<Database> database = Database::open(fileName, Database::Mode::ReadWrite);
        QVERIFY(database);
        QVERIFY(migrate(*database));
        QCOMPARE(numberOf(*database, "PRAGMA application_id"), 0x436C5363);
        QCOMPARE(numberOf(*database, "SELECT length(identity) FROM store"), 16);
    }
}

void StoreFileTest::keepsWhatHasTheNameOfACopy()
{
    QTemporaryDir folder;
    const QString fileName = folder.filePath(QStringLiteral("clickscope.db"));
    const QString copy = fileName + QStringLiteral(".before-v") + QString::number(currentSchemaVersion());
    write(copy, "notes of somebody");
    for (const QString &suffix : {QStringLiteral("-2"), QStringLiteral("-3")}) {
        makeSchema(fileName, 3);
        Result<Database> database = Database::open(fileName, Database::Mode::ReadWrite);
        QVERIFY(database);
        QVERIFY(migrate(*database));
        QCOMPARE(contents(copy), "notes of somebody");
        const Result<Database> kept = Database::open(copy + suffix, Database::Mode::ReadOnly);
        QVERIFY(kept);
        QCOMPARE(numberOf(*kept, "PRAGMA user_version"), 3);
    }
    QCOMPARE(filesLike(folder.path(), QStringLiteral("*.before-*")).size(),
             3); // nothing else was left behind
}

void StoreFileTest::backsUpOverNothing()
{
    TestCollector collector;
    const QString target = collector.dataDir() + QStringLiteral("/mine.db");
    const QStringList arguments {QStringLiteral("backup"), target};
    QCOMPARE(Program::run(collector.dataDir(), arguments).code, 0);
    QCOMPARE(filesLike(collector.dataDir(), QStringLiteral("mine.db*")),
             QStringList {QStringLiteral("mine.db")});
    write(target, "precious");
    const Finished again = Program::run(collector.dataDir(), arguments);
    QCOMPARE(again.code, 1);
    QVERIFY2(again.errors.contains("exists"), again.errors.constData());
    QCOMPARE(contents(target), "precious");
    const Finished nowhere =
        Program::run(collector.dataDir(),
                     {QStringLiteral("backup"), collector.dataDir() + QStringLiteral("/no/where.db")});
    QCOMPARE(nowhere.code, 1);
}

void StoreFileTest::noticesThatItsLogWasCut_data()
{
    QTest::addColumn<qint64>("size");
    QTest::addRow("to nothing") << qint64(0);
    QTest::addRow("to its header") << qint64(32);
}

void StoreFileTest::noticesThatItsLogWasCut()
{
    QFETCH(const qint64, size);
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (int i = 0; i < 3; ++i)
        QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/before")).status, 202);
    QVERIFY(QFile::resize(collector.fileName() + QStringLiteral("-wal"), size));
    const RawReply refused = client.post("/api/v1/hits", hitBody("https://e.com/after"));
    QCOMPARE(refused.status, 503);
    QVERIFY(client.get("/healthz").body.contains("was truncated or overwritten"));
}

void StoreFileTest::noticesWhatHappensToTheFile_data()
{
    QTest::addColumn<QString>("deed");
    QTest::addColumn<QString>("code");
    QTest::addRow("removed") << QStringLiteral("rm DB DB-wal DB-shm") << QStringLiteral("database_gone");
    QTest::addRow("removed without its log") << QStringLiteral("rm DB") << QStringLiteral("database_gone");
    QTest::addRow("moved") << QStringLiteral("mv DB DB.moved") << QStringLiteral("database_gone");
    QTest::addRow("the log removed") << QStringLiteral("rm DB-wal") << QStringLiteral("database_log_gone");
    QTest::addRow("the index removed") << QStringLiteral("rm DB-shm") << QStringLiteral("database_log_gone");
    QTest::addRow("the folder removed") << QStringLiteral("rm -r DIR") << QStringLiteral("database_gone");
    QTest::addRow("truncated") << QStringLiteral(": > DB") << QStringLiteral("database_overwritten");
    QTest::addRow("cut to half") << QStringLiteral("truncate -s 40960 DB")
                                 << QStringLiteral("database_overwritten");
    QTest::addRow("its head overwritten")
        << QStringLiteral("dd if=/dev/urandom of=DB bs=4096 count=2 conv=notrunc 2>/dev/null")
        << QStringLiteral("database_overwritten");
    QTest::addRow("a text in its place")
        << QStringLiteral("yes hello | head -c 500000 > DB") << QStringLiteral("database_overwritten");
    QTest::addRow("another database copied over it")
        << QStringLiteral("cat OTHER > DB") << QStringLiteral("database_overwritten");
    QTest::addRow("another database renamed over it")
        << QStringLiteral("mv OTHER DB") << QStringLiteral("database_replaced");
}

/// Nothing is acknowledged into a file that nobody will find, and all that was acknowledged before, or while
/// somebody agreed to a new file, can be found when it can be.
void StoreFileTest::noticesWhatHappensToTheFile()
{
    QFETCH(const QString, deed);
    QFETCH(const QString, code);
    TestCollector other;
    {
        QVERIFY(other.start());
        RawHttpClient filler(other.url());
        for (int i = 0; i < 400; ++i) // larger than the one that it replaces
            QCOMPARE(filler
                         .post("/api/v1/hits",
                               hitBody("https://e.com/other/" + QByteArray::number(i) + QByteArray(500, 'x')))
                         .status,
                     202);
        other.stop();
    }
    TestCollector collector;
    collector.options().collector.failurePatience = std::chrono::hours(1);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    RawHttpClient reader(collector.url());
    for (int i = 0; i < 20; ++i)
        QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/before")).status, 202);

    QVERIFY(isSettled(collector));
    const QString command = QString(deed)
                                .replace(QLatin1StringView("DB"), collector.fileName())
                                .replace(QLatin1StringView("DIR"), collector.dataDir())
                                .replace(QLatin1StringView("OTHER"), other.fileName());
    auto stall = collector.stallStorage(); // the hit is taken before anybody has looked
    QCOMPARE(QProcess::execute(QStringLiteral("sh"), {QStringLiteral("-c"), command}), 0);
    client.send(RawHttpClient::request("POST", "/api/v1/hits", {}, hitBody("https://e.com/meanwhile")));
    QVERIFY(spinUntil([&] { return collector.application().storage().queue().depth() == 1; }));
    stall.reset();
    RawReply health;
    QVERIFY(spinUntil([&] {
        health = reader.get("/healthz");
        return health.status == 503;
    }));
    QCOMPARE(health.json().value(QStringLiteral("status")), QStringLiteral("failing"));
    QVERIFY(health.body.contains(collector.fileName().toUtf8()));
    QCOMPARE(client.socket().bytesAvailable(), 0); // nothing was promised
    const RawReply refused = reader.post("/api/v1/hits", hitBody("https://e.com/refused"));
    QCOMPARE(refused.status, 503);
    const QList<Concern> concerns = collector.application().storage().state().concerns;
    QCOMPARE(concerns.size(), 1);
    QCOMPARE(concerns.constFirst().code, code);

    collector.application().queries().answerConcern(code, ConcernAnswer::Repair);
    QCOMPARE(client.reply().status, 202);
    QVERIFY(spinUntil([&] { return reader.get("/healthz").status == 200; }));
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/after")).status, 202);
    collector.stop();
    qint64 before = 0;
    qint64 since = 0;
    const QList<Hit> hits = collector.hits();
    for (const Hit &hit : hits)
        ++(hit.url.endsWith(QLatin1StringView("/before")) ? before : since);
    const bool isKept = code == QLatin1StringView("database_gone")
        || code == QLatin1StringView("database_log_gone");
    QCOMPARE(before, isKept ? 20 : 0);
    QCOMPARE(since, code == QLatin1StringView("database_replaced") ? 402 : 2);
    QVERIFY(collector.verification().isGood());
    QVERIFY(collector.start());
}

/// A checkpoint of ours explains that the file was written, but not what is in it.
/// A reader keeps a checkpoint from copying everything. The header is copied, the last page, written once
/// more since, is not: the file is shorter than its header says.
void StoreFileTest::leavesHalfACheckpointAlone()
{
    QTemporaryDir folder;
    const QString fileName = folder.filePath(QStringLiteral("clickscope.db"));
    const Result<Database> database = openAndMigrate(fileName, Database::Durability::Normal);
    QVERIFY(database);
    QVERIFY(database->execute("CREATE TABLE extra (text TEXT)"));
    QVERIFY(database->execute("PRAGMA wal_checkpoint(TRUNCATE)"));
    FileWatch file(*database, fileName);
    QCOMPARE(file.look(), FileWatch::State::Sound);
    QVERIFY(database->execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)"
                              " INSERT INTO extra SELECT hex(zeroblob(500)) FROM n"));
    const Result<Database> reader = Database::open(fileName, Database::Mode::ReadOnly);
    QVERIFY(reader);
    QVERIFY(reader->execute("BEGIN; SELECT COUNT(*) FROM extra"));
    QVERIFY(database->execute("UPDATE extra SET text = 'later' WHERE rowid = 100"));
    QCOMPARE(file.checkpoint(*database, SQLITE_CHECKPOINT_PASSIVE), SQLITE_OK);

    constexpr qint64 kPageBytes = 4096;
    const QByteArray header = database->header();
    QVERIFY(QFileInfo(fileName).size() < kPageBytes * qFromBigEndian<quint32>(header.constData() + 28));
    QCOMPARE(file.look(), FileWatch::State::Sound);
    QVERIFY(QFile::resize(fileName, QFileInfo(fileName).size() - kPageBytes));
    QCOMPARE(file.look(), FileWatch::State::Overwritten);
}

void StoreFileTest::goesOnWhenItsIndexIsCut_data()
{
    QTest::addColumn<QStringList>("cut");
    QTest::addColumn<FileWatch::State>("state");
    const QString index = QStringLiteral("-shm");
    QTest::addRow("alone") << QStringList {index} << FileWatch::State::Sound;
    QTest::addRow("with the log") << QStringList {index, QStringLiteral("-wal")}
                                  << FileWatch::State::LogOverwritten;
}

/// Without a second connection: one that reads before the next look is ended by the system (SECURITY.md).
void StoreFileTest::goesOnWhenItsIndexIsCut()
{
    QFETCH(const QStringList, cut);
    QFETCH(const FileWatch::State, state);
    QTemporaryDir folder;
    const QString fileName = folder.filePath(QStringLiteral("clickscope.db"));
    const Result<Database> database = openAndMigrate(fileName, Database::Durability::Normal);
    QVERIFY(database);
    QVERIFY(database->execute("CREATE TABLE extra (text TEXT)"));
    QVERIFY(database->execute("PRAGMA wal_checkpoint(TRUNCATE)"));
    FileWatch file(*database, fileName);
    QVERIFY(database->execute("INSERT INTO extra VALUES ('before')"));
    QCOMPARE(file.look(), FileWatch::State::Sound);
    for (const QString &suffix : cut)
        QVERIFY(QFile::resize(fileName + suffix, 0));
    QCOMPARE(file.look(), state);
    if (state == FileWatch::State::Sound) {
        QVERIFY(database->execute("INSERT INTO extra VALUES ('after')"));
        QCOMPARE(numberOf(*database, "SELECT COUNT(*) FROM extra"), 2);
    }
}

void StoreFileTest::noticesWhatIsWrittenBesideACheckpoint()
{
    TestCollector other;
    QVERIFY(other.start());
    QCOMPARE(RawHttpClient(other.url()).post("/api/v1/hits", hitBody("https://e.com/")).status, 202);
    other.stop();
    QTemporaryDir folder;
    const QString fileName = folder.filePath(QStringLiteral("clickscope.db"));
    const Result<Database> database = openAndMigrate(fileName, Database::Durability::Normal);
    QVERIFY(database);
    QVERIFY(database->execute("PRAGMA wal_checkpoint(TRUNCATE)"));
    FileWatch file(*database, fileName);
    QCOMPARE(file.look(), FileWatch::State::Sound);

    const QByteArray command = "cat '" + QFile::encodeName(other.fileName()) + "' > '"
        + QFile::encodeName(fileName) + "'";
    QCOMPARE(QProcess::execute(QStringLiteral("sh"), {QStringLiteral("-c"), QString::fromUtf8(command)}), 0);
    (void)file.checkpoint(*database, SQLITE_CHECKPOINT_PASSIVE);
    QCOMPARE(file.look(), FileWatch::State::Overwritten);
}

/// Emptying the log, as the erasure of salts does, explains no write that comes after it.
void StoreFileTest::noticesWhatIsWrittenAfterAnErasure()
{
    ManualClock clock {20'515 * kMicrosPerDay + 12 * kMicrosPerHour};
    TestCollector collector(clock);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (int i = 0; i < 400; ++i) { // so many that pages from the 60th on hold hits alone
        const QByteArray page = "https://e.com/" + QByteArray::number(i) + QByteArray(600, 'x');
        QCOMPARE(client.post("/api/v1/hits", hitBody(page)).status, 202);
    }
    QByteArray salt;
    const auto sh = [&](const QString &command) {
        const QString script = QString(command).replace(QLatin1StringView("DB"), collector.fileName());
        QCOMPARE(QProcess::execute(QStringLiteral("sh"), {QStringLiteral("-c"), script}), 0);
    };
    {
        const Result<Database> reader = Database::open(collector.fileName(), Database::Mode::ReadOnly);
        QVERIFY(reader);
        QVERIFY(spinUntil([&] {
            const auto salts = readSalts(*reader);
            salt = !salts || salts->isEmpty() ? QByteArray() : salts->constLast().second;
            return !salt.isEmpty();
        }));
    }
    QVERIFY(isSettled(collector));
    sh(QStringLiteral("cp DB DB.before-v3")); // copies come last
    const QString copy = collector.fileName() + QStringLiteral(".before-v3");
    QVERIFY(contents(copy).contains(salt));

    auto stall = collector.stallStorage(); // nobody looks at the file meanwhile
    clock.advance(12 * kMicrosPerHour + 30 * kMicrosPerMinute);
    collector.application().checkClock();
    QVERIFY(spinUntil([&] { return !contents(copy).contains(salt); }));
    // What is in the log still would be read, and copied over the damage.
    QVERIFY(spinUntil([&] { return QFileInfo(collector.fileName() + QStringLiteral("-wal")).size() == 0; }));
    sh(QStringLiteral("dd if=/dev/zero of=DB bs=4096 seek=60 count=4 conv=notrunc 2>/dev/null"));
    stall.reset();
    QVERIFY(spinUntil([&] { return client.get("/healthz").status == 503; }));
    QVERIFY(client.get("/healthz").body.contains("is damaged")
            || client.get("/healthz").body.contains("to be damaged"));
}

/// Who has sent a hit is told that it is not stored long before the time for a reply is over.
void StoreFileTest::answersWhoWaitsWhenItIsDamaged()
{
    TestCollector collector;
    collector.options().collector.limits.replyDeadline = std::chrono::hours(1);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (int i = 0; i < 20; ++i)
        QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/before")).status, 202);
    QVERIFY(isSettled(collector));
    const QString noise =
        QStringLiteral("dd if=/dev/urandom of=%1 bs=4096 seek=2 count=8 conv=notrunc 2>/dev/null")
            .arg(collector.fileName());
    QCOMPARE(QProcess::execute(QStringLiteral("sh"), {QStringLiteral("-c"), noise}), 0);
    RawReply reply;
    do
        reply = client.post("/api/v1/hits", hitBody("https://e.com/after"));
    while (reply.status == 202);
    QCOMPARE(reply.status, 503);
    QVERIFY2(reply.body.contains("cannot be stored: the database"), reply.body.constData());
}

/// Storing is tried again for a while only.
void StoreFileTest::answersWhoWaitsWhenTheDiskIsFull()
{
    TestCollector collector;
    collector.options().collector.limits.replyDeadline = std::chrono::hours(1);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/before")).status, 202);
    collector.application().storage().post([](Database &database) {
        (void)database.execute("PRAGMA max_page_count=1"); // SQLite takes the pages there are
    });
    QByteArray batch = "[";
    for (int i = 0; i < 400; ++i)
        batch += hitBody("https://e.com/" + QByteArray::number(i) + QByteArray(1000, 'a')) + ',';
    const RawReply reply = client.post("/api/v1/hits", batch.chopped(1) + ']');
    QCOMPARE(reply.status, 503);
    QCOMPARE(reply.errorCode(), "ingest_overloaded");
    collector.application().storage().post(
        [](Database &database) { (void)database.execute("PRAGMA max_page_count=1000000"); });
    QVERIFY(spinUntil([&] {
        return RawHttpClient(collector.url()).post("/api/v1/hits", hitBody("https://e.com/after")).status
            == 202;
    }));
    collector.stop();
    QCOMPARE(collector.hits().size(), 2);
    QVERIFY(collector.verification().isGood());
}

/// A file that is not there is not an internal error: reading is unavailable for the reason that senders
/// are told.
void StoreFileTest::tellsReadersThatItIsGone()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/before")).status, 202);
    QVERIFY(spinUntil([&] { return collector.application().queries().isRefilled(); }));
    const QString elsewhere = collector.fileName() + QStringLiteral(".moved");
    QVERIFY(QFile::rename(collector.fileName(), elsewhere));
    QVERIFY(spinUntil([&] { return client.get("/healthz").status == 503; }));
    for (const char *path :
         {"/api/v1/sites/s/totals?from=2026-11-01&to=2026-11-02", "/api/v1/sites/s/hits.csv"}) {
        const RawReply reply = RawHttpClient(collector.url()).get(path);
        QCOMPARE(reply.status, 503);
        QVERIFY2(reply.body.contains("cannot be read: the database file was removed or moved"),
                 reply.body.constData());
        QVERIFY(!reply.body.contains(collector.dataDir().toUtf8()));
        QCOMPARE(reply.header("retry-after"), "2");
    }
    QVERIFY(QFile::rename(elsewhere, collector.fileName()));
    QVERIFY(spinUntil([&] { return client.get("/healthz").status == 200; }));
    QCOMPARE(RawHttpClient(collector.url()).get("/api/v1/sites/s/hits.csv").status, 200);
}

/// Whether or not somebody has asked before.
void StoreFileTest::answersFromNoOtherFile()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/before")).status, 202);
    const QByteArray totals = "/api/v1/sites/s/totals";
    const QString copy = collector.fileName() + QStringLiteral(".copy");
    QVERIFY(QFile::copy(collector.fileName(), copy));
    const auto replace = [&] {
        return QProcess::execute(QStringLiteral("mv"), {copy, collector.fileName()}) == 0;
    };
    QVERIFY(replace());
    for (int i = 0; i < 2; ++i) { // before the replacement was noticed, and after
        for (const QByteArray &path : {totals, QByteArray("/api/v1/sites/s/hits.csv")}) {
            const RawReply reply = RawHttpClient(collector.url()).get(path);
            QCOMPARE(reply.status, 503);
            QCOMPARE(reply.errorCode(), "database_unavailable");
        }
        QVERIFY(spinUntil([&] { return client.get("/healthz").status == 503; }));
    }
    collector.application().queries().answerConcern(QStringLiteral("database_replaced"),
                                                    ConcernAnswer::Repair);
    QVERIFY(spinUntil([&] { return client.get("/healthz").status == 200; }));
    QVERIFY(spinUntil([&] { return client.get(totals).status == 200; }));
}

/// SQLite finds the file through the link, but not its log, which is beside the link.
void StoreFileTest::noticesALinkInItsPlace()
{
    QTemporaryDir elsewhere(QDir::tempPath() + QStringLiteral("/elsewhere-XXXXXX"));
    const QString target = elsewhere.filePath(QStringLiteral("clickscope.db"));
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/before")).status, 202);
    QVERIFY(QFile::rename(collector.fileName(), target));
    QVERIFY(QFile::link(target, collector.fileName()));
    QVERIFY(spinUntil([&] { return client.get("/healthz").status == 503; }));
    QVERIFY(client.get("/healthz").body.contains("was removed or moved"));
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/refused")).status, 503);
    { // as after a power cut
        const Result<Database> reader = Database::openAsItIs(target);
        QVERIFY(reader);
        QCOMPARE(numberOf(*reader, "SELECT COUNT(*) FROM hit"), 1);
    }
    collector.application().queries().answerConcern(QStringLiteral("database_gone"), ConcernAnswer::Repair);
    QVERIFY(spinUntil([&] { return client.get("/healthz").status == 200; }));
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/after")).status, 202);
    collector.stop();
    QCOMPARE(QFileInfo(collector.fileName()).symLinkTarget(), target); // kept
    QCOMPARE(collector.hits().size(), 2);
    QVERIFY(collector.verification().isGood());
}

void StoreFileTest::watchesTheLogBehindALink()
{
    QTemporaryDir elsewhere;
    const QString target = elsewhere.filePath(QStringLiteral("clickscope.db"));
    TestCollector collector;
    QVERIFY(QFile::rename(collector.fileName(), target));
    QVERIFY(QFile::link(target, collector.fileName()));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/before")).status, 202);
    QVERIFY(QFile::remove(collector.fileName()));
    QVERIFY(QFile::link(target, collector.fileName())); // made anew, to the same place
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/still")).status, 202);
    QVERIFY(QFile::remove(target + QStringLiteral("-wal")));
    QVERIFY(spinUntil([&] { return client.get("/healthz").status == 503; }));
    QVERIFY(client.get("/healthz").body.contains("The log of"));
}

/// A connection that is opened meanwhile would make another log, but share the index.
void StoreFileTest::opensNothingWithoutItsLog()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (int i = 0; i < 20; ++i)
        QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/before")).status, 202);
    const QString log = collector.fileName() + QStringLiteral("-wal");
    QVERIFY(QFile::remove(log));
    StatsService &stats = collector.application().stats();
    stats.build();
    QVERIFY(spinUntil([&] { return !stats.isBuilding(); }));
    QCOMPARE(client.get("/api/v1/sites/s/totals").status, 503);
    QVERIFY(!QFile::exists(log));
    QVERIFY(spinUntil([&] { return client.get("/healthz").status == 503; }));
    collector.application().queries().answerConcern(QStringLiteral("database_log_gone"),
                                                    ConcernAnswer::Repair);
    QVERIFY(spinUntil([&] { return client.get("/healthz").status == 200; }));
    collector.stop();
    QCOMPARE(collector.hits().size(), 20);
    QVERIFY(collector.verification().isGood());
}

/// `data recreate` said of a sound file.
void StoreFileTest::agreesToNoLaterLoss()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    collector.application().storage().answer(QStringLiteral("database_gone"), ConcernAnswer::Repair);
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/before")).status, 202);
    QVERIFY(QFile::rename(collector.fileName(), collector.fileName() + QStringLiteral(".moved")));
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/after")).status, 503);
    QVERIFY(!QFile::exists(collector.fileName()));
}

void StoreFileTest::goesOnWhenTheFileIsBack()
{
    TestCollector collector;
    collector.options().collector.failurePatience = std::chrono::hours(1);
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    RawHttpClient reader(collector.url());
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/before")).status, 202);
    const QString elsewhere = collector.fileName() + QStringLiteral(".moved");
    auto stall = collector.stallStorage();
    QVERIFY(QFile::rename(collector.fileName(), elsewhere));
    client.send(RawHttpClient::request("POST", "/api/v1/hits", {}, hitBody("https://e.com/meanwhile")));
    QVERIFY(spinUntil([&] { return collector.application().storage().queue().depth() == 1; }));
    stall.reset();
    QVERIFY(spinUntil([&] { return reader.get("/healthz").status == 503; }));
    QVERIFY(QFile::rename(elsewhere, collector.fileName()));
    QCOMPARE(client.reply().status, 202);
    QVERIFY(spinUntil([&] { return reader.get("/healthz").body == "{\"status\":\"ok\"}"; }));
    collector.stop();
    QCOMPARE(collector.hits().size(), 2);
    QVERIFY(collector.verification().isGood());
}

void StoreFileTest::keepsTheLogOfATruncatedFile()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/acknowledged")).status, 202);
    QVERIFY(isSettled(collector));
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/in-the-log")).status, 202);
    write(collector.fileName(), {});
    QVERIFY(spinUntil([&] { return client.get("/healthz").status == 503; }));
    collector.stop();
    QVERIFY(contents(collector.fileName() + QStringLiteral("-wal")).contains("e.com/in-the-log"));
    QVERIFY(collector.start()); // set aside whole
    const QStringList kept = filesLike(collector.dataDir(), QStringLiteral("*.unreadable-*-wal"));
    QCOMPARE(kept.size(), 1);
    QVERIFY(contents(collector.dataDir() + u'/' + kept.constFirst()).contains("e.com/in-the-log"));
}

void StoreFileTest::writesANewFileWhenToldBeforehand()
{
    TestCollector collector;
    collector.options().storage.recreates = true;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/")).status, 202);
        // The database last: what belongs to the new one stays.
        for (const char *suffix : {"-wal", "-shm", ""})
            QFile::remove(collector.fileName() + QString::fromLatin1(suffix));
    }
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/")).status, 202);
    collector.stop();
    QCOMPARE(collector.hits().size(), 6);
}

void StoreFileTest::downloadsReadTheNewFile()
{
    TestCollector collector;
    collector.options().storage.recreates = true;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    const auto download = [&] { return RawHttpClient(collector.url()).get("/api/v1/sites/s/hits.csv").body; };
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/old")).status, 202);
    QVERIFY(download().contains("https://e.com/old,"));
    for (const char *suffix : {"", "-wal", "-shm"})
        QFile::remove(collector.fileName() + QString::fromLatin1(suffix));
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/new")).status, 202);
    QVERIFY(spinUntil([&] { return download().contains("https://e.com/new,"); }));
}

void StoreFileTest::leavesCheckpointsOfOthersAlone()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    for (int i = 0; i < 50; ++i) {
        const QByteArray path = QByteArray::number(i) + QByteArray(1500, 'y');
        QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/" + path)).status, 202);
        if (i % 10 == 0) {
            Result<Database> intruder = Database::open(collector.fileName(), Database::Mode::ReadWrite);
            QVERIFY(intruder);
            QVERIFY(intruder->execute("PRAGMA wal_checkpoint(TRUNCATE)"));
        }
    }
    QCOMPARE(client.get("/healthz").body, "{\"status\":\"ok\"}");
}

void StoreFileTest::saysWhyTheLockCannotBeUsed()
{
    QTemporaryDir folder;
    const QStringList serve {QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0")};
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("clickscope.lock")));
    const Finished finished = Program::run(folder.path(), serve);
    QCOMPARE(finished.code, 1);
    QVERIFY2(finished.errors.contains("clickscope.lock cannot be used: Is a directory"),
             finished.errors.constData());
}

void StoreFileTest::takesOverTheLockOfTheDead()
{
    QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("clickscope.lock")),
          "1\nclickscope\nbox-a\n\n"); // lives, on a host of that name
    Program first(folder.path());
    QVERIFY(first.serve());
    const QStringList serve {QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0")};
    const Finished second = Program::run(folder.path(), serve);
    QCOMPARE(second.code, 1);
    QVERIFY2(second.errors.contains("another Clickscope uses"), second.errors.constData());
    QVERIFY(QFile::remove(folder.filePath(QStringLiteral("clickscope.lock")))); // by a cleaning tool
    QCOMPARE(Program::run(folder.path(), serve).code, 1);
    QVERIFY(first.kill(SIGKILL));
    Program third(folder.path());
    QVERIFY(third.serve());
}

void StoreFileTest::leavesWhatHasTheNameOfALock_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addRow("a text") << QByteArray("my locks\n");
    QTest::addRow("a number") << QByteArray("4711\n");
    QTest::addRow("the lock of another program") << QByteArray("4711\nother\nbox-a\n");
    QTest::addRow("a long text") << QByteArray("1\nclickscope\n").append(5000, 'x');
}

void StoreFileTest::leavesWhatHasTheNameOfALock()
{
    QFETCH(QByteArray, bytes);
    QTemporaryDir folder;
    const QString name = folder.filePath(QStringLiteral("clickscope.lock"));
    write(name, bytes);
    const Finished finished =
        Program::run(folder.path(), {QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0")});
    QCOMPARE(finished.code, 1);
    QVERIFY2(finished.errors.contains("Clickscope did not make what is there"), finished.errors.constData());
    QCOMPARE(contents(name), bytes);
}

void StoreFileTest::leavesWhatOthersPutIntoTheFolder_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"listening", "clickscope.damaged", "clickscope.catalog", "settings.ini",
                             "subnets.txt", "referrer-spam.txt", "agents.yaml", "agents.checked",
                             "geo/in-use.txt", "geo/import-list.part", "geo/mine.mmdb", "visitor-data.lock"})
        QTest::addRow("%s", name) << QString::fromLatin1(name);
}

void StoreFileTest::leavesWhatOthersPutIntoTheFolder()
{
    QFETCH(QString, name);
    const QByteArray bytes = "/ this is a text / of somebody else /\n";
    QTemporaryDir folder;
    const auto run = [&](const QStringList &arguments, const QByteArray &input = {}) {
        return Program::run(folder.path(), arguments, input);
    };
    const auto s = [](const char *text) { return QString::fromLatin1(text); };
    QVERIFY(QDir(folder.path()).mkdir(s("geo")));
    write(folder.filePath(name), bytes);
    {
        Program program(folder.path());
        QVERIFY(program.serve());
        QVERIFY(program.kill(SIGTERM));
        if (name == s("listening"))
            QVERIFY(program.errors().contains("Clickscope did not make what is there"));
    }
    if (name != s("visitor-data.lock")) { // else it waits for the lock
        QCOMPARE(run({s("data"), s("import"), s("subnets"), s("-")}, "10.0.0.0/8 = Office\n").code, 0);
        QCOMPARE(run({s("data"), s("import"), s("spam"), s("-")}, "spam.example\n").code, 0);
        const QByteArray rules =
            "user_agent_parsers:\n  - regex: '(Kiosk)'\nos_parsers:\n  - regex: '(KioskOS)'\n"
            "device_parsers:\n  - regex: '(Kioskphone)'\n";
        QCOMPARE(run({s("data"), s("import"), s("agents"), s("-")}, rules).code, 0);
        QCOMPARE(run({s("data"), s("country-only"), s("on")}).code, name == s("settings.ini") ? 1 : 0);
        (void)run({s("data"), s("remove"), s("places")});
    }
    (void)run({s("data"), s("confirm")});
    (void)run({s("verify")});
    (void)run({s("site"), s("add"), s("s")});
    int kept = 0;
    for (QDirIterator each(folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
         each.hasNext();)
        kept += contents(each.next()) == bytes ? 1 : 0;
    QCOMPARE(kept, 1);
}

/// Commands that read work on media that cannot be written, and the others say what is wrong.
void StoreFileTest::readsReadOnlyMedia()
{
    QTemporaryDir folder;
    const QString dataDir = folder.filePath(QStringLiteral("data"));
    for (const char *command : {"site add s", "link add go https://e.com/ --site s",
                                "simulate --site s --hits 50 --from 2026-10-01 --to 2026-10-02"})
        QCOMPARE(Program::run(dataDir, QString::fromLatin1(command).split(u' ')).code, 0);
    for (const char *suffix : {"-wal", "-shm"})
        QFile::remove(dataDir + QStringLiteral("/clickscope.db") + QString::fromLatin1(suffix));
    // Root is not stopped by permissions: a mount in a namespace of its own, where that is allowed.
    const auto run = [&](const QString &command) {
        QProcess process;
        const QString script =
            QStringLiteral("mount --bind \"$1\" \"$1\" && mount -o remount,ro,bind \"$1\" || exit 77; "
                           "exec \"$0\" --data-dir \"$1\" ")
            + command;
        process.start(QStringLiteral("unshare"),
                      {QStringLiteral("-m"), QStringLiteral("sh"), QStringLiteral("-c"), script,
                       Program::executable(), dataDir});
        Finished finished;
        if (!process.waitForStarted())
            return finished;
        spinUntil([&] { return process.state() == QProcess::NotRunning; });
        finished.code = process.exitCode();
        finished.out = process.readAllStandardOutput();
        finished.errors = process.readAllStandardError();
        return finished;
    };
    const int probe = run(QStringLiteral("--version")).code;
    if (probe != 0)
        QSKIP("a read-only mount needs unshare and the right to mount");
    const QString backup = folder.filePath(QStringLiteral("copy.db"));
    for (const QString &command :
         {QStringLiteral("site list"), QStringLiteral("link list"), QStringLiteral("token list"),
          QStringLiteral("verify"), QStringLiteral("query totals --site s --from 2026-10-01 --to 2026-10-02"),
          QStringLiteral("query realtime --site s"), QStringLiteral("export hits --site s"),
          QString(QStringLiteral("backup ") + backup)}) {
        const Finished finished = run(command);
        QVERIFY2(finished.code == 0, finished.errors.constData());
    }
    QVERIFY(QFile::exists(backup));
    for (const QString &command : {QStringLiteral("serve --port 0"), QStringLiteral("site add t")}) {
        const Finished finished = run(command);
        QCOMPARE(finished.code, 1);
        QVERIFY2(finished.errors.contains("read only"), finished.errors.constData());
    }
    write(dataDir + QStringLiteral("/clickscope.db-wal"), QByteArray(5000, 'w'));
    const Finished withLog = run(QStringLiteral("verify"));
    QCOMPARE(withLog.code, 1);
    QVERIFY2(withLog.errors.contains("not merged"), withLog.errors.constData());
}

/// A database is lost; its sites, links, tokens and goals are not, and no hit is turned away.
void StoreFileTest::bringsBackWhatTheCatalogHas()
{
    TestCollector collector;
    collector.addLink({QStringLiteral("go"), QStringLiteral("https://e.com/"), QStringLiteral("s"), {}});
    const QByteArray token = collector.addReadToken();
    QVERIFY(collector.start());
    collector.stop();
    const QString catalog = collector.dataDir() + QStringLiteral("/clickscope.catalog");
    QCOMPARE(QFile::permissions(catalog)
                 & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
             QFile::Permissions());
    QVERIFY(!contents(catalog).contains(token)); // its hash alone
    const QByteArray before = contents(catalog);

    write(collector.fileName(), contents(collector.fileName()).first(5000)); // cut
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/")).status, 202);
    QCOMPARE(client.get("/go").status, 302);
    QVERIFY(client.get("/healthz").body.contains("1 site, 1 link, 1 token, 0 goals"));
    collector.stop();
    const auto withoutIdentity = [](QByteArray json) {
        return json.remove(json.indexOf("\"identity\""), 50);
    };
    QCOMPARE(withoutIdentity(contents(catalog)), withoutIdentity(before));

    // Commands keep it, too, and bring back what is missing.
    const auto run = [&](const QStringList &arguments) {
        return Program::run(collector.dataDir(), arguments);
    };
    QCOMPARE(run({QStringLiteral("link"), QStringLiteral("remove"), QStringLiteral("go")}).code, 0);
    QVERIFY(!contents(catalog).contains("https://e.com/"));
    const QString old = collector.dataDir() + QStringLiteral("/old.catalog");
    write(old, before);
    const QStringList restore {QStringLiteral("catalog"), QStringLiteral("restore"), old};
    QCOMPARE(run(restore).out, "brought back 0 sites, 1 link, 0 tokens, 0 goals\n");
    write(old, "{}");
    QCOMPARE(run(restore).code, 1);
}

/// Of each table that the catalog holds every column goes there and back, those that are added later too; the
/// other tables are named here, so that a new one is thought of.
void StoreFileTest::catalogsEveryColumn()
{
    const QStringList kept {QStringLiteral("site"), QStringLiteral("link"),  QStringLiteral("token"),
                            QStringLiteral("goal"), QStringLiteral("pixel"), QStringLiteral("campaign")};
    const QStringList left =
        QStringLiteral("annotation clock_step concern dictionary erasure hit hit_block hit_id ledger "
                       "rejection salt segment segment_epoch segment_part segment_value store")
            .split(u' ');
    const QTemporaryDir folder;
    const auto make = [&](const char *name) {
        return openAndMigrate(folder.filePath(QString::fromLatin1(name)), Database::Durability::Normal);
    };
    Result<Database> first = make("first.db");
    Result<Database> second = make("second.db");
    QVERIFY(first && second);
    QStringList tables;
    Statement names = first->prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE"
                                     " 'sqlite%' ORDER BY name");
    while (names.step() == Statement::Step::Row)
        tables.append(names.text(0));
    QStringList known = kept + left;
    known.sort();
    QCOMPARE(tables, known);

    QHash<QString, QByteArray> questions; // all columns but the number that a database gives
    for (const QString &table : kept) {
        QStringList columns;
        QStringList values;
        Statement rows = first->prepare(
            QStringLiteral("SELECT name, type FROM pragma_table_info('%1') WHERE name <> 'num'")
                .arg(table)
                .toUtf8()
                .constData());
        while (rows.step() == Statement::Step::Row) {
            columns.append(QString(u'"' + rows.text(0) + u'"'));
            values.append(rows.text(1) == QLatin1StringView("TEXT") ? QStringLiteral("'text %1\n\"ü\"'")
                              : rows.text(1) == QLatin1StringView("REAL") ? QStringLiteral("%1.5")
                              : rows.text(1) == QLatin1StringView("BLOB") ? QStringLiteral("x'00ff%1%1'")
                                                                          : QStringLiteral("900000000000%1"));
            values.last() = values.constLast().arg(values.size() + 10);
        }
        const QString all = columns.join(u',');
        const QString insert =
            QStringLiteral("INSERT INTO %1 (%2) VALUES (%3)").arg(table, all, values.join(u','));
        QVERIFY2(first->execute(insert.toUtf8().constData()), qPrintable(insert));
        questions.insert(table, QStringLiteral("SELECT %1 FROM %2").arg(all, table).toUtf8());
    }
    QVERIFY(keepCatalog(*first, first->fileName()));
    QVERIFY(restoreCatalog(*second, catalogNameOf(first->fileName())));
    for (const QByteArray &question : std::as_const(questions)) {
        Statement before = first->prepare(question.constData());
        Statement after = second->prepare(question.constData());
        QVERIFY(before.step() == Statement::Step::Row && after.step() == Statement::Step::Row);
        for (int column = 0; column < question.count(',') + 1; ++column)
            QCOMPARE(after.blob(column), before.blob(column));
        QVERIFY(after.step() == Statement::Step::Done);
    }
}

QTEST_GUILESS_MAIN(StoreFileTest)
#include "tst_filewatch.moc"
