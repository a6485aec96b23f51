// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/referrer/spamhosts.h"

#include <QTest>

class SpamHostsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsHosts();
    void namesTheLineThatIsNoHost_data();
    void namesTheLineThatIsNoHost();
    void keepsItsBounds();
};

void SpamHostsTest::readsHosts()
{
    const auto hosts = parseSpamHosts("# seen in May\r\n\r\n  Buttons.example # all of it\r\n"
                                      "www.seo.example\nxn--80ak6aa92e.example\n\xd1\x80\xd1\x84.example");
    QVERIFY2(hosts, hosts ? "" : qPrintable(hosts.error().message));
    QCOMPARE(*hosts,
             (QSet<QString> {QStringLiteral("buttons.example"), QStringLiteral("seo.example"),
                             QStringLiteral("xn--80ak6aa92e.example"), QStringLiteral("xn--p1ai.example")}));
    QCOMPARE(parseSpamHosts("")->size(), 0);
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
    QCOMPARE(parseSpamHosts(text)->size(), kMaxSpamHosts);
    QCOMPARE(parseSpamHosts(QByteArray(text).append("one.more.example")).error().code,
             QStringLiteral("bad_spam_list"));
    QVERIFY(parseSpamHosts(QByteArray(kMaxSpamListBytes, '\n')));
    QVERIFY(!parseSpamHosts(QByteArray(kMaxSpamListBytes + 1, '\n')));
}

QTEST_APPLESS_MAIN(SpamHostsTest)
#include "tst_spamhosts.moc"
