// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/shownpage.h"
#include "tests/support/testprogram.h"

#include <QTest>

class ShownPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsNamesOfHosts_data();
    void readsNamesOfHosts();
    void findsThePageThatIsShown_data();
    void findsThePageThatIsShown();
};

void ShownPageTest::readsNamesOfHosts_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *host, const char *shown) {
        QTest::addRow("%s", host) << QString::fromUtf8(host) << QString::fromUtf8(shown);
    };
    row("de-wikipedia-org.translate.goog", "de.wikipedia.org");
    row("my--shop-example.translate.goog", "my-shop.example");
    row("a----b-example.translate.goog", "a--b.example");
    row("my--shop-example.cdn.ampproject.org", "my-shop.example");
    row("www-example-co-uk.cdn.ampproject.org", "www.example.co.uk");
    // "bücher-example", spelt as an A-label, is "bücher.example".
    row("xn--bcher-example-wob.translate.goog", "xn--bcher-kva.example");
    // "en-us.example" would have "--" as its third and fourth character.
    row("0-en--us-example-0.translate.goog", "en-us.example");
    // The hyphens of an A-label, doubled like any other.
    row("xn----bcher--kva-example.translate.goog", "xn--bcher-kva.example");
    row("www-xn----bcher--kva-example.translate.goog", "www.xn--bcher-kva.example");
    row("0-xn----bcher--kva-example-0.translate.goog", "xn--bcher-kva.example");
    row("www-example-com.bing-amp.com", "www.example.com");
    row("my--shop-example.turbopages.org", "my-shop.example");
    row("shop-example.cdn.ampproject.net", "shop.example");
    row("shop-example.amp.cloudflare.com", "shop.example");
    // Frames of advertisements, and no A-label.
    row("d-1234567.ampproject.net", "d-1234567.ampproject.net");
    row("3p.ampproject.net", "3p.ampproject.net");
    row("xn--bcher--shop-example-xyz.translate.goog", "xn--bcher--shop-example-xyz.translate.goog");
    row("wikipedia.org", "wikipedia.org");
    row("translate.goog", "translate.goog");
    row("cdn.ampproject.org", "cdn.ampproject.org");
    row("translate.google.com", "translate.google.com");
    row("de-wikipedia-org.translate.goog.evil.example", "de-wikipedia-org.translate.goog.evil.example");
    // A digest, a single name, empty labels: nobody's host.
    row("ysc6xlg6bz7fvmkx3rawq2vq7tyxzbi5w3wwa6bqx2aqbkkvvwnq.cdn.ampproject.org",
        "ysc6xlg6bz7fvmkx3rawq2vq7tyxzbi5w3wwa6bqx2aqbkkvvwnq.cdn.ampproject.org");
    row("localhost.translate.goog", "localhost.translate.goog");
    row("-com.translate.goog", "-com.translate.goog");
    row("com-.translate.goog", "com-.translate.goog");
    row("", "");
}

void ShownPageTest::readsNamesOfHosts()
{
    QFETCH(const QString, host);
    QTEST(shownHost(host), "shown");
}

void ShownPageTest::findsThePageThatIsShown_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char *url, const char *shown) {
        QTest::addRow("%s", url) << QString::fromUtf8(url) << QString::fromUtf8(shown);
    };
    const auto same = [&row](const char *url) { row(url, url); };
    row("https://de-wikipedia-org.translate.goog/wiki/Rom?_x_tr_sl=de&_x_tr_tl=en&_x_tr_hl=en",
        "https://de.wikipedia.org/wiki/Rom");
    row("https://de-wikipedia-org.translate.goog/w?a=1&_x_tr_sl=de&b=2#top",
        "https://de.wikipedia.org/w?a=1&b=2#top");
    row("https://translate.google.com/translate?hl=en&sl=de&u=https%3A%2F%2Fshop.example%2Fa%3Fb%3D1",
        "https://shop.example/a?b=1");
    row("https://translate.google.co.uk/translate?u=http://shop.example/", "http://shop.example/");
    row("https://translate.googleusercontent.com/translate_c?depth=1&u=https://shop.example/a",
        "https://shop.example/a");
    row("https://www.microsofttranslator.com/bv.aspx?from=de&to=en&a=https%3A%2F%2Fshop.example%2F",
        "https://shop.example/");
    row("https://www.google.com/amp/s/shop.example/a/b", "https://shop.example/a/b");
    row("https://www.google.co.in/amp/shop.example/a", "http://shop.example/a");
    row("https://www.google.de/amp/s/shop.example", "https://shop.example");
    row("https://www.bing.com/amp/s/shop.example/a", "https://shop.example/a");
    row("https://shop-example.cdn.ampproject.org/c/s/shop.example/a?x=1", "https://shop.example/a?x=1");
    row("https://shop-example.cdn.ampproject.org/v/s/shop.example/a", "https://shop.example/a");
    row("https://cdn.ampproject.org/c/s/shop.example/a", "https://shop.example/a");
    row("https://shop-example.cdn.ampproject.org/odd", "https://shop.example/odd");
    row("https://www-shop-example.bing-amp.com/c/s/www.shop.example/a", "https://www.shop.example/a");
    row("https://yandex.ru/turbo?text=https%3A%2F%2Fshop.example%2Fa%3Fb%3D1", "https://shop.example/a?b=1");
    row("https://yandex.com.tr/turbo/shop.example/s/news/1?x=1", "https://shop.example/news/1?x=1");
    row("https://yandex.ru/turbo/shop.example/h/news/1", "http://shop.example/news/1");
    row("https://shop-example.turbopages.org/shop.example/s/news/1", "https://shop.example/news/1");
    row("https://shop-example.turbopages.org/turbo/shop.example/s/news/1", "https://shop.example/news/1");
    row("https://shop-example.turbopages.org/turbo?text=https%3A%2F%2Fshop.example%2Fa",
        "https://shop.example/a");
    row("https://web.archive.org/web/20200101000000/https://shop.example/a?b=1",
        "https://shop.example/a?b=1");
    row("https://web.archive.org/web/20200101000000if_/http://shop.example/", "http://shop.example/");
    row("https://web.archive.org/web/2020/https:/shop.example/a", "https://shop.example/a");
    row("https://web.archive.org/web/2020/http://shop.example/https://x.example/",
        "http://shop.example/https://x.example/");
    row("https://archive.ph/newest/https://shop.example/a", "https://shop.example/a");
    row("https://webcache.googleusercontent.com/search?q=cache:AbC-d:https://shop.example/a+two+words&hl=de",
        "https://shop.example/a");
    same("https://web.archive.org/web/2020*/shop.example");
    same("https://archive.ph/AbCde");
    same("https://yandex.ru/search/?text=https%3A%2F%2Fshop.example%2Fa");
    same("https://shop.example/turbo/other.example/s/x");
    same("https://shop.example/web/2020/https://other.example/");
    same("https://www.google.com/amp/");
    same("https://www.google.com/amp/s/");
    same("https://www.google.com/search?q=amp");
    same("https://google.evil.example/amp/s/shop.example/");
    same("https://translate.google.com/?sl=de&text=u");
    same("https://translate.google.com/translate?u=javascript:1");
    same("https://translate.google.com/translate?u=https://localhost/");
    same("https://shop.example/amp/s/other.example/");
    same("android-app://com.google.android.gm/");
    same("/amp/s/shop.example/");
    same("what is this");
    same("");
}

void ShownPageTest::findsThePageThatIsShown()
{
    QFETCH(const QString, url);
    QTEST(shownUrl(url), "shown");
}

CLICKSCOPE_TEST(ShownPageTest)
#include "tst_shownpage.moc"
