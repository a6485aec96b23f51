// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakelivesource.h"
#include "fakestatssource.h"
#include "tests/support/patienttest.h"

#include "core/settings/settings.h"
#include "core/visitor/visitordataservice.h"
#include "tests/support/geofiles.h"
#include "ui/window/mainwindow.h"

#include <QCheckBox>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>

namespace {

using Kind = VisitorDataKind;

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// Settings of places, bots and referrers in the real window, on a real folder; files are chosen by a hook.
class VisitorDataSettingsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsWhatComesWithTheProgram();
    void importsPlacesAndRemovesThem();
    void warnsOfAge_data();
    void warnsOfAge();
    void keepsWhatIsInUseWhenAFileIsBad();
    void nothingIsPressedWhileWorkGoesOn();
    void asksForTheRightFiles();
    void nobodyChoseAFile();
    void countriesOnlyIsKept();
    void aSwitchThatFailsGoesBack();
    void networksNameTheirLine();
    void undoBringsNetworksBack();
    void whatIsBeingWrittenStays();
    void importsSpamAndRules();
    void showsProblemsOfTheFolder();
    void aboutNamesTheSources();
    void aboutKeepsStepWithTheNotices();
    void dialogsOpenByName();

private:
    void open(const char *page);
    template <typename T>
    T *find(const char *name) const
    {
        return m_window->findChild<T *>(s(name));
    }
    QString text(const char *name) const { return find<QLabel>(name)->text(); }
    void click(const char *name) const { find<QPushButton>(name)->click(); }
    QString write(const char *name, const QByteArray &content) const
    {
        QFile file(m_files->filePath(s(name)));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName()
                                                                                        : QString();
    }
    QString database(const char *type, QDate built) const
    {
        MmdbSpec spec;
        spec.databaseType = s(type);
        spec.buildEpoch = static_cast<quint64>(QDateTime(built, QTime(), Qt::UTC).toSecsSinceEpoch());
        spec.networks = {{s("203.0.113.0/24"), nestedRecord(s("IN"), QString(), s("Mumbai"), 19.08, 72.88)}};
        return write("city.mmdb", makeMmdb(spec));
    }
    /// Replaces the text of the networks and leaves the field.
    void writeNetworks(const QString &networks)
    {
        auto *editor = find<QPlainTextEdit>("settingsNetworks");
        editor->selectAll();
        editor->insertPlainText(networks);
        QFocusEvent left(QEvent::FocusOut);
        QCoreApplication::sendEvent(editor, &left);
    }
    bool idle() const { return !m_visitorData->isBusy(); }

    std::unique_ptr<QTemporaryDir> m_files, m_data;
    std::unique_ptr<ManualClock> m_clock; ///< 3 March 2026, 10:45
    std::unique_ptr<SignalBus> m_bus;
    std::unique_ptr<FakeLiveSource> m_source;
    FakeStatsSource m_stats;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<VisitorDataService> m_visitorData;
    std::unique_ptr<MainWindow> m_window;
    QStringList m_chosen;
    QList<OpenFilesQuestion> m_questions;
};

void VisitorDataSettingsTest::init()
{
    m_files = std::make_unique<QTemporaryDir>();
    m_data = std::make_unique<QTemporaryDir>();
    m_clock = std::make_unique<ManualClock>();
    m_bus = std::make_unique<SignalBus>();
    m_source = std::make_unique<FakeLiveSource>(*m_bus, *m_clock);
    m_settings = std::make_unique<Settings>(m_data->filePath(s("settings.ini")));
    m_chosen.clear();
    m_questions.clear();
}

void VisitorDataSettingsTest::cleanup()
{
    m_window.reset();
    m_visitorData.reset();
    m_settings.reset();
    m_source.reset();
    m_bus.reset();
}

