// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/visitordatastatus.h"
#include "tests/support/testprogram.h"

#include <QTest>

class VisitorDataStatusTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void databasesAge_data();
    void databasesAge();
    void aReportWithoutRowsSaysNothing();
};

void VisitorDataStatusTest::databasesAge_data()
{
    QTest::addColumn<bool>("isGeoLite2");
    QTest::addColumn<QDate>("today");
    QTest::addColumn<DataAge>("age");
    // Made on the first of May: day 30 is the 31st of May, day 180 the 28th of October.
    QTest::addRow("GeoLite2, day 30") << true << QDate(2026, 5, 31) << DataAge::Good;
    QTest::addRow("GeoLite2, day 31") << true << QDate(2026, 6, 1) << DataAge::PastLicence;
    QTest::addRow("GeoLite2, day 181") << true << QDate(2026, 10, 29) << DataAge::PastLicence;
    QTest::addRow("another, day 31") << false << QDate(2026, 6, 1) << DataAge::Good;
    QTest::addRow("another, day 180") << false << QDate(2026, 10, 28) << DataAge::Good;
    QTest::addRow("another, day 181") << false << QDate(2026, 10, 29) << DataAge::Old;
    QTest::addRow("from tomorrow") << true << QDate(2026, 4, 30) << DataAge::Good;
}

void VisitorDataStatusTest::databasesAge()
{
    QFETCH(bool, isGeoLite2);
    QFETCH(QDate, today);
    VisitorDataStatus status;
    status.isGeoLite2 = isGeoLite2;
    status.date = QDate(2026, 5, 1);
    QTEST(ageOf(status, today), "age");
    status.date = QDate();
    QCOMPARE(ageOf(status, today), DataAge::Good);
    status.kind = VisitorDataKind::SpamHosts;
    status.date = QDate(2020, 1, 1);
    QCOMPARE(ageOf(status, today), DataAge::Good);
}

void VisitorDataStatusTest::aReportWithoutRowsSaysNothing()
{
    const VisitorDataReport report;
    QVERIFY(report.of(VisitorDataKind::AgentRules).inUse.isEmpty());
    QVERIFY(!report.of(VisitorDataKind::AgentRules).isOwn);
}

CLICKSCOPE_TEST(VisitorDataStatusTest)
#include "tst_visitordatastatus.moc"
