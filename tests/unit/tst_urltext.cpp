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
    void readsUrlsAsBrowsersDo_data();
    void readsUrlsAsBrowsersDo();
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

// URL Standard, "basic URL parser": what is stripped and removed first, and what a backslash means.
void UrlTextTest::readsUrlsAsBrowsersDo_data()
{
    QTest::addColumn<QString>("sent");
    QTest::addColumn<QString>("url");
    const auto add = [](const char *name, QStringView sent, QStringView url) {
        QTest::newRow(name) << sent.toString() << url.toString();
    };
    add("nothing to change", u"https://e.com/a b?c=\\d#e\\f", u"https://e.com/a b?c=\\d#e\\f");
    add("no slash", u"https:joe:secret@e.com/a", u"https://joe:secret@e.com/a");
    add("one slash", u"HTTP:/e.com", u"HTTP://e.com");
    add("three slashes", u"https:///e.com/a", u"https://e.com/a");
    add("one backslash", u"http:\\e.com/a", u"http://e.com/a");
    add("no host", u"https://", u"https://");
    add("blanks around it", u"  https://e.com/ ", u"https://e.com/");
    add("controls around it", QStringView(u"\x01\x1f /a\0\x0b", 7), u"/a");
    add("white space that is none of ASCII", u"\u00a0/a", u"\u00a0/a");
    add("tabs and newlines in it", u"ht\ttps:/\n/e.\r\ncom/\ta", u"https://e.com/a");
    add("backslashes", u"https:\\\\e.com\\a\\b?c\\d", u"https://e.com/a/b?c\\d");
    add("a backslash behind the host", u"http://e.com\\@f.com/", u"http://e.com/@f.com/");
    add("backslashes of a relative one", u"\\a\\b#c\\d", u"/a/b#c\\d");
    add("another scheme", u"app:\\\\a\\b", u"app:\\\\a\\b");
    add("both slashes", u"HTTPS:/\\e.com\\/a", u"HTTPS://e.com//a");
    add("a host alone", u"//e.com/a", u"//e.com/a");
    add("nothing", u" \t\n ", u"");
}

void UrlTextTest::readsUrlsAsBrowsersDo()
{
    QFETCH(QString, sent);
    QTEST(browsedUrl(sent), "url");
    QCOMPARE(browsedUrl(browsedUrl(sent)), browsedUrl(sent));
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
