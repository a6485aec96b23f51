// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/questions/hitfilter.h"
#include "tests/support/testprogram.h"

#include <QTest>

/// Filters find what a value names, in whatever form it is typed.
class FilterValuesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsNamesInEveryForm_data();
    void findsNamesInEveryForm();
    void findsPagesAsTheSiteGroupsThem_data();
    void findsPagesAsTheSiteGroupsThem();
    void findsWhatIsTyped_data();
    void findsWhatIsTyped();
};

static Hit hitOf(const char *url)
{
    Hit hit;
    hit.url = QString::fromUtf8(url);
    hit.referrer = QStringLiteral("https://www.xn--bcher-kva.example/a");
    hit.language = QStringLiteral("en-US");
    hit.link = QStringLiteral("Spring-1");
    hit.event = QStringLiteral("Buy");
    return hit;
}

void FilterValuesTest::findsNamesInEveryForm_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("isFound");
    const auto add = [](const char *filter, bool isFound) {
        QTest::addRow("%s", filter) << QString::fromUtf8(filter) << isFound;
    };
    add("page==/über/~x", true);
    add("page==/%C3%BCber/%7Ex", true);
    add("page==/%c3%bcber/~x", true);
    add("page==/a/../über/~x", true);
    add("page==/%C3%BCber%2F~x", false);
    add("page!=/%C3%BCber/~x", false);
    add("page~%C3%BCber/", true);
    add("page~ÜBER", false); // pages have cases
    add("hostname==bücher.example", true);
    add("hostname==xn--bcher-kva.example", true);
    add("hostname==Bücher.Example.:8080", true);
    add("hostname==BÜCHER.example", true);
    add("hostname!=bücher.example", false);
    add("hostname~büch", true);
    add("hostname~bcher-kva", true);
    add("hostname==cher.example", false);
    add("referrer_host==bücher.example", true);
    add("referrer_host==www.bücher.example", true);
    add("referrer==https://www.bücher.example/a", true);
    add("language==en_us", true);
    add("language==EN-US,en;q=0.9", true);
    add("language==en", false);
    add("language~en_", true);
    add("link==Spring-1", true);
    add("link==spring-1", true); // as /spring-1 leads there
    add("link!=SPRING-1", false);
    add("link~ring-", true);
    add("link~SPRING", true);
    add("link==spring", false);
    add("event==buy", false); // events have cases
}

void FilterValuesTest::findsNamesInEveryForm()
{
    QFETCH(QString, filter);
    const Result<DimensionFilter> parsed = DimensionFilter::parse(filter);
    QVERIFY(parsed);
    HitFilter hits;
    hits.dimensions = {*parsed};
    QTEST(hits.matches(hitOf("https://Bücher.example:8080/%c3%bcber/%7Ex?y#z")), "isFound");
    QCOMPARE(inOneForm(*parsed), *parsed);
}

void FilterValuesTest::findsPagesAsTheSiteGroupsThem_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<bool>("slashes");
    QTest::addColumn<bool>("byCase");
    QTest::addColumn<bool>("isFound");
    const auto add = [](const char *filter, bool slashes, bool byCase, bool isFound) {
        QTest::addRow("%s %d %d", filter, slashes, byCase)
            << QString::fromUtf8(filter) << slashes << byCase << isFound;
    };
    add("page==/about", false, false, false);
    add("page==/About/", false, false, true);
    add("page==/about", true, true, true);
    add("page==/ABOUT/", true, true, true);
    add("page==/About", true, false, true);
    add("page==/about/", false, true, true);
    add("page!=/about", true, true, false);
    add("page~BOU", false, true, true);
}

void FilterValuesTest::findsPagesAsTheSiteGroupsThem()
{
    QFETCH(QString, filter);
    QFETCH(bool, slashes);
    QFETCH(bool, byCase);
    Site site;
    site.pages = {slashes, byCase};
    const Result<HitFilter> hits = hitFilterOf(site, {}, {}, {}, {filter});
    QVERIFY(hits);
    Hit hit = hitOf("/About/");
    hit.site = site.id;
    QTEST(hits->matches(hit), "isFound");
}

void FilterValuesTest::findsWhatIsTyped_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isFound");
    const auto add = [](const char *text, bool isFound) {
        QTest::addRow("%s", text) << QString::fromUtf8(text) << isFound;
    };
    add("über", true);
    add("ÜBER", true);
    add("%C3%BCber", true);
    add("bücher", true);
    add("xn--bcher", true);
    add("y#z", true);
    add("unter", false);
}

void FilterValuesTest::findsWhatIsTyped()
{
    QFETCH(QString, text);
    HitFilter hits;
    hits.text = text;
    QTEST(hits.matches(hitOf("https://Bücher.example:8080/%c3%bcber/%7Ex?y#z")), "isFound");
}

CLICKSCOPE_TEST(FilterValuesTest)
#include "tst_filtervalues.moc"
