// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/annotationstore.h"
#include "core/sites/goalstore.h"
#include "core/sites/siteerasure.h"
#include "core/sites/sitestore.h"
#include "core/storage/groupcommit.h"
#include "core/storage/migrations.h"
#include "core/storage/storage.h"
#include "core/storage/textsweep.h"
#include "core/storage/verdictwriter.h"
#include "tests/support/manualclock.h"
#include "tests/support/numberof.h"
#include "tests/support/patienttest.h"
#include "tests/support/program.h"
#include "tests/support/rawhttpclient.h"

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>

#include <csignal>

/// What was erased is nowhere, and what stays has all its texts.
class ErasureTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesNothingOfASite_data();
    void leavesNothingOfASite();
    void givesWritersNoIdsOfErasedTexts();
    void keepsTextsThatComeIntoUseMeanwhile();
    void erasesInShortTransactions();
    void erasesNothingWhenUseCannotBeTold();
};

namespace {

constexpr Micros kNoon = 20'000 * kMicrosPerDay + 12 * kMicrosPerHour;
constexpr int kHits = 3000;
const QByteArray kSecret = "forgetme"; // in every text of the site that is erased, whatever its case

/// A hit in each of whose texts `word` and `number` stand, so that hardly two share one.
Hit hitWith(const QString &site, const QString &word, int number)
{
    const QString text = word + QString::number(number);
    Hit hit;
    hit.receivedAt = kNoon + number * kMicrosPerSecond;
    hit.eventAt = hit.receivedAt;
    hit.site = site;
    hit.visitor = 1 + static_cast<quint64>(number) % 50;
    hit.visit = hit.visitor;
    hit.url = QStringLiteral("https://%1.example/page?query=%1").arg(text);
    hit.title = QStringLiteral("Title %1 shared").arg(text);
    hit.referrer = QStringLiteral("https://from.example/%1").arg(text);
    hit.source = text;
    hit.channel = text;
    hit.screen = text;
    hit.language = QStringLiteral("de");
    hit.event = text;
    hit.link = text;
    hit.identity = text;
    hit.agent =
        QStringLiteral("Mozilla/5.0 %1 ").arg(text).repeated(number % 400 == 0 ? 300 : 1); // overflow pages
    hit.props = QStringLiteral("{\"a\":\"%1\"}").arg(text);
    hit.via = text;
    hit.campaign = {text, text, text, text, text};
    hit.place = {QStringLiteral("DE"), text, text, text, {}};
    hit.client = {text, text, text, text, text};
    if (number % 3 == 0)
        hit.bot = {true, QStringLiteral("crawler"), text, 90};
    return hit;
}

void commit(GroupCommit &writer, const QList<Hit> &hits)
{
    std::vector<WriteRequest> requests(1);
    requests.front().hits = hits;
    QVERIFY(writer.commit(requests));
}

QStringList filesWith(const QString &folder, const QByteArray &bytes)
{
    QStringList files;
    QDirIterator each(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        QFile file(each.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().toLower().contains(bytes))
            files.append(file.fileName());
    }
    return files;
}

/// Sites "gone" and "kept" with hits in turns, and what else a site has.
void fill(const QString &fileName)
{
    const ManualClock clock {kNoon};
    Result<Database> database = openAndMigrate(fileName, Database::Durability::Normal);
    QVERIFY(database);
    const QString secret = QString::fromLatin1(kSecret);
    for (const QString &id : {QStringLiteral("gone"), QStringLiteral("kept")}) {
        Site known;
        known.id = id;
        known.timezone = QStringLiteral("UTC");
        QVERIFY(addSite(*database, known));
    }
    GroupCommit writer(*database, clock);
    for (int first = 0; first < kHits; first += 100) {
        QList<Hit> hits;
        for (int i = first; i < first + 100; ++i) {
            const bool isGone = i / 7 % 2 == 0;
            hits.append(hitWith(isGone ? QStringLiteral("gone") : QStringLiteral("kept"),
                                isGone ? secret : QStringLiteral("stays"), i));
            hits.append(hitWith(isGone ? QStringLiteral("gone") : QStringLiteral("kept"),
                                QStringLiteral("both"), i % 40));
        }
        commit(writer, hits);
    }
    Goal goal;
    goal.site = QStringLiteral("gone");
    goal.name = goal.pattern = secret;
    QVERIFY(writeGoal(*database, goal));
    QVERIFY(writeAnnotation(*database, {0, QStringLiteral("gone"), kNoon, secret, {}}));
    std::vector<WriteRequest> refused(1);
    for (const QString &site : {QStringLiteral("gone"), QString()}) {
        Rejection rejection;
        rejection.time = kNoon;
        rejection.reason = rejection.detail = QStringLiteral("invalid");
        rejection.site = site;
        rejection.excerpt = QStringLiteral("{\"site\":\"gone\",\"url\":\"%1\"}").arg(secret);
        refused.front().rejections.append(rejection);
    }
    Rejection others;
    others.time = kNoon;
    others.reason = others.detail = QStringLiteral("invalid");
    others.site = QStringLiteral("kept");
    others.excerpt = QStringLiteral("\"gone\" in the words of another site");
    refused.front().rejections.append(others);
    QVERIFY(writer.commit(refused));
}

/// A filled database, as a collector and as another program have it open.
struct Filled
{
    Filled()
    {
        fill(fileName);
        for (Result<Database> *connection : {&collector, &other})
            *connection = Database::open(fileName, Database::Mode::Existing);
    }

