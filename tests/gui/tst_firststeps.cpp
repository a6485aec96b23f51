// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "core/query/queryservice.h"
#include "core/query/statsservice.h"
#include "core/settings/settings.h"
#include "core/types/firsthitwatch.h"
#include "core/visitor/visitordataservice.h"
#include "tests/gui/fakelivesource.h"
#include "tests/support/patienttest.h"
#include "tests/support/rawhttpclient.h"
#include "ui/sites/verifycard.h"
#include "ui/text/linetext.h"
#include "ui/widgets/figure.h"
#include "ui/window/collectorstatusbar.h"
#include "ui/window/mainwindow.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <algorithm>

namespace {

const QByteArray kScript = R"(<script defer src="%1/scope.js" data-site="shop"></script>)";

} // namespace

/// The first minute of a new user: the real window over the real program, which has no site yet.
class FirstStepsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everyPageAsksForTheWebsite();
    void theAnswerIsReadWhileItIsTyped_data();
    void theAnswerIsReadWhileItIsTyped();
    void whatIsNoHostIsSaidAtTheField();
    void theFirstTrueHitLeadsToLive();
    void aBotIsNamedAndWaitedPast();
    void aTestHitIsSaidWithoutWaiting();
    void aHitOfAnotherHostIsNamedAndAllowed();
    void aPixelOfAnotherHostIsNamedAndAllowed();
    void aPixelWithAnotherKeyIsNamed();
    void theWaitingEndsAndNamesTheLikelyCauses();
    void aPageChosenMeanwhileIsShown();
    void theRestCanBeChangedBefore();
    void theSnippetSaysThatItWasCopied();
    void theSnippetCanBeHadAgain();
    void lookingAroundIsAskedFor();
    void simulatedTrafficIsSaidOnEveryPage();

private:
    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    template <typename T>
    T *shown(const char *name) const
    {
        const auto all = m_window->findChildren<T *>(QString::fromLatin1(name));
        const auto visible = std::ranges::find_if(all, [](T *one) { return one->isVisible(); });
        return visible == all.end() ? nullptr : *visible;
    }
    void makeSite(const QString &typed);
    int post(const QByteArray &body, const QByteArray &headers = {});
    QString lines() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Application> m_application;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void FirstStepsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    ApplicationOptions options;
    options.dataDir = m_folder->path();
    options.collector.port = 0;
    options.bundledGeo.clear();
    Result<std::unique_ptr<Application>> started = Application::start(options, SystemClock::instance());
    QVERIFY(started);
    m_application = std::move(*started);
    m_settings = std::make_unique<Settings>(QString());
    m_settings->setReducedMotion(true);
    m_window = std::make_unique<MainWindow>(m_application->bus(), m_application->questions(), *m_settings,
                                            m_application->visitorData(), SystemClock::instance());
    m_window->resize(1100, 700);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void FirstStepsTest::cleanup()
{
    m_window.reset();
    m_settings.reset();
    m_application.reset();
}

void FirstStepsTest::makeSite(const QString &typed)
{
    auto *domain = find<QLineEdit>("firstDomain");
    QTest::keyClicks(domain, typed);
    QTest::keyClick(domain, Qt::Key_Return);
    QTRY_VERIFY(shown<QWidget>("verifyCard"));
}

int FirstStepsTest::post(const QByteArray &body, const QByteArray &headers)
{
    return RawHttpClient(m_application->url()).post("/api/v1/hits", body, headers).status;
}

QString FirstStepsTest::lines() const
{
    QStringList texts;
    for (const QWidget *line : m_window->findChildren<QWidget *>(QStringLiteral("verifyLine"))) {
        for (const QLabel *label : line->findChildren<QLabel *>())
            texts.append(LineText::plain(label->text()));
    }
    return texts.join(u'\n');
}

void FirstStepsTest::everyPageAsksForTheWebsite()
{
    for (const QString &page : m_window->pageNames()) {
        m_window->showPage(page);
        // Settings need no website: who waits for its first hit may have to change the address there.
        const bool isAsked = page != QStringLiteral("settings");
        QVERIFY2(find<QLineEdit>("firstDomain")->isVisible() == isAsked, qPrintable(page));
        QVERIFY2(find<QWidget>("settingsPage")->isVisible() != isAsked, qPrintable(page));
    }
    m_window->showPage(QStringLiteral("live"));
    QTRY_VERIFY(find<QLineEdit>("firstDomain")->hasFocus() || !m_window->isActiveWindow());
    const auto *address = find<QLabel>("firstAddress");
    QVERIFY(address->text().contains(m_application->url()));
    QVERIFY(address->alignment().testFlag(Qt::AlignVCenter)); // on one line with the button beside it
}

