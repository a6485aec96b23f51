// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "core/settings/settings.h"
#include "core/visitor/visitordataservice.h"
#include "tests/support/patienttest.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"
#include "ui/text/format.h"
#include "ui/widgets/figure.h"
#include "ui/window/mainwindow.h"

#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTcpServer>
#include <QTcpSocket>

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// The settings of the real program: ports are opened, tokens open the API, the store is measured and copied.
class SettingsProgramTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void opensANewPortBeforeTheOldOneIsClosed();
    void staysWhereItIsWhenThePortIsTaken();
    void aTokenOpensItsSitesUntilItIsRevoked();
    void measuresAndCopiesTheStore();
    void limitsAndProxiesHoldFromTheNextRequestOn();

private:
    template <typename T>
    T *find(const char *name)
    {
        return m_window->findChild<T *>(s(name));
    }
    QString text(const char *label) { return find<QLabel>(label)->text(); }
    static quint16 freePort()
    {
        QTcpServer server;
        return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
    }
    static bool isOpen(quint16 port)
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        return socket.waitForConnected(1000);
    }
    int statusOf(const QByteArray &path, const QByteArray &token)
    {
        RawHttpClient client(m_collector->url());
        // Under a public name, as from elsewhere: this machine needs no token.
        return client.get(path, "Host: stats.example.org\r\nAuthorization: Bearer " + token + "\r\n").status;
    }

    std::unique_ptr<TestCollector> m_collector;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void SettingsProgramTest::init()
{
    m_collector = std::make_unique<TestCollector>();
    Site other;
    other.id = s("other");
    m_collector->addSite(other);
    QVERIFY(m_collector->start());
    m_settings = std::make_unique<Settings>(QString());
    m_settings->setReducedMotion(true);
    m_settings->setPort(static_cast<quint16>(QUrl(m_collector->url()).port()));
    Application &program = m_collector->application();
    m_window = std::make_unique<MainWindow>(program.bus(), program.questions(), *m_settings,
                                            program.visitorData(), SystemClock::instance());
    m_window->show();
}

void SettingsProgramTest::cleanup()
{
    m_window.reset();
    m_settings.reset();
    m_collector.reset();
}

void SettingsProgramTest::opensANewPortBeforeTheOldOneIsClosed()
{
    m_window->showPage(s("settings-collecting"));
    const quint16 before = m_settings->port();
    const quint16 wanted = freePort();
    find<QSpinBox>("settingsPort")->setValue(wanted);
    QTRY_COMPARE(m_settings->port(), wanted);
    QCOMPARE(text("settingsChange"), s("Port changed to %1").arg(wanted));
    RawHttpClient client(m_collector->url());
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://shop.example/")).status, 202);
    QVERIFY(isOpen(wanted));
    QVERIFY(!isOpen(before));
    find<QPushButton>("settingsUndo")->click();
    QTRY_COMPARE(m_settings->port(), before);
    QVERIFY(isOpen(before));
}

void SettingsProgramTest::staysWhereItIsWhenThePortIsTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    m_window->showPage(s("settings-collecting"));
    const quint16 before = m_settings->port();
    find<QSpinBox>("settingsPort")->setValue(other.serverPort());
    QTRY_VERIFY(text("settingsListening").contains(QString::number(other.serverPort())));
    QCOMPARE(find<QSpinBox>("settingsPort")->value(), int {before});
    QCOMPARE(m_settings->port(), before);
    QVERIFY(isOpen(before));
}

void SettingsProgramTest::aTokenOpensItsSitesUntilItIsRevoked()
{
    m_window->showPage(s("settings-access"));
    find<QLineEdit>("settingsTokenName")->setText(s("dashboard"));
    find<QPushButton>("settingsTokenMake")->click();
    auto *secret = find<QLineEdit>("settingsTokenSecret");
    QTRY_VERIFY(!secret->text().isEmpty());
    const QByteArray token = secret->text().toLatin1();
    QTRY_COMPARE(statusOf("/api/v1/sites/s/totals", token), 200);
    QCOMPARE(statusOf("/api/v1/sites/s/totals", "wrong"), 403);
    m_window->showPage(s("live"));
    const auto words = [this] {
        m_window->showPage(s("live"));
        m_window->showPage(s("settings"));
        const auto *label = find<QLabel>("settingsTokenWords");
        return label ? label->text() : QString();
    };
    QTRY_VERIFY(words().endsWith(s("used within this hour")));
    find<QWidget>("settingsToken_dashboard")->findChild<QPushButton *>()->click();
    QTRY_COMPARE(statusOf("/api/v1/sites/s/totals", token), 403);
    QTRY_COMPARE(text("settingsChange"), s("Token dashboard revoked"));
    find<QPushButton>("settingsUndo")->click();
    QTRY_COMPARE(statusOf("/api/v1/sites/s/totals", token), 200);
}

void SettingsProgramTest::measuresAndCopiesTheStore()
{
    RawHttpClient client(m_collector->url());
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://shop.example/")).status, 202);
    m_window->showPage(s("settings-storage"));
    QTRY_VERIFY(m_window->isSettled());
    QVERIFY(text("settingsStorePlace").contains(QFileInfo(m_collector->dataDir()).fileName()));
    QCOMPARE(text("settingsStoreGrowth"), s("how fast it grows is known after a week of hits"));
    QCOMPARE(text("settingsStoreTotal"), find<Figure>("statusSize")->text());
    QTRY_COMPARE(text("settingsStoreTotal"),
                 Format::bytes(m_collector->application().storage().state().databaseBytes));
    const QString copy = m_collector->dataDir() + s("/copy.db");
    m_window->setSaveFileHook([&](QWidget *, const QString &, const auto &answer) { answer(copy); });
    find<QPushButton>("settingsBackUp")->click();
    QTRY_VERIFY(text("settingsCopyMessage").startsWith(s("Copied to ")));
    QVERIFY(QFile::exists(copy));
    auto *durability = find<QComboBox>("settingsDurability");
    durability->setCurrentIndex(1);
    Q_EMIT durability->activated(1);
    QTRY_VERIFY(m_settings->fullDurability());
    QTRY_VERIFY(m_collector->application().storage().state().fullDurability);
}

void SettingsProgramTest::limitsAndProxiesHoldFromTheNextRequestOn()
{
    m_window->showPage(s("settings-collecting"));
    find<QLineEdit>("settingsProxies")->setText(s("127.0.0.1"));
    Q_EMIT find<QLineEdit>("settingsProxies")->editingFinished();
    QTRY_COMPARE(m_settings->access().proxies, QStringList {s("127.0.0.1")});
    find<QSpinBox>("settingsRate")->setValue(2);
    QTRY_COMPARE(m_settings->access().requestsPerMinute, 2);
    const auto send = [this] {
        RawHttpClient client(m_collector->url());
        return client
            .post("/api/v1/hits", hitBody("https://shop.example/"), "X-Forwarded-For: 193.0.6.139\r\n")
            .status;
    };
    QCOMPARE(send(), 202);
    QCOMPARE(send(), 202);
    QCOMPARE(send(), 429);
    find<QLineEdit>("settingsProxies")->setText(s("0.0.0.0/0"));
    Q_EMIT find<QLineEdit>("settingsProxies")->editingFinished();
    QTRY_VERIFY(!text("settingsAccessMessage").isEmpty());
    QCOMPARE(m_settings->access().proxies, QStringList {s("127.0.0.1")});
}

QTEST_MAIN(SettingsProgramTest)
#include "tst_settingsprogram.moc"