void VisitorDataSettingsTest::open(const char *page)
{
    const QByteArray cgeo =
        makeCgeo({{3405803776u, GeoPlace {{s("DE"), QString(), s("Berlin")}, std::nullopt}}});
    m_visitorData =
        std::make_unique<VisitorDataService>(VisitorDataFolder(m_data->path(), write("bundled.cgeo", cgeo)));
    m_visitorData->finishLoading();
    m_window = std::make_unique<MainWindow>(*m_bus, m_source->with(m_stats), *m_settings, *m_visitorData,
                                            *m_clock);
    m_window->setOpenFilesHook([this](QWidget *, const OpenFilesQuestion &question,
                                      const std::function<void(const QStringList &)> &answer) {
        m_questions.append(question);
        answer(m_chosen);
    });
    m_window->show();
    m_window->showPage(s(page));
}

void VisitorDataSettingsTest::showsWhatComesWithTheProgram()
{
    open("settings-places");
    QCOMPARE(text("settingsPlacesInUse"), m_visitorData->report().of(Kind::Places).bundled);
    QVERIFY(text("settingsPlacesDetail").startsWith(s("Comes with Clickscope · made ")));
    QVERIFY(text("settingsPlacesDetail").endsWith(s(" · 1 place")));
    QVERIFY(!find<QPushButton>("settingsPlacesRemove")->isVisible());
    QVERIFY(!find<QLabel>("settingsPlacesMessage")->isVisible());
    QVERIFY(find<QPlainTextEdit>("settingsNetworks")->placeholderText().contains(s("Hall B")));
    QCOMPARE(text("settingsSpamInUse"), s("309 well-known hosts"));
    QCOMPARE(text("settingsAgentsInUse"), s("uap-core 0.18.0"));
}

void VisitorDataSettingsTest::importsPlacesAndRemovesThem()
{
    if (!MmdbGeo::isSupported())
        QSKIP("built without libmaxminddb");
    open("settings-places");
    m_chosen = {database("GeoLite2-City", QDate(2026, 2, 20))};
    click("settingsPlacesImport");
    QCOMPARE(text("settingsPlacesMessage"), s("Copying and checking city.mmdb…"));
    QTRY_VERIFY(idle());
    QCOMPARE(text("settingsPlacesInUse"), s("GeoLite2-City of 2026-02-20"));
    QCOMPARE(text("settingsPlacesDetail"),
             s("Made 20 Feb 2026, 11 days ago\nFor addresses it does not know: %1")
                 .arg(m_visitorData->report().of(Kind::Places).bundled));
    QVERIFY(!find<QLabel>("settingsPlacesWarning")->isVisible());
    QVERIFY(!find<QLabel>("settingsPlacesMessage")->isVisible());
    QVERIFY(find<QPushButton>("settingsPlacesRemove")->isVisible());
    click("settingsPlacesRemove");
    QTRY_VERIFY(idle());
    QCOMPARE(text("settingsPlacesInUse"), m_visitorData->report().of(Kind::Places).bundled);
    QVERIFY(!find<QPushButton>("settingsPlacesRemove")->isVisible());
}

void VisitorDataSettingsTest::warnsOfAge_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QDate>("built");
    QTest::addColumn<QString>("start");
    // Today is the third of March: 31 days after the last of January.
    QTest::addRow("GeoLite2") << QByteArray("GeoLite2-City") << QDate(2026, 1, 31) << s("MaxMind's licence");
    QTest::addRow("GeoLite2, younger") << QByteArray("GeoLite2-City") << QDate(2026, 2, 1) << QString();
    QTest::addRow("another") << QByteArray("DBIP-City") << QDate(2026, 1, 31) << QString();
    QTest::addRow("another, old") << QByteArray("DBIP-City") << QDate(2025, 9, 3) << s("Addresses move");
}

void VisitorDataSettingsTest::warnsOfAge()
{
    if (!MmdbGeo::isSupported())
        QSKIP("built without libmaxminddb");
    QFETCH(QByteArray, type);
    QFETCH(QDate, built);
    QFETCH(QString, start);
    QVERIFY(VisitorDataFolder(m_data->path(), QString()).importPlaces({database(type.constData(), built)}));
    open("settings-places");
    QCOMPARE(find<QLabel>("settingsPlacesWarning")->isVisible(), !start.isEmpty());
    QVERIFY(text("settingsPlacesWarning").startsWith(start));
}