void FirstStepsTest::theAnswerIsReadWhileItIsTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("follows");
    QTest::newRow("domain") << QStringLiteral("shop.example")
                            << QStringLiteral("Name shop.example, key shop,");
    QTest::newRow("pasted address") << QStringLiteral("https://www.shop.example/cart?a=1")
                                    << QStringLiteral("Name shop.example, key shop,");
    QTest::newRow("localhost") << QStringLiteral("localhost:3000")
                               << QStringLiteral("Name localhost, key localhost,");
    QTest::newRow("no host") << QStringLiteral("my shop") << QStringLiteral("A domain, an address");
}

void FirstStepsTest::theAnswerIsReadWhileItIsTyped()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, follows);
    QTest::keyClicks(find<QLineEdit>("firstDomain"), typed);
    const QString text = LineText::plain(find<QLabel>("firstFollows")->text());
    QVERIFY2(text.startsWith(follows), qPrintable(text));
}

void FirstStepsTest::whatIsNoHostIsSaidAtTheField()
{
    QTest::keyClicks(find<QLineEdit>("firstDomain"), QStringLiteral("my shop"));
    find<QPushButton>("firstContinue")->click();
    QCOMPARE(find<QLabel>("firstFollows")->property("tone").toString(), QStringLiteral("bad"));
    QVERIFY(m_application->queries().sites().isEmpty());
    QCOMPARE(find<QLineEdit>("firstDomain")->text(), QStringLiteral("my shop")); // nothing typed is lost
}

void FirstStepsTest::theFirstTrueHitLeadsToLive()
{
    m_window->showPage(QStringLiteral("history"));
    makeSite(QStringLiteral("shop.example"));
    QCOMPARE(m_settings->currentSite(), QStringLiteral("shop"));
    const QString snippet = QString::fromLatin1(kScript).arg(m_application->url());
    QCOMPARE(LineText::plain(shown<QLabel>("snippetText")->text()), snippet);
    QVERIFY(shown<QLabel>("verifyHeadline")->text().startsWith(QStringLiteral("Waiting")));
    // What the window sends to itself says nothing about the page.
    const QByteArray test =
        R"({"site":"shop","kind":"event","name":"test hit","url":"http://shop.example/"})";
    const QByteArray agent = "User-Agent: " + QByteArray(kTestHitAgent.data(), kTestHitAgent.size()) + "\r\n";
    QCOMPARE(post(test, agent), 202);
    QTRY_COMPARE(m_application->storage().state().totals.stored, 1);
    QVERIFY(shown<QWidget>("verifyCard"));
    QTRY_VERIFY(lines().contains(QStringLiteral("The test hit arrived, so the collector works.")));
    QVERIFY(lines().contains(QStringLiteral("The website's own first hit is still awaited.")));
    const QByteArray own = R"({"site":"shop","url":"https://www.shop.example/"})";
    QCOMPARE(post(own), 202);
    QTRY_VERIFY(!shown<QWidget>("firstSteps"));
    QCOMPARE(m_window->currentPage(), QStringLiteral("live"));
    QTRY_VERIFY(shown<QWidget>("hitTable"));
    QCOMPARE(find<Figure>("statusMessage")->text(),
             QStringLiteral("It works: first hit from www.shop.example, /"));
    QTRY_VERIFY(find<QWidget>("hitTable")->hasFocus() || !m_window->isActiveWindow());
}

void FirstStepsTest::aHitOfAnotherHostIsNamedAndAllowed()
{
    makeSite(QStringLiteral("shop.example"));
    const QByteArray page = R"({"site":"shop","url":"https://shop.test/"})";
    post(page, "Origin: https://shop.test\r\n");
    QTRY_VERIFY(lines().contains(QStringLiteral("A hit came from shop.test, which is not an allowed host.")));
    find<QPushButton>("verifyAllowHost")->click();
    QTRY_VERIFY(m_application->queries().sites().constFirst().domains.contains(QStringLiteral("shop.test")));
    QTRY_COMPARE((post(page, "Origin: https://shop.test\r\n"), m_window->currentPage()),
                 QStringLiteral("live"));
    QTRY_VERIFY(!shown<QWidget>("firstSteps"));
}

