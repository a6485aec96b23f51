// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/campaigntags.h"
#include "tests/support/testprogram.h"

#include <QTest>

class CampaignTagsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsWhatIsMissing_data();
    void addsWhatIsMissing();
    void replacesWhatIsThere_data();
    void replacesWhatIsThere();
    void readsWhatItWrote();
};

void CampaignTagsTest::addsWhatIsMissing_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("expected");
    QTest::addRow("before the fragment")
        << "https://e.com/pricing#plans"
        << "https://e.com/pricing?utm_source=newsletter&utm_campaign=spring%20launch#plans";
    QTest::addRow("after the query")
        << "https://e.com/?a=1"
        << "https://e.com/?a=1&utm_source=newsletter&utm_campaign=spring%20launch";
    QTest::addRow("one is there") << "https://e.com/?utm_source=x"
                                  << "https://e.com/?utm_source=x&utm_campaign=spring%20launch";
    QTest::addRow("in other letters") << "https://e.com/?UTM_Source=x#f"
                                      << "https://e.com/?UTM_Source=x&utm_campaign=spring%20launch#f";
    QTest::addRow("one is empty") << "https://e.com/?utm_source="
                                  << "https://e.com/?utm_source=newsletter&utm_campaign=spring%20launch";
    QTest::addRow("an empty query") << "https://e.com/?"
                                    << "https://e.com/?utm_source=newsletter&utm_campaign=spring%20launch";
    QTest::addRow("a mark in the fragment")
        << "https://e.com/#/a?b=1"
        << "https://e.com/?utm_source=newsletter&utm_campaign=spring%20launch#/a?b=1";
}

void CampaignTagsTest::addsWhatIsMissing()
{
    QFETCH(QString, url);
    QTEST(
        withCampaignTags(url, {QStringLiteral("newsletter"), {}, QStringLiteral(" spring launch "), {}, {}}),
        "expected");
    QCOMPARE(withCampaignTags(url, {}), url);
}

void CampaignTagsTest::replacesWhatIsThere_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("expected");
    QTest::addRow("none") << "https://e.com/?a=1#f"
                          << "https://e.com/?a=1&utm_medium=print#f";
    QTest::addRow("others go") << "https://e.com/?utm_source=x&a=1&utm_medium=web"
                               << "https://e.com/?a=1&utm_medium=print";
}

void CampaignTagsTest::replacesWhatIsThere()
{
    QFETCH(QString, url);
    const QString made = withOnlyCampaignTags(url, {{}, QStringLiteral("print"), {}, {}, {}});
    QTEST(made, "expected");
    QCOMPARE(withOnlyCampaignTags(made, {{}, QStringLiteral("print"), {}, {}, {}}), made);
}

void CampaignTagsTest::readsWhatItWrote()
{
    const Campaign tags {QStringLiteral("a b&c=d#e"), QStringLiteral("größe"), QStringLiteral("100%"),
                         QStringLiteral("+"), QStringLiteral("?")};
    QCOMPARE(campaignTagsOf(withCampaignTags(QStringLiteral("https://e.com/p?x=1#f"), tags)), tags);
}

CLICKSCOPE_TEST(CampaignTagsTest)
#include "tst_campaigntags.moc"
