// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "core/query/queryservice.h"
#include "core/query/statsservice.h"
#include "core/questions/tokenquestions.h"
#include "core/settings/settings.h"
#include "core/visitor/visitordataservice.h"
#include "tests/support/patienttest.h"
#include "tests/support/rawhttpclient.h"
#include "ui/sites/siteactivity.h"
#include "ui/sites/verifycard.h"
#include "ui/text/linetext.h"
#include "ui/widgets/chip.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTemporaryDir>

#include <algorithm>
#include <optional>
#include <utility>

namespace {

const QByteArray kShopHit = R"({"site":"shop","url":"https://shop.example/"})";
const QByteArray kTestHit = R"({"site":"shop","url":"https://www.shop.test/"})";
const QByteArray kDocsHit = R"({"site":"docs","url":"https://docs.example/a"})";
const QByteArray kUnknownHit = R"({"site":"shpo","url":"https://shop.example/"})";

} // namespace

/// The page of the sites: the real window over the real program.
class SitesPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void silenceIsJudgedByTheRhythm_data();
    void silenceIsJudgedByTheRhythm();
    void theListSaysWhatEachSiteSends();
    void aChipShowsTheSitesOfAState();
    void aFieldAppliesWhenItIsLeft();
    void whatIsWrongStandsAtItsField();
    void changesInARowKeepEachOther();
    void theLastChangeIsTakenBack();
    void aDeletedSiteComesBack();
    void theBadgeIsSwitchedOn();
    void theFirstHitIsSeen();
    void anUnknownKeyBecomesASite();
    void tokensAreRevokedAndComeBack();
    void aSmallWindowShowsListOrSite();

private:
    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(QString::fromLatin1(name));
    }
    void add(const QString &id, const QStringList &hosts);
    int post(const QByteArray &body);
    QString textOf(const char *name) const { return LineText::plain(find<QLabel>(name)->text()); }
    /// What a screen reader says of a row; empty = there is none.
    QString row(int number) const;
    Site site(const QString &id) const;
    void type(const char *field, const QString &text);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Application> m_application;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void SitesPageTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    ApplicationOptions options;
    options.dataDir = m_folder->path();
    options.collector.port = 0;
    options.bundledGeo.clear();
    Result<std::unique_ptr<Application>> started = Application::start(options, SystemClock::instance());
    QVERIFY(started);
    m_application = std::move(*started);
    add(QStringLiteral("shop"), {QStringLiteral("shop.example")});
    add(QStringLiteral("docs"), {QStringLiteral("docs.example")});
    m_settings = std::make_unique<Settings>(QString());
    m_settings->setReducedMotion(true);
    m_window = std::make_unique<MainWindow>(m_application->bus(), m_application->questions(), *m_settings,
                                            m_application->visitorData(), SystemClock::instance());
    m_window->resize(1440, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->showPage(QStringLiteral("sites"));
    QTRY_VERIFY(m_window->isSettled());
}

void SitesPageTest::cleanup()
{
    m_window.reset();
    m_settings.reset();
    m_application.reset();
}

void SitesPageTest::add(const QString &id, const QStringList &hosts)
{
    Site site;
    site.id = id;
    site.domains = hosts;
    std::optional<bool> isMade;
    const Asking asking = m_application->questions().sites.createSite(
        site, this, [&isMade](const Result<void> &result) { isMade = result.ok(); });
    QTRY_VERIFY(isMade);
    QVERIFY(*isMade);
}

int SitesPageTest::post(const QByteArray &body)
{
    return RawHttpClient(m_application->url()).post("/api/v1/hits", body).status;
}

QString SitesPageTest::row(int number) const
{
    const QAbstractItemModel &model = *find<QListView>("sitesList")->model();
    return number < model.rowCount()
        ? LineText::plain(model.index(number, 0).data(Qt::AccessibleTextRole).toString())
        : QString();
}

Site SitesPageTest::site(const QString &id) const
{
    const QList<Site> sites = m_application->questions().sites.sites();
    const auto found = std::ranges::find(sites, id, &Site::id);
    return found == sites.end() ? Site() : *found;
}

void SitesPageTest::type(const char *name, const QString &text)
{
    auto *field = find<QLineEdit>(name);
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
}

