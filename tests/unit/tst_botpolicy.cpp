// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/firsthitwatch.h"
#include "core/visitor/bot/botpolicy.h"
#include "tests/support/testprogram.h"

#include <QTest>

Q_DECLARE_METATYPE(BotEvidence)

class BotPolicyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsUpWhatSpeaksForABot_data();
    void addsUpWhatSpeaksForABot();
    void theTestHitOfTheWindowIsNoVisitor();
    void blocksBeforeItAllows();
    void takesMappedAddressesForIpv4_data();
    void takesMappedAddressesForIpv4();
    void refusesBadRules_data();
    void refusesBadRules();
    void knowsThePolicyOfEachSite();
    void keepsTheFirstThousandRules();
};

void BotPolicyTest::addsUpWhatSpeaksForABot_data()
{
    QTest::addColumn<BotEvidence>("evidence");
    QTest::addColumn<int>("score");
    QTest::addColumn<bool>("balanced");
    QTest::addColumn<bool>("strict");
    QTest::addColumn<QString>("reason");
    BotEvidence browser;
    browser.isBrowserLike = true;
    QTest::addRow("a browser") << browser << 0 << false << false << QString();
    BotEvidence crawler = browser;
    crawler.agentScore = 90;
    crawler.agentCategory = QStringLiteral("crawler");
    crawler.agentReason = QStringLiteral("Googlebot");
    QTest::addRow("a known agent") << crawler << 90 << true << true << QStringLiteral("Googlebot");
    BotEvidence headless = browser;
    headless.signs |= HitSign::NoAcceptLanguage;
    QTest::addRow("headers never suffice")
        << headless << 25 << false << false << QStringLiteral("no Accept-Language header");
    headless.signs |= HitSign::NoAccept;
    QTest::addRow("both headers count once")
        << headless << 25 << false << false
        << QStringLiteral("no Accept header and no Accept-Language header");
    BotEvidence bare = browser;
    bare.signs |= HitSign::NoAccept;
    QTest::addRow("no Accept") << bare << 25 << false << false << QStringLiteral("no Accept header");
    BotEvidence script = headless;
    script.isBrowserLike = false;
    QTest::addRow("a script owes no headers") << script << 0 << false << false << QString();
    BotEvidence busy = browser;
    busy.burst.manyHits = true;
    QTest::addRow("many hits") << busy << 40 << false << false << QStringLiteral("40 hits or more in 30 s");
    BotEvidence busyHeadless = busy;
    busyHeadless.signs |= HitSign::NoAccept;
    QTest::addRow("many hits without headers")
        << busyHeadless << 65 << false << true
        << QStringLiteral("40 hits or more in 30 s and no Accept header");
    busy.burst.manyPaths = true;
    QTest::addRow("many hits on many pages")
        << busy << 75 << true << true
        << QStringLiteral("40 hits or more in 30 s and 25 pages or more in 30 s");
    BotEvidence all = busy;
    all.agentScore = 90;
    all.agentCategory = QStringLiteral("library");
    all.agentReason = QStringLiteral("curl");
    QTest::addRow("never above 100") << all << 100 << true << true << QStringLiteral("curl");
}

void BotPolicyTest::addsUpWhatSpeaksForABot()
{
    QFETCH(const BotEvidence, evidence);
    const BotVerdict balanced = BotPolicy().judge(evidence, u"Mozilla/5.0");
    QTEST(balanced.score, "score");
    QTEST(balanced.isBot, "balanced");
    QTEST(balanced.reason, "reason");
    QCOMPARE(balanced.category.isEmpty(), !balanced.isBot);
    QTEST(BotPolicy::parse({}, Site::BotMode::Strict)->judge(evidence, u"Mozilla/5.0").isBot, "strict");
}

void BotPolicyTest::theTestHitOfTheWindowIsNoVisitor()
{
    const BotVerdict verdict = BotPolicy().judge({}, QString(kTestHitAgent));
    QVERIFY(verdict.isBot);
    QCOMPARE(verdict.category, QStringLiteral("monitor"));
    QVERIFY(!BotPolicy().judge({}, u"Clickscope/1").isBot);
    const Result<BotPolicy> allowing = BotPolicy::parse({QStringLiteral("allow agent Clickscope")});
    QVERIFY(!allowing->judge({}, QString(kTestHitAgent)).isBot); // who wants them counted
}

void BotPolicyTest::blocksBeforeItAllows()
{
    const Result<BotPolicy> policy = BotPolicy::parse(
        {QStringLiteral("block agent Kiosk Test"), QStringLiteral("allow agent kiosk"),
         QStringLiteral("allow address 10.1.0.0/16"), QStringLiteral("block address 2001:db8::1")});
    QVERIFY(policy.ok());
    BotEvidence crawler;
    crawler.agentScore = 90;
    crawler.agentCategory = QStringLiteral("library");
    crawler.agentReason = QStringLiteral("curl");
    const auto isBot = [&](const char *agent, const char *address) {
        BotEvidence evidence = crawler;
        evidence.signs = policy->signsOf(QHostAddress(QString::fromLatin1(address)));
        return policy->judge(evidence, QString::fromLatin1(agent)).isBot;
    };
    QVERIFY(isBot("curl/8", "10.2.0.1"));
    QVERIFY(!isBot("curl/8", "10.1.2.3"));
    QVERIFY(!isBot("KIOSK/1", "10.2.0.1"));
    QVERIFY(isBot("kiosk test", "10.1.2.3"));
    QCOMPARE(policy->judge({}, u"Kiosk Test/2").reason, QStringLiteral("blocklist: agent \"Kiosk Test\""));
    BotEvidence blocked;
    blocked.signs = policy->signsOf(QHostAddress(QStringLiteral("2001:db8::1")));
    QCOMPARE(blocked.signs, HitSigns(HitSign::AddressBlocked));
    QCOMPARE(policy->judge(blocked, u"x").reason, QStringLiteral("blocklist: address"));
    QVERIFY(policy->asksForAddress());
}

