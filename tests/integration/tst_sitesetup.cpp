// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/patienttest.h"
#include "tests/support/program.h"
#include "tests/support/rawhttpclient.h"

#include <QProcess>
#include <QTemporaryDir>

#include <csignal>

/// The snippet of a site and the question whether it works, asked of the real program.
class SiteSetupTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void printsTheSnippet_data();
    void printsTheSnippet();
    void refusesWhatItCannotPrint_data();
    void refusesWhatItCannotPrint();
    void namesTheAddressOfTheRunningCollector();
    void endsWithTheFirstHit();
    void saysWhatIsInTheWay_data();
    void saysWhatIsInTheWay();
    void waitsForNoCollectorThatIsNotThere();

private:
    Finished run(const QStringList &arguments) { return Program::run(m_folder->path(), arguments); }
    /// Starts `site verify` and returns once it waits.
    bool startVerifying(QProcess &process, const QString &seconds);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void SiteSetupTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const Finished added = run({QStringLiteral("site"), QStringLiteral("add"), QStringLiteral("shop"),
                                QStringLiteral("--domain"), QStringLiteral("shop.example")});
    QCOMPARE(added.code, 0);
}

bool SiteSetupTest::startVerifying(QProcess &process, const QString &seconds)
{
    process.start(Program::executable(),
                  {QStringLiteral("--data-dir"), m_folder->path(), QStringLiteral("site"),
                   QStringLiteral("verify"), QStringLiteral("shop"), QStringLiteral("--seconds"), seconds});
    return spinUntil([&] { return process.canReadLine() || process.state() == QProcess::NotRunning; })
        && process.readLine().startsWith("waiting");
}

void SiteSetupTest::printsTheSnippet_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("script")
        << QStringList()
        << QByteArray(R"(<script defer src="http://127.0.0.1:8787/scope.js" data-site="shop"></script>)");
    QTest::newRow("behind a proxy")
        << QStringList {QStringLiteral("--url"), QStringLiteral("https://hits.shop.example/")}
        << QByteArray(R"(<script defer src="https://hits.shop.example/scope.js" data-site="shop"></script>)");
    QTest::newRow("pixel")
        << QStringList {QStringLiteral("--kind"), QStringLiteral("pixel")}
        << QByteArray(
               R"(<img src="http://127.0.0.1:8787/pixel.gif?site=shop&amp;url=https%3A%2F%2Fshop.example%2F" alt="" referrerpolicy="no-referrer-when-downgrade">)");
}

void SiteSetupTest::printsTheSnippet()
{
    QFETCH(const QStringList, options);
    QFETCH(const QByteArray, line);
    const Finished finished = run(
        QStringList {QStringLiteral("site"), QStringLiteral("snippet"), QStringLiteral("shop")} + options);
    QCOMPARE(finished.code, 0);
    QCOMPARE(finished.out, line + '\n');
}

void SiteSetupTest::refusesWhatItCannotPrint_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::newRow("no such site") << QStringList {QStringLiteral("nobody")} << 1;
    QTest::newRow("no such kind") << QStringList {QStringLiteral("shop"), QStringLiteral("--kind"),
                                                  QStringLiteral("flash")}
                                  << 2;
    QTest::newRow("no URL") << QStringList {QStringLiteral("shop"), QStringLiteral("--url"),
                                            QStringLiteral("hits.shop.example")}
                            << 2;
}

void SiteSetupTest::refusesWhatItCannotPrint()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const int, code);
    const Finished finished =
        run(QStringList {QStringLiteral("site"), QStringLiteral("snippet")} + arguments);
    QCOMPARE(finished.code, code);
    QVERIFY(finished.out.isEmpty());
    QVERIFY(!finished.errors.isEmpty());
}

void SiteSetupTest::namesTheAddressOfTheRunningCollector()
{
    Program program(m_folder->path());
    QVERIFY(program.serve());
    const Finished finished =
        run({QStringLiteral("site"), QStringLiteral("snippet"), QStringLiteral("shop")});
    QVERIFY2(finished.out.contains(QByteArray(program.url().toUtf8() + "/scope.js")),
             finished.out.constData());
}

