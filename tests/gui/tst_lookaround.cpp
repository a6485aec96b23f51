// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/lookaround.h"
#include "core/query/queryservice.h"
#include "core/query/statsservice.h"
#include "core/settings/settings.h"
#include "core/visitor/visitordataservice.h"
#include "tests/support/patienttest.h"
#include "tests/support/program.h"
#include "tests/support/testcollector.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>

#include <csignal>

/// The way into simulated traffic and back, with the real program in place of the window.
class LookAroundTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theWindowComesBackAndNothingRemains();
    void itEndsWithTheWindow();
    void aFailureIsSaid();

private:
    QStringList scratchFolders() const
    {
        return QDir(m_temp->path()).entryList({QStringLiteral("clickscope-demo-*")}, QDir::Dirs);
    }

    std::unique_ptr<QTemporaryDir> m_temp; ///< where the demo makes its folder
    std::unique_ptr<TestCollector> m_collector;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void LookAroundTest::init()
{
    m_temp = std::make_unique<QTemporaryDir>();
    qputenv("TMPDIR", m_temp->path().toLocal8Bit());
    m_collector = std::make_unique<TestCollector>();
    QVERIFY(m_collector->start());
    m_settings = std::make_unique<Settings>(QString());
    Application &application = m_collector->application();
    m_window = std::make_unique<MainWindow>(application.bus(), application.questions(), *m_settings,
                                            application.visitorData(), SystemClock::instance());
    m_window->show();
}

void LookAroundTest::cleanup()
{
    m_window.reset();
    m_collector.reset();
    qunsetenv("TMPDIR");
}

void LookAroundTest::theWindowComesBackAndNothingRemains()
{
    LookAround lookAround(*m_window, *m_settings, Program::executable());
    lookAround.start();
    QVERIFY(!m_window->findChild<QPushButton *>(QStringLiteral("firstLookAround"))->isEnabled());
    QTRY_VERIFY(!m_window->isVisible()); // the other one is there
    QCOMPARE(scratchFolders().size(), 1);
    QVERIFY(!m_collector->url().isEmpty()); // collecting goes on
    ::kill(static_cast<pid_t>(lookAround.processId()), SIGTERM); // as its Leave does
    QTRY_VERIFY(m_window->isVisible());
    QVERIFY(scratchFolders().isEmpty());
    QVERIFY(m_window->findChild<QPushButton *>(QStringLiteral("firstLookAround"))->isEnabled());
}

void LookAroundTest::itEndsWithTheWindow()
{
    {
        LookAround lookAround(*m_window, *m_settings, Program::executable());
        lookAround.start();
        QTRY_VERIFY(!m_window->isVisible());
    }
    QVERIFY(scratchFolders().isEmpty());
}

void LookAroundTest::aFailureIsSaid()
{
    LookAround lookAround(*m_window, *m_settings, QStringLiteral("/nowhere/clickscope"));
    lookAround.start();
    auto *note = m_window->findChild<QLabel *>(QStringLiteral("firstLookAroundNote"));
    QTRY_VERIFY(note->text().startsWith(QStringLiteral("The simulated traffic could not be shown.")));
    QVERIFY(m_window->isVisible());
}

QTEST_MAIN(LookAroundTest)
#include "tst_lookaround.moc"
