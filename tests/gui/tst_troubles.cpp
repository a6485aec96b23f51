// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/queryservice.h"
#include "core/settings/settings.h"
#include "core/visitor/visitordataservice.h"
#include "tests/support/patienttest.h"
#include "tests/support/rawhttpclient.h"
#include "tests/support/testcollector.h"
#include "ui/look/theme.h"
#include "ui/widgets/figure.h"
#include "ui/window/collectorstatusbar.h"
#include "ui/window/mainwindow.h"
#include "ui/window/troublebar.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLayout>
#include <QPushButton>
#include <QSpinBox>
#include <QTcpServer>

namespace {

CollectorState listening()
{
    return {CollectorState::Phase::Listening, QStringLiteral("http://127.0.0.1:8787"), {}};
}

CollectorState taken()
{
    return {
        CollectorState::Phase::Failed, {},   QStringLiteral("cannot listen on 127.0.0.1 port 8787: in use"),
        QStringLiteral("127.0.0.1"),   8787, 8788};
}

Concern concern(const char *code, Concern::Level level, bool canConfirm = false)
{
    return {QString::fromLatin1(code), level, QStringLiteral("because of ") + QString::fromLatin1(code),
            canConfirm};
}

} // namespace

/// What the window says when something is wrong, and what its buttons do to the real program.
class TroublesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWorstComesFirst_data();
    void theWorstComesFirst();
    void theReasonIsShort_data();
    void theReasonIsShort();
    void theAddressIsWholeWhereThereIsRoom();
    void aTakenPortIsSaidOnEveryPage();
    void theFreePortIsUsed();
    void tryingAgainTakesThePortOnceItIsFree();
    void aPortOfThisRunLeavesTheSettingAlone();
    void aPortIsChangedWhileHitsComeIn();
    void aPortThatCannotBeHadLeavesTheOldOne();
    void cleanup();

private:
    /// The program with a port that another program has.
    void openWithTakenPort();
    void open();
    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    bool isListeningOn(quint16 port) const
    {
        return m_collector->application().url().endsWith(u':' + QString::number(port));
    }
    int post(quint16 port) const
    {
        RawHttpClient client(QStringLiteral("http://127.0.0.1:%1").arg(port));
        return client.post("/api/v1/hits", hitBody("https://shop.example/")).status;
    }

    QTcpServer m_other;
    std::unique_ptr<TestCollector> m_collector;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void TroublesTest::cleanup()
{
    m_window.reset();
    m_settings.reset();
    m_collector.reset();
    m_other.close();
}

void TroublesTest::theWorstComesFirst_data()
{
    QTest::addColumn<CollectorState>("collector");
    QTest::addColumn<StoreState>("store");
    QTest::addColumn<QStringList>("codes");
    using Level = Concern::Level;
    const StoreState well;
    StoreState full;
    full.canStore = false;
    full.error = QStringLiteral("database or disk is full");
    StoreState clock;
    clock.concerns = {concern("clock_stepped", Level::Degraded)};
    StoreState gone = clock;
    gone.canStore = false;
    gone.concerns.append(concern("database_gone", Level::Failing));
    QTest::addRow("all is well") << listening() << well << QStringList {};
    QTest::addRow("being started") << CollectorState {} << well << QStringList {};
    QTest::addRow("port taken") << taken() << well << QStringList {QStringLiteral("not_listening")};
    QTest::addRow("disk full") << listening() << full << QStringList {QStringLiteral("cannot_store")};
    QTest::addRow("clock") << listening() << clock << QStringList {QStringLiteral("clock_stepped")};
    QTest::addRow("said once") << listening() << gone
                               << QStringList {QStringLiteral("database_gone"),
                                               QStringLiteral("clock_stepped")};
    QTest::addRow("all at once") << taken() << gone
                                 << QStringList {QStringLiteral("not_listening"),
                                                 QStringLiteral("database_gone"),
                                                 QStringLiteral("clock_stepped")};
}

void TroublesTest::theWorstComesFirst()
{
    QFETCH(const CollectorState, collector);
    QFETCH(const StoreState, store);
    QStringList codes;
    for (const Trouble &trouble : troublesOf(collector, store)) {
        codes.append(trouble.code);
        QVERIFY(!trouble.what.isEmpty() && !trouble.why.isEmpty());
        QVERIFY(trouble.remedies.size() <= 3);
        for (const Remedy remedy : trouble.remedies)
            QVERIFY(!remedyText(trouble, remedy, collector).isEmpty());
    }
    QTEST(codes, "codes");
}

