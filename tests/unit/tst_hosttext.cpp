// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/allowedhosts.h"
#include "core/types/hosttext.h"
#include "core/types/publicsuffix.h"

#include "core/types/urltext.h"
#include "tests/support/testprogram.h"

#include <QTest>

class HostTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesHostsInOneForm_data();
    void writesHostsInOneForm();
    void showsHonestNamesAsPeopleReadThem_data();
    void showsHonestNamesAsPeopleReadThem();
    void knowsWhatBrowsersAskFor_data();
    void knowsWhatBrowsersAskFor();
    void understandsWhatPeopleType_data();
    void understandsWhatPeopleType();
    void refusesWhatIsNoHost_data();
    void refusesWhatIsNoHost();
    void coversSubdomains_data();
    void coversSubdomains();
};

void HostTextTest::writesHostsInOneForm_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host");
    const auto add = [](const char *name, QStringView text, QStringView host) {
        QTest::newRow(name) << text.toString() << host.toString();
    };
    // A-labels: RFC 5890 to 5892, as browsers send them (URL Standard, domain to ASCII, non-transitional).
    add("plain", u"shop.example", u"shop.example");
    add("capitals", u"Shop.EXAMPLE", u"shop.example");
    add("umlaut", u"bücher.example", u"xn--bcher-kva.example");
    add("capital umlaut", u"BÜCHER.example", u"xn--bcher-kva.example");
    add("decomposed umlaut", u"bu\u0308cher.example", u"xn--bcher-kva.example");
    add("its A-label in capitals", u"XN--BCHER-KVA.example", u"xn--bcher-kva.example");
    add("escaped umlaut", u"b%C3%BCcher.example", u"xn--bcher-kva.example");
    add("sharp s", u"faß.de", u"xn--fa-hia.de");
    add("ideographic full stop", u"例え。テスト", u"xn--r8jz45g.xn--zckzah");
    add("full width", u"ｓｈｏｐ.example", u"shop.example");
    add("final dot", u"shop.example.", u"shop.example");
    add("umlaut and final dot", u"bücher.example.", u"xn--bcher-kva.example");
    add("IPv4", u"192.168.0.1", u"192.168.0.1");
    add("IPv6", u"[::1]", u"[::1]");
    add("IPv6 at length", u"[0:0:0:0:0:0:0:1]", u"[::1]");
    add("IPv6 in capitals", u"[2001:DB8:0:0:1:0:0:1]", u"[2001:db8::1:0:0:1]"); // RFC 5952, 4.2.3
    add("no IPv6", u"[shop]", u"[shop]");
    add("nothing", u"", u"");
    add("a dot", u".", u"");
}

void HostTextTest::writesHostsInOneForm()
{
    QFETCH(QString, text);
    QFETCH(QString, host);
    QCOMPARE(canonicalHost(text), host);
    QCOMPARE(canonicalHost(host), host);
    if (host.isEmpty())
        return;
    const QString url = QStringLiteral("https://u:p@") + text + QStringLiteral(":8443/x");
    QCOMPARE(urlHost(url), host);
}

void HostTextTest::showsHonestNamesAsPeopleReadThem_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("shown");
    const auto add = [](const char *name, QStringView host, QStringView shown) {
        QTest::newRow(name) << host.toString() << shown.toString();
    };
    add("plain", u"shop.example", u"shop.example");
    add("umlaut", u"xn--bcher-kva.example", u"bücher.example");
    add("Japanese", u"xn--r8jz45g.xn--zckzah", u"例え.テスト");
    add("Cyrillic", u"xn--e1afmkfd.xn--80akhbyknj4f", u"пример.испытание");
    add("Cyrillic that looks Latin", u"xn--80ak6aa92e.com", u"xn--80ak6aa92e.com"); // the "apple" of 2017
    add("Latin with a Cyrillic letter", u"xn--pple-43d.com", u"xn--pple-43d.com");
    add("no A-label", u"xn--.example", u"xn--.example");
}

void HostTextTest::showsHonestNamesAsPeopleReadThem()
{
    QFETCH(QString, host);
    QTEST(readableHost(host), "shown");
}

