// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/visitordataservice.h"
#include "tests/support/geofiles.h"
#include "tests/support/patienttest.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>

namespace {

using Kind = VisitorDataKind;

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// Changes happen beside the main thread and arrive in it, in order.
class VisitorDataServiceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theFirstLoadIsThereWhenItIsWaitedFor();
    void aChangeArrivesAfterItsWork();
    void aFailedImportChangesNothing();
    void changesKeepTheirOrder();
    void reloadLoadsOnlyWhatOthersChanged();
    void countryOnlyIsKept();
    void goesWhileWorkIsWaiting();

private:
    VisitorDataFolder folder() const { return VisitorDataFolder(m_data->path(), m_bundled); }

    std::unique_ptr<QTemporaryDir> m_data;
    QString m_bundled;
};

void VisitorDataServiceTest::init()
{
    m_data = std::make_unique<QTemporaryDir>();
    QFile file(m_data->filePath(s("bundled.cgeo")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(makeCgeo({{3405803776u, GeoPlace {{s("DE"), QString(), s("Berlin")}, std::nullopt}}}));
    m_bundled = file.fileName();
}

void VisitorDataServiceTest::theFirstLoadIsThereWhenItIsWaitedFor()
{
    VisitorDataService service(folder());
    const QSignalSpy changed(&service, &VisitorDataService::changed);
    QCOMPARE(service.report().rows.size(), 0);
    service.finishLoading();
    QCOMPARE(changed.size(), 1);
    QVERIFY(changed[0][0].value<VisitorData>().geo->bundled);
    QCOMPARE(service.report().rows.size(), 4);
    service.finishLoading();
    QCOMPARE(changed.size(), 1);
    QVERIFY(!service.isBusy());
}

void VisitorDataServiceTest::aChangeArrivesAfterItsWork()
{
    VisitorDataService service(folder());
    QStringList events;
    connect(&service, &VisitorDataService::changed, this, [&](const VisitorData &data) {
        QCOMPARE(QThread::currentThread(), thread());
        events.append(s("changed %1").arg(data.geo->subnets.networks().size()));
    });
    connect(&service, &VisitorDataControl::reportChanged, this, [&](const VisitorDataReport &report) {
        events.append(s("report %1").arg(report.of(Kind::Subnets).entries));
    });
    connect(&service, &VisitorDataControl::succeeded, this, [&] { events.append(s("succeeded")); });
    connect(&service, &VisitorDataControl::busyChanged, this,
            [&](bool busy) { events.append(busy ? s("busy") : s("idle")); });
    service.importText(Kind::Subnets, s("192.168.20.0/24 = Hall B"));
    QVERIFY(service.isBusy());
    QCOMPARE(events, (QStringList {s("changed 0"), s("report 0"), s("busy")})); // of the first load
    QTRY_VERIFY(!service.isBusy());
    QCOMPARE(events.mid(3), (QStringList {s("changed 1"), s("report 1"), s("succeeded"), s("idle")}));
}

void VisitorDataServiceTest::aFailedImportChangesNothing()
{
    VisitorDataService service(folder());
    service.finishLoading();
    const VisitorDataReport before = service.report();
    const QSignalSpy changed(&service, &VisitorDataService::changed);
    const QSignalSpy failed(&service, &VisitorDataControl::failed);
    service.importText(Kind::Subnets, s("10.0.0.0/8 = Office\n10.0.0.0/8 = Again"));
    service.importFiles(Kind::Places, {m_data->filePath(s("none.mmdb"))});
    service.importFiles(Kind::SpamHosts, {});
    service.remove(Kind::AgentRules);
    QTRY_COMPARE(failed.size(), 4);
    QCOMPARE(failed[0][0].value<VisitorDataKind>(), Kind::Subnets);
    QCOMPARE(failed[0][1].value<Error>().message, s("Line 2: 10.0.0.0/8 has a name already"));
    QCOMPARE(failed[1][0].value<VisitorDataKind>(), Kind::Places);
    QCOMPARE(failed[2][1].value<Error>().code, s("file_unreadable"));
    QCOMPARE(failed[3][1].value<Error>().code, s("nothing_to_remove"));
    QTRY_VERIFY(!service.isBusy());
    QCOMPARE(changed.size(), 0);
    QCOMPARE(service.report(), before);
}

void VisitorDataServiceTest::changesKeepTheirOrder()
{
    VisitorDataService service(folder());
    for (int i = 1; i <= 20; ++i) {
        QString text;
        for (int network = 0; network < i; ++network)
            text += s("10.0.%1.0/24 = Hall %1\n").arg(network);
        service.importText(Kind::Subnets, text);
    }
    QList<qint64> counts;
    connect(&service, &VisitorDataControl::reportChanged, this,
            [&](const VisitorDataReport &report) { counts.append(report.of(Kind::Subnets).entries); });
    QTRY_VERIFY(!service.isBusy());
    QList<qint64> expected;
    for (int i = 1; i <= 20; ++i)
        expected.append(i);
    QCOMPARE(counts, expected);
}

void VisitorDataServiceTest::reloadLoadsOnlyWhatOthersChanged()
{
    VisitorDataService service(folder());
    service.finishLoading();
    const QSignalSpy changed(&service, &VisitorDataService::changed);
    int done = 0;
    qsizetype changedBefore = -1;
    const auto finished = [&] {
        ++done;
        changedBefore = changed.size();
    };
    service.reload(finished);
    QTRY_COMPARE(done, 1);
    QCOMPARE(changed.size(), 0);
    QVERIFY(folder().importText(Kind::SpamHosts, "spam.example\n"));
    service.reload(finished);
    QTRY_COMPARE(done, 2);
    QCOMPARE(changedBefore, 1); // the answer to the other process comes after the data
    QCOMPARE(service.report().of(Kind::SpamHosts).entries, 1);
    QVERIFY(folder().setCountryOnly(true));
    service.reload(finished);
    QTRY_COMPARE(done, 3);
    QVERIFY(service.report().countryOnly);
    service.reload(finished);
    QTRY_COMPARE(done, 4);
    QCOMPARE(changed.size(), 2);
}

void VisitorDataServiceTest::countryOnlyIsKept()
{
    {
        VisitorDataService service(folder());
        service.setCountryOnly(true);
        QTRY_VERIFY(!service.isBusy());
        QVERIFY(service.report().countryOnly);
    }
    VisitorDataService service(folder());
    const QSignalSpy changed(&service, &VisitorDataService::changed);
    service.finishLoading();
    QVERIFY(changed[0][0].value<VisitorData>().geo->countryOnly);
}

void VisitorDataServiceTest::goesWhileWorkIsWaiting()
{
    for (int i = 0; i < 20; ++i) {
        VisitorDataService service(folder());
        if (i % 2)
            service.importText(Kind::Subnets, s("10.0.0.0/8 = Office"));
        service.reload([] { QFAIL("called after the end"); });
    }
    QCoreApplication::processEvents();
}

CLICKSCOPE_TEST(VisitorDataServiceTest)
#include "tst_visitordataservice.moc"