void FirstStepsTest::aBotIsNamedAndWaitedPast()
{
    makeSite(QStringLiteral("shop.example"));
    const QByteArray page = R"({"site":"shop","url":"https://shop.example/"})";
    QCOMPARE(post(page, "User-Agent: curl/8.5.0\r\n"), 202);
    QTRY_VERIFY2(
        lines().contains(QStringLiteral("A hit came and was taken for a bot, so it is not counted: a "
                                        "program that fetches pages, by the rule ")),
        qPrintable(lines()));
    QVERIFY(shown<QWidget>("firstSteps"));
    QVERIFY(shown<QLabel>("verifyHeadline")->text().startsWith(QStringLiteral("Waiting")));
    QCOMPARE(post(page), 202);
    QTRY_VERIFY(!shown<QWidget>("firstSteps"));
}

void FirstStepsTest::aTestHitIsSaidWithoutWaiting()
{
    ManualClock clock;
    SignalBus bus;
    FakeLiveSource source(bus, clock);
    Site site;
    site.id = QStringLiteral("shop");
    VerifyCard card(bus, source, source, clock);
    card.setSite(site);
    Hit hit = FakeLiveSource::pageview(site.id, QStringLiteral("/"), 7);
    hit.kind = HitKind::Event;
    hit.event = QString(kTestHitEvent);
    hit.agent = QString(kTestHitAgent);
    source.commit({hit});
    QTRY_VERIFY(std::ranges::any_of(card.findChildren<QLabel *>(), [](const QLabel *label) {
        return label->text().contains(QStringLiteral("The test hit arrived"));
    }));
    QVERIFY(card.state() == VerifyCard::State::Idle);
}

void FirstStepsTest::aPixelOfAnotherHostIsNamedAndAllowed()
{
    makeSite(QStringLiteral("shop.example"));
    const QByteArray referer = "Referer: https://shop.test/cart\r\n";
    RawHttpClient(m_application->url()).get("/pixel.gif?site=shop", referer);
    QTRY_VERIFY2(lines().contains(QStringLiteral("A hit came from shop.test, which is not an allowed host.")),
                 qPrintable(lines()));
    find<QPushButton>("verifyAllowHost")->click();
    QTRY_VERIFY(m_application->queries().sites().constFirst().domains.contains(QStringLiteral("shop.test")));
}

void FirstStepsTest::aPixelWithAnotherKeyIsNamed()
{
    makeSite(QStringLiteral("shop.example"));
    const QByteArray referer = "Referer: https://www.shop.example/cart\r\n";
    RawHttpClient(m_application->url()).get("/pixel.gif?site=shpo", referer);
    QTRY_VERIFY2(lines().contains(QStringLiteral("A page of this site names the key \"shpo\"")),
                 qPrintable(lines()));
}

void FirstStepsTest::theWaitingEndsAndNamesTheLikelyCauses()
{
    ManualClock clock;
    SignalBus bus;
    FakeLiveSource source(bus, clock);
    source.collector = {CollectorState::Phase::Listening, QStringLiteral("http://127.0.0.1:8787"), {}};
    Site site;
    site.id = QStringLiteral("shop");
    site.domains = {QStringLiteral("shop.example")};
    VerifyCard card(bus, source, source, clock);
    card.setSite(site);
    card.start();
    Rejection refused;
    refused.reason = QStringLiteral("dnt");
    refused.site = site.id;
    source.reject({refused});
    clock.advance(VerifyCard::kPatience - 1);
    QVERIFY(card.state() == VerifyCard::State::Waiting);
    clock.advance(1);
    QTRY_VERIFY(card.state() == VerifyCard::State::Failed);
    const QList<QLabel *> texts = card.findChildren<QLabel *>();
    QStringList said;
    for (const QLabel *label : texts) {
        if (label->parentWidget()->objectName() == QLatin1StringView("verifyLine")
            && !label->text().isEmpty())
            said.append(LineText::plain(label->text()));
    }
    QVERIFY(said.at(0).startsWith(QStringLiteral("A hit was refused: the browser asks not to be tracked.")));
    QVERIFY(said.at(1).startsWith(QStringLiteral("Only browsers on this computer")));
    const QSignalSpy works(&card, &VerifyCard::works);
    Hit hit = FakeLiveSource::pageview(site.id, QStringLiteral("/"), 7);
    source.commit({hit}); // late is better than never
    QTRY_COMPARE(works.size(), 1);
}

