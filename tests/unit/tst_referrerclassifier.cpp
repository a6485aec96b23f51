// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/publicsuffix.h"
#include "core/visitor/referrer/campaign.h"
#include "core/visitor/referrer/referrerclassifier.h"
#include "tests/support/testprogram.h"

#include <QTest>

#ifdef CLICKSCOPE_WITH_PSL
constexpr bool kHasSuffixList = true;
#else
constexpr bool kHasSuffixList = false;
#endif

class ReferrerClassifierTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatWasRegistered_data();
    void findsWhatWasRegistered();
    void classifies_data();
    void classifies();
    void knowsTheSitesOwnPages_data();
    void knowsTheSitesOwnPages();
    void seesBuiltInBrowsers_data();
    void seesBuiltInBrowsers();
    void marksSpam();
    void refusesBadTables_data();
    void refusesBadTables();
};

void ReferrerClassifierTest::findsWhatWasRegistered_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("domain");
    const auto row = [](const char *host, const char *domain) {
        QTest::addRow("%s", host) << QString::fromUtf8(host) << QString::fromUtf8(domain);
    };
    row("l.instagram.com", "instagram.com");
    row("www.google.co.in", "google.co.in");
    row("foo.github.io", "foo.github.io");
    row("a.foo.github.io", "foo.github.io");
    row("192.168.1.1", "192.168.1.1");
    row("[2001:db8::1]", "[2001:db8::1]");
    row("localhost", "localhost");
    row("xn--bcher-kva.example", "xn--bcher-kva.example");
}

void ReferrerClassifierTest::findsWhatWasRegistered()
{
    if (!kHasSuffixList)
        QSKIP("built without libpsl");
    QFETCH(const QString, host);
    QTEST(registrableDomain(host), "domain");
}

