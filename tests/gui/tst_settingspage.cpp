// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/sessionstart.h"
#include "historywindow.h"
#include "tests/support/patienttest.h"

#include "ui/look/theme.h"
#include "ui/settings/settingspage.h"
#include "ui/text/format.h"
#include "ui/widgets/figure.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTest>
#include <QToolButton>

#include <algorithm>

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// The settings as a page of the window: found by their words, applied at once, taken back.
class SettingsPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup() { m_window.reset(); }
    void everySectionHasAName();
    void tabGoesThroughASection();
    void forgetsTheSearchWhenItIsLeft();
    void findsSettingsByTheirWords();
    void namesComeBeforeSentences();
    void saysThatNothingIsFound();
    void appliesAtOnceAndTakesBack_data();
    void appliesAtOnceAndTakesBack();
    void changesTheSizeOfTexts();
    void keepsThePortThatWorks();
    void showsThePortOfTheCommandLine();
    void refusesWhatIsNoAddress();
    void listsReachableAddresses();
    void believesNoProxyThatTheCollectorRefuses();
    void startsWithTheSession();
    void newSitesBeginWithTheDefaults();
    void showsWhatTheStoreTakes();
    void copiesTheStore();
    void showsATokenOnce();
    void revokesATokenAndTakesItBack();
    void saysWhyATokenCannotBeMade();
    void namesTheHourOfTheLastUse();

private:
    void open(const char *section) { m_window->open(s("settings-") + s(section)); }
    template <typename T>
    T *find(const char *name)
    {
        return m_window->find<T>(name);
    }
    QString text(const char *label) { return find<QLabel>(label)->text(); }
    void click(const char *button) { find<QPushButton>(button)->click(); }
    void choose(const char *name, int index)
    {
        find<QComboBox>(name)->setCurrentIndex(index);
        Q_EMIT find<QComboBox>(name)->activated(index);
    }
    void enter(const char *name, const QString &typed)
    {
        find<QLineEdit>(name)->setText(typed);
        Q_EMIT find<QLineEdit>(name)->editingFinished();
    }
    /// What the collector says after it was told to listen somewhere.
    void collectorSays(const QString &error = {});
    QStringList shownSections();

    std::unique_ptr<HistoryWindow> m_window;
};

void SettingsPageTest::init()
{
    m_window = std::make_unique<HistoryWindow>();
    m_window->live.collector = {
        CollectorState::Phase::Listening, s("http://127.0.0.1:8787"), {}, s("127.0.0.1"), 8787, 0};
}

void SettingsPageTest::collectorSays(const QString &error)
{
    QVERIFY(!m_window->live.listened.isEmpty());
    const auto [address, port] = m_window->live.listened.constLast();
    CollectorState &state = m_window->live.collector;
    state.error = error;
    if (error.isEmpty()) {
        state.address = address;
        state.port = port;
        state.url = s("http://%1:%2").arg(address, QString::number(port));
    }
    Q_EMIT m_window->bus.collectorStateChanged(state);
}

QStringList SettingsPageTest::shownSections()
{
    const auto *list = find<QListWidget>("settingsSections");
    QStringList shown;
    for (int i = 0; i < list->count(); ++i) {
        if (!list->item(i)->isHidden())
            shown.append(list->item(i)->text());
    }
    return shown;
}

void SettingsPageTest::everySectionHasAName()
{
    m_window->open(s("settings"));
    QCOMPARE(text("settingsTitle"), s("General"));
    for (const SettingsSection::Place &place : SettingsPage::places()) {
        m_window->window().showPage(s("settings-") + place.name);
        QCOMPARE(m_window->window().currentPage(), s("settings"));
        QCOMPARE(m_window->window().settingsPage().currentSection(), place.name);
        QCOMPARE(text("settingsTitle"), place.title);
        QVERIFY(m_window->window().findChild<QWidget *>(s("settings_") + place.name)->isVisible());
        QTRY_VERIFY(m_window->window().isSettled());
    }
    QVERIFY(find<QAbstractButton>("nav_settings")->isChecked());
}

