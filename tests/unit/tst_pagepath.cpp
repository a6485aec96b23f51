// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/pagepath.h"
#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <QTest>

class PathTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesPathsInOneForm_data();
    void writesPathsInOneForm();
    void readsItsOwnOutputAsItself();
    void leavesIncompletePiecesAlone_data();
    void leavesIncompletePiecesAlone();
    void namesThePageOfAUrl_data();
    void namesThePageOfAUrl();
    void groupsPages_data();
    void groupsPages();
};

void PathTextTest::writesPathsInOneForm_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    const auto add = [](const char *name, QStringView text, QStringView path) {
        QTest::newRow(name) << text.toString() << path.toString();
    };
    add("plain", u"/a/b-c_d.html", u"/a/b-c_d.html");
    add("root", u"/", u"/");
    add("readable", u"/über", u"/über");
    add("capital escapes", u"/%C3%BCber", u"/über");
    add("small escapes", u"/%c3%bcber", u"/über");
    add("unreserved", u"/%7Ex%2D%2E%5F%41%7a%30", u"/~x-._Az0");
    add("a slash that is none", u"/a%2Fb", u"/a%2Fb");
    add("the same in small letters", u"/a%2fb", u"/a%2Fb");
    add("reserved stays", u"/%3f%23%25%26%3d%2b%3B", u"/%3F%23%25%26%3D%2B%3B");
    add("what a URL cannot hold", u"/a b\"<>\\^`{|}[]", u"/a%20b\"<>%5C^`{|}[]");
    add("the same, escaped", u"/a%20b%22%3c%3E%5c%5E%60%7B%7C%7D%5B%5D", u"/a%20b\"<>%5C^`{|}[]");
    add("a tag", u"/%3Cb%3E", u"/<b>");
    add("a blank", u"/a%20b", u"/a%20b");
    add("no escape", u"/100%", u"/100%");
    add("no escape, either", u"/%zz%a", u"/%zz%a");
    add("its percent sign escaped", u"/%25zz", u"/%25zz");
    add("an escape that would come of it", u"/%%34%31", u"/%%341");
    add("another that would", u"/%4%31", u"/%4%31");
    add("no digit behind it", u"/%g%41%%67", u"/%gA%g");
    add("decomposed", u"/u\u0308ber", u"/über");
    add("decomposed and escaped", u"/u%CC%88be%72", u"/über");
    add("two marks in the other order", u"/a%CC%A3%CC%82", u"/\u1EAD");
    add("Hangul in pieces", u"/%E1%84%80%E1%85%A1", u"/가");
    add("a mark behind an escape", u"/%2C%CC%A7%CC%88", u"/%2C%CC%A7%CC%88");
    add("a mark that composes with a sign", u"/%3C%CC%B8", u"/≮");
    add("a letter that is another", u"/\u212A\u1FEF", u"/K`");
    add("four bytes", u"/%F0%9F%98%80", u"/😀");
    add("Chinese", u"/%E4%BA%A7%E5%93%81/1", u"/产品/1");
    add("no UTF-8", u"/%FFa%e9", u"/%FFa%E9");
    add("half a character", u"/%C3/%C3%BC%BC", u"/%C3/ü%BC");
    add("overlong", u"/%C0%AF%E0%80%AF", u"/%C0%AF%E0%80%AF");
    add("a surrogate", u"/%ED%A0%80", u"/%ED%A0%80");
    add("beyond Unicode", u"/%F4%90%80%80", u"/%F4%90%80%80");
    add("zero", u"/%00", u"/%00");
    add("controls", u"/%0a%0D\t\u0085", u"/%0A%0D%09%C2%85");
    add("marks of direction", u"/a\u202Eb%E2%80%AE", u"/a%E2%80%AEb%E2%80%AE");
    add("isolates", u"/\u2066a", u"/%E2%81%A6a");
    add("a joiner inside a word", u"/می\u200Cخواهم", u"/می\u200Cخواهم");
    add("a joiner behind ASCII", u"/a%E2%80%8Cb", u"/a%E2%80%8Cb");
    add("a wide blank", u"/%E3%80%80", u"/%E3%80%80");
    add("private use", u"/%EE%80%80", u"/%EE%80%80");
    add("dot", u"/a/./b", u"/a/b");
    add("two dots", u"/a/../b", u"/b");
    add("escaped dots", u"/a/%2E%2e/b", u"/b");
    add("dots at the end", u"/a/b/..", u"/a/");
    add("above the root", u"/../../a", u"/a");
    add("dots that mean nothing", u"/.well-known/a..b/...", u"/.well-known/a..b/...");
    add("empty segments", u"//a//b/", u"//a//b/");
    add("relative", u"a/../b", u"a/../b");
}