void VisitorDataSettingsTest::keepsWhatIsInUseWhenAFileIsBad()
{
    open("settings-places");
    const QString before = text("settingsPlacesInUse");
    m_chosen = {write("bad.mmdb", "this is no database")};
    click("settingsPlacesImport");
    QTRY_VERIFY(idle());
    QCOMPARE(text("settingsPlacesInUse"), before);
    auto *message = find<QLabel>("settingsPlacesMessage");
    QVERIFY(message->isVisible());
    QVERIFY(!message->text().isEmpty());
    if (MmdbGeo::isSupported())
        QVERIFY(message->text().contains(s("bad.mmdb is no sound MaxMind DB file")));
    QCOMPARE(message->property("tone").toString(), s("bad"));
    QVERIFY(find<QPushButton>("settingsPlacesImport")->isEnabled());
    m_chosen.clear(); // the reason stays until the next attempt
    click("settingsPlacesImport");
    QVERIFY(message->isVisible());
}

void VisitorDataSettingsTest::nothingIsPressedWhileWorkGoesOn()
{
    open("settings-places");
    m_chosen = {write("spam.txt", "spam.example\n")};
    click("settingsSpamImport");
    const std::array names {"settingsPlacesImport", "settingsSpamImport", "settingsAgentsImport"};
    for (const char *name : names)
        QVERIFY(!find<QPushButton>(name)->isEnabled());
    QVERIFY(!find<QCheckBox>("settingsCountryOnly")->isEnabled());
    QTRY_VERIFY(idle());
    for (const char *name : names)
        QVERIFY(find<QPushButton>(name)->isEnabled());
    QVERIFY(find<QCheckBox>("settingsCountryOnly")->isEnabled());
}

void VisitorDataSettingsTest::asksForTheRightFiles()
{
    open("settings-places");
    for (const char *name : {"settingsPlacesImport", "settingsSpamImport", "settingsAgentsImport"})
        click(name);
    QCOMPARE(m_questions.size(), 3);
    QVERIFY(m_questions[0].takesSeveral);
    QVERIFY(m_questions[0].filter.contains(s("*.mmdb")));
    QVERIFY(!m_questions[1].takesSeveral);
    QVERIFY(m_questions[1].filter.contains(s("*.txt")));
    QVERIFY(m_questions[2].filter.contains(s("*.yaml")));
}

void VisitorDataSettingsTest::nobodyChoseAFile()
{
    open("settings-places");
    click("settingsPlacesImport");
    QVERIFY(idle());
    QVERIFY(!find<QLabel>("settingsPlacesMessage")->isVisible());
}

void VisitorDataSettingsTest::countriesOnlyIsKept()
{
    open("settings-places");
    auto *box = find<QCheckBox>("settingsCountryOnly");
    QVERIFY(!box->isChecked());
    const QSignalSpy changed(m_visitorData.get(), &VisitorDataService::changed);
    box->click();
    QTRY_VERIFY(idle());
    QVERIFY(box->isChecked());
    QCOMPARE(changed.size(), 1);
    QVERIFY(changed[0][0].value<VisitorData>().geo->countryOnly);
    QVERIFY(Settings(m_data->filePath(s("settings.ini"))).countryOnly());
    QVERIFY(m_settings->countryOnly()); // the window's own settings see it too
}

void VisitorDataSettingsTest::aSwitchThatFailsGoesBack()
{
    open("settings-places");
    auto *box = find<QCheckBox>("settingsCountryOnly");
    {
        const QSignalBlocker blocker(box);
        box->setChecked(true);
    }
    Q_EMIT m_visitorData->failed(Kind::Places, {s("data_dir_failed"), s("the disk is full")});
    QVERIFY(!box->isChecked());
    QCOMPARE(text("settingsPlacesMessage"), s("The disk is full"));
}