void HostTextTest::knowsWhatBrowsersAskFor_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isAsked");
    const auto add = [](QStringView host, bool isAsked) {
        QTest::newRow(qPrintable(host.toString())) << host.toString() << isAsked;
    };
    add(u"shop.example", true);
    add(u"my_shop.example", true);
    add(u"bücher.example", true);
    add(u"\u2764.example", true);
    add(u"[::1]", true);
    add(u"192.0.2.7", true);
    add(u"", false);
    add(u"shop example", false);
    add(u"shop%20.example", false);
    add(u"shop%.example", false);
    add(u"[fe80::1%25eth0]", false);
    add(u"[fe80::1%eth0]", false);
    add(u"fe80::1%eth0", false);
    add(u"[shop]", false);
    add(u"a<b>.example", false);
    add(u"a|b", false);
    add(u"a\u007f", false);
}

void HostTextTest::knowsWhatBrowsersAskFor()
{
    QFETCH(QString, host);
    QTEST(isAskableHost(canonicalHost(host)), "isAsked");
}

void HostTextTest::understandsWhatPeopleType_data()
{
    QTest::addColumn<QStringList>("typed");
    QTest::addColumn<QStringList>("hosts");
    const auto add = [](const char *name, const QStringList &typed, const QStringList &hosts) {
        QTest::newRow(name) << typed << hosts;
    };
    add("a host", {QStringLiteral("Shop.Example")}, {QStringLiteral("shop.example")});
    add("another script", {QStringLiteral("bücher.example")}, {QStringLiteral("xn--bcher-kva.example")});
    add("a wildcard", {QStringLiteral("*.shop.example")}, {QStringLiteral("*.shop.example")});
    add("a wildcard of another script", {QStringLiteral("*.Bücher.example")},
        {QStringLiteral("*.xn--bcher-kva.example")});
    add("a final dot", {QStringLiteral("shop.example.")}, {QStringLiteral("shop.example")});
    add("a port", {QStringLiteral("shop.example:8080")}, {QStringLiteral("shop.example")});
    add("a URL", {QStringLiteral(" https://u:p@shop.example:8080/a?b ")}, {QStringLiteral("shop.example")});
    add("a URL without a scheme", {QStringLiteral("shop.example/a")}, {QStringLiteral("shop.example")});
    add("a URL of a wildcard", {QStringLiteral("https://*.shop.example")},
        {QStringLiteral("*.shop.example")});
    add("several in one", {QStringLiteral("a.example,b.example, c.example\td.example")},
        {QStringLiteral("a.example"), QStringLiteral("b.example"), QStringLiteral("c.example"),
         QStringLiteral("d.example")});
    add("the last port", {QStringLiteral("shop.example:65535")}, {QStringLiteral("shop.example")});
    add("hosts of others' platforms", {QStringLiteral("*.vercel.app")}, {QStringLiteral("*.vercel.app")});
    add("a network at home", {QStringLiteral("*.lan,*.home.arpa,gov.uk")},
        {QStringLiteral("*.lan"), QStringLiteral("*.home.arpa"), QStringLiteral("gov.uk")});
    add("twice the same", {QStringLiteral("a.example"), QStringLiteral("A.example.")},
        {QStringLiteral("a.example")});
    add("IPv6", {QStringLiteral("::1")}, {QStringLiteral("[::1]")});
    add("IPv6 in brackets", {QStringLiteral("[0::1]")}, {QStringLiteral("[::1]")});
    add("IPv6 with a port", {QStringLiteral("http://[::1]:8080/")}, {QStringLiteral("[::1]")});
    add("IPv4", {QStringLiteral("127.0.0.1:8080")}, {QStringLiteral("127.0.0.1")});
    add("a name of the machine", {QStringLiteral("localhost")}, {QStringLiteral("localhost")});
    for (const char *label : {"xn--e1afmkfd.xn--80akhbyknj4f", "xn--r8jz45g.xn--zckzah", "xn--80ak6aa92e.com",
                              "xn--pple-43d.com", "xn--i-7iq.ws", "xn--ls8h.la", "xn--fa-hia.de"})
        add(label, {QString::fromLatin1(label)}, {QString::fromLatin1(label)});
    add("any host", {QStringLiteral("*")}, {});
    add("nothing typed", {}, {});
}