void BotPolicyTest::takesMappedAddressesForIpv4_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("isOther"); // 203.0.113.8 is meant, too
    QTest::addRow("address") << QStringLiteral("::ffff:203.0.113.7") << false;
    QTest::addRow("in hexadecimal") << QStringLiteral("::FFFF:cb00:7107") << false;
    QTest::addRow("network") << QStringLiteral("::ffff:203.0.113.0/120") << true;
    QTest::addRow("all of IPv4") << QStringLiteral("::ffff:0:0/96") << true;
    QTest::addRow("wider than IPv4") << QStringLiteral("::/0") << false;
    QTest::addRow("plain") << QStringLiteral("203.0.113.0/29") << false;
}

void BotPolicyTest::takesMappedAddressesForIpv4()
{
    QFETCH(const QString, value);
    QFETCH(const bool, isOther);
    const Result<BotPolicy> policy = BotPolicy::parse({QStringLiteral("block address ") + value});
    QVERIFY(policy.ok());
    const auto isBlocked = [&policy](const char *address) {
        return policy->signsOf(QHostAddress(QString::fromLatin1(address))).testFlag(HitSign::AddressBlocked);
    };
    const bool isIpv6 = value == QLatin1StringView("::/0");
    QCOMPARE(isBlocked("203.0.113.7"), !isIpv6);
    QCOMPARE(isBlocked("203.0.113.8"), isOther);
    QCOMPARE(isBlocked("2001:db8::7"), isIpv6);
}

void BotPolicyTest::refusesBadRules_data()
{
    QTest::addColumn<QString>("rule");
    for (const char *rule : {"block", "block agent", "permit agent x", "block name x", "block address x",
                             "allow address 10.0.0.0/40", "allow address ::ffff:10.0.0.0/129"})
        QTest::addRow("%s", rule) << QString::fromLatin1(rule);
}

void BotPolicyTest::refusesBadRules()
{
    QFETCH(const QString, rule);
    const Result<BotPolicy> policy = BotPolicy::parse({rule});
    QVERIFY(!policy);
    QCOMPARE(policy.error().code, QStringLiteral("bad_bot_rule"));
}

void BotPolicyTest::knowsThePolicyOfEachSite()
{
    Site strict;
    strict.id = QStringLiteral("strict");
    strict.botMode = Site::BotMode::Strict;
    Site blocking;
    blocking.id = QStringLiteral("blocking");
    blocking.botRules = {QStringLiteral("nonsense"), QStringLiteral("block agent Kiosk")};
    const BotPolicies policies({strict, blocking});
    BotEvidence suspect;
    suspect.agentScore = 60;
    const auto isBot = [&](const char *site, QStringView agent) {
        return policies.of(QString::fromLatin1(site)).judge(suspect, agent).isBot;
    };
    QVERIFY(isBot("strict", u"Mozilla/5.0"));
    QVERIFY(isBot("blocking", u"Mozilla/5.0 Kiosk"));
    QVERIFY(!isBot("blocking", u"Mozilla/5.0"));
    QVERIFY(!isBot("unknown", u"Mozilla/5.0 Kiosk"));
}

void BotPolicyTest::keepsTheFirstThousandRules()
{
    Site site;
    site.id = QStringLiteral("edited");
    site.botMode = Site::BotMode::Strict;
    for (int i = 0; i < 1'200; ++i)
        site.botRules.append(QStringLiteral("block agent Kiosk%1;").arg(i));
    site.botRules.prepend(QStringLiteral("nonsense"));
    const BotPolicies policies({site});
    const BotPolicy &policy = policies.of(site.id);
    QVERIFY(policy.judge({}, u"Kiosk999;").isBot);
    QVERIFY(!policy.judge({}, u"Kiosk1000;").isBot);
    BotEvidence suspect;
    suspect.agentScore = 60;
    QVERIFY(policy.judge(suspect, u"x").isBot); // as strict as the site is
    QCOMPARE(
        policies.problems(),
        (QStringList {QStringLiteral("1 of the bot rules of site edited cannot be read and do not count."),
                      QStringLiteral("Of the 1200 bot rules of site edited only the first 1,000 count.")}));
    site.botRules = {QStringLiteral("block agent Kiosk")};
    QVERIFY(BotPolicies({site}).problems().isEmpty());
}

CLICKSCOPE_TEST(BotPolicyTest)
#include "tst_botpolicy.moc"