    const QTemporaryDir folder;
    const QString fileName = folder.filePath(QStringLiteral("clickscope.db"));
    Result<Database> collector = Error {};
    Result<Database> other = Error {};
};

/// Pages that split leave copies of what they held.
void splitPages(const QString &fileName)
{
    Result<Database> database = Database::open(fileName, Database::Mode::Existing);
    QVERIFY(database);
    QList<VerdictWriter::Change> changes;
    for (qint64 seq = 1; seq <= 2 * kHits; ++seq) {
        changes.append({seq,
                        QStringLiteral("kept"),
                        kNoon,
                        false,
                        {true, QStringLiteral("crawler"), QStringLiteral("both"), 90}});
    }
    QVERIFY(VerdictWriter(*database).write(changes));
    QVERIFY(database->execute("UPDATE hit_block SET humans = 0")); // as all of them are bots now
}

} // namespace

void ErasureTest::leavesNothingOfASite_data()
{
    QTest::addColumn<bool>("isCollecting");
    QTest::addColumn<bool>("isRemoved");
    QTest::addColumn<bool>("splits");
    QTest::addRow("nobody collects") << false << false << false;
    QTest::addRow("beside a collector") << true << false << false;
    QTest::addRow("a removed site") << true << true << false;
    QTest::addRow("after verdicts were given again") << true << false << true;
}