/// From top to bottom, and in a row from its start.
void SettingsPageTest::tabGoesThroughASection()
{
    for (const SettingsSection::Place &place : SettingsPage::places()) {
        m_window->open(s("settings-") + place.name);
        auto *section = m_window->window().findChild<QWidget *>(s("settings_") + place.name);
        QPoint before(0, -1);
        QString last;
        int seen = 0;
        const QWidget *widget = section->nextInFocusChain();
        for (; widget != section; widget = widget->nextInFocusChain()) {
            if (!section->isAncestorOf(widget) || !widget->isVisibleTo(section) || widget->focusProxy()
                || !(widget->focusPolicy() & Qt::TabFocus))
                continue;
            const QRect box(widget->mapTo(section, QPoint()), widget->size());
            const bool isBelow = box.center().y() > before.y() + 4;
            const bool isBehind = std::abs(box.center().y() - before.y()) <= box.height()
                && box.x() > before.x();
            QVERIFY2(isBelow || isBehind,
                     qPrintable(place.name + s(": ") + last + s(" → ") + widget->objectName()));
            before = QPoint(box.x(), box.center().y());
            last = widget->objectName();
            ++seen;
        }
        QVERIFY2(seen > 0, qPrintable(place.name));
    }
}

void SettingsPageTest::forgetsTheSearchWhenItIsLeft()
{
    m_window->open(s("settings"));
    find<QLineEdit>("settingsSearch")->setText(s("theme"));
    QCOMPARE(shownSections().size(), 1);
    m_window->window().showPage(s("live"));
    m_window->window().showPage(s("settings"));
    QCOMPARE(find<QLineEdit>("settingsSearch")->text(), QString());
    QCOMPARE(shownSections().size(), SettingsPage::places().size());
}

void SettingsPageTest::findsSettingsByTheirWords()
{
    open("general");
    QVERIFY(m_window->window().isActiveWindow() || QTest::qWaitForWindowActive(&m_window->window()));
    auto *search = find<QLineEdit>("settingsSearch");
    find<QAction>("actionFind")->trigger(); // the slash
    QTRY_VERIFY(search->hasFocus());
    QTest::keyClicks(search, s("trusted prox"));
    QCOMPARE(shownSections(), QStringList {s("Collecting")});
    QCOMPARE(text("settingsTitle"), s("Collecting"));
    int marked = 0;
    for (const QLabel *label : m_window->window().settingsPage().findChildren<QLabel *>()) {
        const bool isMarked = label->property("found").toBool();
        marked += isMarked ? 1 : 0;
        QCOMPARE(isMarked, label->text().contains(s("trusted prox"), Qt::CaseInsensitive));
    }
    QVERIFY(marked > 0);
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_VERIFY(find<QLineEdit>("settingsProxies")->hasFocus());
    search->setFocus();
    QTest::keyClick(search, Qt::Key_Escape);
    QCOMPARE(search->text(), QString());
    QCOMPARE(shownSections().size(), SettingsPage::places().size());
    search->setText(s("storage")); // the name of a section
    QVERIFY(shownSections().contains(s("Storage")));
}

void SettingsPageTest::namesComeBeforeSentences()
{
    open("general");
    auto *search = find<QLineEdit>("settingsSearch");
    // Sentences of earlier sections have the word, too.
    for (const auto &[typed, section] : {std::pair("places", "Places"), std::pair("bots", "Bots"),
                                         std::pair("port", "Collecting"), std::pair("copies", "Storage")}) {
        search->clear();
        search->setText(s(typed));
        QVERIFY2(text("settingsTitle").startsWith(s(section)), qPrintable(text("settingsTitle")));
    }
    // In a section its label comes before a sentence above it.
    const auto &page = m_window->window().settingsPage();
    for (const SettingsSection *each : page.findChildren<SettingsSection *>()) {
        bool isSentence = false;
        for (const QWidget *match : SettingsSearch::matches(*each, s("address"))) {
            const auto *label = qobject_cast<const QLabel *>(match);
            const bool isNow = label && label->wordWrap() && !label->buddy();
            QVERIFY(isNow || !isSentence);
            isSentence = isNow;
        }
    }
}

