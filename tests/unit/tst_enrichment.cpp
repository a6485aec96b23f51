// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/pipeline.h"
#include "core/types/network.h"
#include "tests/support/geofiles.h"
#include "tests/support/manualclock.h"
#include "tests/support/patienttest.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>

#include <chrono>
#include <future>

#include <sys/stat.h>

using namespace std::chrono_literals;

namespace {

const QByteArray kIphone(
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/18.1 Mobile/15E148 Safari/604.1");

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

HttpRequest browser(const char *address)
{
    HttpRequest request;
    request.userAgent = kIphone;
    request.accept = "*/*";
    request.acceptLanguage = "en-IN,en;q=0.9";
    request.clientAddress = address;
    request.network = classifyAddress(QHostAddress(s(address)));
    return request;
}

/// Mumbai at 203.0.113.0/24; "Hall B" at 192.168.20.0/24.
VisitorData visitorData()
{
    const GeoPlace mumbai {{s("IN"), s("Maharashtra"), s("Mumbai")}, GeoPosition {1907, 7288}};
    const quint32 network = QHostAddress(s("203.0.113.0")).toIPv4Address();
    auto databases = std::make_shared<GeoDatabases>();
    if (auto geo = CompactGeo::fromBytes(makeCgeo({{0, {}}, {network, mumbai}, {network + 256, {}}})))
        databases->bundled = std::move(*geo);
    databases->subnets = Subnets::parse(u"192.168.20.0/24 = Hall B").value();
    VisitorData data;
    data.geo = databases;
    data.spamHosts = {s("free-seo.example")};
    return data;
}

RawHit pageview(const char *url = "https://shop.example/a", const char *referrer = "")
{
    RawHit raw;
    raw.siteKey = QStringLiteral("s");
    raw.url = s(url);
    raw.referrer = s(referrer);
    return raw;
}

} // namespace

/// What a hit says of its visitor when it leaves the pipeline.
class EnrichmentTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void knowsPlaceDeviceAndReferrer();
    void tellsSourcesApart_data();
    void tellsSourcesApart();
    void keepsNoSecretOfAReferrer();
    void keepsWhoALinkNames();
    void namesLocalNetworks_data();
    void namesLocalNetworks();
    void believesProxiesAlone();
    void judgesByTheRulesOfTheSite_data();
    void judgesByTheRulesOfTheSite();
    void keepsWhatAVerdictNeeds();
    void judgesSpamByItsReferrer();
    void takesABurstForABot();
    void saysWhenHintsDecided();
    void leavesNoTraceOfWhoOptedOut();
    void waitsForRulesBeforeTheFirstHitAlone();

private:
    Hit hit(const HttpRequest &request, RawHit raw = pageview());
    void setSite(Site::BotMode mode, const QStringList &rules = {});