void FirstStepsTest::aPageChosenMeanwhileIsShown()
{
    makeSite(QStringLiteral("shop.example"));
    QTest::keyClick(m_window.get(), Qt::Key_6);
    QVERIFY(!shown<QWidget>("firstSteps"));
    QCOMPARE(m_window->currentPage(), QStringLiteral("rejected"));
}

void FirstStepsTest::theRestCanBeChangedBefore()
{
    QTest::keyClicks(find<QLineEdit>("firstDomain"), QStringLiteral("shop.example"));
    find<QPushButton>("firstChange")->click();
    QTRY_VERIFY(find<QLineEdit>("siteName"));
    QCOMPARE(find<QLineEdit>("siteDomains")->text(), QStringLiteral("shop.example"));
    QVERIFY(find<QLineEdit>("siteId")->isVisible()); // Advanced is open
    find<QLineEdit>("siteName")->setText(QStringLiteral("The shop"));
    find<QPushButton>("siteCreate")->click();
    QTRY_VERIFY(shown<QWidget>("verifyCard"));
    QCOMPARE(m_application->queries().sites().constFirst().name, QStringLiteral("The shop"));
}

void FirstStepsTest::theSnippetSaysThatItWasCopied()
{
    makeSite(QStringLiteral("shop.example"));
    auto *copy = shown<QPushButton>("copySnippet");
    QCOMPARE(copy->text(), QStringLiteral("Copy"));
    const int width = copy->width();
    copy->click();
    QCOMPARE(copy->text(), QStringLiteral("Copied"));
    QCOMPARE(copy->width(), width);
    QCOMPARE(QApplication::clipboard()->text(), QString::fromLatin1(kScript).arg(m_application->url()));
    QTRY_COMPARE(copy->text(), QStringLiteral("Copy"));
    shown<QAbstractButton>("snippetPixel")->click();
    QVERIFY(LineText::plain(shown<QLabel>("snippetText")->text()).startsWith(QStringLiteral("<img src=")));
}

void FirstStepsTest::theSnippetCanBeHadAgain()
{
    makeSite(QStringLiteral("shop.example"));
    find<QPushButton>("firstGoOn")->click();
    QApplication::clipboard()->clear();
    QVERIFY(find<QComboBox>("sitePicker")->actions().contains(find<QAction>("actionCopySnippet")));
    find<QAction>("actionCopySnippet")->trigger();
    QCOMPARE(QApplication::clipboard()->text(), QString::fromLatin1(kScript).arg(m_application->url()));
    find<QAction>("actionVerifySite")->trigger();
    QTRY_VERIFY(find<QDialog>("siteDialog"));
    const auto *dialog = find<QDialog>("siteDialog");
    QVERIFY(dialog->findChild<QWidget *>(QStringLiteral("snippetCard"))->isVisible());
    QVERIFY2(dialog->findChild<QLabel *>(QStringLiteral("verifyHeadline"))
                 ->text()
                 .startsWith(QStringLiteral("Waiting")),
             "who chose Verify need not press Verify");
    post(R"({"site":"shop","url":"https://shop.example/"})");
    QTRY_VERIFY(dialog->findChild<QLabel *>(QStringLiteral("verifyHeadline"))
                    ->text()
                    .startsWith(QStringLiteral("Hits of")));
}

void FirstStepsTest::lookingAroundIsAskedFor()
{
    const QSignalSpy wanted(m_window.get(), &MainWindow::lookAroundWanted);
    auto *button = find<QPushButton>("firstLookAround");
    button->click();
    QCOMPARE(wanted.size(), 1);
    m_window->setLookingAround(true);
    QVERIFY(!button->isEnabled());
    m_window->setLookingAround(false, QStringLiteral("no room left"));
    QVERIFY(button->isEnabled());
    QVERIFY(find<QLabel>("firstLookAroundNote")->text().contains(QStringLiteral("no room left")));
}

void FirstStepsTest::simulatedTrafficIsSaidOnEveryPage()
{
    m_window->setSimulated();
    for (const QString &page : m_window->pageNames()) {
        m_window->showPage(page);
        QVERIFY2(find<QWidget>("simulatedBar")->isVisible(), qPrintable(page));
    }
    QCOMPARE(find<CollectorStatusBar>("statusBar")->stateText(), QStringLiteral("SIMULATED"));
    find<QPushButton>("simulatedLeave")->click();
    QVERIFY(!m_window->isVisible());
}

QTEST_MAIN(FirstStepsTest)
#include "tst_firststeps.moc"
