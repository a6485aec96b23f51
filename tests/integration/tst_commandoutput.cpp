// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/program.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

/// A command that cannot write what it was asked for has failed, and says why.
class CommandOutputTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void saysThatTheOutputIsFull_data();
    void saysThatTheOutputIsFull();
    void saysThatTheOutputIsFullAfterAHit_data();
    void saysThatTheOutputIsFullAfterAHit();
    void keepsNoTokenThatNobodySaw();
    void leavesAnExportAsItWas();

private:
    Finished intoFullDisk(const QByteArray &arguments) const;
    Finished run(const QByteArray &arguments) const;

    QTemporaryDir m_folder;
};

namespace {

QStringList words(const QByteArray &arguments)
{
    return QString::fromUtf8(arguments).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

Finished CommandOutputTest::intoFullDisk(const QByteArray &arguments) const
{
    return Program::runInto(QStringLiteral("/dev/full"), m_folder.path(), words(arguments));
}

Finished CommandOutputTest::run(const QByteArray &arguments) const
{
    return Program::run(m_folder.path(), words(arguments));
}

void CommandOutputTest::initTestCase()
{
    if (!QFileInfo::exists(QStringLiteral("/dev/full")))
        QSKIP("there is no /dev/full here");
    QCOMPARE(run("site add s").code, 0);
    QCOMPARE(run("link add go https://e.com/ --site s").code, 0);
    QCOMPARE(run("token add grafana").code, 0);
    QCOMPARE(run("simulate --site s --hits 3000 --from 2026-10-01 --to 2026-10-02").code, 0);
}

void CommandOutputTest::saysThatTheOutputIsFull_data()
{
    QTest::addColumn<QByteArray>("arguments");
    const QByteArray range = " --site s --from 2026-10-01 --to 2026-10-02";
    const QByteArray commands[] = {
        "--version",
        "--help",
        "site list",
        "site list --json",
        "link list",
        "link list --json",
        "token list",
        "token list --json",
        "data list",
        "data list --json",
        "data country-only off",
        "query totals" + range,
        "query totals --json" + range,
        "query series --granularity day" + range,
        "query series --json --granularity day" + range,
        "query breakdown --by page" + range,
        "query breakdown --json --by page" + range,
        "query realtime --site s",
        "query realtime --site s --json",
        "export hits" + range,
        "export hits --format jsonl" + range,
        "export hits --from 2026-10-01 --to 2026-10-01 --filter page==/nowhere --site s", // the header alone
        "verify",
        "verify --json",
        "rebuild",
        "rebuild --bots --json",
        "site set s --name S",
        "simulate --site s --hits 5 --from 2026-10-01 --to 2026-10-02",
        "simulate --site s --hits 5 --from 2026-10-01 --to 2026-10-02 --json"};
    for (const QByteArray &command : commands)
        QTest::addRow("%s", command.constData()) << command;
}

void CommandOutputTest::saysThatTheOutputIsFull()
{
    QFETCH(const QByteArray, arguments);
    QCOMPARE(run(arguments).code, 0);
    const Finished finished = intoFullDisk(arguments);
    QCOMPARE(finished.code, 1);
    QVERIFY2(finished.errors.contains("No space left on device"), finished.errors.constData());
    QCOMPARE(finished.errors.count('\n'), 1);
}

void CommandOutputTest::saysThatTheOutputIsFullAfterAHit_data()
{
    QTest::addColumn<QByteArray>("arguments");
    for (const char *arguments :
         {"load --rate 20 --seconds 8 --site s --url ", "load --json --rate 20 --seconds 8 --site s --url "})
        QTest::addRow("%s", arguments) << QByteArray(arguments);
}

void CommandOutputTest::saysThatTheOutputIsFullAfterAHit()
{
    QFETCH(const QByteArray, arguments);
    Program program(m_folder.path());
    QVERIFY(program.serve());
    const Finished finished = intoFullDisk(arguments + program.url().toUtf8());
    QCOMPARE(finished.code, 1);
    QVERIFY2(finished.errors.contains("No space left on device"), finished.errors.constData());
}

void CommandOutputTest::keepsNoTokenThatNobodySaw()
{
    QCOMPARE(intoFullDisk("token add unseen").code, 1);
    QCOMPARE(run("token list").out, "grafana\n");
}

void CommandOutputTest::leavesAnExportAsItWas()
{
    const QString fileName = m_folder.filePath(QStringLiteral("hits.csv"));
    const QByteArray command = "export hits --site s --output " + fileName.toUtf8();
    QCOMPARE(run(command).code, 0);
    const qint64 size = QFileInfo(fileName).size();
    QVERIFY(size > 3000);
    QCOMPARE(run(command + " --filter page==/nowhere").code, 0); // replaces it, as documented
    QVERIFY(QFileInfo(fileName).size() < 1000);
    QCOMPARE(run(command).code, 0);
    QCOMPARE(run(command + " --filter entry_page==/").code, 2);
    QCOMPARE(QFileInfo(fileName).size(), size);
}

QTEST_GUILESS_MAIN(CommandOutputTest)
#include "tst_commandoutput.moc"
