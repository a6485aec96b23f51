// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/program.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

/// `clickscope load` against a site that is particular about its hosts, and where nothing is to be had.
class LoadTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void loadsHostsThatTheSiteAllows();
    void stopsALoadThatNothingComesOf_data();
    void stopsALoadThatNothingComesOf();

private:
    Finished run(const QByteArray &arguments) const
    {
        return Program::run(m_folder->path(), QString::fromUtf8(arguments).split(u' ', Qt::SkipEmptyParts));
    }
    QJsonObject report(const QByteArray &arguments) const
    {
        return QJsonDocument::fromJson(run(arguments).out).object();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void LoadTest::loadsHostsThatTheSiteAllows()
{
    QCOMPARE(run("site add shop --domain shop.test").code, 0);
    Program program(m_folder->path());
    QVERIFY(program.serve());
    const QByteArray load = "load --json --rate 100 --seconds 1 --site shop --url " + program.url().toUtf8();
    const QJsonObject here = report(load); // the folder says which
    QVERIFY(here.value(QLatin1StringView("acknowledged")).toInteger() > 0);
    QCOMPARE(here.value(QLatin1StringView("refused")).toInteger(), 0);

    const std::unique_ptr<QTemporaryDir> served = std::move(m_folder); // is still written to
    m_folder = std::make_unique<QTemporaryDir>(); // another folder knows nothing about it
    const QJsonObject told = report(load + " --origin https://shop.test");
    QVERIFY(told.value(QLatin1StringView("acknowledged")).toInteger() > 0);
    QCOMPARE(told.value(QLatin1StringView("refused")).toInteger(), 0);
}

void LoadTest::stopsALoadThatNothingComesOf_data()
{
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<QByteArray>("reason");
    QTest::addRow("another host") << QByteArray("--site shop --origin https://other.test")
                                  << QByteArray("name one with --origin");
    QTest::addRow("unknown site") << QByteArray("--site nope") << QByteArray("the collector says: ");
    QTest::addRow("nobody there") << QByteArray() << QByteArray("no answer from this address");
}

void LoadTest::stopsALoadThatNothingComesOf()
{
    QFETCH(QByteArray, arguments);
    QFETCH(QByteArray, reason);
    QCOMPARE(run("site add shop --domain shop.test").code, 0);
    Program program(m_folder->path());
    QVERIFY(program.serve());
    const QByteArray url = program.url().toUtf8();
    if (arguments.isEmpty())
        QVERIFY(program.kill(SIGTERM));
    // A day long, if nobody stopped it.
    const QByteArray command = "load --rate max --seconds 86400 --url " + url + ' ' + arguments;
    const Finished load = run(command);
    QCOMPARE(load.code, 1);
    QVERIFY2(load.errors.contains(reason), load.errors.constData());
}

QTEST_GUILESS_MAIN(LoadTest)
#include "tst_load.moc"
