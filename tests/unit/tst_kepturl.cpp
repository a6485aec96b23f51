// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/kepturl.h"
#include "core/ingest/pipeline.h"
#include "core/types/allowedhosts.h"
#include "tests/support/manualclock.h"
#include "tests/support/testprogram.h"

#include <QTest>

/// What is stored of the address of a page, and whose pages they are.
class PageUrlTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatTheSiteKeeps_data();
    void keepsWhatTheSiteKeeps();
    void storesNoUserInfo();
    void storesNoSecretsOfTargets_data();
    void storesNoSecretsOfTargets();
    void takesHitsOfItsHosts_data();
    void takesHitsOfItsHosts();
    void saysWhichOriginItRefused_data();
    void saysWhichOriginItRefused();
    void namesPagesOfRouters_data();
    void namesPagesOfRouters();
    void writesLanguagesInOneForm_data();
    void writesLanguagesInOneForm();
    void readsTheListOfKeptNames_data();
    void readsTheListOfKeptNames();
};

static IngestPipeline::Taken take(const Site &site, const RawHit &sent, const HttpRequest &request)
{
    ManualClock clock(20'515 * kMicrosPerDay);
    IngestPipeline pipeline(clock, {}, {});
    Site named = site;
    named.id = QStringLiteral("s");
    pipeline.setSites({named});
    RawHit raw = sent;
    raw.siteKey = named.id;
    return pipeline.take({raw}, request, Protocol::Native);
}

/// The hit that comes of it, or none when it was dropped.
static QList<Hit> taken(const Site &site, const RawHit &sent, const HttpRequest &request = {})
{
    return take(site, sent, request).hits;
}

static RawHit viewOf(const QString &url)
{
    RawHit raw;
    raw.url = url;
    raw.fragmentNamesPage = true; // as in our own formats
    return raw;
}

void PageUrlTest::keepsWhatTheSiteKeeps_data()
{
    QTest::addColumn<QString>("kept");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("stored");
    const auto add = [](const char *name, const char *kept, const char *url, const char *stored) {
        QTest::newRow(name) << QString::fromUtf8(kept) << QString::fromUtf8(url) << QString::fromUtf8(stored);
    };
    add("no query", "none", "https://e.com/a", "https://e.com/a");
    add("a token", "none", "https://e.com/reset?token=abc&email=me%40e.com", "https://e.com/reset");
    add("a campaign among it", "none", "https://e.com/?a=1&utm_source=x&b&UTM_Id=7#top",
        "https://e.com/?utm_source=x&UTM_Id=7");
    add("click ids and sources", "none", "/p?gclid=1&q=2&ref=a&source=b&via=c&FBCLID=d",
        "/p?gclid=1&ref=a&source=b&via=c&FBCLID=d");
    add("an escaped key", "none", "/p?%75tm_source=x&%74oken=y", "/p?%75tm_source=x");
    add("a list", "page,Größe", "/p?page=2&pages=3&gr%C3%B6%C3%9Fe=4&PAGE=5",
        "/p?page=2&gr%C3%B6%C3%9Fe=4&PAGE=5");
    add("all", "all", "https://e.com/?a=1&&b#top", "https://e.com/?a=1&&b#top");
    add("a fragment", "none", "https://e.com/#access_token=x", "https://e.com/");
    add("a route", "none", "https://e.com/?a=1#/reset?token=x&utm_source=y",
        "https://e.com/#/reset?utm_source=y");
    add("tokens in a route", "none", "https://e.com/#/cb/access_token=x&state=y", "https://e.com/#/cb");
    add("nothing but tokens", "none", "https://e.com/#/access_token=x&token_type=bearer", "https://e.com/#/");
    add("tokens behind a shebang", "none", "https://e.com/#!/id_token=x", "https://e.com/#!/");
    add("a route with harmless parts", "none", "https://e.com/#/a=1/b;c=2", "https://e.com/#/a=1/b;c=2");
    add("an escaped token in a route", "all", "https://e.com/#/cb/acc%65ss_token%3dx?a=1",
        "https://e.com/#/cb?a=1");
    add("tokens where all is kept", "all", "https://e.com/?a=1#state=x&code=y", "https://e.com/?a=1");
    add("a token in the query of a route", "all", "https://e.com/?a=1#/cb?access_token=x&b=2",
        "https://e.com/?a=1#/cb?b=2");
    add("nothing else in the query of a route", "all", "https://e.com/#/cb?access_token=x",
        "https://e.com/#/cb");
    add("nothing but a fragment", "all", "https://e.com/#id_token=x", "https://e.com/");
    add("a session", "none", "https://e.com/a;jsessionid=X1?b=1", "https://e.com/a");
    add("a session in the middle", "all", "https://e.com/a;v=1;SID=x;w=2/b?c", "https://e.com/a;v=1;w=2/b?c");
    add("an escaped session", "none", "/a;%6Asessionid=x/", "/a/");
    add("a session alone", "none", "https://e.com/;jsessionid=x", "https://e.com/");
    add("a session without cookies", "none", "https://e.com/(S(lit3py55t21z5v55vlm25s55))/a.aspx",
        "https://e.com/a.aspx");
    add("brackets", "none", "https://e.com/a_(b)=c;state=CA", "https://e.com/a_(b)=c;state=CA");
    add("user info", "all", "https://me:word@e.com:81/a?b=me@e.com", "https://e.com:81/a?b=me@e.com");
    add("user info without a scheme", "all", "//me:word@e.com/a", "//e.com/a");
    add("user info behind more slashes", "all", "///me:word@e.com/a", "///e.com/a");
    add("user info behind backslashes", "all", "/\\\\me:word@e.com/a", "/\\\\e.com/a");
    add("user info of a URL in a path", "all", "/to/https://me:word@e.com/a", "/to/https://e.com/a");
    for (const char *nested : {"/%2F%2Fme:word@e.com/a", "/%2F%2Fme%3Aword%40e.com%2Fa", "/%2fme:word@e.com",
                               "/to/https%3A%2F%2Fme%3Aword%40e.com%2Fa%3Fb", "/to/https%3A//me:word@e.com",
                               "/to/https%253A%252F%252Fme%253Aword%2540e.com", "/%5C%5Cme:word@e.com",
                               "/to/https://me%40word.com.evil.test/", "//;sid=1/me:word@e.com"}) {
        const QByteArray stored = QByteArray(nested)
                                      .replace("me:word@", "")
                                      .replace("me%3Aword%40", "")
                                      .replace("me%253Aword%2540", "")
                                      .replace("me%40word", "word")
                                      .replace("/;sid=1", "");
        add(nested, "all", nested, stored.constData());
        add(QByteArray(QByteArray("https://f.com") + nested).constData(), "none",
            QByteArray(QByteArray("https://f.com") + nested).constData(),
            QByteArray("https://f.com" + stored).constData());
    }
    add("an escaped mailbox in a path", "all", "https://e.com/me%40e.com/a", "https://e.com/me%40e.com/a");
    add("an escaped name with an at sign", "all", "https://e.com/%2F%2F%40name",
        "https://e.com/%2F%2F%40name");
    add("user info in a route", "all", "/#/to/https%3A%2F%2Fme:word%40e.com", "/#/to/https%3A%2F%2Fe.com");
    add("a token escaped twice", "none", "/acc%2565ss_token%253Dx/a", "/a");
    add("a name with an at sign", "all", "https://e.com//@name/a", "https://e.com//@name/a");
    add("a translated page", "all", "https://www-e-com.translate.goog/a?b=1&_x_tr_sl=de",
        "https://www.e.com/a?b=1");
}

void PageUrlTest::keepsWhatTheSiteKeeps()
{
    QFETCH(QString, kept);
    QFETCH(QString, url);
    Site site;
    site.keptQuery = *keptQuery(kept);
    const QList<Hit> hits = taken(site, viewOf(url));
    QCOMPARE(hits.size(), 1);
    QTEST(hits.constFirst().url, "stored");
}

void PageUrlTest::storesNoUserInfo()
{
    RawHit raw = viewOf(QStringLiteral("https://e.com/"));
    raw.kind = HitKind::Outbound;
    raw.referrer = QStringLiteral("https://me:word@f.com/b;jsessionid=x");
    raw.event = QStringLiteral("https://me:word@g.com/;sid=x");
    const char *const sent = R"({"note":"me@h.com","url":"https://me:word@h.com/c;sid=1"})";
    raw.props = QString::fromLatin1(sent);
    const Hit hit = taken({}, raw).constFirst();
    QCOMPARE(hit.referrer, QStringLiteral("https://f.com/b"));
    raw.referrer = QStringLiteral("https://f.com/to/https%3A%2F%2Fme:word%40g.com/");
    QCOMPARE(taken({}, raw).constFirst().referrer, QStringLiteral("https://f.com/to/https%3A%2F%2Fg.com/"));
    QCOMPARE(hit.event, QStringLiteral("https://g.com/"));
    const char *const kept = R"({"note":"me@h.com","url":"https://h.com/c"})";
    QCOMPARE(hit.props, QString::fromLatin1(kept));
}

void PageUrlTest::storesNoSecretsOfTargets_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("stored");
    const auto add = [](const char *name, const char *target, const char *stored) {
        QTest::newRow(name) << QString::fromLatin1(target) << QString::fromLatin1(stored);
    };
    add("a fragment", "https://f.com/a?b=1#access_token=S", "https://f.com/a?b=1");
    add("a route", "https://f.com/#/cb?access_token=S", "https://f.com/#/cb");
    add("a route with more", "https://f.com/#/cb?a=1&access_token=S&b", "https://f.com/#/cb?a=1&b");
    add("a session in a route", "https://f.com/#!/r;jsessionid=S", "https://f.com/#!/r");
    add("a token in a route", "https://f.com/#/access_token=S&state=x", "https://f.com/#/");
    add("behind a second mark", "https://f.com/#/cb?a=1#access_token=S", "https://f.com/#/cb");
    add("escaped", "https://f.com/#/cb?acc%65ss_token%3DS", "https://f.com/#/cb");
    add("a place on the page", "https://f.com/a?b=1#top", "https://f.com/a?b=1#top");
    add("a harmless route", "https://f.com/#/a=1?b=2&&c", "https://f.com/#/a=1?b=2&&c");
}