void ReferrerClassifierTest::classifies_data()
{
    QTest::addColumn<QString>("referrer");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("channel");
    const auto row = [](const char *referrer, const char *query, const char *source, const char *channel) {
        QTest::addRow("%s %s", referrer, query) << QString::fromUtf8(referrer) << QString::fromUtf8(query)
                                                << QString::fromUtf8(source) << QString::fromUtf8(channel);
    };
    // The examples of referrers.md#referrers.
    row("https://netflix.com/", "", "netflix.com", "Referral");
    row("https://www.dropbox.com/s/1", "", "dropbox.com", "Referral");
    row("https://bingo.example/", "", "bingo.example", "Referral");
    row("https://mail.google.com/", "", "mail.google.com", "Email");
    row("https://t.co/abc", "", "x.com", "Social");
    row("https://x.com", "", "x.com", "Social");
    row("https://www.bing.com/", "", "bing.com", "Search");
    row("", "", "", "Direct");
    row("what is this", "", "", "Unknown");
    // One source under many names.
    row("https://l.instagram.com/", "", "instagram.com", "Social");
    row("https://lm.facebook.com/l.php", "", "facebook.com", "Social");
    row("https://www.google.co.in/", "", "google.com", "Search");
    row("https://www.google.com/", "", "google.com", "Search");
    row("https://news.google.com/articles/1", "", "news.google.com", "Referral");
    row("https://google.evil.example/", "", "evil.example", "Referral");
    row("android-app://com.google.android.gm", "", "mail.google.com", "Email");
    row("android-app://com.google.android.googlequicksearchbox/https/www.google.com", "", "google.com",
        "Search");
    row("https://chatgpt.com/", "", "chatgpt.com", "AI assistant");
    row("https://www.bing.com/chat", "", "copilot.microsoft.com", "AI assistant");
    row("https://www.bing.com/chatter", "", "bing.com", "Search");
    row("https://x.com/i/grok/share", "", "grok.com", "AI assistant");
    row("https://youtu.be/x", "", "youtube.com", "Video");
    // Search is where one searches.
    row("https://images.google.de/", "", "google.com", "Search");
    row("https://m.google.com/", "", "google.com", "Search");
    row("https://uk.search.yahoo.com/search", "", "yahoo.com", "Search");
    row("https://malaysia.search.yahoo.com/", "", "yahoo.com", "Search");
    row("https://cn.bing.com/", "", "bing.com", "Search");
    row("https://m.search.naver.com/", "", "naver.com", "Search");
    row("https://notebooklm.google.com/", "", "notebooklm.google.com", "Referral");
    row("https://ads.google.com/", "", "ads.google.com", "Referral");
    row("https://sites.google.com/view/a", "", "sites.google.com", "Referral");
    row("https://docs.google.com/document/d/1", "", "docs.google.com", "Referral");
    row("https://drive.google.com/", "", "drive.google.com", "Referral");
    row("https://search.google.com/search-console", "", "search.google.com", "Referral");
    row("https://finance.yahoo.com/", "", "finance.yahoo.com", "Referral");
    row("https://news.yahoo.co.jp/articles/1", "", "news.yahoo.co.jp", "Referral");
    row("https://tw.news.yahoo.com/a", "", "tw.news.yahoo.com", "Referral");
    row("https://news.search.yahoo.com/search", "", "yahoo.com", "Search");
    row("https://www.google.com/maps/place/x", "", "maps.google.com", "Referral");
    row("https://www.google.de/maps", "", "maps.google.com", "Referral");
    row("https://www.google.de/mapsearch", "", "google.com", "Search");
    row("https://www.aol.com/", "", "aol.com", "Referral");
    row("https://search.aol.com/aol/search", "", "aol.com", "Search");
    row("https://uk.search.aol.com/", "", "aol.com", "Search");
    row("", "utm_source=aol", "aol.com", "Search");
    row("https://googleads.g.doubleclick.net/", "", "google.com", "Paid");
    row("https://my.yahoo.com/", "", "my.yahoo.com", "Referral");
    row("https://blog.naver.com/a", "", "blog.naver.com", "Referral");
    row("https://mail.yahoo.co.jp/", "", "mail.yahoo.com", "Email");
    // Nobody is sent by a page for signing in, paying or agreeing.
    row("https://accounts.google.com/", "", "", "Internal");
    row("https://accounts.google.co.in/o/oauth2", "", "", "Internal");
    row("https://accounts.youtube.com/", "", "", "Internal");
    row("https://consent.google.com/", "", "", "Internal");
    row("https://login.microsoftonline.com/common/oauth2", "", "", "Internal");
    row("https://contoso.b2clogin.com/", "", "", "Internal");
    row("https://appleid.apple.com/auth/authorize", "", "", "Internal");
    row("https://github.com/login/oauth/authorize", "", "", "Internal");
    row("https://github.com/torvalds/linux", "", "github.com", "Referral");
    row("https://github.com/loginwall", "", "github.com", "Referral");
    row("https://acme.okta.com/", "", "", "Internal");
    row("https://acme.eu.auth0.com/", "", "", "Internal");
    row("https://sso.university.example.org/idp", "", "", "Internal");
    row("https://www.facebook.com/login.php", "", "", "Internal");
    row("https://checkout.stripe.com/c/pay/1", "", "", "Internal");
    row("https://www.paypal.com/checkoutnow", "", "", "Internal");
    row("https://pay.google.com/", "", "", "Internal");
    row("https://loginsight.example.org/", "", "example.org", "Referral");
    row("https://accounts.google.com/", "utm_source=mail", "mail", "Other");
    // Apps by their package, which reads the other way round.
    row("android-app://com.bank.mobile.android/", "", "com.bank.mobile.android", "Referral");
    row("android-app://com.paper.mobile.android/", "", "com.paper.mobile.android", "Referral");
    row("android-app://com.laurencedawson.reddit_sync", "", "com.laurencedawson.reddit_sync", "Referral");
    row("android-app://com.google.android.apps.messaging/", "", "messages.google.com", "Social");
    row("android-app://com.reddit.frontpage/", "", "reddit.com", "Social");
    row("android-app://com.google.android.apps.searchlite/", "", "google.com", "Search");
    row("Android-App://com.slack/", "", "slack.com", "Social");
    row("ios-app://544007664/youtube/v/1", "", "youtube.com", "Video");
    row("ios-app://99/x", "", "ios-app:99", "Referral");
    row("https://blog.shop.example.org/post", "", "example.org", "Referral");
    row("http://192.168.1.1/wiki", "", "192.168.1.1", "Referral");
    // What the link says of itself goes before where it stood.
    row("", "utm_source=newsletter&utm_medium=email", "newsletter", "Email");
    row("https://mail.google.com/", "utm_source=spring&utm_medium=Newsletter", "spring", "Email");
    row("https://www.google.com/", "utm_source=google&utm_medium=cpc", "google.com", "Paid");
    row("", "utm_source=Twitter", "x.com", "Social");
    row("", "utm_source=poster", "poster", "Other");
    row("", "utm_source=accounts.google.com", "accounts.google.com", "Other");
    row("", "utm_medium=paid_social&utm_source=ig", "instagram.com", "Paid");
    row("https://www.google.com/", "gclid=abc", "google.com", "Paid");
    row("", "MSCLKID=abc", "bing.com", "Paid");
    row("https://l.facebook.com/", "fbclid=abc", "facebook.com", "Social");
    row("", "gclid=", "", "Direct");
    row("", "x=1#utm_source=no", "", "Direct");
}

void ReferrerClassifierTest::classifies()
{
    if (!kHasSuffixList)
        QSKIP("built without libpsl");
    QFETCH(const QString, referrer);
    QFETCH(const QString, query);
    const QString url = QStringLiteral("https://shop.test/?") + query;
    ReferrerClassifier classifier;
    for (int i = 0; i < 2; ++i) { // the second time from memory
        const auto origin = classifier.classify(referrer, campaignFromUrl(url), url, {}, {});
        QTEST(origin.source, "source");
        QTEST(origin.channel, "channel");
    }
}

