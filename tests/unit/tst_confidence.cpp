// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/links/confidence.h"
#include "tests/support/testprogram.h"

#include <QTest>

/// The interval of a share, against values computed by hand and published ones.
class ConfidenceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWilsons_data();
    void isWilsons();
    void isAllOfItWithoutClicks();
    void staysBetweenNoneAndAll();
    void getsNarrower();
};

void ConfidenceTest::isWilsons_data()
{
    QTest::addColumn<qint64>("part");
    QTest::addColumn<qint64>("whole");
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    // R. G. Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I, method 3
    QTest::newRow("81 of 263") << qint64(81) << qint64(263) << 0.2553 << 0.3662;
    QTest::newRow("15 of 148") << qint64(15) << qint64(148) << 0.0624 << 0.1605;
    QTest::newRow("0 of 20") << qint64(0) << qint64(20) << 0.0000 << 0.1611;
    QTest::newRow("1 of 29") << qint64(1) << qint64(29) << 0.0061 << 0.1718;
    QTest::newRow("4 of 10") << qint64(4) << qint64(10) << 0.1682 << 0.6873;
}

void ConfidenceTest::isWilsons()
{
    QFETCH(const qint64, part);
    QFETCH(const qint64, whole);
    QFETCH(const double, low);
    QFETCH(const double, high);
    const ShareInterval interval = shareInterval(part, whole);
    QVERIFY2(std::abs(interval.low - low) < 0.00006, qPrintable(QString::number(interval.low)));
    QVERIFY2(std::abs(interval.high - high) < 0.00006, qPrintable(QString::number(interval.high)));
}

void ConfidenceTest::isAllOfItWithoutClicks()
{
    QCOMPARE(shareInterval(0, 0).low, 0.0);
    QCOMPARE(shareInterval(0, 0).high, 1.0);
}

void ConfidenceTest::staysBetweenNoneAndAll()
{
    for (const qint64 whole : {1, 2, 50, 1'000'000}) {
        QCOMPARE(shareInterval(0, whole).low, 0.0);
        QVERIFY(shareInterval(0, whole).high > 0);
        QVERIFY(shareInterval(whole, whole).high > 1 - 1e-12);
        QVERIFY(shareInterval(whole, whole).low < 1);
    }
}

void ConfidenceTest::getsNarrower()
{
    double before = 1;
    for (const qint64 whole : {10, 100, 1000, 100'000}) {
        const ShareInterval interval = shareInterval(whole / 2, whole);
        QVERIFY(interval.high - interval.low < before);
        before = interval.high - interval.low;
    }
}

CLICKSCOPE_TEST(ConfidenceTest)
#include "tst_confidence.moc"