    ManualClock m_clock {1'772'534'723 * kMicrosPerSecond};
    std::shared_ptr<AgentCatalog> m_agents;
    std::unique_ptr<IngestPipeline> m_pipeline;
};

void EnrichmentTest::initTestCase()
{
    m_agents = std::make_shared<AgentCatalog>();
}

void EnrichmentTest::init()
{
    m_pipeline = std::make_unique<IngestPipeline>(m_clock, QList<DailySalt>(), VisitorIdentity::SaltSink(),
                                                  m_agents);
    m_pipeline->setVisitorData(visitorData());
    setSite(Site::BotMode::Balanced);
}

void EnrichmentTest::setSite(Site::BotMode mode, const QStringList &rules)
{
    Site site;
    site.id = QStringLiteral("s");
    site.botMode = mode;
    site.botRules = rules;
    m_pipeline->setSites({site});
}

Hit EnrichmentTest::hit(const HttpRequest &request, RawHit raw)
{
    return m_pipeline->take({std::move(raw)}, request, Protocol::Native).hits.constFirst();
}

void EnrichmentTest::knowsPlaceDeviceAndReferrer()
{
    const Hit known = hit(browser("203.0.113.7"),
                          pageview("https://shop.example/a", "https://l.instagram.com/p/1"));
    QCOMPARE(known.place.country, s("IN"));
    QCOMPARE(known.place.city, s("Mumbai"));
    QVERIFY(!known.place.source.isEmpty());
    QCOMPARE(known.client.device, s("Mobile"));
    QCOMPARE(known.client.os, s("iOS"));
    QCOMPARE(known.client.browser, s("Safari"));
    QCOMPARE(known.source, s("instagram.com"));
    QCOMPARE(known.channel, s("Social"));
    QCOMPARE(known.bot, BotVerdict());
    QCOMPARE(known.signs, HitSigns());
}

void EnrichmentTest::tellsSourcesApart_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("referrer");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("channel");
    const auto row = [](const char *url, const char *referrer, const char *source, const char *channel) {
        QTest::addRow("%s from %s", url, referrer)
            << QByteArray(url) << QByteArray(referrer) << s(source) << s(channel);
    };
    row("https://shop.example/", "", "", "Direct");
    row("https://shop.example/b", "https://shop.example/a", "", "Internal");
    row("https://shop.example/", "https://t.co/x", "x.com", "Social");
    row("https://shop.example/", "https://www.netflix.com/title", "netflix.com", "Referral");
    row("https://shop.example/", "https://bingo.example/", "bingo.example", "Referral");
    row("https://shop.example/",
        "https://www.b\xc3\xbc"
        "cher.example/x",
        "xn--bcher-kva.example", "Referral");
    row("https://shop.example/", "https://t.co./x", "x.com", "Social");
    row("https://shop.example/", "https://shop.example./b", "", "Internal");
    row("https://shop.example/", "https://exa mple.com/", "", "Unknown");
    row("https://shop.example/", "mailto:bob@example.org", "", "Unknown");
    row("https://shop.example/", "https://mail.google.com/", "mail.google.com", "Email");
    row("https://shop.example/?utm_source=News%20Letter&utm_medium=email", "", "News Letter", "Email");
    row("https://shop.example/?gclid=1", "https://www.google.com/", "google.com", "Paid");
    // Who a link names, where it is not one of the site's own.
    row("https://shop.example/?ref=producthunt", "", "producthunt.com", "Social");
    row("https://shop.example/?via=anna", "https://blog.example.org/", "anna", "Other");
    row("https://shop.example/?ref=sidebar", "https://shop.example/a", "", "Internal");
    row("https://shop.example/?source=nav&via=menu", "https://www.shop.example/a", "", "Internal");
    row("https://shop.example/?ref=a&utm_source=poster", "", "poster", "Other");
    // Translated pages and AMP caches are the pages they show.
    row("https://shop.example/b", "https://shop-example.translate.goog/a?_x_tr_sl=en", "", "Internal");
    row("https://shop.example/", "https://de-wikipedia-org.translate.goog/wiki/Rom", "wikipedia.org",
        "Referral");
    row("https://shop.example/", "https://www.google.com/amp/s/news.example.org/a", "example.org",
        "Referral");
    row("https://shop.example/", "https://accounts.google.com/", "", "Internal");
}

void EnrichmentTest::tellsSourcesApart()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, referrer);
    const Hit known = hit(browser("203.0.113.7"), pageview(url.constData(), referrer.constData()));
    QTEST(known.source, "source");
    QTEST(known.channel, "channel");
}

void EnrichmentTest::keepsNoSecretOfAReferrer()
{
    const auto stored = [this](const char *referrer) {
        return hit(browser("203.0.113.7"), pageview("https://shop.example/", referrer)).referrer;
    };
    QCOMPARE(stored("https://user:pw@www.Example.COM:443/p?q=1#f"), s("https://www.example.com/p"));
    QCOMPARE(stored("https://user@[2001:db8::1]:8080/p"), s("https://[2001:db8::1]:8080/p"));
    QCOMPARE(stored("http://10.0.0.1:3000/p?q"), s("http://10.0.0.1:3000/p"));
    QCOMPARE(stored("https://news.example/a?b"), s("https://news.example/a"));
    QCOMPARE(stored("mailto:bob@example.org"), QString());
    QCOMPARE(stored("https://translate.google.com/translate?sl=de&u=https%3A%2F%2Fnews.example%2Fa%3Fb"),
             s("https://news.example/a"));
}

void EnrichmentTest::keepsWhoALinkNames()
{
    const auto named = [this](const char *url, const char *referrer) {
        return hit(browser("203.0.113.7"), pageview(url, referrer)).campaign.source;
    };
    QCOMPARE(named("https://shop.example/?ref=producthunt", ""), s("producthunt"));
    QCOMPARE(named("https://shop.example/?ref=sidebar", "https://shop.example/a"), QString());
    QCOMPARE(named("https://shop.example/?ref=a&utm_source=poster", ""), s("poster"));
}

