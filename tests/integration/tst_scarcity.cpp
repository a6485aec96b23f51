// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/program.h"
#include "tests/support/rawhttpclient.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>
#include <vector>

/// What `serve` does where the system gives little. A shell sets the limits.
class ScarcityTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesRoomWithinFewDescriptors();
    void startsOrSaysWhyNot_data();
    void startsOrSaysWhyNot();
};

void ScarcityTest::makesRoomWithinFewDescriptors()
{
    QTemporaryDir folder;
    Program collector(folder.path());
    QVERIFY2(collector.serve({}, QStringLiteral("ulimit -n 64")), collector.errors().constData());
    std::vector<std::unique_ptr<RawHttpClient>> idle;
    for (int i = 0; i < 60; ++i)
        idle.push_back(std::make_unique<RawHttpClient>(collector.url()));
    for (int i = 0; i < 5; ++i) {
        RawHttpClient newcomer(collector.url());
        QCOMPARE(newcomer.get("/healthz").status, 200); // without a wait for the idle ones
        QCOMPARE(newcomer.get("/metrics").status, 200);
    }
    QVERIFY(collector.kill(SIGTERM));
    QCOMPARE(collector.exitCode(), 0);
}

void ScarcityTest::startsOrSaysWhyNot_data()
{
    QTest::addColumn<int>("files");
    for (int files = 8; files <= 64; files += 8)
        QTest::addRow("%d files", files) << files;
}

void ScarcityTest::startsOrSaysWhyNot()
{
    QFETCH(int, files);
    QTemporaryDir folder;
    Program collector(folder.path());
    if (collector.serve({}, QStringLiteral("ulimit -n %1").arg(files))) {
        QCOMPARE(RawHttpClient(collector.url()).get("/healthz").status, 200);
        QVERIFY(collector.kill(SIGTERM));
        return;
    }
    QVERIFY(collector.hasEnded()); // it does not hang
    QVERIFY(collector.exitCode() != 0);
    QVERIFY(!collector.errors().isEmpty());
}

QTEST_GUILESS_MAIN(ScarcityTest)
#include "tst_scarcity.moc"