void VisitorDataSettingsTest::networksNameTheirLine()
{
    open("settings-places");
    auto *editor = find<QPlainTextEdit>("settingsNetworks");
    writeNetworks(s("192.168.20.0/24 = Hall B\n192.168.21.0 Hall C"));
    QTRY_VERIFY(idle());
    QCOMPARE(text("settingsNetworksMessage"),
             s("Line 2: write a network and its name: 192.168.20.0/24 = Hall B"));
    QVERIFY(m_visitorData->report().subnetText.isEmpty());
    QCOMPARE(editor->toPlainText(), s("192.168.20.0/24 = Hall B\n192.168.21.0 Hall C")); // to be corrected
    writeNetworks(s("192.168.20.0/24 = Hall B\n192.168.21.0/24 = Hall C"));
    QTRY_VERIFY(idle());
    QCOMPARE(text("settingsNetworksMessage"), s("2 networks have names."));
    QFile file(m_data->filePath(s("subnets.txt")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("192.168.20.0/24 = Hall B\n192.168.21.0/24 = Hall C"));
}

void VisitorDataSettingsTest::undoBringsNetworksBack()
{
    open("settings-places");
    writeNetworks(s("10.0.0.0/8 = Office"));
    QTRY_COMPARE(m_visitorData->report().of(Kind::Subnets).entries, 1);
    QTRY_COMPARE(text("settingsChange"), s("Named networks changed"));
    writeNetworks(s("10.0.0.0/8 = Office\n10.0.0.0/33 = Hall"));
    QTRY_VERIFY(idle());
    QVERIFY(text("settingsNetworksMessage").startsWith(s("Line 2: ")));
    QCOMPARE(m_visitorData->report().of(Kind::Subnets).entries, 1); // the ones before hold
    click("settingsUndo");
    QTRY_COMPARE(m_visitorData->report().of(Kind::Subnets).entries, 0);
    QCOMPARE(find<QPlainTextEdit>("settingsNetworks")->toPlainText(), QString());
}

void VisitorDataSettingsTest::whatIsBeingWrittenStays()
{
    open("settings-places");
    auto *editor = find<QPlainTextEdit>("settingsNetworks");
    editor->insertPlainText(s("10.0.0.0/33 = Off"));
    QVERIFY(VisitorDataFolder(m_data->path(), QString()).importText(Kind::Subnets, "10.0.0.0/8 = Hall"));
    bool isDone = false;
    m_visitorData->reload([&] { isDone = true; });
    QTRY_VERIFY(isDone);
    QCOMPARE(editor->toPlainText(), s("10.0.0.0/33 = Off"));
}

void VisitorDataSettingsTest::importsSpamAndRules()
{
    open("settings-bots");
    m_chosen = {write("spam.txt", "spam.example\nseo.example\n")};
    click("settingsSpamImport");
    QTRY_VERIFY(idle());
    QCOMPARE(text("settingsSpamInUse"), s("2 hosts of your own"));
    QVERIFY(text("settingsSpamDetail").startsWith(s("Imported ")));
    m_chosen = {write("bad.txt", "spam.example\nhttps://seo.example/\n")};
    click("settingsSpamImport");
    QTRY_VERIFY(idle());
    QVERIFY(text("settingsSpamMessage").startsWith(s("Line 2: ")));
    QCOMPARE(text("settingsSpamInUse"), s("2 hosts of your own"));
    QVERIFY(!find<QLabel>("settingsAgentsMessage")->isVisible());
    m_chosen = {write("regexes.yaml",
                      "user_agent_parsers:\n  - regex: '(Scopebrowser)/(\\d+)'\n"
                      "os_parsers:\n  - regex: '(ScopeOS)'\ndevice_parsers:\n  - regex: '(Scopephone)'\n")};
    click("settingsAgentsImport");
    QTRY_VERIFY(idle());
    QCOMPARE(text("settingsAgentsInUse"), s("Your own rules"));
    QVERIFY(text("settingsAgentsDetail").endsWith(s(" · 3 rules")));
    click("settingsAgentsRemove");
    QTRY_VERIFY(idle());
    QCOMPARE(text("settingsAgentsInUse"), s("uap-core 0.18.0"));
}

void VisitorDataSettingsTest::showsProblemsOfTheFolder()
{
    QFile file(m_data->filePath(s("subnets.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("10.0.0.0/8 is the office\n");
    file.close();
    QFile rules(m_data->filePath(s("agents.yaml")));
    QVERIFY(rules.open(QIODevice::WriteOnly));
    rules.write("nothing\n");
    rules.close();
    open("settings-places");
    QVERIFY(text("settingsNetworksMessage").startsWith(s("Line 1: ")));
    QCOMPARE(find<QPlainTextEdit>("settingsNetworks")->toPlainText(), s("10.0.0.0/8 is the office\n"));
    QCOMPARE(text("settingsAgentsInUse"), s("uap-core 0.18.0"));
    QVERIFY(text("settingsAgentsWarning").contains(s("import the rules again, or remove them")));
    m_window->showPage(s("settings-bots"));
    QVERIFY(find<QPushButton>("settingsAgentsRemove")->isVisible());
}

void VisitorDataSettingsTest::aboutNamesTheSources()
{
    open("about");
    const auto words = [this] {
        QString all;
        for (const QLabel *label : m_window->findChildren<QLabel *>(s("attribution")))
            all += label->text() + u'\n';
        return all;
    };
    QVERIFY(words().contains(s("<a href=\"https://db-ip.com\">IP Geolocation by DB-IP</a>")));
    QVERIFY(words().contains(s("https://creativecommons.org/licenses/by/4.0/")));
    QVERIFY(!words().contains(s("GeoLite2")));
    for (QLabel *label : m_window->findChildren<QLabel *>(s("attribution"))) {
        QVERIFY(label->openExternalLinks());
        QVERIFY(label->height() >= label->heightForWidth(label->width())); // nothing cut off
    }
    m_window->findChild<QDialog *>(s("aboutDialog"))->reject();
    QTRY_VERIFY(!m_window->findChild<QDialog *>(s("aboutDialog")));
    if (!MmdbGeo::isSupported())
        QSKIP("built without libmaxminddb");
    m_visitorData->importFiles(Kind::Places, {database("GeoLite2-City", QDate(2026, 2, 20))});
    QTRY_VERIFY(idle());
    m_window->showPage(s("about"));
    QVERIFY(words().contains(s("This product includes GeoLite2 data created by MaxMind, available from ")));
    QVERIFY(words().contains(s("GeoLite2-City of 2026-02-20")));
}

void VisitorDataSettingsTest::aboutKeepsStepWithTheNotices()
{
    QFile file(s(CLICKSCOPE_SOURCE_DIR "/THIRD_PARTY_NOTICES.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString notices = QString::fromUtf8(file.readAll());
    open("about");
    QString about;
    for (const QLabel *label : m_window->findChildren<QLabel *>(s("attribution")))
        about += label->text();
    // Every address that About gives is one of the notices, and every bundled thing has its address here.
    static const QRegularExpression address(s("href=\"([^\"]+)\""));
    int count = 0;
    for (auto matches = address.globalMatch(about); matches.hasNext(); ++count) {
        const QString found = matches.next().captured(1);
        QVERIFY2(notices.contains(found), qPrintable(found));
    }
    QVERIFY(count >= 6);
    for (const char *name :
         {"https://db-ip.com", "https://www.nro.net", "https://github.com/ua-parser/uap-core",
          "https://github.com/monperrus/crawler-user-agents", "https://github.com/omrilotan/isbot"})
        QVERIFY2(about.contains(s(name)) && notices.contains(s(name)), name);
}

void VisitorDataSettingsTest::dialogsOpenByName()
{
    Site site;
    site.id = QStringLiteral("shop");
    m_source->siteList = {site};
    open("live");
    for (const QString &name : MainWindow::dialogNames()) {
        m_window->showPage(name);
        QTRY_COMPARE(m_window->findChildren<QDialog *>().size(), 1);
        m_window->findChild<QDialog *>()->reject();
        QTRY_VERIFY(!m_window->findChild<QDialog *>());
    }
}

QTEST_MAIN(VisitorDataSettingsTest)
#include "tst_visitordatasettings.moc"
