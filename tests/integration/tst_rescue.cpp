// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"
#include "core/storage/migrations.h"
#include "tests/support/numberof.h"
#include "tests/support/program.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/spin.h"
#include "tests/support/testcollector.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

/// What becomes of acknowledged hits when the file was taken from under the program and it ends, and of files
/// that are not ours.
class RescueTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesWhatNobodyWouldFind_data();
    void copiesWhatNobodyWouldFind();
    void needsNoCopyWithoutItsLog();
    void saysWhatMayBeLost_data();
    void saysWhatMayBeLost();
    void remembersDamage();
    void noticesPagesWrittenInTheMiddle_data();
    void noticesPagesWrittenInTheMiddle();
    void copiesNoLogThatOthersWrote_data();
    void copiesNoLogThatOthersWrote();
    void remembersWhatALogTookAlong();
    void takesDamagedSitesForDamage();
    void remembersWhatVerifyFinds();
    void forgetsDamageThatVerifyDoesNotFind();
    void saysOnceWhatFails();
    void saysWhatItRecreated_data();
    void saysWhatItRecreated();
    void copiesOnceWhatCannotBeRepaired_data();
    void copiesOnceWhatCannotBeRepaired();
    void recreatesWithoutItsLog();
    void refusesWhatIsNotOurs_data();
    void refusesWhatIsNotOurs();
};

namespace {

constexpr int kHits = 20;
const QStringList kServe {QStringLiteral("--auto-create-sites")};
const QString kFile = QStringLiteral("clickscope.db");

void sh(const QString &folder, const char *command)
{
    QProcess shell;
    shell.setWorkingDirectory(folder);
    shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), QString::fromLatin1(command)});
    QVERIFY(shell.waitForFinished(-1));
    QCOMPARE(shell.exitCode(), 0);
}

void send(RawHttpClient &client)
{
    for (int i = 0; i < kHits; ++i)
        QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/" + QByteArray::number(i))).status, 202);
}

/// So many that pages from the 60th on hold hits alone.
void sendMany(RawHttpClient &client)
{
    for (int i = 0; i < 400; ++i) {
        const QByteArray page = "https://e.com/" + QByteArray::number(i) + QByteArray(600, 'x');
        QCOMPARE(client.post("/api/v1/hits", hitBody(page)).status, 202);
    }
}

/// A database with hits, as a program that ended leaves it.
void fill(const QString &folder, void (*sendHits)(RawHttpClient &) = send)
{
    Program program(folder);
    QVERIFY(program.serve(kServe));
    RawHttpClient client(program.url());
    sendHits(client);
    QVERIFY(program.kill(SIGTERM));
}

QStringList filesLike(const QString &folder, const char *pattern)
{
    return QDir(folder).entryList({QString::fromLatin1(pattern)}, QDir::Files);
}

qint64 hitsIn(const QString &fileName)
{
    const Result<Database> database = Database::open(fileName, Database::Mode::ReadOnly);
    return database ? numberOf(*database, "SELECT COUNT(*) FROM hit") : -1;
}

QJsonObject health(const Program &program)
{
    return RawHttpClient(program.url()).get("/healthz").json();
}

QString statusOf(const QJsonObject &health)
{
    return health.value(QStringLiteral("status")).toString();
}

QString reasonsOf(const QJsonObject &health)
{
    QStringList reasons;
    const QJsonArray array = health.value(QStringLiteral("reasons")).toArray();
    for (const QJsonValue &reason : array)
        reasons.append(reason.toString());
    return reasons.join(u'\n');
}

} // namespace

void RescueTest::copiesWhatNobodyWouldFind_data()
{
    QTest::addColumn<QByteArray>("deed");
    QTest::addRow("removed") << QByteArray("rm clickscope.db");
    QTest::addRow("removed with its log") << QByteArray("rm clickscope.db*");
    QTest::addRow("moved") << QByteArray("mv clickscope.db elsewhere.db");
    QTest::addRow("everything removed") << QByteArray("rm -r *");
    QTest::addRow("the folder removed") << QByteArray("rm -r \"$PWD\"");
    QTest::addRow("another in its place") << QByteArray("cp clickscope.db other && mv other clickscope.db");
}

