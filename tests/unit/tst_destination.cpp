// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/destination.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <QHash>
#include <cmath>

class DestinationTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheFirstRuleThatApplies_data();
    void takesTheFirstRuleThatApplies();
    void sharesByWeight();
    void staysWithTheVisitor();
    void choosesAnewForAnotherLink();
};

namespace {

Link testLink()
{
    Link link {QStringLiteral("go"), QStringLiteral("https://e.com/"), {}, {}};
    link.variants = {{QStringLiteral("A"), QStringLiteral("https://e.com/a"), 60},
                     {QStringLiteral("B"), QStringLiteral("https://e.com/b"), 30},
                     {QStringLiteral("C"), QStringLiteral("https://e.com/c"), 10}};
    return link;
}

} // namespace

void DestinationTest::takesTheFirstRuleThatApplies_data()
{
    QTest::addColumn<QString>("device");
    QTest::addColumn<QString>("country");
    QTest::addColumn<QString>("expected");
    QTest::addRow("both") << "Mobile"
                          << "DE"
                          << "https://e.com/app-de";
    QTest::addRow("device") << "Mobile"
                            << "FR"
                            << "https://e.com/app";
    QTest::addRow("country") << "Desktop"
                             << "PL"
                             << "https://e.com/pl";
    QTest::addRow("neither") << "Desktop"
                             << "FR"
                             << "https://e.com/";
    QTest::addRow("unknown") << ""
                             << ""
                             << "https://e.com/";
}

void DestinationTest::takesTheFirstRuleThatApplies()
{
    QFETCH(QString, device);
    QFETCH(QString, country);
    Link link {QStringLiteral("go"), QStringLiteral("https://e.com/"), {}, {}};
    link.rules = {
        {{QStringLiteral("mobile")},
         {QStringLiteral("DE"), QStringLiteral("AT")},
         QStringLiteral("https://e.com/app-de")},
        {{QStringLiteral("mobile"), QStringLiteral("tablet")}, {}, QStringLiteral("https://e.com/app")},
        {{}, {QStringLiteral("PL")}, QStringLiteral("https://e.com/pl")}};
    const Destination found = destinationOf(link, {7, device, country});
    QTEST(found.url, "expected");
    QVERIFY(found.variant.isEmpty());
}

/// Each share of 100,000 visitors within four standard deviations of its weight.
void DestinationTest::sharesByWeight()
{
    constexpr int kVisitors = 100'000;
    const Link link = testLink();
    QHash<QString, int> clicks;
    for (int i = 0; i < kVisitors; ++i)
        ++clicks[destinationOf(link, {static_cast<quint64>(i) * 2654435761U, {}, {}}).variant];
    for (const LinkVariant &variant : link.variants) {
        const double share = variant.weight / 100.0;
        const double deviation = std::sqrt(kVisitors * share * (1 - share));
        QVERIFY(std::abs(clicks[variant.name] - kVisitors * share) < 4 * deviation);
    }
}

void DestinationTest::staysWithTheVisitor()
{
    const Link link = testLink();
    for (quint64 visitor = 1; visitor < 100; ++visitor)
        QCOMPARE(destinationOf(link, {visitor, {}, {}}).url,
                 destinationOf(link, {visitor, QStringLiteral("TV"), QStringLiteral("DE")}).url);
}

void DestinationTest::choosesAnewForAnotherLink()
{
    const Link one = testLink();
    Link other = one;
    other.code = QStringLiteral("other");
    int same = 0;
    for (quint64 visitor = 1; visitor <= 1000; ++visitor)
        same += destinationOf(one, {visitor, {}, {}}).variant
                == destinationOf(other, {visitor, {}, {}}).variant
            ? 1
            : 0;
    QVERIFY(same > 380 && same < 540); // 0.6² + 0.3² + 0.1² = 46 %
}

CLICKSCOPE_TEST(DestinationTest)
#include "tst_destination.moc"