void TroublesTest::theReasonIsShort_data()
{
    QTest::addColumn<CollectorState>("collector");
    QTest::addColumn<StoreState>("store");
    QTest::addColumn<QString>("reason");
    const auto failing = [](const char *error, const char *code) {
        StoreState store;
        store.canStore = false;
        store.error = QString::fromLatin1(error);
        if (*code != '\0')
            store.concerns = {concern(code, Concern::Level::Failing)};
        return store;
    };
    QTest::addRow("well") << listening() << StoreState {} << QString();
    QTest::addRow("port") << taken() << StoreState {} << QStringLiteral("port 8787 is taken");
    CollectorState odd = taken();
    odd.freePort = 0;
    QTest::addRow("address") << odd << StoreState {} << QStringLiteral("the address cannot be used");
    QTest::addRow("full") << listening() << failing("database or disk is full", "")
                          << QStringLiteral("the disk is full");
    QTest::addRow("gone") << listening() << failing("", "database_gone")
                          << QStringLiteral("the database is gone");
    QTest::addRow("unknown") << listening() << failing("anything", "new_code")
                             << QStringLiteral("hits cannot be stored");
}

void TroublesTest::theReasonIsShort()
{
    QFETCH(const CollectorState, collector);
    QFETCH(const StoreState, store);
    QFETCH(const QString, reason);
    QCOMPARE(offlineReason(collector, store), reason);
    QVERIFY(reason.count(u' ') <= 4);
    Settings settings((QString()));
    CollectorStatusBar bar(SystemClock::instance());
    bar.setCollectorState(collector);
    bar.setStoreState(store);
    QCOMPARE(bar.activity() == CollectorStatusBar::Activity::Offline, !reason.isEmpty());
    QVERIFY(reason.isEmpty() || bar.findChild<Figure *>(QStringLiteral("statusAge"))->text() == reason);
    QCOMPARE(bar.findChild<QAbstractButton *>(QStringLiteral("statusUrl"))->text(),
             collector.url.isEmpty() ? QStringLiteral("not listening") : collector.url);
}

void TroublesTest::theAddressIsWholeWhereThereIsRoom()
{
    CollectorStatusBar bar(SystemClock::instance());
    bar.resize(1200, 28);
    bar.show();
    const auto *button = bar.findChild<QAbstractButton *>(QStringLiteral("statusUrl"));
    const QFontMetricsF metrics(Type::small());
    for (int port = 8700; port < 8900; ++port) {
        CollectorState state;
        state.phase = CollectorState::Phase::Listening;
        state.url = QStringLiteral("http://127.0.0.1:%1").arg(port);
        bar.setCollectorState(state);
        bar.layout()->activate();
        constexpr int kIcon = 20;
        const qreal room = button->width() - (button->isEnabled() ? kIcon : 0);
        QCOMPARE(metrics.elidedText(button->text(), Qt::ElideRight, room), state.url);
        // On a screen of the full resolution of print, texts are measured finer.
        QVERIFY2(room > metrics.horizontalAdvance(state.url), qPrintable(QString::number(room)));
    }
    bar.setCollectorState({});
    bar.layout()->activate();
    QCOMPARE(metrics.elidedText(button->text(), Qt::ElideRight, button->width()),
             QStringLiteral("not listening"));
    QVERIFY(button->width() > metrics.horizontalAdvance(button->text()));
}

void TroublesTest::open()
{
    Application &program = m_collector->application();
    m_window = std::make_unique<MainWindow>(program.bus(), program.questions(), *m_settings,
                                            program.visitorData(), SystemClock::instance());
    m_window->resize(1440, 900);
    m_window->show();
    QTRY_VERIFY(m_window->isSettled());
}

void TroublesTest::openWithTakenPort()
{
    QVERIFY(m_other.listen(QHostAddress::LocalHost));
    m_collector = std::make_unique<TestCollector>();
    m_collector->options().collector.port = m_other.serverPort();
    QVERIFY(!m_collector->start());
    m_settings = std::make_unique<Settings>(QString());
    m_settings->setReducedMotion(true);
    m_settings->setPort(m_other.serverPort());
    open();
}