void SettingsPageTest::saysThatNothingIsFound()
{
    open("general");
    find<QLineEdit>("settingsSearch")->setText(s("zzz"));
    QVERIFY(shownSections().isEmpty());
    find<QLineEdit>("settingsSearch")->clear();
    QCOMPARE(shownSections().size(), SettingsPage::places().size());
}

void SettingsPageTest::appliesAtOnceAndTakesBack_data()
{
    QTest::addColumn<QString>("section");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("said");
    QTest::newRow("theme") << s("appearance") << QByteArray("settingsTheme") << s("Theme changed to Dark");
    QTest::newRow("consent") << s("privacy") << QByteArray("settingsConsent")
                             << s("New sites ignore Do Not Track");
    QTest::newRow("bots") << s("sites") << QByteArray("settingsBots") << s("Bots of new sites changed");
    QTest::newRow("durability") << s("storage") << QByteArray("settingsDurability")
                                << s("A power cut costs nothing now");
}

void SettingsPageTest::appliesAtOnceAndTakesBack()
{
    QFETCH(const QString, section);
    QFETCH(const QByteArray, field);
    m_window->open(s("settings-") + section);
    auto *choice = find<QComboBox>(field.constData());
    const int last = choice->count() - 1;
    const int before = choice->currentIndex();
    QVERIFY(before != last);
    QVERIFY(!find<QPushButton>("settingsUndo")->isVisible());
    choose(field.constData(), last);
    QTRY_VERIFY(find<QPushButton>("settingsUndo")->isVisible());
    QTEST(text("settingsChange"), "said");
    m_window->window().showPage(s("live"));
    m_window->window().showPage(s("settings-") + section);
    QCOMPARE(choice->currentIndex(), last); // kept
    click("settingsUndo");
    QTRY_COMPARE(choice->currentIndex(), before);
}

void SettingsPageTest::changesTheSizeOfTexts()
{
    open("appearance");
    auto *title = find<QLabel>("settingsTitle");
    const int before = title->font().pixelSize();
    choose("settingsTextSize", find<QComboBox>("settingsTextSize")->count() - 1);
    QCOMPARE(m_window->settings.textPercent(), 200);
    QCOMPARE(title->font().pixelSize(), 2 * before);
    setTone(title, Tone::Warn); // polishes it again
    QCOMPARE(title->font().pixelSize(), 2 * before);
    click("settingsUndo");
    QCOMPARE(title->font().pixelSize(), before);
}

void SettingsPageTest::keepsThePortThatWorks()
{
    open("collecting");
    auto *port = find<QSpinBox>("settingsPort");
    QCOMPARE(port->locale(), QLocale::c()); // no digits of others in a port
    port->setValue(8790);
    QCOMPARE(m_window->live.listened.constLast(), std::pair(s("127.0.0.1"), quint16 {8790}));
    QCOMPARE(m_window->settings.port(), 8787); // until it is open
    collectorSays();
    QCOMPARE(m_window->settings.port(), 8790);
    QCOMPARE(text("settingsChange"), s("Port changed to 8790"));
    QCOMPARE(text("settingsListening"), s("Listening on http://127.0.0.1:8790"));
    port->setValue(80);
    collectorSays(s("cannot listen on port 80: no permission"));
    QVERIFY(text("settingsListening").startsWith(s("cannot listen on port 80: no permission")));
    QCOMPARE(port->value(), 8790);
    QCOMPARE(m_window->settings.port(), 8790);
    click("settingsUndo"); // of the one that worked
    QCOMPARE(m_window->live.listened.constLast().second, 8787);
    collectorSays();
    QCOMPARE(m_window->settings.port(), 8787);
    QCOMPARE(port->value(), 8787);
}

