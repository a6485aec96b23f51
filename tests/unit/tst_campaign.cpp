// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/types/querypart.h"
#include "core/visitor/referrer/campaign.h"
#include "tests/support/testprogram.h"

#include <QTest>

class CampaignTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheQuery_data();
    void readsTheQuery();
    void readsAllFiveParameters();
    void cutsLongValues();
    void letsSentFieldsBeatTheUrl();
    void findsWhoALinkNames_data();
    void findsWhoALinkNames();
    void decodesQueryParts_data();
    void decodesQueryParts();
};

void CampaignTest::readsTheQuery_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("name");
    // The examples of referrers.md#campaigns come first.
    QTest::addRow("percent and plus") << QStringLiteral("https://e.com/?utm_campaign=spring%20launch+2")
                                      << QString() << QStringLiteral("spring launch 2");
    QTest::addRow("keys in any case")
        << QStringLiteral("https://e.com/?UTM_Source=News") << QStringLiteral("News") << QString();
    QTest::addRow("fragment excluded")
        << QStringLiteral("https://e.com/?utm_campaign=x#top") << QString() << QStringLiteral("x");
    QTest::addRow("first that is not empty")
        << QStringLiteral("https://e.com/?utm_source=&utm_source=b&utm_source=c") << QStringLiteral("b")
        << QString();
    QTest::addRow("blanks trimmed") << QStringLiteral("/?utm_source=%20a+") << QStringLiteral("a")
                                    << QString();
    QTest::addRow("only blanks is empty")
        << QStringLiteral("/?utm_source=+&utm_source=b") << QStringLiteral("b") << QString();
    QTest::addRow("relative URL") << QStringLiteral("/p?utm_source=a") << QStringLiteral("a") << QString();
    QTest::addRow("escaped key") << QStringLiteral("/p?utm%5Fsource=a") << QStringLiteral("a") << QString();
    QTest::addRow("no query") << QStringLiteral("https://e.com/utm_source=a") << QString() << QString();
    QTest::addRow("in the fragment") << QStringLiteral("https://e.com/#?utm_source=a") << QString()
                                     << QString();
    QTest::addRow("key without value")
        << QStringLiteral("/?utm_source&utm_campaign=c") << QString() << QStringLiteral("c");
    QTest::addRow("other keys with the prefix")
        << QStringLiteral("/?utm_sources=a&xutm_source=b") << QString() << QString();
    QTest::addRow("equals in the value")
        << QStringLiteral("/?utm_source=a=b") << QStringLiteral("a=b") << QString();
    QTest::addRow("UTF-8") << QStringLiteral("/?utm_source=%C3%A9") << QStringLiteral("é") << QString();
    QTest::addRow("bad UTF-8") << QStringLiteral("/?utm_source=a%FFb") << QStringLiteral("a\ufffdb")
                               << QString();
    QTest::addRow("bad escape stays")
        << QStringLiteral("/?utm_source=100%zz%4") << QStringLiteral("100%zz%4") << QString();
    QTest::addRow("empty pairs") << QStringLiteral("/?&&=&utm_source=a&") << QStringLiteral("a") << QString();
}

void CampaignTest::readsTheQuery()
{
    QFETCH(QString, url);
    const Campaign campaign = campaignFromUrl(url);
    QTEST(campaign.source, "source");
    QTEST(campaign.name, "name");
}

void CampaignTest::readsAllFiveParameters()
{
    const Campaign expected {QStringLiteral("s"), QStringLiteral("m"), QStringLiteral("c"),
                             QStringLiteral("t"), QStringLiteral("k")};
    QCOMPARE(campaignFromUrl(u"/?utm_content=k&utm_term=t&utm_campaign=c&utm_medium=m&utm_source=s"),
             expected);
}

void CampaignTest::cutsLongValues()
{
    const QString url = u"/?utm_source=" % QString(254, u'a') % u"%F0%9F%98%80";
    QCOMPARE(campaignFromUrl(url).source, QString(254, u'a')); // not half an emoji
    const QString blank = u"/?utm_source=" % QString(254, u'a') % u"+b";
    QCOMPARE(campaignFromUrl(blank).source, QString(254, u'a')); // trimmed after the cut, too
}

void CampaignTest::letsSentFieldsBeatTheUrl()
{
    Campaign sent;
    sent.source = QStringLiteral(" mail ");
    sent.medium = QStringLiteral("  ");
    const Campaign campaign = completedCampaign(sent, u"/?utm_source=url&utm_medium=cpc&utm_campaign=x");
    QCOMPARE(campaign.source, QStringLiteral("mail"));
    QCOMPARE(campaign.medium, QStringLiteral("cpc"));
    QCOMPARE(campaign.name, QStringLiteral("x"));
}

void CampaignTest::findsWhoALinkNames_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("source");
    const auto row = [](const char *url, const char *source) {
        QTest::addRow("%s", url) << QString::fromUtf8(url) << QString::fromUtf8(source);
    };
    row("https://e.com/?ref=producthunt", "producthunt");
    row("https://e.com/?source=Newsletter%20May", "Newsletter May");
    row("https://e.com/?via=anna", "anna");
    row("https://e.com/?VIA=anna&Source=b", "b");
    row("https://e.com/?via=a&source=b&ref=c", "c");
    row("https://e.com/?ref=&source=b", "b");
    row("https://e.com/?ref=https%3A%2F%2Fwww.Blog.example%2Fpost", "blog.example");
    row("https://e.com/?ref=news.ycombinator.com", "news.ycombinator.com");
    row("https://e.com/?ref=12", "");
    row("https://e.com/?ref=/pricing", "");
    row("https://e.com/?ref=sr_1=2", "");
    row("https://e.com/?ref=a%0Ab", "");
    row("https://e.com/?href=a&resource=b&trivia=c", "");
    row("https://e.com/?ref", "");
    row("https://e.com/#?ref=a", "");
    row("https://e.com/", "");
}

void CampaignTest::findsWhoALinkNames()
{
    QFETCH(const QString, url);
    QTEST(linkSource(url), "source");
    QCOMPARE(linkSource(QString(u"/?ref=" % QString(65, u'a'))), QString());
}

void CampaignTest::decodesQueryParts_data()
{
    QTest::addColumn<QByteArray>("part");
    QTest::addColumn<QString>("text");
    QTest::addRow("plain") << QByteArray("abc") << QStringLiteral("abc");
    QTest::addRow("escape at the end") << QByteArray("a%20") << QStringLiteral("a ");
    QTest::addRow("lower and upper hex") << QByteArray("%c3%A9") << QStringLiteral("é");
    QTest::addRow("lone percent") << QByteArray("50%") << QStringLiteral("50%");
    QTest::addRow("raw bytes that are no UTF-8") << QByteArray("a\xff") << QStringLiteral("a\ufffd");
}

void CampaignTest::decodesQueryParts()
{
    QFETCH(QByteArray, part);
    QTEST(decodedQueryPart(part), "text");
}

CLICKSCOPE_TEST(CampaignTest)
#include "tst_campaign.moc"
