// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/agentversion.h"
#include "core/visitor/agent/agentwords.h"
#include "core/visitor/agent/clientnames.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QHash>
#include <QTest>

#include <optional>

class ClientNamesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void namesWhatPeopleKnow_data();
    void namesWhatPeopleKnow();
    void knowsNothingAboutTheEmptyAgent();
    void agreesWithTheFormsOfRealSessions();
    void namesEveryRealSession();
    void shortensVersions();

private:
    Client named(QByteArrayView agent)
    {
        return nameClient(m_parser->parse(agent, machineWords(agent)), agent);
    }

    std::optional<UapParser> m_parser;
};

void ClientNamesTest::initTestCase()
{
    const Result<AgentRules> rules = loadAgentRules();
    QVERIFY(rules.ok());
    Result<UapParser> parser = UapParser::compile(rules->uap);
    QVERIFY(parser.ok());
    m_parser.emplace(std::move(*parser));
}

void ClientNamesTest::namesWhatPeopleKnow_data()
{
    QTest::addColumn<QByteArray>("agent");
    QTest::addColumn<QString>("expected"); ///< device|system version|browser version
    const auto row = [](const char *expected, const QByteArray &agent) {
        QTest::addRow("%s: %s", expected, agent.left(60).constData())
            << agent << QString::fromLatin1(expected);
    };
    const QByteArray iPhone(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ");
    const QByteArray iPad(
        "Mozilla/5.0 (iPad; CPU OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ");
    const QByteArray mac(
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) ");
    const QByteArray windows(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) ");
    const QByteArray android("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) ");
    const QByteArray pixel(
        "Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UQ1A.240205.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Version/4.0 Chrome/126.0.6478.71 Mobile Safari/537.36");
    row("Mobile|iOS 17.5.1|Safari 17.5", iPhone + "Version/17.5 Mobile/15E148 Safari/604.1");
    row("Mobile|iOS 17.5.1|Chrome 126.0.6478.54", iPhone + "CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1");
    row("Mobile|iOS 17.5.1|Firefox 127", iPhone + "FxiOS/127.0 Mobile/15E148 Safari/605.1.15");
    row("Mobile|iOS 17.5.1|Edge 125.0.2535.96",
        iPhone + "Version/17.0 EdgiOS/125.0.2535.96 Mobile/15E148 Safari/604.1");
    row("Mobile|iOS 17.5.1|In-app (iOS)", iPhone + "Mobile/15E148");
    row("Mobile|iOS 17.5.1|Google app 319.0.638705450",
        iPhone + "GSA/319.0.638705450 Mobile/15E148 Safari/604.1");
    row("Mobile|iOS 17.5.1|Instagram 336.0.8.29.90",
        iPhone
            + "Mobile/15E148 Instagram 336.0.8.29.90 (iPhone14,5; iOS 17_5_1; en_US; en; scale=3.00; 1170x2532; 610429123)");
    row("Mobile|iOS 17.5.1|Facebook 467.1.0.51.97",
        iPhone
            + "Mobile/15E148 [FBAN/FBIOS;FBAV/467.1.0.51.97;FBBV/604357821;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS]");
    row("Mobile|iOS 17.5.1|LinkedIn 9.29.6743", iPhone + "Mobile/15E148 [LinkedInApp]/9.29.6743");
    row("Mobile|iOS 17.5.1|TikTok 34.7",
        iPhone + "Mobile/15E148 musical_ly_34.7.0 JsSdk/2.0 NetType/WIFI BytedanceWebview/d8a21c6");
    row("Mobile|iOS 17.5.1|WeChat 8.0.49",
        iPhone + "Mobile/15E148 MicroMessenger/8.0.49(0x1800312b) NetType/WIFI Language/en");
    row("Mobile|iOS 17.5.1|X", iPhone + "Mobile/15E148 Twitter for iPhone/10.44");
    row("Tablet|iOS 17.6|Safari 17.6", iPad + "Version/17.6 Mobile/15E148 Safari/604.1");
    row("Tablet|iOS 17.6|Brave", iPad + "Version/17.6 Mobile/15E148 Safari/604.1 Brave");
    row("Desktop|macOS|Safari 17.5",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/17.5 Safari/605.1.15");
    row("Desktop|macOS|Chrome 126", mac + "Chrome/126.0.0.0 Safari/537.36");
    row("Desktop|macOS 10.14.6|Chrome 90.0.4430.212",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_14_6) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/90.0.4430.212 Safari/537.36");
    row("Desktop|Windows 10|Chrome 126", windows + "Chrome/126.0.0.0 Safari/537.36");
    row("Desktop|Windows 10|Edge 126", windows + "Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0");
    row("Desktop|Windows 10|Opera 111", windows + "Chrome/125.0.0.0 Safari/537.36 OPR/111.0.0.0");
    row("Desktop|Windows 10|Vivaldi 6.7.3329",
        windows + "Chrome/124.0.0.0 Safari/537.36 Vivaldi/6.7.3329.31");
    row("Desktop|Windows 10|Yandex Browser 24.6",
        windows + "Chrome/124.0.0.0 YaBrowser/24.6.0.0 Safari/537.36");
    row("Desktop|Windows 10|Firefox 127",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0");
    row("Desktop|Windows 7|Internet Explorer 11",
        "Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; Tablet PC 2.0; rv:11.0) like Gecko");
    row("Desktop|Linux|Firefox 115",
        "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0");
    row("Desktop|Linux|Chrome 126",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36");
    row("Desktop|Chrome OS|Chrome 126",
        "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36");
    row("Mobile|Android|Chrome 126", android + "Chrome/126.0.0.0 Mobile Safari/537.36");
    row("Tablet|Android|Chrome 126", android + "Chrome/126.0.0.0 Safari/537.36");
    row("Mobile|Android|Samsung Internet 25",
        android + "SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36");
    row("Mobile|Android|Edge 125", android + "Chrome/125.0.0.0 Mobile Safari/537.36 EdgA/125.0.0.0");
    row("Mobile|Android 14|In-app (Android) 126.0.6478.71", pixel);
    row("Mobile|Android 14|Instagram 337.0.0.35.102",
        pixel + " Instagram 337.0.0.35.102 Android (34/14; 420dpi; 1080x2205; Google; Pixel 8)");
    row("Mobile|Android 14|Facebook 467", pixel + " [FB_IAB/FB4A;FBAV/467.0.0.0;]");
    row("Mobile|Android 14|Messenger 460.0.0.42.109", pixel + " [FB_IAB/Orca-Android;FBAV/460.0.0.42.109;]");
    row("Mobile|Android 13|UC Browser 13.4.2",
        "Mozilla/5.0 (Linux; U; Android 13; en-US; SM-A135F Build/TP1A.220624.014) AppleWebKit/537.36 "
        "(KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.58 UCBrowser/13.4.2.1307 Mobile Safari/537.36");
    row("Mobile|Android 14|Firefox 127",
        "Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0");
    row("Tablet|Android 13|Firefox 127",
        "Mozilla/5.0 (Android 13; Tablet; rv:127.0) Gecko/127.0 Firefox/127.0");
    // Safari 26 freezes the version of iOS; what an app or Safari itself says is right.
    const auto frozen = [](const char *device, const char *rest) -> QByteArray {
        return QByteArray("Mozilla/5.0 (") + device
            + " like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) " + rest;
    };
    const char *const iPhone187 = "iPhone; CPU iPhone OS 18_7";
    row("Mobile|iOS 26|Safari 26.2", frozen(iPhone187, "Version/26.2 Mobile/15E148 Safari/604.1"));
    row("Mobile|iOS 26|Safari 26",
        frozen("iPhone; CPU iPhone OS 18_6", "Version/26.0 Mobile/15E148 Safari/604.1"));
    row("Tablet|iOS 26|Safari 26.1", frozen("iPad; CPU OS 18_7", "Version/26.1 Mobile/15E148 Safari/604.1"));
    row("Mobile|iOS 18.6|Safari 18.6",
        frozen("iPhone; CPU iPhone OS 18_6", "Version/18.6 Mobile/15E148 Safari/604.1"));
    row("Mobile|iOS 18.5|Safari 18.5",
        frozen("iPhone; CPU iPhone OS 18_5", "Version/18.5 Mobile/15E148 Safari/604.1"));
    row("Mobile|iOS|In-app (iOS)", frozen(iPhone187, "Mobile/15E148"));
    row("Mobile|iOS|Chrome 142.0.7444.148",
        frozen(iPhone187, "CriOS/142.0.7444.148 Mobile/15E148 Safari/604.1"));
    row("Mobile|iOS 26.1|Facebook 530",
        frozen(iPhone187,
               "Mobile/23B85 [FBAN/FBIOS;FBAV/530.0;FBDV/iPhone17,1;FBMD/iPhone;FBSN/iOS;FBSV/26.1;FBSS/3]"));
    // Browsers and apps of iPads that say Macintosh.
    const QByteArray onMac(
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)");
    row("Tablet|iOS|Chrome 111", onMac + " CriOS/111 Version/11.1.1 Safari/605.1.15");
    row("Tablet|iOS|Firefox 145", onMac + " FxiOS/145.0 Safari/605.1.15");
    row("Tablet|iOS|Edge 142.0.3595.66", onMac + " Version/17.0 EdgiOS/142.0.3595.66 Safari/605.1.15");
    row("Tablet|iOS|In-app (iOS)", onMac + " Mobile/15E148");
    row("Desktop|macOS|In-app (macOS)", onMac);
    row("Desktop|macOS|Safari 26.1", onMac + " Version/26.1 Safari/605.1.15");
    row("TV|webOS|Chrome 108.0.5359.211",
        "Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/108.0.5359.211 Safari/537.36 WebAppManager");
    row("Headset|Android 12|Meta Quest Browser 33.4.0.16.45",
        "Mozilla/5.0 (Linux; Android 12; Quest 2) AppleWebKit/537.36 (KHTML, like Gecko) OculusBrowser/33.4.0.16.45 Chrome/126.0.6478.122 Mobile VR Safari/537.36");
    row("Mobile|OpenHarmony 5|In-app (HarmonyOS)",
        "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile");
    row("TV|Tizen 6|Samsung Internet 2.2",
        "Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.0) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/2.2 "
        "Chrome/63.0.3239.84 TV Safari/537.36");
    // The version of an app is none of its system.
    row("Desktop|macOS 13.6|MacOutlook 16.78.23100802",
        "MacOutlook/16.78.23100802 (Intelx64 Mac OS X Version 13.6 (Build 22G120))");
    row("Mobile|Android|", "Outlook-Android/4.2345.1");
    row("Mobile|Android|", "Signal-Android/6.40.4 Android/33");
    row("Mobile|iOS 17.2|", "Signal-iOS/7.1 iOS/17.2");
    row("Mobile|Android|", "Slack-Android/23.10.20");
    row("Mobile|iOS|", "MyApp-iOS/4.2.1");
    row("Mobile|Android 13|App (Android)",
        "Telegram-Android/10.2.1 (Samsung SM-A515F; Android 13; SDK 33; AVERAGE)");
    // Boxes below televisions.
    row("TV||", "Sky_STB_BSKYB_2018/1.0.0 (Sky, EM150UK,)");
    row("TV|Linux|Chrome 56.0.2924.122",
        "Mozilla/5.0 (X11; Linux armv7l) AppleWebKit/537.36 (KHTML, like Gecko) QtWebEngine/5.9.7 "
        "Chrome/56.0.2924.122 Safari/537.36 Sky_STB_BSKYB_2018/1.0.0 (Sky, EM150UK, )");
    row("TV|Linux|Chrome 84",
        "Mozilla/5.0 (X11; Linux aarch64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/84.0 Safari/537.36 SKY,LT01");
    row("TV|Android 9|Chrome 90.0.4430.210",
        "Mozilla/5.0 (Linux; Android 9; MIBOX3) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/90.0.4430.210 "
        "Safari/537.36");
    row("TV|Android 9|App (Android)", "Dalvik/2.1.0 (Linux; U; Android 9; MIBOX4 Build/PI)");
    row("TV|Android 7.1.2|Chrome 90",
        "Mozilla/5.0 (Linux; Android 7.1.2; X96mini Build/NHG47L) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/90.0 Safari/537.36");
    row("Console|PlayStation 4|Safari 13",
        "Mozilla/5.0 (PlayStation; PlayStation 4/11.50) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.0 Safari/605.1.15");
}

void ClientNamesTest::namesWhatPeopleKnow()
{
    QFETCH(QByteArray, agent);
    const Client client = named(agent);
    const auto both = [](const QString &name, const QString &version) {
        return version.isEmpty() ? name : QString(name + u' ' + version);
    };
    QFETCH(QString, expected);
    const QString found = QStringList {client.device, both(client.os, client.osVersion),
                                       both(client.browser, client.browserVersion)}
                              .join(u'|');
    QCOMPARE(found, expected);
}

void ClientNamesTest::knowsNothingAboutTheEmptyAgent()
{
    QVERIFY(named({}).isEmpty());
    QVERIFY(named("-").isEmpty());
}

void ClientNamesTest::agreesWithTheFormsOfRealSessions()
{
    QFile file(QStringLiteral(TEST_DATA "/ua/sessions.tsv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QHash<QByteArray, int> millionths;
    file.readLine(); // says where it came from
    while (!file.atEnd()) {
        const QByteArrayList cells = file.readLine().chopped(1).split('\t');
        QCOMPARE(cells.size(), 3);
        if (named(cells[2]).device.toLower().toLatin1() != cells[1])
            qWarning() << cells[2] << named(cells[2]).device;
        QCOMPARE(named(cells[2]).device.toLower().toLatin1(), cells[1]);
        millionths[cells[1]] += cells[0].toInt();
    }
    // Of the package's own labels: mobile 56.0, desktop 43.7, tablet 0.25 %.
    QCOMPARE(millionths["mobile"] / 1000, 560);
    QCOMPARE(millionths["desktop"] / 1000, 437);
    QCOMPARE(millionths["tablet"] / 10, 249);
}

void ClientNamesTest::namesEveryRealSession()
{
    QFile file(QStringLiteral(TEST_DATA "/ua/sessions.tsv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    file.readLine();
    while (!file.atEnd()) {
        const QByteArray agent = file.readLine().chopped(1).split('\t').last();
        const Client client = named(agent);
        QVERIFY2(!client.os.isEmpty() && !client.browser.isEmpty() && !client.device.isEmpty(),
                 agent.constData());
    }
}

void ClientNamesTest::shortensVersions()
{
    QCOMPARE(shortVersion("126.0.0.0"), QStringLiteral("126"));
    QCOMPARE(shortVersion("10.15.0"), QStringLiteral("10.15"));
    QCOMPARE(shortVersion("1.0.1"), QStringLiteral("1.0.1"));
    QCOMPARE(shortVersion("0"), QStringLiteral("0"));
    QCOMPARE(shortVersion("10."), QStringLiteral("10"));
    QCOMPARE(shortVersion(""), QString());
}

CLICKSCOPE_TEST(ClientNamesTest)
#include "tst_clientnames.moc"