void PathTextTest::writesPathsInOneForm()
{
    QFETCH(QString, text);
    QFETCH(QString, path);
    QCOMPARE(canonicalPath(text), path);
    QCOMPARE(canonicalPath(path), path);
}

void PathTextTest::readsItsOwnOutputAsItself()
{
    const QList<QStringView> pieces {u"%",      u"%2",         u"%4",     u"1",      u"A",
                                     u"%41",    u"%25",        u"%3C",    u"<",      u"/",
                                     u".",      u"%2e",        u"%C3",    u"%BC",    u"u",
                                     u"\u0308", u"%CC%88",     u"\u0327", u"\u1100", u"\u1161",
                                     u"\u212A", u"\u1FEF",     u"\u037E", u"\u200D", u"\u0915\u093C",
                                     u"\u0344", u"\U0001D11E", u"="};
    QRandomGenerator random(7);
    for (int round = 0; round < 200'000; ++round) {
        QString text = QStringLiteral("/");
        for (int n = random.bounded(8); n >= 0; --n)
            text += pieces[random.bounded(static_cast<int>(pieces.size()))];
        const QString path = canonicalPath(text);
        QVERIFY2(canonicalPath(path) == path, qPrintable(text));
        const QString piece = canonicalPathPiece(text);
        QVERIFY2(canonicalPathPiece(piece) == piece, qPrintable(text));
    }
}

void PathTextTest::leavesIncompletePiecesAlone_data()
{
    QTest::addColumn<QString>("piece");
    QTest::addColumn<QString>("text");
    const auto add = [](const char *name, QStringView piece, QStringView text) {
        QTest::newRow(name) << piece.toString() << text.toString();
    };
    add("readable", u"über", u"über");
    add("escaped", u"%c3%bcber", u"über");
    add("a percent sign", u"100%", u"100%");
    add("half an escape", u"/a%2", u"/a%2");
    add("a percent sign inside", u"100%!", u"100%!");
    add("dots", u"/../", u"/../");
    const QString half = QStringView(u"/😀").first(2).toString();
    add("half a character of UTF-16", half, half);
}

void PathTextTest::leavesIncompletePiecesAlone()
{
    QFETCH(QString, piece);
    QTEST(canonicalPathPiece(piece), "text");
}

void PathTextTest::namesThePageOfAUrl_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("byFragment");
    QTest::addColumn<QString>("page");
    const auto add = [](const char *name, QStringView url, bool byFragment, QStringView page) {
        QTest::newRow(name) << url.toString() << byFragment << page.toString();
    };
    add("ordinary", u"https://e.com/%7Ea?b#c", false, u"/~a");
    add("no path", u"https://e.com", false, u"/");
    add("a place on the page", u"https://e.com/#/about", false, u"/");
    add("a route", u"https://app.example/#/about", true, u"/#/about");
    add("a route with a query", u"https://app.example/?a=b#/search?q=x", true, u"/#/search");
    add("a bang", u"https://app.example/a#!/%C3%BC", true, u"/a#!/ü");
    add("a word", u"https://app.example/#pricing", true, u"/#pricing");
    add("no fragment", u"https://app.example/a#", true, u"/a");
    add("relative", u"#/about", true, u"/#/about");
}

void PathTextTest::namesThePageOfAUrl()
{
    QFETCH(QString, url);
    QFETCH(bool, byFragment);
    QTEST(pagePath(url, byFragment), "page");
}

void PathTextTest::groupsPages_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("slashes");
    QTest::addColumn<QString>("byCase");
    const auto add = [](const char *name, QStringView path, QStringView slashes, QStringView byCase) {
        QTest::newRow(name) << path.toString() << slashes.toString() << byCase.toString();
    };
    add("plain", u"/a", u"/a", u"/a");
    add("a slash", u"/a/", u"/a", u"/a/");
    add("two", u"/a//", u"/a", u"/a//");
    add("root", u"/", u"/", u"/");
    add("capitals", u"/About/Ü", u"/About/Ü", u"/about/ü");
    add("an escape", u"/A%2FB", u"/A%2FB", u"/a%2Fb");
    add("a route", u"/#/About/", u"/#/About", u"/#/about/");
}

void PathTextTest::groupsPages()
{
    QFETCH(QString, path);
    QCOMPARE(PageGrouping().of(path), path);
    QTEST((PageGrouping {true, false}.of(path)), "slashes");
    QTEST((PageGrouping {false, true}.of(path)), "byCase");
}

CLICKSCOPE_TEST(PathTextTest)
#include "tst_pagepath.moc"
