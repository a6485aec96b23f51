// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/clienthints.h"
#include "tests/support/testprogram.h"

#include <QTest>

// Values as browsers send them, from the examples of the specification "User-Agent Client Hints".

namespace {

constexpr const char *kChrome = R"("Not/A)Brand";v="8", "Chromium";v="126", "Google Chrome";v="126")";
constexpr const char *kBrave = R"("Not/A)Brand";v="8", "Chromium";v="126", "Brave";v="126")";
constexpr const char *kFull =
    R"("Not/A)Brand";v="8.0.0.0", "Chromium";v="126.0.6478.127", "Google Chrome";v="126.0.6478.127")";

Client chromeOn(const char *device, const char *os, const char *osVersion = "")
{
    return {QString::fromLatin1(device), QString::fromLatin1(os), QString::fromLatin1(osVersion),
            QStringLiteral("Chrome"), QStringLiteral("126")};
}

} // namespace

class ClientHintsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesNothingWithoutHints();
    void tellsSystems_data();
    void tellsSystems();
    void tellsBrowsers_data();
    void tellsBrowsers();
    void tellsForms();
    void ignoresMalformedHints_data();
    void ignoresMalformedHints();
    void seesHeadlessBrands();
    void boundsWhatIsKept();
};

void ClientHintsTest::changesNothingWithoutHints()
{
    const Client before = chromeOn("Desktop", "Windows", "10");
    QCOMPARE(refinedByHints(before, {}), before);
}

void ClientHintsTest::tellsSystems_data()
{
    QTest::addColumn<QByteArray>("platform");
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *platform, const char *version, const char *expected) {
        QTest::addRow("%s %s", platform, version)
            << QByteArray(platform) << QByteArray(version) << QString::fromLatin1(expected);
    };
    row(R"("Windows")", R"("15.0.0")", "Windows 11");
    row(R"("Windows")", R"("13.0.0")", "Windows 11");
    row(R"("Windows")", R"("10.0.0")", "Windows 10");
    row(R"("Windows")", R"("1.0.0")", "Windows 10");
    row(R"("Windows")", R"("0.3.0")", "Windows 8.1");
    row(R"("Windows")", R"("0.1.0")", "Windows 7");
    row(R"("Windows")", R"("0.0.0")", "Windows 10"); // says nothing: what the agent said
    row(R"("Windows")", "", "Windows 10");
    row(R"("macOS")", R"("14.5.0")", "macOS 14.5");
    row(R"("macOS")", "", "macOS ");
    row(R"("Android")", R"("14")", "Android 14");
    row(R"("Chromium OS")", R"("15823.60.0")", "Chrome OS 15823.60");
    row(R"("Linux")", R"("6.8.0")", "Linux ");
    row(R"("Unknown")", R"("1")", "Windows 10");
    row(R"(Windows)", R"("15.0.0")", "Windows 10");
}

void ClientHintsTest::tellsSystems()
{
    QFETCH(QByteArray, platform);
    QFETCH(QByteArray, version);
    ClientHints hints;
    hints.platform = platform;
    hints.platformVersion = version;
    const Client client = refinedByHints(chromeOn("Desktop", "Windows", "10"), hints);
    QTEST(QString(client.os + u' ' + client.osVersion), "expected");
}

void ClientHintsTest::tellsBrowsers_data()
{
    QTest::addColumn<QByteArray>("brands");
    QTest::addColumn<QByteArray>("full");
    QTest::addColumn<QString>("agentSays");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *brands, const char *full, const char *says,
                        const char *expected) {
        QTest::addRow("%s", name) << QByteArray(brands) << QByteArray(full) << QString::fromLatin1(says)
                                  << QString::fromLatin1(expected);
    };
    row("major only", kChrome, "", "Chrome", "Chrome 126");
    row("full version", kChrome, kFull, "Chrome", "Chrome 126.0.6478.127");
    row("a brand the agent hides", kBrave, "", "Chrome", "Brave 126");
    row("chrome beside a product", R"("Google Chrome";v="120", "Dia";v="1.2")", "", "Chrome", "Dia 1.2");
    row("an app with a browser inside", R"("Android WebView";v="126", "Chromium";v="126")", "", "Instagram",
        "Instagram 126");
    row("a product of the agent", kChrome, kFull, "Vivaldi", "Vivaldi 126");
    row("only made-up brands", R"("Not A;Brand";v="99", "Chromium";v="126")", "", "Chrome", "Chrome 126");
    row("an unknown agent", kChrome, "", "", "Chrome 126");
    row("escapes", R"("\\Not\"Brand";v="8", "Brave";v="126")", "", "Chrome", "Brave 126");
}

void ClientHintsTest::tellsBrowsers()
{
    QFETCH(QByteArray, brands);
    QFETCH(QByteArray, full);
    QFETCH(QString, agentSays);
    Client before = chromeOn("Desktop", "Windows", "10");
    before.browser = agentSays;
    ClientHints hints;
    hints.brands = brands;
    hints.fullVersions = full;
    const Client client = refinedByHints(before, hints);
    QTEST(QString(client.browser + u' ' + client.browserVersion), "expected");
}

void ClientHintsTest::tellsForms()
{
    ClientHints hints;
    hints.mobile = "?0";
    QCOMPARE(refinedByHints(chromeOn("Mobile", "Android"), hints).device, QStringLiteral("Tablet"));
    QCOMPARE(refinedByHints(chromeOn("TV", "Android"), hints).device, QStringLiteral("TV"));
    QCOMPARE(refinedByHints(chromeOn("Desktop", "Windows"), hints).device, QStringLiteral("Desktop"));
    hints.mobile = "?1";
    QCOMPARE(refinedByHints(chromeOn("Tablet", "Android"), hints).device, QStringLiteral("Mobile"));
}

void ClientHintsTest::ignoresMalformedHints_data()
{
    QTest::addColumn<QByteArray>("brands");
    const auto row = [](const char *brands) { QTest::addRow("%s", brands) << QByteArray(brands); };
    row(R"("Brave")");
    row(R"("Brave";v=126)");
    row(R"("Brave";v="126)");
    row(R"("Brave;v="126")");
    row(R"("Brave";v="126" "Opera";v="1")");
    row(R"("Brave";v="not a version")");
    row(R"("Brave\)");
    row("\"Br\x01ve\";v=\"126\"");
    row(",,,");
}

void ClientHintsTest::ignoresMalformedHints()
{
    QFETCH(QByteArray, brands);
    ClientHints hints;
    hints.brands = brands;
    hints.fullVersions = brands;
    const Client before = chromeOn("Desktop", "Windows", "10");
    QCOMPARE(refinedByHints(before, hints), before);
}

void ClientHintsTest::seesHeadlessBrands()
{
    ClientHints hints;
    QVERIFY(!nameHeadless(hints));
    hints.brands = kChrome;
    QVERIFY(!nameHeadless(hints));
    hints.brands = R"("HeadlessChrome";v="126", "Chromium";v="126")";
    QVERIFY(nameHeadless(hints));
}

void ClientHintsTest::boundsWhatIsKept()
{
    const QByteArray endless(100'000, '"');
    const ClientHints hints = ClientHints {endless, endless, endless, endless, endless}.bounded();
    QVERIFY(hints.brands.size() + hints.fullVersions.size() + hints.mobile.size() + hints.platform.size()
                + hints.platformVersion.size()
            < 1'024);
}

CLICKSCOPE_TEST(ClientHintsTest)
#include "tst_clienthints.moc"