void RescueTest::copiesWhatNobodyWouldFind()
{
    QFETCH(const QByteArray, deed);
    const QTemporaryDir parent;
    const QString folder = parent.filePath(QStringLiteral("data"));
    Program program(folder);
    QVERIFY(program.serve(kServe));
    RawHttpClient client(program.url());
    send(client);
    sh(folder, deed.constData());
    QVERIFY(program.kill(SIGTERM)); // before anybody has looked
    QCOMPARE(program.exitCode(), 0);
    const QStringList copies = filesLike(folder, "clickscope-rescued-*.db");
    QCOMPARE(copies.size(), 1);
    QVERIFY(program.errors().contains(copies.constFirst().toUtf8()));
    QCOMPARE(hitsIn(folder + u'/' + copies.constFirst()), kHits);

    Program again(folder);
    QVERIFY(again.serve(kServe));
    QCOMPARE(statusOf(health(again)), QStringLiteral("degraded"));
    QVERIFY2(reasonsOf(health(again)).contains(copies.constFirst()),
             reasonsOf(health(again)).toUtf8().constData());
    // A new database has the sites, so that hits are taken and not refused for good; that of the user has its
    // own.
    const Finished sites =
        Program::run(folder, {QStringLiteral("site"), QStringLiteral("list"), QStringLiteral("--json")});
    const bool isNew = !deed.startsWith("cp");
    QVERIFY2(sites.out.contains("\"id\"") == isNew, sites.out.constData());
    QVERIFY(again.kill(SIGTERM));

    for (const char *suffix : {"", "-wal", "-shm"})
        QFile::remove(folder + u'/' + kFile + QString::fromLatin1(suffix));
    QVERIFY(QFile::rename(folder + u'/' + copies.constFirst(), folder + u'/' + kFile));
    Program last(folder);
    QVERIFY(last.serve(kServe));
    QCOMPARE(reasonsOf(health(last)), QString());
    QVERIFY(last.kill(SIGTERM));
    QCOMPARE(hitsIn(folder + u'/' + kFile), kHits);
}

void RescueTest::needsNoCopyWithoutItsLog()
{
    const QTemporaryDir folder;
    Program program(folder.path());
    QVERIFY(program.serve(kServe));
    RawHttpClient client(program.url());
    send(client);
    sh(folder.path(), "rm clickscope.db-wal");
    QVERIFY(program.kill(SIGTERM));
    QCOMPARE(filesLike(folder.path(), "clickscope-rescued-*").size(), 0);
    QCOMPARE(hitsIn(folder.filePath(kFile)), kHits);
}

void RescueTest::saysWhatMayBeLost_data()
{
    QTest::addColumn<QByteArray>("deed");
    QTest::addRow("truncated") << QByteArray(": > clickscope.db");
    QTest::addRow("cut") << QByteArray("truncate -s 20000 clickscope.db");
    QTest::addRow("a text over it") << QByteArray("yes hello | head -c 500000 > clickscope.db");
    QTest::addRow("its head overwritten")
        << QByteArray("dd if=/dev/urandom of=clickscope.db bs=4096 count=2 conv=notrunc 2>/dev/null");
}

void RescueTest::saysWhatMayBeLost()
{
    QFETCH(const QByteArray, deed);
    const QTemporaryDir folder;
    fill(folder.path());
    Program program(folder.path());
    QVERIFY(program.serve(kServe));
    RawHttpClient client(program.url());
    send(client);
    sh(folder.path(), deed.constData());
    QVERIFY(program.kill(SIGTERM));
    QCOMPARE(program.exitCode(), 1);
    const QByteArray errors = program.errors();
    QVERIFY2(errors.contains("hits 1 to 20 were stored before the start, 20 hits were acknowledged since the "
                             "start (sequences 21 to 40)"),
             errors.constData());
    Program again(folder.path());
    QVERIFY(again.serve(kServe));
    QCOMPARE(statusOf(health(again)), QStringLiteral("degraded"));
    QVERIFY(!filesLike(folder.path(), "clickscope.db.unreadable-*").isEmpty());
}

