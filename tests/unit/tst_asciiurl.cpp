// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/asciiurl.h"
#include "tests/support/testprogram.h"

#include <QTest>

class AsciiUrlTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAscii_data();
    void writesAscii();
    void addsAQuery_data();
    void addsAQuery();
};

void AsciiUrlTest::writesAscii_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("ascii");
    const auto add = [](const char *url, const char *ascii) {
        QTest::addRow("%s", url) << QString::fromUtf8(url) << QByteArray(ascii);
    };
    add("https://shop.example/a?b=c#d", "https://shop.example/a?b=c#d");
    add("https://Shop.Example:8443", "https://Shop.Example:8443"); // ASCII stays as it was written
    add("https://shop.example/über?q=größe#ä", "https://shop.example/%C3%BCber?q=gr%C3%B6%C3%9Fe#%C3%A4");
    add("https://bücher.example:8080/x", "https://xn--bcher-kva.example:8080/x");
    add("https://shop.example/a%2Fb?u=https%3a%2f%2fx", "https://shop.example/a%2Fb?u=https%3a%2f%2fx");
    add("https://shop.example/产品/😀", "https://shop.example/%E4%BA%A7%E5%93%81/%F0%9F%98%80");
    add("https://shop.example/100%?50%zz#frag%2", "https://shop.example/100%?50%zz#frag%2");
    add("https://shop.example/\"<>\\^`{|}", "https://shop.example/%22%3C%3E%5C%5E%60%7B%7C%7D");
    add("https://shop.example/a b\r\nX: y", "https://shop.example/a%20b%0D%0AX:%20y");
    add("https://shop.example/#a#b", "https://shop.example/#a%23b");
}

void AsciiUrlTest::writesAscii()
{
    QFETCH(QString, url);
    QFETCH(QByteArray, ascii);
    QCOMPARE(asciiUrl(url), ascii);
    QCOMPARE(asciiUrl(QString::fromLatin1(ascii)), ascii);
}

void AsciiUrlTest::addsAQuery_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("result");
    const auto add = [](const char *name, const char *url, const char *query, const char *result) {
        QTest::newRow(name) << QByteArray(url) << QByteArray(query) << QByteArray(result);
    };
    add("none", "https://e.com/?a=b", "", "https://e.com/?a=b");
    add("the first", "https://e.com", "a=b&c", "https://e.com?a=b&c");
    add("behind others", "https://e.com/?a=b#d", "c=d", "https://e.com/?a=b&c=d#d");
    add("in place of one", "https://e.com/?a=1&b=2&a=3", "a=4&c", "https://e.com/?b=2&a=4&c");
    add("a campaign in another case", "https://e.com/?utm_source=a&A=1", "UTM_SOURCE=qr&a=2",
        "https://e.com/?A=1&UTM_SOURCE=qr&a=2");
    add("a click id in another case", "https://e.com/?GCLID=a", "gclid=b", "https://e.com/?gclid=b");
    add("empty pairs", "https://e.com/?", "&&a&&", "https://e.com/?a");
    add("not ASCII", "https://e.com/", "a=\xC3\xBC\r\n#x y", "https://e.com/?a=%C3%BC%0D%0A%23x%20y");
    add("escapes", "https://e.com/", "a=%c3%bc%", "https://e.com/?a=%c3%bc%");
}

void AsciiUrlTest::addsAQuery()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, query);
    QTEST(withQuery(url, query), "result");
}

CLICKSCOPE_TEST(AsciiUrlTest)
#include "tst_asciiurl.moc"