void PageUrlTest::storesNoSecretsOfTargets()
{
    QFETCH(QString, target);
    QFETCH(QString, stored);
    for (const HitKind kind : {HitKind::Outbound, HitKind::Download}) {
        for (const char *key : {"url", "href"}) {
            const QString props = QStringLiteral("{\"%1\":\"%2\"}").arg(QLatin1StringView(key));
            RawHit raw = viewOf(QStringLiteral("https://e.com/"));
            raw.kind = kind;
            raw.event = target;
            raw.props = props.arg(target);
            const Hit hit = taken({}, raw).constFirst();
            QCOMPARE(hit.event, stored);
            QCOMPARE(hit.props, props.arg(stored));
        }
    }
}

void PageUrlTest::takesHitsOfItsHosts_data()
{
    QTest::addColumn<QString>("domain");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isTaken");
    const auto add = [](const char *name, const char *domain, const char *origin, const char *url,
                        bool isTaken) {
        QTest::newRow(name) << QString::fromUtf8(domain) << QByteArray(origin) << QString::fromUtf8(url)
                            << isTaken;
    };
    add("the host", "e.com", "https://e.com", "/", true);
    add("below it", "e.com", "https://shop.e.com:8443", "/", true);
    add("another", "e.com", "https://f.com", "/", false);
    add("another script", "bücher.example", "https://xn--bcher-kva.example", "/", true);
    add("another script, no origin", "bücher.example", "", "https://Bücher.example./", true);
    add("a wildcard", "*.e.com", "https://shop.e.com", "/", true);
    add("above a wildcard", "*.e.com", "https://e.com", "/", false);
    add("several", "e.com, f.com", "https://f.com", "/", true);
    add("a final dot", "e.com.", "https://e.com", "/", true);
    add("IPv6", "::1", "http://[::1]:8080", "/", true);
    add("not IPv6", "::1", "https://e.com", "/", false);
    add("translated", "e.com", "https://www-e-com.translate.goog", "https://www-e-com.translate.goog/", true);
    add("translated, another", "e.com", "https://www-f-com.translate.goog",
        "https://www-f-com.translate.goog/", false);
    add("no scheme", "e.com", "", "//shop.e.com/a", true);
    add("no scheme, another", "e.com", "", "//f.com/a", false);
    add("a blank in any host", "*", "", "https://e com/", false);
    add("a blank in any host of any page", "*", "https://e.com", "https://e com/", false);
    add("an escaped blank", "*", "", "https://e%20.com/", false);
    add("a zone", "*", "", "http://[fe80::1%eth0]/", false);
    add("no host at all", "e.com", "", "https:///", false);
    add("any host", "*", "", "https://e.com:8443/a b", true);
    add("no scheme of the web", "*", "", "capacitor://localhost/a", true);
    for (const char *url : {"about:blank", "about:srcdoc", "JavaScript:alert(1)", "javascript://e.com/%0a1",
                            "data:text/html,https://e.com", "blob:https://e.com/1", "vbscript:1"}) {
        add(url, "*", "", url, false);
        add(QByteArray(QByteArray(url) + ", from the host").constData(), "*", "https://e.com", url, false);
    }
    add("a path that looks like a scheme", "*", "", "/data:x", true);
    add("in a cache", "e.com", "", "https://e-com.cdn.ampproject.org/c/s/e.com/a", true);
}