void EnrichmentTest::namesLocalNetworks_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QString>("city");
    QTest::addColumn<QString>("source");
    QTest::addRow("named") << QByteArray("192.168.20.9") << s("Hall B") << s("subnet 192.168.20.0/24");
    QTest::addRow("private") << QByteArray("192.168.21.9") << QString() << QString();
    QTest::addRow("loopback") << QByteArray("127.0.0.1") << QString() << QString();
    QTest::addRow("unknown") << QByteArray("198.51.100.1") << QString() << QString();
}

void EnrichmentTest::namesLocalNetworks()
{
    QFETCH(QByteArray, address);
    for (int again = 0; again < 2; ++again) { // the second answer is a remembered one
        const Hit known = hit(browser(address.constData()));
        QTEST(known.place.city, "city");
        QTEST(known.place.source, "source");
        QVERIFY(known.place.country.isEmpty());
    }
}

void EnrichmentTest::believesProxiesAlone()
{
    HttpRequest request = browser("198.51.100.1");
    request.headers = {{"CF-IPCountry", "SE"}};
    QCOMPARE(hit(request).place.country, QString());
    request.isProxied = true;
    request.addressVia = s("X-Forwarded-For, trusted proxies passed: 1");
    const Hit proxied = hit(request);
    QCOMPARE(proxied.place.country, s("SE"));
    QCOMPARE(proxied.place.source, s("proxy header CF-IPCountry"));
    QCOMPARE(proxied.via, request.addressVia);
    request.isProxied = false;
    QCOMPARE(hit(request).place.country, QString()); // what a proxy said is not remembered for the address
}

void EnrichmentTest::judgesByTheRulesOfTheSite_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<QStringList>("rules");
    QTest::addColumn<QByteArray>("agent");
    QTest::addColumn<bool>("isBot");
    QTest::addColumn<QString>("reason");
    const auto mode = [](Site::BotMode value) { return static_cast<int>(value); };
    const int balanced = mode(Site::BotMode::Balanced);
    QTest::addRow("a browser") << balanced << QStringList() << kIphone << false << QString();
    QTest::addRow("a library") << balanced << QStringList() << QByteArray("curl/8.5.0") << true
                               << s("crawler-user-agents: \"^curl\" (http-library)");
    QTest::addRow("marked though not hidden")
        << mode(Site::BotMode::Off) << QStringList() << QByteArray("curl/8.5.0") << true
        << s("crawler-user-agents: \"^curl\" (http-library)");
    QTest::addRow("allowed") << balanced << QStringList {s("allow agent CURL/8")} << QByteArray("curl/8.5.0")
                             << false << s("allowlist: agent \"CURL/8\"");
    QTest::addRow("allowed by address") << balanced << QStringList {s("allow address 203.0.113.0/24")}
                                        << QByteArray("curl/8.5.0") << false << s("allowlist: address");
    QTest::addRow("blocked wins") << balanced
                                  << QStringList {s("allow agent iPhone"), s("block agent Version/18")}
                                  << kIphone << true << s("blocklist: agent \"Version/18\"");
    QTest::addRow("a rule that is none is left out")
        << balanced << QStringList {s("nonsense"), s("block agent iphone")} << kIphone << true
        << s("blocklist: agent \"iphone\"");
}

void EnrichmentTest::judgesByTheRulesOfTheSite()
{
    QFETCH(int, mode);
    QFETCH(QStringList, rules);
    QFETCH(QByteArray, agent);
    setSite(static_cast<Site::BotMode>(mode), rules);
    HttpRequest request = browser("203.0.113.7");
    request.userAgent = agent;
    const Hit judged = hit(request);
    QTEST(judged.bot.isBot, "isBot");
    QTEST(judged.bot.reason, "reason");
}

void EnrichmentTest::keepsWhatAVerdictNeeds()
{
    setSite(Site::BotMode::Balanced, {s("allow address 203.0.113.0/24")});
    HttpRequest request = browser("203.0.113.7");
    request.accept.clear();
    request.acceptLanguage.clear();
    request.prefetch = true;
    request.headers = {{"sec-ch-ua", R"("HeadlessChrome";v="126")"}};
    QCOMPARE(hit(request).signs,
             HitSigns(HitSign::Prefetch) | HitSign::NoAccept | HitSign::NoAcceptLanguage
                 | HitSign::HeadlessHints | HitSign::AddressAllowed);
    QCOMPARE(hit(request).bot.category, s("prefetch")); // whoever it is, nobody has seen the page
    request.prefetch = false;
    QVERIFY(!hit(request).bot.isBot);
    setSite(Site::BotMode::Balanced);
    QCOMPARE(hit(request).bot.category, s("headless"));
}