void SettingsPageTest::showsThePortOfTheCommandLine()
{
    CollectorState &state = m_window->live.collector;
    state.port = 9000;
    state.url = s("http://127.0.0.1:9000");
    open("collecting");
    auto *port = find<QSpinBox>("settingsPort");
    QCOMPARE(port->value(), 9000);
    QCOMPARE(text("settingsListening"),
             s("Listening on http://127.0.0.1:9000\nFrom the command line for this run; kept: 8787"));
    find<QCheckBox>("settingsLocalNetwork")->click(); // does not move it to the kept port, nor keep its own
    QCOMPARE(m_window->live.listened.constLast(), std::pair(s("0.0.0.0"), quint16 {9000}));
    collectorSays();
    QCOMPARE(m_window->settings.port(), 8787);
    QCOMPARE(m_window->settings.listenAddress(), s("0.0.0.0"));
    QCOMPARE(port->value(), 9000);
    port->setValue(8787); // it can be had
    QCOMPARE(m_window->live.listened.constLast(), std::pair(s("0.0.0.0"), quint16 {8787}));
    collectorSays();
    QCOMPARE(text("settingsListening"), s("Listening on http://0.0.0.0:8787"));
}

void SettingsPageTest::refusesWhatIsNoAddress()
{
    open("collecting");
    for (const char *nothing : {"", "1", "127.1", "here"}) {
        enter("settingsAddress", s(nothing));
        QVERIFY(text("settingsListening").contains(s("This is no address")));
        QVERIFY(m_window->live.listened.isEmpty());
        QCOMPARE(m_window->settings.listenAddress(), s("127.0.0.1"));
    }
}

void SettingsPageTest::listsReachableAddresses()
{
    m_window->live.addresses = {{s("wlan0"), s("192.168.20.14"), true}, {s("eth0"), s("fd3a::14"), false}};
    open("collecting");
    QTRY_VERIFY(m_window->window().isSettled());
    QVERIFY(!find<QLabel>("settingsReachable"));
    find<QCheckBox>("settingsLocalNetwork")->click();
    QCOMPARE(m_window->live.listened.constLast(), std::pair(s("0.0.0.0"), quint16 {8787}));
    collectorSays();
    QCOMPARE(text("settingsChange"), s("Other devices can send hits"));
    QTRY_VERIFY(find<QLabel>("settingsReachable"));
    QCOMPARE(text("settingsReachable"), s("http://192.168.20.14:8787"));
    QVERIFY(find<QCheckBox>("settingsLocalNetwork")->isChecked());
    find<QLabel>("settingsReachable")->parentWidget()->findChild<QToolButton *>()->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), s("http://192.168.20.14:8787"));
}

void SettingsPageTest::believesNoProxyThatTheCollectorRefuses()
{
    open("collecting");
    enter("settingsProxies", s("192.168.20.2, 10.0.0.0/8"));
    QTRY_COMPARE(m_window->settings.access().proxies, (QStringList {s("192.168.20.2"), s("10.0.0.0/8")}));
    QCOMPARE(m_window->live.access, m_window->settings.access());
    m_window->live.queue.failNext = s("\"here\" is no network");
    enter("settingsProxies", s("here"));
    QTRY_COMPARE(text("settingsAccessMessage"), s("\"here\" is no network"));
    QCOMPARE(m_window->settings.access().proxies.size(), 2);
    QCOMPARE(find<QLineEdit>("settingsProxies")->text(), s("here")); // to be corrected
}

