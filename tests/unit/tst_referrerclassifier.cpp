// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/publicsuffix.h"
#include "core/visitor/referrer/campaign.h"
#include "core/visitor/referrer/referrerclassifier.h"

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
    // Known answers of semantics 5.2.
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
    row("https://blog.shop.example.org/post", "", "example.org", "Referral");
    row("http://192.168.1.1/wiki", "", "192.168.1.1", "Referral");
    // What the link says of itself goes before where it stood.
    row("", "utm_source=newsletter&utm_medium=email", "newsletter", "Email");
    row("https://mail.google.com/", "utm_source=spring&utm_medium=Newsletter", "spring", "Email");
    row("https://www.google.com/", "utm_source=google&utm_medium=cpc", "google.com", "Paid");
    row("", "utm_source=Twitter", "x.com", "Social");
    row("", "utm_source=poster", "poster", "Other");
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
    const Result<ReferrerTable> table = ReferrerTable::parse(text);
    QVERIFY(!table);
    QCOMPARE(table.error().code, QStringLiteral("referrers_malformed"));
    QVERIFY(ReferrerTable::bundled().size() > 150);
}

QTEST_APPLESS_MAIN(ReferrerClassifierTest)
#include "tst_referrerclassifier.moc"