void ErasureTest::leavesNothingOfASite()
{
    QFETCH(const bool, isCollecting);
    QFETCH(const bool, isRemoved);
    QFETCH(const bool, splits);
    const QTemporaryDir folder;
    const auto run = [&](const char *arguments) {
        return Program::run(folder.path(), QString::fromLatin1(arguments).split(u' '));
    };
    fill(folder.filePath(QStringLiteral("clickscope.db")));
    if (splits)
        splitPages(folder.filePath(QStringLiteral("clickscope.db")));
    QCOMPARE(run("rebuild").code, 0); // segments
    const QByteArray kept = run("export hits --site kept --include-bots --format jsonl").out;
    QVERIFY(kept.count('\n') > kHits / 2);
    Program program(folder.path());
    const QByteArray page = "https://example.com/" + kSecret + "/shared-later";
    if (isCollecting) {
        QVERIFY(program.serve());
        RawHttpClient client(program.url()); // the writer knows the id of its text from here on
        const QByteArray hit = "{\"site\":\"gone\",\"url\":\"" + page + "\"}";
        const QByteArray words = QByteArray("refused ") + kSecret;
        const QByteArray refused = "{\"site\":\"gone\",\"url\":7,\"title\":\"" + words + "\"}";
        QCOMPARE(client.post("/api/v1/hits", hit).status, 202);
        QCOMPARE(client.post("/api/v1/hits", refused).status, 422);
        QTRY_VERIFY(!filesWith(folder.path(), words).isEmpty()); // refusals are written when there is time
    }
    if (isRemoved) {
        const QByteArray named = "site set gone --name " + kSecret + " --domain " + kSecret
            + ".example --keep-query " + kSecret;
        QCOMPARE(run(named.constData()).code, 0);
        QCOMPARE(run("site remove gone").code, 0);
    }
    QVERIFY(!filesWith(folder.path(), kSecret).isEmpty());

    const Finished erased = run("site erase gone --yes");
    QCOMPARE(erased.code, 0);
    // A reader of the collector may hold the log for a while on a busy machine; then it says so and goes on.
    if (!isCollecting || !erased.errors.contains("its log holds some of it"))
        QCOMPARE(erased.errors, QByteArray());
    QTRY_COMPARE_WITH_TIMEOUT(filesWith(folder.path(), kSecret), QStringList(), 30'000);
    QCOMPARE(run("export hits --site kept --include-bots --format jsonl").out, kept);
    QCOMPARE(run("site list").code, 0);

    if (isCollecting) {
        RawHttpClient client(program.url());
        const QByteArray hit = "{\"site\":\"kept\",\"url\":\"" + page + "\"}";
        const auto again = client.post("/api/v1/hits", hit);
        QVERIFY2(again.status == 202, again.body.constData());
        QVERIFY(program.kill(SIGTERM));
        QVERIFY(run("export hits --site kept --include-bots --format jsonl").out.contains(page));
    }
    const Finished verified = run("verify");
    QVERIFY2(verified.code == 0, QByteArray(verified.out + verified.errors).constData());
    QVERIFY(!filesWith(folder.path(), "in the words of another site").isEmpty());
}

void ErasureTest::givesWritersNoIdsOfErasedTexts()
{
    Filled store;
    Result<Database> &collector = store.collector;
    Result<Database> &other = store.other;
    QVERIFY(collector && other);
    const ManualClock clock {kNoon};
    GroupCommit writer(*collector, clock);
    VerdictWriter verdicts(*collector);
    const Hit known = hitWith(QStringLiteral("gone"), QStringLiteral("known"), kHits);
    commit(writer, {known});
    QVERIFY(verdicts.write({{1, QStringLiteral("gone"), kNoon, false, known.bot}}));
    QVERIFY(eraseSite(*other, QStringLiteral("gone"), kNoon));

    Hit again = known;
    again.site = QStringLiteral("kept");
    commit(writer, {again});
    const qint64 first = numberOf(*collector, "SELECT MIN(seq) FROM hit");
    QVERIFY(verdicts.write({{first, QStringLiteral("kept"), kNoon, false, known.bot}}));
    Statement rows = collector->prepare(
        QByteArray("SELECT ").append(HitRowReader::columns()).append(" FROM hit ORDER BY seq").constData());
    HitRowReader reader(*collector);
    QVERIFY(rows.step() == Statement::Step::Row);
    QCOMPARE(reader.read(rows).bot, known.bot);
    Hit last;
    while (rows.step() == Statement::Step::Row)
        last = reader.read(rows);
    again.seq = last.seq;
    QCOMPARE(last, again);
}

void ErasureTest::keepsTextsThatComeIntoUseMeanwhile()
{
    // A hit of "gone" is stored between two looks at what is in use, and its texts are those of one that
    // goes.
    Filled store;
    Result<Database> &collector = store.collector;
    Result<Database> &other = store.other;
    QVERIFY(collector && other);
    const ManualClock clock {kNoon};
    GroupCommit writer(*collector, clock);
    std::atomic<bool> isOver = false;
    bool isDone = false;
    const auto eraser = std::unique_ptr<QThread>(QThread::create([&] {
        isDone = eraseSite(*other, QStringLiteral("gone"), kNoon).ok();
        isOver = true;
    }));
    eraser->start();
    QList<Hit> sent;
    for (int i = 0; !isOver || i < 20; ++i) {
        sent.append(hitWith(QStringLiteral("kept"), QString::fromLatin1(kSecret), i % kHits));
        commit(writer, {sent.constLast()});
    }
    QVERIFY(eraser->wait());
    QVERIFY(isDone);
    Statement rows = collector->prepare(QByteArray("SELECT ")
                                            .append(HitRowReader::columns())
                                            .append(" FROM hit WHERE seq > 6000 ORDER BY seq")
                                            .constData());
    HitRowReader reader(*collector);
    for (Hit &hit : sent) {
        QVERIFY(rows.step() == Statement::Step::Row);
        const Hit read = reader.read(rows);
        hit.seq = read.seq;
        QCOMPARE(read, hit);
    }
}

void ErasureTest::erasesInShortTransactions()
{
    Filled store;
    Result<Database> &database = store.other;
    QVERIFY(database);
    const qint64 before = numberOf(*database, "SELECT COUNT(*) FROM dictionary");
    QVERIFY(eraseSite(*database, QStringLiteral("gone"), kNoon));
    QVERIFY(before > 20'000);
    QVERIFY(numberOf(*database, "SELECT erased_texts FROM store") >= before / 2 / 1000);
    // No id is given again, and nothing is done twice.
    QCOMPARE(numberOf(*database, "SELECT COUNT(*) FROM dictionary"), before);
    QVERIFY(eraseUnusedTexts(*database));
    const qint64 turns = numberOf(*database, "SELECT erased_texts FROM store");
    QVERIFY(eraseUnusedTexts(*database));
    QCOMPARE(numberOf(*database, "SELECT erased_texts FROM store"), turns);
}

void ErasureTest::erasesNothingWhenUseCannotBeTold()
{
    Filled store;
    Result<Database> &database = store.other;
    QVERIFY(database);
    const auto texts = [&] {
        return numberOf(*database, "SELECT COUNT(*) FROM dictionary WHERE text <> ''");
    };
    QVERIFY(database->execute("DELETE FROM hit WHERE seq <= 100"));
    const qint64 before = texts();
    QVERIFY(database->execute("ALTER TABLE segment_epoch RENAME TO epoch_elsewhere"));
    QVERIFY(!eraseUnusedTexts(*database));
    QCOMPARE(texts(), before);
    QVERIFY(database->execute("ALTER TABLE epoch_elsewhere RENAME TO segment_epoch"));
    QVERIFY(eraseUnusedTexts(*database));
    QVERIFY(texts() < before);
}

QTEST_GUILESS_MAIN(ErasureTest)
#include "tst_erasure.moc"