void PageUrlTest::takesHitsOfItsHosts()
{
    QFETCH(QString, domain);
    QFETCH(QByteArray, origin);
    QFETCH(QString, url);
    Site site;
    site.domains = *allowedHosts({domain});
    HttpRequest request;
    request.origin = origin;
    QTEST(!taken(site, viewOf(url), request).isEmpty(), "isTaken");
}

void PageUrlTest::saysWhichOriginItRefused_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("shown");
    const auto add = [](const char *name, const char *origin, const char *url, const char *shown) {
        QTest::newRow(name) << QByteArray(origin) << QString::fromUtf8(url) << QString::fromUtf8(shown);
    };
    add("a host", "https://f.com:8443", "/", "https://f.com:8443");
    add("the host of the page", "", "https://f.com/a/b?c", "https://f.com");
    add("a private address", "http://192.168.1.20:3000", "/", "http://192.168.1.20:3000");
    add("this machine", "http://127.0.0.1", "/", "http://127.0.0.1");
    add("a private address of IPv6", "http://[fd00::7]:80", "/", "http://[fd00::7]:80");
    add("a private address in the page", "null", "http://10.0.0.7/a", "http://10.0.0.7");
    add("a public address", "http://198.51.100.7:3000", "/", "http://\u2026:3000");
    add("a public address of IPv6", "http://[2001:db8::7]", "/", "http://[\u2026]");
    add("user info", "", "http://me:word@192.168.1.20/", "http://192.168.1.20");
    add("a secret", "https://ghp_abcdefghijklmnop.f.com", "/", "https://\u2026");
}

