// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"
#include "tests/support/numberof.h"
#include "tests/support/program.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/spin.h"

#include <QElapsedTimer>
#include <QFile>
#include <QHash>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>
#include <vector>

/// The promise of the program: what was acknowledged is stored exactly once, whenever it dies.
class CrashTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNothingWhenKilled();
    void losesNothingWhenTerminatedUnderLoad();
    void answersAfterARebuildWasKilled();
};

namespace {

constexpr int kClients = 4;

/// Clients that keep requests under way and note what was acknowledged.
class Senders final
{
public:
    explicit Senders(const QString &url)
    {
        for (int i = 0; i < kClients; ++i) {
            m_clients.push_back(std::make_unique<RawHttpClient>(url));
            m_underWay.push_back({});
        }
    }

    /// Sends and takes replies until `enough` hits of this life are acknowledged.
    void run(int enough)
    {
        int acknowledged = 0;
        spinUntil([&] {
            for (std::size_t i = 0; i < m_clients.size(); ++i)
                acknowledged += turn(i);
            return acknowledged >= enough;
        });
    }

    /// Takes what was answered before the end.
    void finish()
    {
        for (std::size_t i = 0; i < m_clients.size(); ++i) {
            while (!m_underWay[i].isEmpty()) {
                if (m_clients[i]->reply().status != 202)
                    break;
                m_acknowledged.append(m_underWay[i].takeFirst());
            }
        }
    }

    QByteArrayList takeAcknowledged() { return std::exchange(m_acknowledged, {}); }

private:
    int turn(std::size_t i)
    {
        RawHttpClient &client = *m_clients[i];
        while (m_underWay[i].size() < 8) {
            const QByteArray url = "https://e.com/" + QByteArray::number(++s_lastUrl);
            client.send(RawHttpClient::request("POST", "/api/v1/hits", {},
                                               "{\"site\":\"s\",\"url\":\"" + url + "\"}"));
            m_underWay[i].append(url);
        }
        int acknowledged = 0;
        while (client.hasReply() && client.reply().status == 202) {
            m_acknowledged.append(m_underWay[i].takeFirst());
            ++acknowledged;
        }
        return acknowledged;
    }

    static inline qint64 s_lastUrl = 0;
    std::vector<std::unique_ptr<RawHttpClient>> m_clients;
    std::vector<QByteArrayList> m_underWay;
    QByteArrayList m_acknowledged;
};

/// How often each URL is stored, as the program itself exports it.
QHash<QByteArray, int> storedUrls(const QString &folder)
{
    QHash<QByteArray, int> urls;
    const Finished exported = Program::run(folder,
                                           {QStringLiteral("export"), QStringLiteral("hits"),
                                            QStringLiteral("--site"), QStringLiteral("s"),
                                            QStringLiteral("--include-bots"), // one client with many pages
                                            QStringLiteral("--format"), QStringLiteral("jsonl")});
    const QByteArrayList lines = exported.out.split('\n');
    for (const QByteArray &line : lines) {
        if (!line.isEmpty())
            ++urls
                [QJsonDocument::fromJson(line).object().value(QLatin1StringView("url")).toString().toUtf8()];
    }
    return urls;
}

} // namespace

void CrashTest::losesNothingWhenKilled()
{
    constexpr int kDeaths = 20;
    QTemporaryDir folder;
    QCOMPARE(Program::run(folder.path(), {QStringLiteral("site"), QStringLiteral("add"), QStringLiteral("s")})
                 .code,
             0);
    QRandomGenerator random(9);
    QByteArrayList acknowledged;
    for (int death = 0; death < kDeaths; ++death) {
        Program program(folder.path());
        QVERIFY2(program.serve(), program.errors().constData());
        Senders senders(program.url());
        senders.run(random.bounded(1, 400));
        program.kill(SIGKILL);
        senders.finish();
        acknowledged += senders.takeAcknowledged();

        const Finished verified = Program::run(folder.path(),
                                               {QStringLiteral("verify"), QStringLiteral("--json")});
        QVERIFY2(verified.code == 0, QByteArray(verified.out + verified.errors).constData());
        const QHash<QByteArray, int> stored = storedUrls(folder.path());
        for (const QByteArray &url : std::as_const(acknowledged))
            QVERIFY2(stored.value(url) == 1,
                     QByteArray(url + " is stored not once but " + QByteArray::number(stored.value(url)))
                         .constData());
        for (const int count : stored)
            QCOMPARE(count, 1);
    }
    QVERIFY(acknowledged.size() >= kDeaths);
}

void CrashTest::losesNothingWhenTerminatedUnderLoad()
{
    QTemporaryDir folder;
    QCOMPARE(Program::run(folder.path(), {QStringLiteral("site"), QStringLiteral("add"), QStringLiteral("s")})
                 .code,
             0);
    for (const int signal : {SIGTERM, SIGINT}) {
        Program program(folder.path());
        QVERIFY2(program.serve(), program.errors().constData());
        Senders senders(program.url());
        senders.run(200);
        QElapsedTimer timer;
        timer.start();
        program.kill(signal);
        QVERIFY(timer.elapsed() < 5000); // an upper bound that the program promises
        QCOMPARE(program.exitCode(), 0);
        QVERIFY(
            !QFile::exists(folder.filePath(QStringLiteral("clickscope.db-wal")))); // closed, not just left
        senders.finish();
        const QHash<QByteArray, int> stored = storedUrls(folder.path());
        const QByteArrayList acknowledged = senders.takeAcknowledged();
        QVERIFY(acknowledged.size() >= 200);
        for (const QByteArray &url : acknowledged)
            QCOMPARE(stored.value(url), 1);
        QCOMPARE(Program::run(folder.path(), {QStringLiteral("verify")}).code, 0);
    }
}

void CrashTest::answersAfterARebuildWasKilled()
{
    constexpr int kDeaths = 4;
    QTemporaryDir folder;
    const auto run = [&folder](const char *line) {
        return Program::run(folder.path(), QString::fromLatin1(line).split(u' '));
    };
    QCOMPARE(run("site add s").code, 0);
    QCOMPARE(run("simulate --site s --hits 60000 --from 2026-01-01 --to 2026-02-10").code, 0);
    const char *kQuestion = "query breakdown --site s --by page --json";
    const QByteArray expected = run(kQuestion).out; // built on the way
    QVERIFY(expected.contains("visitors"));
    const Result<Database> database = Database::open(folder.filePath(QStringLiteral("clickscope.db")),
                                                     Database::Mode::ReadOnly);
    QVERIFY(database);
    const auto built = [&database] { return numberOf(*database, "SELECT COUNT(*) FROM segment"); };
    const qint64 all = built();
    QVERIFY(all >= 40);
    int midway = 0;
    for (int death = 0; death < kDeaths; ++death) {
        Program program(folder.path());
        program.start({QStringLiteral("rebuild")});
        const qint64 enough = 1 + 5 * death;
        spinUntil([&] { return built() < all && built() >= enough; });
        program.kill(SIGKILL);
        midway += built() < all ? 1 : 0;
        QCOMPARE(run("verify").code, 0);
        QCOMPARE(run(kQuestion).out, expected);
        QCOMPARE(built(), all);
    }
    QVERIFY(midway > 0);
}

QTEST_GUILESS_MAIN(CrashTest)
#include "tst_crash.moc"
