// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/newsite.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace {

Site ofZone(const char *zone)
{
    Site site;
    site.timezone = QString::fromLatin1(zone);
    site.botMode = Site::BotMode::Strict;
    return site;
}

} // namespace

/// What follows from the one thing that a new user types.
class NewSiteTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsFromWhatIsTyped_data();
    void followsFromWhatIsTyped();
    void refusesWhatIsNoHost_data();
    void refusesWhatIsNoHost();
    void takesAKeyThatIsFree();
};

void NewSiteTest::followsFromWhatIsTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("key");
    const auto row = [](const char *typed, const char *host, const char *name, const char *key) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(host) << QString::fromUtf8(name)
                             << QString::fromUtf8(key);
    };
    row("shop.example", "shop.example", "shop.example", "shop");
    row(" https://www.Shop.example/cart?a=1#x ", "shop.example", "shop.example", "shop");
    row("http://user:word@shop.example:8080/", "shop.example", "shop.example", "shop");
    row("docs.shop.example", "docs.shop.example", "docs.shop.example", "docs-shop");
    row("localhost", "localhost", "localhost", "localhost");
    row("localhost:3000", "localhost", "localhost", "localhost");
    row("192.168.20.14", "192.168.20.14", "192.168.20.14", "192-168-20-14");
    row("[::1]", "[::1]", "[::1]", "1");
    row("bücher.example", "xn--bcher-kva.example", "bücher.example", "xn--bcher-kva");
    row("kiosk_7.lan", "kiosk_7.lan", "kiosk_7.lan", "kiosk_7");
}

void NewSiteTest::followsFromWhatIsTyped()
{
    QFETCH(const QString, typed);
    const Result<Site> site = siteNamedBy(typed, {}, ofZone("Europe/Berlin"));
    QVERIFY(site);
    QTEST(site->domains.constFirst(), "host");
    QTEST(site->name, "name");
    QTEST(site->id, "key");
    QVERIFY(isValidSiteId(site->id));
    QCOMPARE(site->timezone, QStringLiteral("Europe/Berlin"));
    QVERIFY(site->botMode == Site::BotMode::Strict);
}

void NewSiteTest::refusesWhatIsNoHost_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *typed :
         {"", " ", "shop example", "host!", "*.shop.example", "https://", "a..b", "shop.example, b.example"})
        QTest::newRow(typed) << QString::fromUtf8(typed);
}

void NewSiteTest::refusesWhatIsNoHost()
{
    QFETCH(const QString, typed);
    const Result<Site> site = siteNamedBy(typed, {}, ofZone("UTC"));
    QVERIFY(!site);
    QCOMPARE(site.error().code, QStringLiteral("bad_host"));
}

void NewSiteTest::takesAKeyThatIsFree()
{
    Site first;
    first.id = QStringLiteral("Shop");
    Site second;
    second.id = QStringLiteral("shop-2");
    const Result<Site> site = siteNamedBy(QStringLiteral("shop.example"), {first, second}, ofZone("UTC"));
    QVERIFY(site);
    QCOMPARE(site->id, QStringLiteral("shop-3"));
}

CLICKSCOPE_TEST(NewSiteTest)
#include "tst_newsite.moc"
