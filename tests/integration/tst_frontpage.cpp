// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"

#include <QCryptographicHash>
#include <QTest>

namespace {

Site named(const QString &id, const QString &name)
{
    Site site;
    site.id = id;
    site.name = name;
    return site;
}

const QByteArray kSnippet = "&lt;script defer src=&quot;http://";

} // namespace

/// What a person sees who opens the address of the collector in a browser.
class FrontPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheSnippetsToThisMachine();
    void tellsStrangersNothingOfSites_data();
    void tellsStrangersNothingOfSites();
    void allowsItsOwnStyleAlone();
    void answersHeadWithoutABody();
    void isNoHitAndNoNoise();
};

void FrontPageTest::showsTheSnippetsToThisMachine()
{
    TestCollector collector;
    collector.addSite(named(QStringLiteral("shop"), QStringLiteral("<b>Bücher & Co</b>")));
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QVERIFY(client.open());
    const QByteArray host = collector.url().mid(7).toUtf8();
    const RawReply reply = client.get("/", "Host: " + host + "\r\n");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.header("content-type"), QByteArray("text/html; charset=utf-8"));
    QCOMPARE(reply.header("cache-control"), QByteArray("no-store"));
    QVERIFY2(reply.body.contains(QByteArray(kSnippet + host + "/scope.js&quot; data-site=&quot;shop&quot;")),
             reply.body.constData());
    QVERIFY(reply.body.contains("data-site=&quot;s&quot;"));
    QVERIFY(reply.body.contains("&lt;b&gt;Bücher &amp; Co&lt;/b&gt;"));
    QVERIFY(!reply.body.contains("<b>"));
    QVERIFY(!reply.body.contains("<script"));
}

void FrontPageTest::tellsStrangersNothingOfSites_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::newRow("through a proxy") << QByteArray("X-Forwarded-For: 203.0.113.9\r\n");
    QTest::newRow("a name that leads here") << QByteArray("Host: evil.example\r\n");
    QTest::newRow("a page of another origin") << QByteArray("Origin: https://evil.example\r\n");
}

void FrontPageTest::tellsStrangersNothingOfSites()
{
    QFETCH(const QByteArray, headers);
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QVERIFY(client.open());
    const QByteArray host = headers.startsWith("Host:") ? QByteArray() : QByteArray("Host: 127.0.0.1\r\n");
    const RawReply reply = client.ask("GET / HTTP/1.1\r\n" + host + headers + "\r\n");
    QCOMPARE(reply.status, 200);
    QVERIFY(reply.body.contains("Clickscope is running"));
    QVERIFY2(!reply.body.contains("data-site"), reply.body.constData());
}

void FrontPageTest::allowsItsOwnStyleAlone()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QVERIFY(client.open());
    const RawReply reply = client.get("/");
    const QByteArray policy = reply.header("content-security-policy");
    QVERIFY2(policy.startsWith("default-src 'none'; style-src 'sha256-"), policy.constData());
    const qsizetype from = reply.body.indexOf("<style>") + 7;
    const QByteArray style = reply.body.mid(from, reply.body.indexOf("</style>") - from);
    QVERIFY(policy.contains(QCryptographicHash::hash(style, QCryptographicHash::Sha256).toBase64()));
    QVERIFY(!reply.body.contains("style=\""));
    QVERIFY(style.contains("prefers-color-scheme:dark"));
    QCOMPARE(reply.header("x-content-type-options"), QByteArray("nosniff"));
}

void FrontPageTest::answersHeadWithoutABody()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QVERIFY(client.open());
    client.send(RawHttpClient::request("HEAD", "/"));
    const RawReply head = client.reply(true);
    QCOMPARE(head.status, 200);
    QVERIFY(head.header("content-length").toInt() > 0);
    QCOMPARE(client.get("/").status, 200); // the connection goes on: nothing followed the head
    QCOMPARE(client.post("/", "x").status, 405);
}

void FrontPageTest::isNoHitAndNoNoise()
{
    TestCollector collector;
    QVERIFY(collector.start());
    RawHttpClient client(collector.url());
    QVERIFY(client.open());
    client.get("/");
    for (const char *path : {"/favicon.ico", "/apple-touch-icon.png", "/apple-touch-icon-precomposed.png"})
        QCOMPARE(client.get(path).status, 404); // browsers ask on their own
    collector.stop();
    QVERIFY(collector.hits().isEmpty());
    QVERIFY(collector.rejections().isEmpty());
    QVERIFY(collector.verification().isGood());
}

QTEST_GUILESS_MAIN(FrontPageTest)
#include "tst_frontpage.moc"