void RescueTest::remembersDamage()
{
    const QTemporaryDir folder;
    fill(folder.path());
    Program program(folder.path());
    QVERIFY(program.serve(kServe));
    sh(folder.path(), "dd if=/dev/urandom of=clickscope.db bs=4096 seek=2 count=8 conv=notrunc 2>/dev/null");
    RawReply reply;
    const auto isNoticed = [&] {
        reply = RawHttpClient(program.url()).post("/api/v1/hits", hitBody("https://e.com/after"));
        return reply.status == 503;
    };
    for (int i = 0; i < 100 && !isNoticed(); ++i) { }
    QCOMPARE(reply.status, 503);
    QVERIFY(spinUntil([&] { return isNoticed() && reply.body.contains("malformed"); }));
    QVERIFY(!reply.body.contains("overloaded, retry"));
    QVERIFY(!reply.body.contains(folder.path().toUtf8()));
    QVERIFY(program.kill(SIGTERM));

    Program again(folder.path());
    QVERIFY(again.serve(kServe));
    QCOMPARE(statusOf(health(again)), QStringLiteral("degraded"));
    QVERIFY(Program::run(folder.path(), {QStringLiteral("data"), QStringLiteral("confirm")}).code == 0);
    QVERIFY(spinUntil([&] { return statusOf(health(again)) == QLatin1StringView("ok"); }));
}

void RescueTest::noticesPagesWrittenInTheMiddle_data()
{
    QTest::addColumn<QByteArray>("deed");
    QTest::addColumn<QString>("status");
    QTest::addRow("noise") << QByteArray(
        "dd if=/dev/urandom of=clickscope.db bs=4096 seek=60 count=4 conv=notrunc")
                           << QStringLiteral("failing");
    QTest::addRow("zeros") << QByteArray(
        "dd if=/dev/zero of=clickscope.db bs=4096 seek=60 count=4 conv=notrunc")
                           << QStringLiteral("failing");
    QTest::addRow("nothing") << QByteArray("touch clickscope.db") << QStringLiteral("ok");
}

/// Nobody reads these pages and no hit is written to them.
void RescueTest::noticesPagesWrittenInTheMiddle()
{
    QFETCH(const QByteArray, deed);
    QFETCH(const QString, status);
    const QTemporaryDir folder;
    fill(folder.path(), sendMany);
    Program program(folder.path());
    QVERIFY(program.serve(kServe));
    QCOMPARE(RawHttpClient(program.url()).post("/api/v1/hits", hitBody("https://e.com/before")).status, 202);
    sh(folder.path(), deed.constData());
    QByteArray said;
    const auto isChecked = [&] {
        said += program.errors();
        return said.contains("found nothing wrong") || said.contains("is damaged");
    };
    QVERIFY(spinUntil(isChecked));
    QVERIFY(spinUntil([&] { return statusOf(health(program)) == status; }));
    QCOMPARE(filesLike(folder.path(), "clickscope.damaged").isEmpty(), status == QLatin1StringView("ok"));
    QCOMPARE(RawHttpClient(program.url()).post("/api/v1/hits", hitBody("https://e.com/after")).status,
             status == QLatin1StringView("ok") ? 202 : 503);
    if (status == QLatin1StringView("ok"))
        return;
    QCOMPARE(Program::run(folder.path(), {QStringLiteral("data"), QStringLiteral("recreate")}).code, 0);
    QVERIFY(spinUntil([&] { return statusOf(health(program)) == QLatin1StringView("degraded"); }));
    const QString reasons = reasonsOf(health(program));
    QVERIFY2(reasons.contains(QRegularExpression(
                 QStringLiteral("hits 1 to \\d+ were stored before the start, 1 hits were acknowledged"))),
             qPrintable(reasons));
}

/// SQLite reads a log without looking at its checksums, and copies it into the database in the end.
void RescueTest::copiesNoLogThatOthersWrote_data()
{
    QTest::addColumn<QByteArray>("deed");
    QTest::addColumn<bool>("sendsMore");
    QTest::addRow("a page") << QByteArray(
        "dd if=/dev/zero of=clickscope.db-wal bs=1k seek=4 count=1 conv=notrunc")
                            << true;
    QTest::addRow("its beginning") << QByteArray(
        "dd if=/dev/zero of=clickscope.db-wal bs=1k count=12 conv=notrunc")
                                   << true;
    QTest::addRow("at once") << QByteArray(
        "dd if=/dev/urandom of=clickscope.db-wal bs=1k count=12 conv=notrunc")
                             << false;
}