void TroublesTest::aTakenPortIsSaidOnEveryPage()
{
    openWithTakenPort();
    for (const QString &page : m_window->pageNames()) {
        m_window->showPage(page);
        const auto *bar = find<TroubleBar>("trouble_not_listening");
        QTRY_VERIFY(bar && bar->isVisible());
        QVERIFY(bar->height() >= TroubleBar::kHeight);
        QVERIFY(
            find<QLabel>("trouble_not_listeningWhy")->text().contains(QString::number(m_other.serverPort())));
        QVERIFY(find<QPushButton>("trouble_not_listeningUsePort")->property("primary").toBool());
    }
    QTest::mouseClick(find<QPushButton>("trouble_not_listeningSettings"), Qt::LeftButton);
    QTRY_COMPARE(m_window->currentPage(), QStringLiteral("settings"));
}

void TroublesTest::theFreePortIsUsed()
{
    openWithTakenPort();
    const quint16 before = m_settings->port();
    QTest::mouseClick(find<QPushButton>("trouble_not_listeningUsePort"), Qt::LeftButton);
    QTRY_VERIFY(!m_collector->url().isEmpty());
    QTRY_VERIFY(find<QWidget>("troublePanel")->isHidden());
    QVERIFY(m_settings->port() > before);
    QVERIFY(isListeningOn(m_settings->port()));
    QCOMPARE(post(m_settings->port()), 202);
    QCOMPARE(find<QAbstractButton>("statusUrl")->text(), m_collector->url());
}

void TroublesTest::tryingAgainTakesThePortOnceItIsFree()
{
    openWithTakenPort();
    const quint16 port = m_other.serverPort();
    QTest::mouseClick(find<QPushButton>("trouble_not_listeningTryAgain"), Qt::LeftButton);
    QTRY_COMPARE(m_collector->application().listenError().code, QStringLiteral("port_taken"));
    QVERIFY(find<TroubleBar>("trouble_not_listening")->isVisible());
    m_other.close();
    QTest::mouseClick(find<QPushButton>("trouble_not_listeningTryAgain"), Qt::LeftButton);
    QTRY_VERIFY(find<QWidget>("troublePanel")->isHidden());
    QVERIFY(isListeningOn(port));
    QCOMPARE(m_settings->port(), port);
    QCOMPARE(post(port), 202);
}

void TroublesTest::aPortOfThisRunLeavesTheSettingAlone()
{
    openWithTakenPort();
    m_settings->setPort(8787); // the taken one came from the command line
    QTest::mouseClick(find<QPushButton>("trouble_not_listeningUsePort"), Qt::LeftButton);
    QTRY_VERIFY(find<QWidget>("troublePanel")->isHidden());
    QCOMPARE(m_settings->port(), 8787);
}

void TroublesTest::aPortIsChangedWhileHitsComeIn()
{
    m_collector = std::make_unique<TestCollector>();
    QVERIFY(m_collector->start());
    m_settings = std::make_unique<Settings>(QString());
    const QString before = m_collector->url();
    open();
    RawHttpClient client(before); // stays connected
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://shop.example/a")).status, 202);
    QVERIFY(m_other.listen(QHostAddress::LocalHost)); // finds a free port
    const quint16 port = m_other.serverPort();
    m_other.close();
    m_window->showPage(QStringLiteral("settings"));
    auto *setting = find<QSpinBox>("settingsPort");
    setting->setValue(port);
    QTest::keyClick(setting, Qt::Key_Return);
    QTRY_VERIFY(isListeningOn(port));
    QCOMPARE(post(port), 202);
    QCOMPARE(client.post("/api/v1/hits", hitBody("https://shop.example/b")).status, 202);
    QTcpSocket late;
    late.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(QUrl(before).port()));
    QVERIFY2(!late.waitForConnected(), "the old port takes nobody any more");
    m_window.reset();
    m_collector->stop();
    QCOMPARE(m_collector->hits().size(), 3);
}

void TroublesTest::aPortThatCannotBeHadLeavesTheOldOne()
{
    m_collector = std::make_unique<TestCollector>();
    QVERIFY(m_collector->start());
    m_settings = std::make_unique<Settings>(QString());
    const QString before = m_collector->url();
    open();
    QVERIFY(m_other.listen(QHostAddress::LocalHost));
    m_collector->application().questions().collector.listen(QStringLiteral("127.0.0.1"),
                                                            m_other.serverPort());
    QTRY_VERIFY(find<Figure>("statusMessage")->text().contains(QString::number(m_other.serverPort())));
    QCOMPARE(m_collector->url(), before);
    QVERIFY(find<QWidget>("troublePanel")->isHidden());
    QCOMPARE(post(static_cast<quint16>(QUrl(before).port())), 202);
}

QTEST_MAIN(TroublesTest)
#include "tst_troubles.moc"