void HostTextTest::understandsWhatPeopleType()
{
    QFETCH(QStringList, typed);
    QFETCH(QStringList, hosts);
    const Result<QStringList> read = allowedHosts(typed);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(*read, hosts);
    if (!hosts.isEmpty())
        QCOMPARE(*allowedHosts(hosts), hosts);
}

void HostTextTest::refusesWhatIsNoHost_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *typed : {"",
                              " ",
                              ",",
                              "/",
                              "/path",
                              "http://",
                              "https:///x",
                              "shop..example",
                              ".shop.example",
                              "-shop.example",
                              "shop.*",
                              "a.*.example",
                              "*.",
                              "*.*",
                              "*shop.example",
                              "*.127.0.0.1",
                              "*.[::1]",
                              "*,shop.example",
                              "1.2.3.4.5",
                              "256.1.1.1",
                              "1.2",
                              "::1::",
                              ":::",
                              "[::1",
                              "[shop]",
                              "fe80::1%eth0",
                              "shop.example:http",
                              "shop.example:",
                              "shop.example:0",
                              "shop.example:65536",
                              "shop.example:99999",
                              "https://shop.example:99999/",
                              "[::1]:99999",
                              "a.example;b.example",
                              "a;b",
                              "a.example; b.example",
                              "shop.example&x",
                              "shop\\example",
                              "shop.example|x",
                              "<shop.example>",
                              "'shop.example'",
                              "shop.example%3Bx",
                              "me@shop.example",
                              "shop!.example",
                              "http://shop .example",
                              "xn--zz", // no punycode
                              "xn--",
                              "shop.xn--zz.example",
                              "*.xn--99.example",
                              "xn--shop-.example"})
        QTest::addRow("%s", typed) << QString::fromLatin1(typed);
    if (isPublicSuffix(QStringLiteral("com"))) { // with the list
        for (const char *typed : {"*.com", "*.co.uk", "com", "*.COM.", "https://*.de", "*.xn--p1ai"})
            QTest::addRow("everybody's: %s", typed) << QString::fromLatin1(typed);
    }
    QTest::addRow("a label too long") << QString(64, u'a') + QStringLiteral(".example");
    QTest::addRow("too long") << QString(127, u'a').replace(u'a', QLatin1StringView("a."))
            + QStringLiteral("example");
}

void HostTextTest::refusesWhatIsNoHost()
{
    QFETCH(QString, typed);
    const Result<QStringList> read = allowedHosts({typed});
    QVERIFY(!read);
    QCOMPARE(read.error().code, QStringLiteral("bad_host"));
}

void HostTextTest::coversSubdomains_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("covers");
    const auto add = [](const char *entry, const char *host, bool covers) {
        QTest::addRow("%s of %s", host, entry)
            << QString::fromLatin1(entry) << QString::fromLatin1(host) << covers;
    };
    add("shop.example", "shop.example", true);
    add("shop.example", "www.shop.example", true);
    add("shop.example", "workshop.example", false);
    add("*.shop.example", "www.shop.example", true);
    add("*.shop.example", "a.b.shop.example", true);
    add("*.shop.example", "shop.example", false);
    add("*.shop.example", ".shop.example", false);
    add("*.shop.example", "workshop.example", false);
    add("[::1]", "[::1]", true);
    add("localhost", "shop.localhost", true);
    add("home.arpa", "nas.home.arpa", true);
    if (!isPublicSuffix(QStringLiteral("com"))) // without the list
        return;
    // Below these anyone has a host, so that they name themselves alone.
    add("gov.uk", "gov.uk", true);
    add("gov.uk", "www.gov.uk", false);
    add("co.uk", "shop.co.uk", false);
    add("github.io", "github.io", true);
    add("github.io", "shop.github.io", false);
    add("shop.github.io", "www.shop.github.io", true);
    add("*.github.io", "shop.github.io", true); // as somebody wants it who writes so
    add("shop.co.uk", "www.shop.co.uk", true);
}

void HostTextTest::coversSubdomains()
{
    QFETCH(QString, entry);
    QFETCH(QString, host);
    QTEST(coversHost(entry, host), "covers");
}

CLICKSCOPE_TEST(HostTextTest)
#include "tst_hosttext.moc"