void RescueTest::copiesNoLogThatOthersWrote()
{
    QFETCH(const QByteArray, deed);
    QFETCH(const bool, sendsMore);
    const QTemporaryDir folder;
    fill(folder.path());
    Program program(folder.path());
    QVERIFY(program.serve(kServe));
    RawHttpClient client(program.url());
    send(client);
    sh(folder.path(), deed.constData());
    if (sendsMore)
        QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/after")).status, 503);
    QVERIFY(program.kill(SIGTERM));
    QCOMPARE(program.exitCode(), 1);
    sh(folder.path(), "rm clickscope.db-wal clickscope.db-shm"); // what was in the database is in it still
    QCOMPARE(hitsIn(folder.filePath(kFile)), kHits);
}

/// A log that is cut takes acknowledged hits along: that stays said, and their numbers are not given again.
void RescueTest::remembersWhatALogTookAlong()
{
    const QTemporaryDir folder;
    fill(folder.path());
    {
        Program program(folder.path());
        QVERIFY(program.serve(kServe));
        RawHttpClient client(program.url());
        send(client);
        sh(folder.path(), ": > clickscope.db-wal");
        QVERIFY(program.kill(SIGTERM));
        QCOMPARE(program.exitCode(), 1);
    }
    const Finished verified = Program::run(folder.path(), {QStringLiteral("verify")});
    QCOMPARE(verified.code, 1);
    QVERIFY2(verified.errors.contains("hits 21 to 40 were acknowledged"), verified.errors.constData());
    Program again(folder.path());
    QVERIFY(again.serve(kServe));
    QCOMPARE(statusOf(health(again)), QStringLiteral("degraded"));
    const RawReply reply = RawHttpClient(again.url()).post("/api/v1/hits", hitBody("https://e.com/after"));
    QCOMPARE(reply.status, 202);
    QVERIFY2(reply.body.contains("41"), reply.body.constData());
}

/// Sites that cannot be read are not none: their hits would be turned away and the catalog emptied.
void RescueTest::takesDamagedSitesForDamage()
{
    const QTemporaryDir folder;
    QCOMPARE(
        Program::run(folder.path(), {QStringLiteral("site"), QStringLiteral("add"), QStringLiteral("shop")})
            .code,
        0);
    const Result<Database> database = Database::open(folder.filePath(kFile), Database::Mode::ReadOnly);
    QVERIFY(database);
    const qint64 page = numberOf(*database, "SELECT rootpage FROM sqlite_master WHERE name = 'site'");
    QVERIFY(page > 0);
    const QByteArray zero = "dd if=/dev/zero of=clickscope.db bs=4096 seek=" + QByteArray::number(page - 1)
        + " count=1 conv=notrunc";
    sh(folder.path(), zero.constData());
    Program program(folder.path());
    QVERIFY(program.serve(kServe));
    QCOMPARE(statusOf(health(program)), QStringLiteral("degraded"));
    QVERIFY(!filesLike(folder.path(), "clickscope.db.unreadable-*").isEmpty());
    const Finished listed = Program::run(folder.path(), {QStringLiteral("site"), QStringLiteral("list")});
    QVERIFY2(listed.out.contains("shop"), listed.out.constData()); // from the catalog
}

void RescueTest::remembersWhatVerifyFinds()
{
    const QTemporaryDir folder;
    fill(folder.path(), sendMany);
    sh(folder.path(), "dd if=/dev/urandom of=clickscope.db bs=4096 seek=60 count=4 conv=notrunc");
    Program program(folder.path());
    QVERIFY(program.serve(kServe));
    QCOMPARE(Program::run(folder.path(), {QStringLiteral("verify")}).code, 1);
    QVERIFY(spinUntil([&] { return statusOf(health(program)) == QLatin1StringView("degraded"); }));
    QVERIFY(!filesLike(folder.path(), "clickscope.damaged").isEmpty());
}

void RescueTest::forgetsDamageThatVerifyDoesNotFind()
{
    const QTemporaryDir folder;
    Program first(folder.path());
    QVERIFY(first.serve(kServe));
    QVERIFY(first.kill(SIGTERM));
    sh(folder.path(), "printf 'malformed\\nsomething' > clickscope.damaged");
    Program program(folder.path());
    QVERIFY(program.serve(kServe));
    QVERIFY(reasonsOf(health(program)).contains(QLatin1StringView("something")));
    QCOMPARE(Program::run(folder.path(), {QStringLiteral("verify")}).code, 0);
    QVERIFY(spinUntil([&] { return statusOf(health(program)) == QLatin1StringView("ok"); }));
    QVERIFY(filesLike(folder.path(), "clickscope.damaged").isEmpty());
}

