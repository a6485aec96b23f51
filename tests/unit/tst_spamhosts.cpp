// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/referrer/spamhosts.h"
#include "tests/support/testprogram.h"

#include <QTest>

class SpamHostsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsHosts();
    void namesTheLineThatIsNoHost_data();
    void namesTheLineThatIsNoHost();
    void keepsItsBounds();
    void readsItsOwnOutput_data();
    void readsItsOwnOutput();
    void addsToTheBundledOnes();
};

void SpamHostsTest::readsHosts()
{
    const auto hosts = parseSpamHosts("# seen in May\r\n\r\n  Buttons.example # all of it\r\n"
                                      "www.seo.example\nxn--80ak6aa92e.example\n\xd1\x80\xd1\x84.example");
    QVERIFY2(hosts, hosts ? "" : qPrintable(hosts.error().message));
    QCOMPARE(hosts->hosts,
             (QSet<QString> {QStringLiteral("buttons.example"), QStringLiteral("seo.example"),
                             QStringLiteral("xn--80ak6aa92e.example"), QStringLiteral("xn--p1ai.example")}));
    QVERIFY(parseSpamHosts("")->isEmpty());
}

void SpamHostsTest::namesTheLineThatIsNoHost_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("start");
    QTest::addRow("hosts file") << QByteArray("a.example\n0.0.0.0 b.example\n") << QStringLiteral("Line 2: ");
    QTest::addRow("address") << QByteArray("\n\nhttps://b.example/\n") << QStringLiteral("Line 3: ");
    QTest::addRow("half the internet") << QByteArray("com") << QStringLiteral("Line 1: \"com\" ");
    QTest::addRow("no label") << QByteArray("a..example") << QStringLiteral("Line 1: ");
    QTest::addRow("dot alone") << QByteArray(".") << QStringLiteral("Line 1: ");
    QTest::addRow("long") << QByteArray(260, 'a').append(".example") << QStringLiteral("Line 1: ");
    QTest::addRow("control") << QByteArray("a\x01.example") << QStringLiteral("Line 1: ");
    QTest::addRow("no text") << QByteArray("\xff\xfe\x00z", 4) << QStringLiteral("The list is no UTF-8");
}

void SpamHostsTest::namesTheLineThatIsNoHost()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, start);
    const auto hosts = parseSpamHosts(text);
    QVERIFY(!hosts);
    QCOMPARE(hosts.error().code, QStringLiteral("bad_spam_list"));
    QVERIFY2(hosts.error().message.startsWith(start), qPrintable(hosts.error().message));
}

void SpamHostsTest::keepsItsBounds()
{
    QByteArray text;
    for (qsizetype i = 0; i < kMaxSpamHosts; ++i)
        text += 'h' + QByteArray::number(i) + ".example\n";
    QCOMPARE(parseSpamHosts(text)->hosts.size(), kMaxSpamHosts);
    QCOMPARE(parseSpamHosts(QByteArray(text).append("one.more.example")).error().code,
             QStringLiteral("bad_spam_list"));
    QVERIFY(parseSpamHosts(QByteArray(kMaxSpamListBytes, '\n')));
    QVERIFY(!parseSpamHosts(QByteArray(kMaxSpamListBytes + 1, '\n')));
}

void SpamHostsTest::readsItsOwnOutput_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("host");
    const auto row = [](const char *line, const char *host) {
        QTest::addRow("%s", line) << QString::fromUtf8(line) << QString::fromUtf8(host);
    };
    row("www.www.com", "www.com");
    row("www.com", "www.com");
    row("www.www.www.example.org", "example.org");
    row("www.exa.www.mple", "exa.www.mple");
    row("WWW.Spam.Example", "spam.example");
    row("\uff57\uff57\uff57.spam.example", "spam.example"); // wide letters
    row("spam\u3002example", "spam.example"); // a full stop of East Asia
}

void SpamHostsTest::readsItsOwnOutput()
{
    QFETCH(const QString, line);
    const auto hosts = parseSpamHosts(line.toUtf8());
    QVERIFY2(hosts, hosts ? "" : qPrintable(hosts.error().message));
    QTEST(hosts->hosts.values().constFirst(), "host");
    QCOMPARE(parseSpamHosts(hosts->hosts.values().constFirst().toUtf8())->hosts, hosts->hosts);
}

void SpamHostsTest::addsToTheBundledOnes()
{
    for (const char *host : {"semalt.com", "darodar.com", "trafficbot.life"})
        QVERIFY(bundledSpamHosts().contains(QString::fromLatin1(host)));
    QVERIFY(bundledSpamHosts().size() > 250);
    const auto own = parseSpamHosts("spam.example\n!www.Semalt.com # a customer\n");
    QVERIFY(own);
    const QSet<QString> hosts = own->withBundled();
    QCOMPARE(hosts.size(), bundledSpamHosts().size());
    QVERIFY(hosts.contains(QStringLiteral("spam.example")) && hosts.contains(QStringLiteral("darodar.com")));
    QVERIFY(!hosts.contains(QStringLiteral("semalt.com")));
    QCOMPARE(parseSpamHosts("!*\nspam.example")->withBundled(),
             QSet<QString> {QStringLiteral("spam.example")});
    QVERIFY(parseSpamHosts("!*")->withBundled().isEmpty());
    QVERIFY(!parseSpamHosts("*") && !parseSpamHosts("!") && !parseSpamHosts("!com"));
}

CLICKSCOPE_TEST(SpamHostsTest)
#include "tst_spamhosts.moc"