void SettingsPageTest::startsWithTheSession()
{
    QVERIFY(setStartsWithSession(false));
    open("general");
    auto *box = find<QCheckBox>("settingsStartsWithSession");
    QVERIFY(!box->isChecked());
    box->click();
    QVERIFY(startsWithSession());
#ifdef Q_OS_LINUX
    QFile file(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
               + s("/autostart/io.github.clickscope.Clickscope.desktop"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray line = QByteArray("Exec=\"") + QCoreApplication::applicationFilePath().toUtf8();
    QVERIFY(file.readAll().contains(line));
#endif
    click("settingsUndo");
    QVERIFY(!startsWithSession());
    QVERIFY(!box->isChecked());
}

void SettingsPageTest::newSitesBeginWithTheDefaults()
{
    open("privacy");
    enter("settingsKeptQuery", s("page, category"));
    QCOMPARE(m_window->settings.newSite().keptQuery, (QStringList {s("page"), s("category")}));
    enter("settingsKeptQuery", s("all, page"));
    QVERIFY(find<QLabel>("settingsKeptMessage")->isVisible());
    QCOMPARE(m_window->settings.newSite().keptQuery.size(), 2);
    QVERIFY(text("settingsSiteRows").contains(m_window->live.siteList.constFirst().displayName()));
    QVERIFY(text("settingsKey").contains(Format::weekdayTime(m_window->day(1), QTimeZone::systemTimeZone())));
    m_window->window().showPage(s("settings-sites"));
    choose("settingsZone", find<QComboBox>("settingsZone")->findText(s("Asia/Kolkata")));
    choose("settingsBots", 1);
    m_window->window().showPage(s("settings-privacy"));
    choose("settingsConsent", 1);
    find<QAction>("actionNewSite")->trigger();
    QCOMPARE(find<QComboBox>("siteZone")->currentText(), s("Asia/Kolkata"));
    QCOMPARE(find<QComboBox>("siteBotMode")->currentIndex(), 1);
    QCOMPARE(find<QComboBox>("siteConsent")->currentIndex(), 1);
    QCOMPARE(find<QLineEdit>("siteKeptQuery")->text(), s("page, category"));
}

void SettingsPageTest::showsWhatTheStoreTakes()
{
    using Kind = StorePart::Kind;
    m_window->live.storeSizes = {s("/data/clickscope"),
                                 {{Kind::Hits, 60'000'000, 600'000}, {Kind::Texts, 40'000'000, 1000}},
                                 5'000'000'000,
                                 1'000'000};
    open("storage");
    m_window->live.store.databaseBytes = 100'000'000;
    Q_EMIT m_window->live.bus().storeStateChanged(m_window->live.store);
    QTRY_COMPARE(text("settingsStoreTotal"), Format::bytes(100'000'000));
    QCOMPARE(find<Figure>("statusSize")->text(), text("settingsStoreTotal")); // one size on one window
    const auto isShown = [this](const QString &expected) {
        return std::ranges::any_of(
            m_window->window().settingsPage().findChildren<QLabel *>(),
            [&](const QLabel *label) { return label->isVisible() && label->text() == expected; });
    };
    for (const QString &expected :
         QStringList {s("Hits"), s("60 %"), s("40 %"), Format::number(600'000) + s(" hits, 100 bytes each")})
        QTRY_VERIFY2(isShown(expected), qPrintable(expected)); // layouts show what is new an event later
    QVERIFY(text("settingsStorePlace").contains(s("clickscope")));
    QVERIFY2(text("settingsStoreGrowth").startsWith(s("grew by ")), qPrintable(text("settingsStoreGrowth")));
}

void SettingsPageTest::copiesTheStore()
{
    open("storage");
    QString suggested;
    m_window->window().setSaveFileHook([&](QWidget *, const QString &name, const auto &answer) {
        suggested = name;
        answer(s("/backups/copy.db"));
    });
    click("settingsBackUp");
    QCOMPARE(suggested, s("clickscope-2026-03-03.db"));
    QTRY_VERIFY(text("settingsCopyMessage").startsWith(s("Copied to ")));
    QCOMPARE(m_window->live.copies, QStringList {s("/backups/copy.db")});
    m_window->live.queue.failNext = s("/backups/copy.db exists; choose a new name");
    click("settingsBackUp");
    QTRY_COMPARE(text("settingsCopyMessage"), s("/backups/copy.db exists; choose a new name"));
    QVERIFY(find<QPushButton>("settingsBackUp")->isEnabled());
}

void SettingsPageTest::showsATokenOnce()
{
    open("access");
    QTRY_VERIFY(find<QLabel>("settingsNoToken")->isVisible());
    find<QLineEdit>("settingsTokenName")->setText(s("dashboard"));
    for (QAction *action : find<QToolButton>("settingsTokenSites")->menu()->actions())
        action->setChecked(action->data() == m_window->site);
    click("settingsTokenMake");
    QTRY_COMPARE(find<QLineEdit>("settingsTokenSecret")->text(), s("secret-of-dashboard"));
    click("settingsTokenCopy");
    QCOMPARE(QGuiApplication::clipboard()->text(), s("secret-of-dashboard"));
    QCOMPARE(m_window->live.tokenList.constFirst().sites, QStringList {m_window->site});
    QVERIFY(!m_window->live.tokenList.constFirst().mayChange); // unless it is chosen
    click("settingsTokenDone");
    QCOMPARE(find<QLineEdit>("settingsTokenSecret")->text(), QString());
    QTRY_VERIFY(find<QWidget>("settingsToken_dashboard"));
    QVERIFY(text("settingsTokenWords").startsWith(s("reads · shop · made ")));
    QVERIFY(text("settingsTokenWords").endsWith(s(" · not used yet")));
    QVERIFY(!find<QLabel>("settingsNoToken")->isVisible());
}

void SettingsPageTest::revokesATokenAndTakesItBack()
{
    m_window->live.tokenList = {{.name = s("old")}};
    open("access");
    QTRY_VERIFY(find<QWidget>("settingsToken_old"));
    find<QWidget>("settingsToken_old")->findChild<QPushButton *>()->click();
    QTRY_COMPARE(text("settingsChange"), s("Token old revoked"));
    QVERIFY(m_window->live.tokenList.isEmpty());
    QTRY_VERIFY(!find<QWidget>("settingsToken_old"));
    click("settingsUndo");
    QTRY_VERIFY(find<QWidget>("settingsToken_old"));
    QCOMPARE(m_window->live.tokenList.size(), 1);
}

void SettingsPageTest::saysWhyATokenCannotBeMade()
{
    open("access");
    m_window->live.queue.answerAll();
    m_window->live.queue.failNext = s("there is a token old already");
    find<QLineEdit>("settingsTokenName")->setText(s("old"));
    click("settingsTokenMake");
    QTRY_COMPARE(text("settingsTokenMessage"), s("there is a token old already"));
    QCOMPARE(find<QLineEdit>("settingsTokenName")->text(), s("old"));
}

void SettingsPageTest::namesTheHourOfTheLastUse()
{
    const Micros now = m_window->clock.now();
    m_window->live.tokenList = {
        {.name = s("t"), .madeAt = now - kMicrosPerDay, .usedAt = now - kMicrosPerMinute}};
    open("access");
    QTRY_VERIFY(find<QWidget>("settingsToken_t"));
    QVERIFY(text("settingsTokenWords").endsWith(s("used within this hour")));
    m_window->clock.advance(3 * kMicrosPerHour);
    m_window->window().showPage(s("live"));
    m_window->window().showPage(s("settings"));
    QTRY_VERIFY(find<QLabel>("settingsTokenWords")->text().endsWith(s("used 3 h ago")));
}

QTEST_MAIN(SettingsPageTest)
#include "tst_settingspage.moc"