void RescueTest::saysOnceWhatFails()
{
    const QTemporaryDir folder;
    Program program(folder.path());
    QVERIFY(program.serve(kServe));
    RawHttpClient client(program.url());
    send(client);
    sh(folder.path(), "rm clickscope.db");
    RawReply reply;
    for (int i = 0; i < 60; ++i) {
        RawHttpClient sender(program.url());
        sender.send(RawHttpClient::request("POST", "/api/v1/hits", {}, hitBody("https://e.com/after")));
        QVERIFY(spinUntil([&] { return statusOf(health(program)) == QLatin1StringView("failing"); }));
    }
    reply = client.post("/api/v1/hits", hitBody("https://e.com/after"));
    QCOMPARE(reply.status, 503);
    QVERIFY2(reply.body.contains("the database file was removed or moved"), reply.body.constData());
    QVERIFY(!reply.body.contains(folder.path().toUtf8()));
    QCOMPARE(health(program).value(QStringLiteral("reasons")).toArray().size(), 1);
    QVERIFY(program.kill(SIGTERM));
    const QByteArray errors = program.errors();
    QCOMPARE(errors.count("was removed or moved while Clickscope ran"), 1);
}

void RescueTest::saysWhatItRecreated_data()
{
    QTest::addColumn<QByteArray>("deed");
    QTest::addColumn<QByteArray>("told");
    QTest::addRow("removed") << QByteArray("rm clickscope.db") << QByteArray("rewritten with everything");
    QTest::addRow("truncated") << QByteArray(": > clickscope.db") << QByteArray("a new database was created");
}

void RescueTest::saysWhatItRecreated()
{
    QFETCH(const QByteArray, deed);
    QFETCH(const QByteArray, told);
    const QTemporaryDir folder;
    Program program(folder.path());
    QVERIFY(program.serve(kServe + QStringList {QStringLiteral("--recreate")}));
    RawHttpClient client(program.url());
    send(client);
    sh(folder.path(), deed.constData());
    QVERIFY(spinUntil([&] { return reasonsOf(health(program)).contains(QString::fromLatin1(told)); }));
    QCOMPARE(statusOf(health(program)), QStringLiteral("degraded"));
    QVERIFY(Program::run(folder.path(), {QStringLiteral("data"), QStringLiteral("confirm")}).code == 0);
    QVERIFY(spinUntil([&] { return !reasonsOf(health(program)).contains(QString::fromLatin1(told)); }));
    QVERIFY(program.kill(SIGTERM));
    QVERIFY(program.errors().contains(told));
}

void RescueTest::copiesOnceWhatCannotBeRepaired_data()
{
    QTest::addColumn<QByteArray>("deed");
    QTest::addRow("a text") << QByteArray("echo hi > n; mv n clickscope.db");
    QTest::addRow("a folder") << QByteArray("mv clickscope.db before; mkdir clickscope.db");
}

/// What has the name of the database is not ours to remove, however often it is tried.
void RescueTest::copiesOnceWhatCannotBeRepaired()
{
    QFETCH(const QByteArray, deed);
    const QTemporaryDir folder;
    Program program(folder.path());
    QVERIFY(program.serve(kServe));
    RawHttpClient client(program.url());
    send(client);
    sh(folder.path(), deed.constData());
    const QStringList recreate {QStringLiteral("data"), QStringLiteral("recreate")};
    for (int i = 0; i < 5; ++i) {
        QVERIFY(spinUntil([&] { return statusOf(health(program)) == QLatin1StringView("failing"); }));
        QCOMPARE(Program::run(folder.path(), recreate).code, 0);
        QVERIFY(spinUntil(
            [&] { return reasonsOf(health(program)).contains(QLatin1StringView("What was stored is in")); }));
    }
    const QStringList copies = filesLike(folder.path(), "clickscope-rescued-*.db");
    QCOMPARE(copies.size(), 1);
    QVERIFY(reasonsOf(health(program)).contains(copies.constFirst()));
    QVERIFY(reasonsOf(health(program)).contains(QLatin1StringView("was left as it is")));
    QCOMPARE(hitsIn(folder.filePath(copies.constFirst())), kHits);

    sh(folder.path(), "rm clickscope-rescued-*; rm -r clickscope.db");
    QCOMPARE(Program::run(folder.path(), recreate).code, 0);
    QVERIFY(spinUntil([&] { return statusOf(health(program)) == QLatin1StringView("degraded"); }));
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/after")).status, 202);
    QVERIFY(program.kill(SIGTERM));
    QCOMPARE(hitsIn(folder.filePath(kFile)), kHits + 1);
}