void PageUrlTest::saysWhichOriginItRefused()
{
    QFETCH(QByteArray, origin);
    QFETCH(QString, url);
    QFETCH(QString, shown);
    Site site;
    site.domains = QStringList {QStringLiteral("e.com")};
    HttpRequest request;
    request.origin = origin;
    const QList<Rejection> dropped = take(site, viewOf(url), request).dropped;
    QCOMPARE(dropped.size(), 1);
    const QString detail = dropped.constFirst().detail;
    QVERIFY2(detail.startsWith(QString(QStringLiteral("The host of ") + shown + QStringLiteral(" is not"))),
             qPrintable(detail));
}

void PageUrlTest::namesPagesOfRouters_data()
{
    QTest::addColumn<bool>("isMarked");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("page");
    const auto add = [](const char *name, bool isMarked, const char *url, const char *page) {
        QTest::newRow(name) << isMarked << QString::fromLatin1(url) << QString::fromLatin1(page);
    };
    add("a route", true, "https://e.com/#/about", "/#/about");
    add("a route with an exclamation mark", true, "https://e.com/#!/about", "/#!/about");
    add("a place on the page", false, "https://e.com/#about", "/");
    add("a place on it that is marked", true, "https://e.com/#about", "/");
    add("tokens that are marked", true, "https://e.com/#state=x&code=y", "/");
    add("nothing to mark", true, "https://e.com/a", "/a");
    add("a route that is not marked", false, "https://e.com/#/about", "/");
}

void PageUrlTest::namesPagesOfRouters()
{
    QFETCH(bool, isMarked);
    QFETCH(QString, url);
    RawHit raw = viewOf(url);
    raw.fragmentNamesPage = isMarked;
    QTEST(taken({}, raw).constFirst().path(), "page");
}

void PageUrlTest::writesLanguagesInOneForm_data()
{
    QTest::addColumn<QString>("sent");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("language");
    QTest::addRow("sent") << QStringLiteral("en_us") << QByteArray("de") << QStringLiteral("en-US");
    QTest::addRow("header") << QString() << QByteArray("pl-pl,pl;q=0.9") << QStringLiteral("pl-PL");
    QTest::addRow("sent is none") << QStringLiteral("C") << QByteArray("de") << QStringLiteral("de");
    QTest::addRow("none") << QString() << QByteArray("*") << QString();
    QTest::addRow("a long header") << QString() << QByteArray("de,") + QByteArray(9000, 'a')
                                   << QStringLiteral("de");
}

void PageUrlTest::writesLanguagesInOneForm()
{
    QFETCH(QString, sent);
    QFETCH(QByteArray, header);
    RawHit raw = viewOf(QStringLiteral("/"));
    raw.language = sent;
    HttpRequest request;
    request.acceptLanguage = header;
    QTEST(taken({}, raw, request).constFirst().language, "language");
}

void PageUrlTest::readsTheListOfKeptNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written");
    for (const char *text : {"none", "all", "page", "page,category"})
        QTest::addRow("%s", text) << QString::fromLatin1(text) << QString::fromLatin1(text);
    QTest::addRow("blanks") << QStringLiteral(" page , Page;category ") << QStringLiteral("page,category");
    for (const char *text : {"", ",", "*", "none,page,*", "a=b", "?page", "a&b", "a%20b"})
        QTest::addRow("refused: %s", text) << QString::fromLatin1(text) << QString();
}

void PageUrlTest::readsTheListOfKeptNames()
{
    QFETCH(QString, text);
    QFETCH(QString, written);
    const Result<QStringList> names = keptQuery(text);
    QCOMPARE(names.ok(), !written.isEmpty());
    if (names)
        QCOMPARE(keptQueryText(*names), written);
}

CLICKSCOPE_TEST(PageUrlTest)
#include "tst_kepturl.moc"
