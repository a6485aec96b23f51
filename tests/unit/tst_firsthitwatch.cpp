// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/firsthitwatch.h"
#include "core/types/senderhost.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace {

using Kind = FirstHitWatch::Kind;

Site shop()
{
    Site site;
    site.id = QStringLiteral("shop");
    site.domains = {QStringLiteral("shop.example")};
    return site;
}

Hit hitOf(const Site &site)
{
    Hit hit;
    hit.site = site.id;
    hit.url = QStringLiteral("https://shop.example/");
    return hit;
}

} // namespace

/// What counts as the first hit of a site, and what is said meanwhile.
class FirstHitWatchTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void botsAreNotAwaited();
    void botsAreAwaitedWhereTheyCount();
    void aTestHitIsRemembered();
    void theHostOfThePageIsRead_data();
    void theHostOfThePageIsRead();
};

void FirstHitWatchTest::botsAreNotAwaited()
{
    FirstHitWatch watch(shop(), QStringLiteral("https://hits.shop.example"));
    Hit bot = hitOf(shop());
    QVERIFY(watch.isAwaited(bot));
    QVERIFY(!watch.add(bot));
    bot.bot = {true, QStringLiteral("library"), QStringLiteral("library: curl"), 90};
    QVERIFY(!watch.isAwaited(bot));
    QVERIFY(watch.add(bot));
    QVERIFY(watch.add(bot)); // its count
    QCOMPARE(watch.seen().size(), 1);
    QVERIFY(watch.seen().constFirst().kind == Kind::TakenForBot);
    QCOMPARE(watch.seen().constFirst().count, 2);
    QCOMPARE(
        toText(watch.seen().constFirst()),
        QStringLiteral("A hit came and was taken for a bot, so it is not counted: a program that fetches "
                       "pages, by the rule library: curl."));
    bot.bot = {true, QString(), QString(), 0};
    watch.add(bot);
    QVERIFY(toText(watch.seen().constLast()).endsWith(QStringLiteral("not counted: marked by its sender.")));
    bot.site = QStringLiteral("blog");
    QVERIFY(!watch.add(bot));
}

void FirstHitWatchTest::botsAreAwaitedWhereTheyCount()
{
    Site site = shop();
    site.botMode = Site::BotMode::Off;
    Hit bot = hitOf(site);
    bot.bot.isBot = true;
    QVERIFY(FirstHitWatch(site, QString()).isAwaited(bot));
}

void FirstHitWatchTest::aTestHitIsRemembered()
{
    FirstHitWatch watch(shop(), QStringLiteral("https://hits.shop.example"));
    Hit test = hitOf(shop());
    test.kind = HitKind::Event;
    test.event = QString(kTestHitEvent);
    test.agent = QString(kTestHitAgent);
    test.bot.isBot = true; // whatever rules say of its agent
    QVERIFY(!watch.isAwaited(test));
    QVERIFY(!watch.hasTestHit());
    QVERIFY(watch.add(test));
    QVERIFY(watch.hasTestHit());
    QVERIFY(!watch.add(test));
    QVERIFY(watch.seen().isEmpty());
}

void FirstHitWatchTest::theHostOfThePageIsRead_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("excerpt");
    QTest::addColumn<QString>("host");
    const auto row = [](const char *name, const char *reason, const char *detail, const char *source,
                        const char *excerpt, const char *host) {
        QTest::addRow("%s", name) << QString::fromUtf8(reason) << QString::fromUtf8(detail)
                                  << QString::fromUtf8(source) << QString::fromUtf8(excerpt)
                                  << QString::fromUtf8(host);
    };
    row("detail", "origin_not_allowed", "The host of https://Shop.test:8443 is not among the hosts.",
        "public", "", "shop.test");
    row("origin", "unknown_site", "No site is named shpo", "public · https://shop.example", "",
        "shop.example");
    row("a key that looks like an address", "unknown_site", "No site is named https://evil.example/",
        "public · https://shop.example", "", "shop.example");
    row("what was sent", "unknown_site", "", "public", "site=shpo&url=https%3A%2F%2Fshop.example%2F",
        "shop.example");
    row("nothing", "unknown_site", "No site is named shpo", "public", "site=shpo", "");
}

void FirstHitWatchTest::theHostOfThePageIsRead()
{
    Rejection rejection;
    QFETCH(const QString, reason);
    QFETCH(const QString, detail);
    QFETCH(const QString, source);
    QFETCH(const QString, excerpt);
    rejection.reason = reason;
    rejection.detail = detail;
    rejection.source = source;
    rejection.excerpt = excerpt;
    QTEST(senderHost(rejection), "host");
}

CLICKSCOPE_TEST(FirstHitWatchTest)
#include "tst_firsthitwatch.moc"