void RescueTest::recreatesWithoutItsLog()
{
    const QTemporaryDir folder;
    Program program(folder.path());
    QVERIFY(program.serve(kServe));
    RawHttpClient client(program.url());
    send(client);
    sh(folder.path(), "rm clickscope.db-wal"); // before anything but hits and the live window were read
    QVERIFY(spinUntil([&] { return statusOf(health(program)) == QLatin1StringView("failing"); }));
    // Statistics are computed a second after the start.
    (void)client.get("/api/v1/sites/s/totals");
    QVERIFY(Program::run(folder.path(), {QStringLiteral("data"), QStringLiteral("recreate")}).code == 0);
    QVERIFY(spinUntil([&] { return statusOf(health(program)) == QLatin1StringView("degraded"); }));
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://e.com/after")).status, 202);
    QVERIFY(program.kill(SIGTERM));
    QCOMPARE(hitsIn(folder.filePath(kFile)), kHits + 1);
}

void RescueTest::refusesWhatIsNotOurs_data()
{
    QTest::addColumn<QByteArray>("make");
    QTest::addColumn<QByteArray>("words");
    const QByteArray notOurs = "is no database of Clickscope";
    QTest::addRow("a text") << QByteArray("printf 'my notes' > clickscope.db") << notOurs;
    QTest::addRow("a long text") << QByteArray("yes 'my notes' | head -c 500000 > clickscope.db") << notOurs;
    QTest::addRow("a text beside a log")
        << QByteArray("echo notes > clickscope.db; echo log > clickscope.db-wal") << notOurs;
    QTest::addRow("a picture") << QByteArray("printf '\\211PNG\\r\\n\\032\\n123456789' > clickscope.db")
                               << notOurs;
    QTest::addRow("nothing but a magic")
        << QByteArray("printf 'SQLite format 3\\0' > clickscope.db") << notOurs;
    QTest::addRow("a damaged database of others")
        << QByteArray("{ printf 'SQLite format 3\\0'; head -c 8176 /dev/zero; } > clickscope.db") << notOurs;
    QTest::addRow("zeros") << QByteArray("head -c 8192 /dev/zero > clickscope.db") << notOurs;
    QTest::addRow("a folder") << QByteArray("mkdir clickscope.db") << QByteArray("is a folder");
    QTest::addRow("a pipe") << QByteArray("mkfifo clickscope.db") << QByteArray("is a device or a pipe");
    QTest::addRow("a device") << QByteArray("ln -s /dev/null clickscope.db")
                              << QByteArray("is a device or a pipe");
    QTest::addRow("a link to nowhere")
        << QByteArray("ln -s \"$PWD/nowhere\" clickscope.db") << QByteArray("is a link to");
}

void RescueTest::refusesWhatIsNotOurs()
{
    QFETCH(const QByteArray, make);
    QFETCH(const QByteArray, words);
    const QTemporaryDir folder;
    sh(folder.path(), make.constData());
    const auto all = [&] {
        QProcess shell;
        shell.setWorkingDirectory(folder.path());
        shell.start(QStringLiteral("sh"),
                    {QStringLiteral("-c"),
                     QStringLiteral("ls -ld --time-style=full-iso clickscope.db*; ls | grep -v lock; "
                                    "find . -type f -name 'clickscope.db*' | sort | xargs cat")});
        shell.waitForFinished(-1);
        return shell.readAllStandardOutput();
    };
    const QByteArray before = all();
    for (const QStringList &arguments :
         {QStringList {QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0")},
          QStringList {QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0"),
                       QStringLiteral("--recreate")},
          QStringList {QStringLiteral("site"), QStringLiteral("add"), QStringLiteral("s")},
          QStringList {QStringLiteral("verify")}}) {
        const Finished finished = Program::run(folder.path(), arguments);
        QCOMPARE(finished.code, 1);
        QVERIFY2(finished.errors.contains(words), finished.errors.constData());
        QVERIFY(finished.errors.contains("--data-dir"));
    }
    QCOMPARE(all(), before);
}

QTEST_GUILESS_MAIN(RescueTest)
#include "tst_rescue.moc"