void ReferrerClassifierTest::knowsTheSitesOwnPages_data()
{
    QTest::addColumn<QString>("referrer");
    QTest::addColumn<bool>("internal");
    QTest::addRow("itself") << QStringLiteral("https://shop.example/a") << true;
    QTest::addRow("with www") << QStringLiteral("https://www.shop.example/a") << true;
    QTest::addRow("a subdomain") << QStringLiteral("https://blog.shop.example/a") << true;
    QTest::addRow("another domain of the site") << QStringLiteral("https://pay.cash.example/") << true;
    QTest::addRow("a name that ends alike") << QStringLiteral("https://workshop.example/") << false;
    QTest::addRow("somebody else") << QStringLiteral("https://other.example/") << false;
}

void ReferrerClassifierTest::knowsTheSitesOwnPages()
{
    QFETCH(const QString, referrer);
    QFETCH(const bool, internal);
    Site site;
    site.domains = {QStringLiteral("shop.example"), QStringLiteral("cash.example")};
    ReferrerClassifier classifier;
    const auto origin = classifier.classify(referrer, {}, QStringLiteral("https://shop.example/?gclid=1"),
                                            site, {});
    QCOMPARE(origin.channel == QLatin1StringView("Internal"), internal);
    QCOMPARE(origin.source.isEmpty(), internal);
}

void ReferrerClassifierTest::seesBuiltInBrowsers_data()
{
    QTest::addColumn<QByteArray>("agent");
    QTest::addColumn<QString>("source");
    QTest::addRow("Instagram") << QByteArray("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) "
                                             "AppleWebKit/605.1.15 Mobile/21A329 Instagram 302.0.0.23.114")
                               << QStringLiteral("instagram.com");
    QTest::addRow("Facebook") << QByteArray("Mozilla/5.0 (Linux; Android 14) [FB_IAB/FB4A;FBAV/440.0.0.30;]")
                              << QStringLiteral("facebook.com");
    QTest::addRow("Meta's reduced agent")
        << QByteArray("Mozilla/5.0 (Linux; Android 16; Pixel 10; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
                      "Version/4.0 Chrome/146.0.7680.174 Mobile Safari/537.36 MetaIAB Facebook")
        << QStringLiteral("facebook.com");
    QTest::addRow("a name that ends alike") << QByteArray(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/21A329 "
        "MailOnLine/8.1") << QString();
    QTest::addRow("a browser") << QByteArray("Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0") << QString();
}

void ReferrerClassifierTest::seesBuiltInBrowsers()
{
    QFETCH(const QByteArray, agent);
    ReferrerClassifier classifier;
    const QString url = QStringLiteral("https://shop.test/");
    QTEST(classifier.classify({}, {}, url, {}, inAppSource(agent)).source, "source");
    // A referrer says more than the browser.
    QCOMPARE(classifier.classify(QStringLiteral("https://e.org/"), {}, url, {}, inAppSource(agent)).source,
             QStringLiteral("e.org"));
}

void ReferrerClassifierTest::marksSpam()
{
    ReferrerClassifier classifier;
    const QString url = QStringLiteral("https://shop.test/");
    const QString referrer = QStringLiteral("https://free.buttons.example/");
    QVERIFY(!classifier.classify(referrer, {}, url, {}, {}).isSpam);
    classifier.setSpamList({QStringLiteral("buttons.example")});
    QVERIFY(classifier.classify(referrer, {}, url, {}, {}).isSpam);
    QVERIFY(!classifier.classify(QStringLiteral("https://mybuttons.example/"), {}, url, {}, {}).isSpam);
}

void ReferrerClassifierTest::refusesBadTables_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addRow("one field") << QByteArray("e.com");
    QTest::addRow("no such channel") << QByteArray("e.com\te.com\tFriends");
    QTest::addRow("no source") << QByteArray("e.com\t\tSocial");
    QTest::addRow("a source of nobody") << QByteArray("e.com\te.com\tNone");
    QTest::addRow("upper case") << QByteArray("E.com\te.com\tSocial");
    QTest::addRow("twice") << QByteArray("e.com\te.com\tSocial\ne.com\te.com\tEmail");
    QTest::addRow("a long line") << QByteArray("e.com\te.com\tSocial\t") + QByteArray(2000, 'x');
    QTest::addRow("too many rows") << [] {
        QByteArray text;
        for (int i = 0; i < 10'001; ++i)
            text += QByteArray::number(i) + ".com\te.com\tSocial\n";
        return text;
    }();
}

void ReferrerClassifierTest::refusesBadTables()
{
    QFETCH(const QByteArray, text);
    const Result<KnownReferrers> table = KnownReferrers::parse(text);
    QVERIFY(!table);
    QCOMPARE(table.error().code, QStringLiteral("referrers_malformed"));
    QVERIFY(KnownReferrers::bundled().size() > 150);
}

CLICKSCOPE_TEST(ReferrerClassifierTest)
#include "tst_referrerclassifier.moc"