void EnrichmentTest::judgesSpamByItsReferrer()
{
    const Hit spam = hit(browser("203.0.113.7"),
                         pageview("https://shop.example/", "https://www.free-seo.example/x"));
    QCOMPARE(spam.bot.category, s("spam"));
    QVERIFY(
        !hit(browser("203.0.113.7"), pageview("https://shop.example/", "https://seo.example/")).bot.isBot);
}

void EnrichmentTest::takesABurstForABot()
{
    for (int i = 1; i <= 60; ++i) {
        m_clock.advance(kMicrosPerSecond / 4);
        const QByteArray url = "https://shop.example/" + QByteArray::number(i);
        const Hit one = hit(browser("203.0.113.7"), pageview(url.constData()));
        QVERIFY2(one.bot.isBot == (i >= 40), url.constData());
        const Hit other = hit(browser("203.0.113.8"), pageview("https://shop.example/"));
        QVERIFY(!other.bot.isBot); // many hits, but of one page: a kiosk
    }
}

void EnrichmentTest::saysWhenHintsDecided()
{
    HttpRequest request = browser("203.0.113.7");
    request.userAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                        "Chrome/126.0.0.0 Safari/537.36";
    QVERIFY(!hit(request).signs.testFlag(HitSign::RefinedByHints));
    request.headers = {{"Sec-CH-UA-Platform", "\"Android\""}, {"Sec-CH-UA-Mobile", "?1"}};
    const Hit phone = hit(request);
    QVERIFY(phone.signs.testFlag(HitSign::RefinedByHints));
    QCOMPARE(phone.client.device, s("Mobile"));
    QCOMPARE(phone.client.os, s("Android"));
    request.headers[1].second = "?0";
    QCOMPARE(hit(request).client.device, s("Tablet"));
}

void EnrichmentTest::leavesNoTraceOfWhoOptedOut()
{
    HttpRequest request = browser("203.0.113.7");
    request.dnt = true;
    request.addressVia = s("X-Forwarded-For, trusted proxies passed: 1");
    RawHit pixel = pageview("https://shop.example/a", "https://news.example/secret");
    pixel.kind = HitKind::Pixel;
    const Hit anonymous = hit(request, pixel);
    QCOMPARE(anonymous.place.country, s("IN"));
    QVERIFY(anonymous.place.city.isEmpty() && anonymous.place.region.isEmpty());
    QVERIFY(anonymous.client.isEmpty() && anonymous.agent.isEmpty() && anonymous.via.isEmpty());
    QCOMPARE(anonymous.referrer, s("https://news.example"));
}

void EnrichmentTest::waitsForRulesBeforeTheFirstHitAlone()
{
    const QByteArray rules("user_agent_parsers:\n  - regex: '(NewBrowser)/(\\d+)'\nos_parsers:\n"
                           "  - regex: '(NewSystem)'\ndevice_parsers:\n  - regex: '(NewDevice)'\n");
    const QTemporaryDir folder;
    VisitorData data = visitorData();
    data.agentRules = folder.filePath(s("agents.yaml"));
    QFile file(data.agentRules);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(rules);
    file.close();
    HttpRequest request = browser("203.0.113.7");
    request.userAgent = "NewBrowser/7 (NewSystem)";
    m_pipeline->setVisitorData(data);
    QCOMPARE(hit(request).client.browser, s("NewBrowser"));

    data.agentRules = folder.filePath(s("pipe")); // whose reader waits for what is written
    QCOMPARE(mkfifo(data.agentRules.toLocal8Bit().constData(), S_IRUSR | S_IWUSR), 0);
    std::promise<void> wasDescribed;
    const std::future<void> writer = std::async(std::launch::async, [&wasDescribed, &rules, &data] {
        wasDescribed.get_future().wait_for(10s); // who waits for the rules shall fail, not hang
        QFile pipe(data.agentRules);
        if (pipe.open(QIODevice::WriteOnly))
            pipe.write(QByteArray(rules).replace("NewBrowser", "Newer"));
    });
    m_pipeline->setVisitorData(data);
    request.userAgent = "NewBrowser/8 Newer/8";
    QCOMPARE(hit(request).client.browser, s("NewBrowser"));
    wasDescribed.set_value();
    QTRY_COMPARE(hit(request).client.browser, s("Newer"));
}

CLICKSCOPE_TEST(EnrichmentTest)
#include "tst_enrichment.moc"
