// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/types/urltext.h"
#include "tests/support/testprogram.h"

#include <QTest>

class UrlTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsUrls_data();
    void cutsUrls();
    void cutsHostsAtLabels_data();
    void cutsHostsAtLabels();
    void knowsAbsoluteHttpUrls_data();
    void knowsAbsoluteHttpUrls();
};

void UrlTextTest::cutsUrls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("bare");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("query");
    const auto add = [](const char *name, QStringView url, QStringView host, QStringView bare,
                        QStringView path, QStringView query) {
        QTest::newRow(name) << url.toString() << host.toString() << bare.toString() << path.toString()
                            << query.toString();
    };
    add("ordinary", u"https://e.com/p?x=1#top", u"e.com", u"e.com", u"/p", u"x=1");
    add("www", u"https://www.E.com/", u"www.e.com", u"e.com", u"/", u"");
    add("port and user", u"http://u:p@e.com:8080/a", u"e.com", u"e.com", u"/a", u"");
    add("query without a slash", u"https://x.com?y", u"x.com", u"x.com", u"/", u"y");
    add("fragment without a slash", u"https://x.com#?y", u"x.com", u"x.com", u"/", u"");
    add("IPv6", u"http://[::1]:80/a", u"[::1]", u"[::1]", u"/a", u"");
    add("relative", u"/a/b?c#d", u"", u"", u"/a/b", u"c");
    add("relative with a URL in the query", u"/go?to=https://x.org/", u"", u"", u"/go", u"to=https://x.org/");
    add("empty", u"", u"", u"", u"/", u"");
    add("android app", u"android-app://com.example/", u"com.example", u"com.example", u"/", u"");
    add("text", u"'); DROP TABLE events;--", u"", u"", u"'); DROP TABLE events;--", u"");
    add("unclosed bracket", u"http://[::1/a", u"", u"", u"/a", u"");
    add("question mark in the fragment", u"/a#b?c", u"", u"", u"/a", u"");
}

void UrlTextTest::cutsUrls()
{
    QFETCH(QString, url);
    QTEST(urlHost(url), "host");
    QTEST(bareHost(url), "bare");
    QTEST(urlPath(url).toString(), "path");
    QTEST(urlQuery(url).toString(), "query");
    const UrlParts parts = splitUrl(url);
    QCOMPARE(parts.origin.toString() + parts.path.toString() + parts.suffix.toString(), url);
}

void UrlTextTest::cutsHostsAtLabels_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("domain");
    QTest::addColumn<bool>("isHostOf");
    const auto add = [](const char *name, const char *host, const char *domain, bool isHostOf) {
        QTest::newRow(name) << QString::fromLatin1(host) << QString::fromLatin1(domain) << isHostOf;
    };
    add("the domain", "e.com", "e.com", true);
    add("below it", "shop.e.com", "e.com", true);
    add("two below it", "a.shop.e.com", "e.com", true);
    add("above it", "e.com", "shop.e.com", false);
    add("same end, no dot", "some.com", "e.com", false);
    add("same length", "a.com", "e.com", false);
    add("at the start", "e.com.evil.org", "e.com", false);
    add("a name of the machine", "localhost", "localhost", true);
    add("no host", "", "e.com", false);
    add("no domain", "e.com", "", false);
}

void UrlTextTest::cutsHostsAtLabels()
{
    QFETCH(QString, host);
    QFETCH(QString, domain);
    QTEST(isHostOf(host, domain), "isHostOf");
}

void UrlTextTest::knowsAbsoluteHttpUrls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("absolute");
    QTest::addRow("https") << QStringLiteral("https://e.com") << true;
    QTest::addRow("capitals") << QStringLiteral("HTTP://E.com/") << true;
    QTest::addRow("relative") << QStringLiteral("/x") << false;
    QTest::addRow("other scheme") << QStringLiteral("ftp://e.com/") << false;
    QTest::addRow("no host") << QStringLiteral("https:///x") << false;
    QTest::addRow("no slashes") << QStringLiteral("https:e.com") << false;
    QTest::addRow("script") << QStringLiteral("javascript:alert(1)//https://e.com") << false;
}

void UrlTextTest::knowsAbsoluteHttpUrls()
{
    QFETCH(QString, url);
    QTEST(isAbsoluteHttpUrl(url), "absolute");
}

CLICKSCOPE_TEST(UrlTextTest)
#include "tst_urltext.moc"