void SitesPageTest::silenceIsJudgedByTheRhythm_data()
{
    QTest::addColumn<qint64>("hits");
    QTest::addColumn<qint64>("silentFor");
    QTest::addColumn<int>("state");
    const auto row = [](const char *name, qint64 hits, qint64 silentFor, SiteActivity::State state) {
        QTest::newRow(name) << hits << silentFor << static_cast<int>(state);
    };
    using enum SiteActivity::State;
    row("busy, an hour", 48'000, kMicrosPerHour, Receiving);
    row("busy, more than an hour", 48'000, kMicrosPerHour + 1, Silent);
    row("a hit in four hours, a day", 12, kMicrosPerDay, Receiving);
    row("a hit in four hours, 80 hours", 12, 80 * kMicrosPerHour + 1, Silent);
    row("nothing in two days", 0, 3 * kMicrosPerDay, Silent);
}

void SitesPageTest::silenceIsJudgedByTheRhythm()
{
    QFETCH(const qint64, hits);
    QFETCH(const qint64, silentFor);
    QFETCH(const int, state);
    SiteActivity activity;
    activity.isKnown = true;
    activity.hours = {hits};
    activity.lastHit = 100 * kMicrosPerDay;
    QCOMPARE(static_cast<int>(activity.stateAt(activity.lastHit + silentFor)), state);
    activity.lastHit = 0;
    QVERIFY(activity.stateAt(kMicrosPerDay) == SiteActivity::State::Never);
}

void SitesPageTest::theListSaysWhatEachSiteSends()
{
    QTRY_COMPARE(row(0), QStringLiteral("docs, Never · no hit yet, 0 hits today"));
    QCOMPARE(row(1), QStringLiteral("shop, Never · no hit yet, 0 hits today"));
    QCOMPARE(post(kShopHit), 202);
    QTRY_VERIFY2(row(1).startsWith(QStringLiteral("shop, Receiving")), qPrintable(row(1)));
    QVERIFY2(row(1).endsWith(QStringLiteral("1 hit today")), qPrintable(row(1)));
    // A page that is opened anew reads the same from the store.
    m_window->showPage(QStringLiteral("live"));
    m_window->showPage(QStringLiteral("sites"));
    QTRY_VERIFY(m_window->isSettled());
    QVERIFY2(row(1).endsWith(QStringLiteral("1 hit today")), qPrintable(row(1)));
}

void SitesPageTest::aChipShowsTheSitesOfAState()
{
    QCOMPARE(post(kShopHit), 202);
    QTRY_VERIFY(row(1).contains(QStringLiteral("Receiving")));
    find<Chip>("sitesReceiving")->click();
    QVERIFY(row(0).startsWith(QStringLiteral("shop,")));
    QCOMPARE(row(1), QString());
    find<Chip>("sitesSilent")->click();
    QCOMPARE(row(0), QString());
    QTRY_VERIFY(find<QPushButton>("sitesShowAll")->isVisible());
    find<QPushButton>("sitesShowAll")->click();
    QVERIFY(!row(1).isEmpty());
}

void SitesPageTest::aFieldAppliesWhenItIsLeft()
{
    m_window->findChild<QListView *>(QStringLiteral("sitesList"))
        ->setCurrentIndex(find<QListView>("sitesList")->model()->index(1, 0));
    QTRY_COMPARE(textOf("siteTitle"), QStringLiteral("shop"));
    type("sitesHosts", QStringLiteral("shop.example, www.shop.test"));
    QTRY_COMPARE(site(QStringLiteral("shop")).domains,
                 QStringList({QStringLiteral("shop.example"), QStringLiteral("www.shop.test")}));
    QTRY_VERIFY(find<QWidget>("sitesNotice")->isVisible());
    QCOMPARE(post(kTestHit), 202);
}

void SitesPageTest::whatIsWrongStandsAtItsField()
{
    type("sitesHosts", QStringLiteral("not a host!"));
    QTRY_VERIFY(find<QLabel>("sitesProblem")->isVisible());
    QCOMPARE(find<QLineEdit>("sitesHosts")->text(), QStringLiteral("not a host!"));
    QCOMPARE(site(QStringLiteral("docs")).domains, QStringList {QStringLiteral("docs.example")});
    type("sitesHosts", QStringLiteral("docs.test"));
    QTRY_COMPARE(site(QStringLiteral("docs")).domains, QStringList {QStringLiteral("docs.test")});
    QVERIFY(!find<QLabel>("sitesProblem")->isVisible());
}

void SitesPageTest::changesInARowKeepEachOther()
{
    // The second is asked for before the first is carried out.
    type("sitesName", QStringLiteral("Manual"));
    auto *bots = find<QComboBox>("sitesBots");
    bots->setCurrentIndex(1);
    Q_EMIT bots->activated(1);
    QTRY_VERIFY(site(QStringLiteral("docs")).botMode == Site::BotMode::Strict);
    QCOMPARE(site(QStringLiteral("docs")).name, QStringLiteral("Manual"));
    QTRY_COMPARE(textOf("siteTitle"), QStringLiteral("Manual"));
}

void SitesPageTest::theLastChangeIsTakenBack()
{
    type("sitesName", QStringLiteral("Manual"));
    QTRY_COMPARE(site(QStringLiteral("docs")).name, QStringLiteral("Manual"));
    QTRY_VERIFY(find<QPushButton>("sitesUndo")->isVisible());
    // The next field has the keyboard; nothing was typed there.
    find<QLineEdit>("sitesHosts")->setFocus();
    QTest::keyClick(find<QLineEdit>("sitesHosts"), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(site(QStringLiteral("docs")).name, QString());
    QTRY_VERIFY(!find<QWidget>("sitesNotice")->isVisible());
}

void SitesPageTest::aDeletedSiteComesBack()
{
    auto *picker = find<QComboBox>("sitePicker");
    picker->setCurrentIndex(picker->findData(QStringLiteral("docs")));
    Q_EMIT picker->activated(picker->currentIndex());
    const Site before = site(QStringLiteral("docs"));
    find<QPushButton>("siteDelete")->click();
    QTRY_COMPARE(m_application->questions().sites.sites().size(), 1);
    QTRY_COMPARE(textOf("siteTitle"), QStringLiteral("shop")); // its neighbour
    QTRY_VERIFY(find<QPushButton>("sitesUndo")->isVisible());
    find<QPushButton>("sitesUndo")->click();
    QTRY_VERIFY(site(QStringLiteral("docs")) == before);
    QTRY_COMPARE(find<QListView>("sitesList")->model()->rowCount(), 2);
    QTRY_COMPARE(textOf("siteTitle"), QStringLiteral("docs"));
    QTRY_COMPARE(m_settings->currentSite(), QStringLiteral("docs")); // as before
}

void SitesPageTest::theBadgeIsSwitchedOn()
{
    const auto answer = [this] {
        return RawHttpClient(m_application->url()).get("/counter/docs.svg").status;
    };
    QCOMPARE(answer(), 404);
    find<QCheckBox>("sitesBadge")->click();
    QTRY_COMPARE(answer(), 200);
    QTRY_VERIFY(find<QPushButton>("sitesBadgeCopy")->isEnabled());
    find<QPushButton>("sitesBadgeCopy")->click();
    QCOMPARE(QApplication::clipboard()->text(), m_application->url() + QStringLiteral("/counter/docs.svg"));
}

void SitesPageTest::theFirstHitIsSeen()
{
    auto *card = m_window->findChild<QWidget *>(QStringLiteral("sitePanel"))->findChild<VerifyCard *>();
    card->start();
    QCOMPARE(post(kDocsHit), 202);
    QTRY_VERIFY(card->state() == VerifyCard::State::Works);
    // A change of the site keeps what was seen.
    type("sitesName", QStringLiteral("Manual"));
    QTRY_COMPARE(site(QStringLiteral("docs")).name, QStringLiteral("Manual"));
    QTRY_COMPARE(textOf("siteTitle"), QStringLiteral("Manual"));
    QVERIFY(card->state() == VerifyCard::State::Works);
}

void SitesPageTest::anUnknownKeyBecomesASite()
{
    QVERIFY(!find<QWidget>("unknownSites")->isVisible());
    post(kUnknownHit);
    QTRY_VERIFY(find<QWidget>("unknownSites")->isVisible());
    QVERIFY2(textOf("unknownWords").contains(QStringLiteral("“shpo”")), qPrintable(textOf("unknownWords")));
    find<QPushButton>("unknownMake")->click();
    QTRY_VERIFY(QApplication::activeModalWidget());
    QWidget *dialog = QApplication::activeModalWidget();
    QCOMPARE(dialog->findChild<QLineEdit *>(QStringLiteral("siteId"))->text(), QStringLiteral("shpo"));
    dialog->close();
    add(QStringLiteral("shpo"), {});
    QTRY_VERIFY(!find<QWidget>("unknownSites")->isVisible());
}

void SitesPageTest::tokensAreRevokedAndComeBack()
{
    TokenQuestions &tokens = m_application->questions().tokens;
    for (const auto &[name, opens] :
         {std::pair {QStringLiteral("wall"), QStringList {QStringLiteral("docs")}},
          {QStringLiteral("shopboard"), QStringList {QStringLiteral("shop")}}}) {
        Token token;
        token.name = name;
        token.sites = opens;
        std::optional<bool> isMade;
        const Asking asking = tokens.addToken(
            token, this, [&isMade](const Result<QByteArray> &result) { isMade = result.ok(); });
        QTRY_VERIFY(isMade);
    }
    m_window->showPage(QStringLiteral("live"));
    m_window->showPage(QStringLiteral("sites"));
    QTRY_VERIFY(find<QWidget>("sitesToken_wall"));
    QVERIFY(!find<QWidget>("sitesToken_shopboard"));
    find<QWidget>("sitesToken_wall")->findChild<QPushButton *>()->click();
    QTRY_VERIFY(!find<QWidget>("sitesToken_wall"));
    QTRY_VERIFY(find<QPushButton>("sitesUndo")->isVisible());
    find<QPushButton>("sitesUndo")->click();
    QTRY_VERIFY(find<QWidget>("sitesToken_wall"));
}

void SitesPageTest::aSmallWindowShowsListOrSite()
{
    m_window->resize(m_window->minimumSize());
    QTRY_VERIFY(!find<QWidget>("sitePanel")->isVisible());
    auto *list = find<QListView>("sitesList");
    QVERIFY(list->isVisible());
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_VERIFY(find<QWidget>("sitePanel")->isVisible());
    QVERIFY(!list->isVisible());
    QTRY_COMPARE(m_window->focusWidget()->objectName(), QStringLiteral("snippetHtml")); // and it is seen
    find<QPushButton>("sitesBack")->click();
    QVERIFY(list->isVisible());
}

QTEST_MAIN(SitesPageTest)
#include "tst_sitespage.moc"