void SiteSetupTest::endsWithTheFirstHit()
{
    Program program(m_folder->path());
    QVERIFY(program.serve());
    RawHttpClient client(program.url());
    QProcess verify;
    QVERIFY(startVerifying(verify, QStringLiteral("3600")));
    // A hit of another host is none of the site, and the window's own says nothing about its pages.
    const QByteArray other = R"({"site":"shop","url":"https://other.example/"})";
    const QByteArray test =
        R"({"site":"shop","kind":"event","name":"test hit","url":"http://shop.example/"})";
    const QByteArray own = R"({"site":"shop","url":"https://www.shop.example/cart"})";
    const QByteArray agent = "User-Agent: Clickscope/1 (test hit; sent by its window)\r\n";
    client.post("/api/v1/hits", other);
    QCOMPARE(client.post("/api/v1/hits", test, agent).status, 202);
    QCOMPARE(client.post("/api/v1/hits", own).status, 202);
    QTRY_COMPARE(verify.state(), QProcess::NotRunning);
    QCOMPARE(verify.exitCode(), 0);
    QCOMPARE(verify.readAllStandardOutput(),
             QByteArray("shop works: pageview of https://www.shop.example/cart is stored\n"));
}

void SiteSetupTest::saysWhatIsInTheWay_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QByteArray>("headline");
    QTest::addColumn<QByteArray>("reason");
    const QByteArray nothing = "no hit of shop came in 2 s; ";
    const QByteArray page = R"({"site":"shop","url":"https://shop.example/"})";
    QTest::newRow("other host") << page << QByteArray("Origin: https://shop.test\r\n") << nothing
                                << QByteArray("A hit came from shop.test, which is not an allowed host.");
    QTest::newRow("other key") << QByteArray(R"({"site":"shpo","url":"https://shop.example/"})")
                               << QByteArray("Origin: https://www.shop.example\r\n") << nothing
                               << QByteArray("names the key \"shpo\", which no site has.");
    QTest::newRow("consent") << page << QByteArray("DNT: 1\r\n") << nothing
                             << QByteArray("the browser asks not to be tracked");
    QTest::newRow("bot") << page << QByteArray("User-Agent: curl/8.5.0\r\n")
                         << QByteArray("no hit of shop was counted in 2 s; ")
                         << QByteArray("A hit came and was taken for a bot");
    QTest::newRow("nothing came") << QByteArray() << QByteArray() << nothing
                                  << QByteArray("Only browsers on this computer reach the address");
}

void SiteSetupTest::saysWhatIsInTheWay()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, headers);
    QFETCH(const QByteArray, reason);
    Program program(m_folder->path());
    QVERIFY(program.serve());
    QProcess verify;
    QVERIFY(startVerifying(verify, QStringLiteral("2")));
    RawHttpClient client(program.url());
    if (!body.isEmpty())
        client.post("/api/v1/hits", body, headers);
    QTRY_COMPARE(verify.state(), QProcess::NotRunning);
    QCOMPARE(verify.exitCode(), 1);
    const QByteArray errors = verify.readAllStandardError();
    QFETCH(const QByteArray, headline);
    QVERIFY2(errors.contains(headline), errors.constData());
    QVERIFY2(errors.contains(reason), errors.constData());
    QVERIFY(verify.readAllStandardOutput().contains("or: The snippet may not be in the page"));
}

void SiteSetupTest::waitsForNoCollectorThatIsNotThere()
{
    const Finished finished = run({QStringLiteral("site"), QStringLiteral("verify"), QStringLiteral("shop")});
    QCOMPARE(finished.code, 1);
    QVERIFY2(finished.errors.contains("no collector runs"), finished.errors.constData());
}

QTEST_GUILESS_MAIN(SiteSetupTest)
#include "tst_sitesetup.moc"
