// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/types/clock.h"
#include "tests/support/patienttest.h"
#include "tests/support/program.h"
#include "tests/support/rawhttpclient.h"

#include <QDate>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>

#include <csignal>

/// `clickscope demo`: the workspace that it shows, and what remains of it.
class DemoTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void hasAWorkspaceToLookAt();
    void sendsWhatItSays();
    void leavesNothing();
    void removesWhatAnotherCouldNot();

private:
    void start(QProcess &process, const QStringList &options = {});
    QStringList folders() const
    {
        return QDir(m_temp->path()).entryList({QStringLiteral("clickscope-demo-*")}, QDir::Dirs);
    }
    QJsonObject ask(const QByteArray &path) { return RawHttpClient(m_url).get(path).json(); }

    std::unique_ptr<QTemporaryDir> m_temp;
    QProcess m_demo;
    QString m_said;
    QString m_url;
};

void DemoTest::init()
{
    m_temp = std::make_unique<QTemporaryDir>();
}

void DemoTest::cleanup()
{
    m_demo.kill();
    spinUntil([this] { return m_demo.state() == QProcess::NotRunning; });
}

void DemoTest::start(QProcess &process, const QStringList &options)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("TMPDIR"), m_temp->path());
    process.setProcessEnvironment(environment);
    process.start(Program::executable(), QStringList {QStringLiteral("demo")} + options);
    QVERIFY(spinUntil([&] { return process.canReadLine() || process.state() == QProcess::NotRunning; }));
    m_said = QString::fromUtf8(process.readLine()).trimmed();
    m_url = m_said.section(u' ', -1);
    QVERIFY2(m_url.startsWith(QStringLiteral("http://")),
             qPrintable(m_said + QString::fromUtf8(process.readAllStandardError())));
}

void DemoTest::hasAWorkspaceToLookAt()
{
    start(m_demo);
    const QDate today =
        QDateTime::fromMSecsSinceEpoch(SystemClock::instance().now() / kMicrosPerMilli, Qt::UTC).date();
    const QByteArray range = "?from=" + today.addDays(-88).toString(Qt::ISODate).toLatin1()
        + "&to=" + today.addDays(-1).toString(Qt::ISODate).toLatin1();
    int lastWeek = 0;
    for (const QByteArray site : {"shop", "docs"}) {
        const QJsonArray days =
            ask("/api/v1/sites/" + site + "/series" + range + "&granularity=day")[QStringLiteral("buckets")]
                .toArray();
        QCOMPARE(days.size(), 88);
        for (const QJsonValue &day : days)
            QVERIFY(day[QStringLiteral("hits")].toInt() > 0);
        for (qsizetype day = days.size() - 7; day < days.size(); ++day)
            lastWeek += days[day][QStringLiteral("hits")].toInt();
        const QJsonObject bots = ask("/api/v1/sites/" + site + "/totals" + range + "&include_bots=1");
        QVERIFY(bots[QStringLiteral("hits")].toInt()
                > ask("/api/v1/sites/" + site + "/totals" + range)[QStringLiteral("hits")].toInt());
    }
    // An hour of live traffic does not dwarf the days before.
    const int perSecond = m_said.section(QStringLiteral(" simulated"), 0, 0).section(u' ', -1).toInt();
    QVERIFY2(perSecond > 0 && lastWeek / 7 > 60 * 60 * perSecond, qPrintable(QString::number(lastWeek / 7)));
    QVERIFY(ask("/api/v1/sites/shop/goals" + range)[QStringLiteral("goals")].toArray().size() >= 3);
    QCOMPARE(RawHttpClient(m_url).get("/spring").status, 302);
    const QByteArray metrics = RawHttpClient(m_url).get("/metrics").body;
    QVERIFY2(metrics.contains("clickscope_"), metrics.constData());
    const QByteArray page = RawHttpClient(m_url).get("/").body;
    QVERIFY(page.contains("data-site=&quot;docs&quot;") && page.contains("data-site=&quot;shop&quot;"));
}

void DemoTest::sendsWhatItSays()
{
    start(m_demo, {QStringLiteral("--rate"), QStringLiteral("40")});
    QVERIFY2(m_said.contains(QStringLiteral("40 simulated hits a second")), qPrintable(m_said));
    // From the start, because its visitors were there before: 40 a second over five minutes.
    const QJsonArray minutes =
        ask("/api/v1/sites/shop/realtime?minutes=10&include_bots=1")[QStringLiteral("per_minute")].toArray();
    QVERIFY(minutes.size() >= 10);
    constexpr double kShare = 0.85; // of this site
    for (qsizetype i = 1; i < 9; ++i) { // whole ones
        const double perSecond = minutes[i].toDouble() / 60 / kShare;
        QVERIFY2(perSecond > 34 && perSecond < 46, qPrintable(QString::number(perSecond)));
    }
}

void DemoTest::leavesNothing()
{
    start(m_demo);
    QCOMPARE(folders().size(), 1);
    m_demo.terminate();
    QTRY_COMPARE(m_demo.state(), QProcess::NotRunning);
    QCOMPARE(m_demo.exitCode(), 0);
    QVERIFY(folders().isEmpty());
}

void DemoTest::removesWhatAnotherCouldNot()
{
    start(m_demo);
    m_demo.kill();
    QTRY_COMPARE(m_demo.state(), QProcess::NotRunning);
    QCOMPARE(folders().size(), 1);
    const QString old = m_temp->filePath(folders().constFirst());
    QVERIFY(
        QProcess::execute(QStringLiteral("touch"), {QStringLiteral("-d"), QStringLiteral("1 hour ago"), old})
        == 0);
    start(m_demo);
    QVERIFY(!QFile::exists(old));
    QProcess beside;
    start(beside);
    QCOMPARE(folders().size(), 2); // that of a running one stays
    beside.terminate();
    QTRY_COMPARE(beside.state(), QProcess::NotRunning);
}

QTEST_GUILESS_MAIN(DemoTest)
#include "tst_demo.moc"
