// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/clientnames.h"

#include "core/types/ascii.h"
#include "core/visitor/agent/agentwords.h"
#include "core/visitor/agent/atomscanner.h"
#include "core/visitor/agent/clientproducts.h"
#include "core/visitor/agent/plainbrowsers.h"

#include <QByteArrayList>
#include <QHash>

#include <algorithm>
#include <iterator>
#include <limits>

namespace {

using Names = QHash<QByteArray, QString>;

/// uap-core's family → ours; others keep their name.
const Names &browserNames()
{
    static const Names names {
        {"Other", {}},
        {"Mobile Safari", QStringLiteral("Safari")},
        {"Chrome Mobile", QStringLiteral("Chrome")},
        {"Chrome Mobile iOS", QStringLiteral("Chrome")},
        {"Chrome", QStringLiteral("Chrome")},
        {"Safari", QStringLiteral("Safari")},
        {"Firefox", QStringLiteral("Firefox")},
        {"Edge", QStringLiteral("Edge")},
        {"Edge Mobile", QStringLiteral("Edge")},
        {"Firefox Mobile", QStringLiteral("Firefox")},
        {"Firefox iOS", QStringLiteral("Firefox")},
        {"Mobile Safari UI/WKWebView", QStringLiteral("In-app (iOS)")},
        {"Chrome Mobile WebView", QStringLiteral("In-app (Android)")},
        {"Android", QStringLiteral("Android Browser")},
        {"Google", QStringLiteral("Google app")},
        {"HeadlessChrome", QStringLiteral("Headless Chrome")},
        {"IE", QStringLiteral("Internet Explorer")},
        {"IE Mobile", QStringLiteral("Internet Explorer")},
        {"Opera Mobile", QStringLiteral("Opera")},
        {"Opera Tablet", QStringLiteral("Opera")},
        {"Opera Touch", QStringLiteral("Opera")},
        {"DuckDuckGo Mobile", QStringLiteral("DuckDuckGo")},
        {"MiuiBrowser", QStringLiteral("Mi Browser")},
        {"QQ Browser Mobile", QStringLiteral("QQ Browser")},
        {"Yandex Browser", QStringLiteral("Yandex Browser")},
        {"Samsung Internet", QStringLiteral("Samsung Internet")},
        {"BlackBerry WebKit", QStringLiteral("BlackBerry")},
        {"baidubrowser", QStringLiteral("Baidu Browser")},
        {"baiduboxapp", QStringLiteral("Baidu")},
        {"Palemoon", QStringLiteral("Pale Moon")},
        {"NokiaBrowser", QStringLiteral("Nokia Browser")},
    };
    return names;
}

const Names &systemNames()
{
    static const QString linuxName = QStringLiteral("Linux");
    static const Names names = [] {
        Names table {
            {"Other", {}},
            {"Mac OS X", QStringLiteral("macOS")},
            {"Mac OS", QStringLiteral("macOS")},
            {"iOS", QStringLiteral("iOS")},
            {"iPadOS", QStringLiteral("iOS")},
            {"ATV OS X", QStringLiteral("tvOS")},
            {"WatchOS", QStringLiteral("watchOS")},
            {"Android", QStringLiteral("Android")},
            {"Windows", QStringLiteral("Windows")},
            {"Chrome OS", QStringLiteral("Chrome OS")},
            {"Web0S", QStringLiteral("webOS")},
            {"Symbian^3", QStringLiteral("Symbian OS")},
            {"Symbian^3 Anna", QStringLiteral("Symbian OS")},
            {"Symbian^3 Belle", QStringLiteral("Symbian OS")},
            // Makers of televisions are no systems.
            {"Samsung", {}},
            {"LG", {}},
            {"Philips", {}},
            {"Panasonic", {}},
            {"Sony", {}},
            {"Toshiba", {}},
            {"Sharp", {}},
        };
        for (const char *distribution :
             {"Linux",  "Ubuntu",    "Kubuntu",   "Xubuntu", "Debian",      "Fedora",     "Red Hat",
              "CentOS", "SUSE",      "openSUSE",  "Gentoo",  "Arch Linux",  "Linux Mint", "Mandriva",
              "Mageia", "Slackware", "PCLinuxOS", "Puppy",   "VectorLinux", "Lindows",    "Raspbian"})
            table.insert(distribution, linuxName);
        return table;
    }();
    return names;
}

QString nameOf(const Names &names, const QByteArray &family)
{
    const auto known = names.constFind(family);
    return known == names.constEnd() ? QString::fromUtf8(family) : *known;
}

/// Numbers and dots at the start.
QByteArrayView digitsAt(QByteArrayView text)
{
    const auto end = std::ranges::find_if(text, [](char c) { return c != '.' && (c < '0' || c > '9'); });
    return text.first(std::min<qsizetype>(end - text.begin(), 24));
}

constexpr int kNone = std::numeric_limits<int>::max();

constexpr char kGoesOn = '*';

template <typename Table>
QByteArrayList wordsOf(const Table &table)
{
    QByteArrayList words;
    for (const auto &row : table) {
        const QByteArrayView word(row.word);
        words.append(word.chopped(word.endsWith(kGoesOn) ? 1 : 0).toByteArray());
    }
    return words;
}

/// Whether the word of a table that ends at `end` is no piece of a longer one.
bool standsAlone(QByteArrayView word, QByteArrayView agent, qsizetype end)
{
    const bool mayGoOn = word.endsWith(kGoesOn);
    const qsizetype start = end - word.size() + (mayGoOn ? 1 : 0);
    const bool isLeftOpen = start > 0 && Ascii::isOfWord(word.front()) && Ascii::isOfWord(agent[start - 1]);
    const bool isRightOpen = end < agent.size() && Ascii::isOfWord(word.back())
        && Ascii::isOfWord(agent[end]);
    return !isLeftOpen && !isRightOpen; // "*" is no character of a word
}

/// Number of the first row whose word occurs; kNone.
template <typename Table>
int firstRow(const AtomScanner &words, const Table &table, QByteArrayView agent)
{
    int first = kNone;
    words.scan(agent, [&](int row, qsizetype end) {
        if (row < first && standsAlone(table[static_cast<std::size_t>(row)].word, agent, end))
            first = row;
    });
    return first;
}

bool has(QByteArrayView agent, QByteArrayView word)
{
    return positionOf(word, agent) >= 0;
}

/// Browsers and apps that exist on iPhones and iPads only. When a page for computers was asked for, and on
/// iPads always, they say Macintosh; a Mac never says "Mobile".
bool isMobileAsMac(QByteArrayView agent)
{
    return has(agent, "(Macintosh")
        && (has(agent, " Mobile/") || has(agent, "CriOS/") || has(agent, "FxiOS/") || has(agent, "EdgiOS/")
            || has(agent, "OPiOS/") || has(agent, " OPT/") || has(agent, " GSA/"));
}

QString form(QByteArrayView agent, const QString &system)
{
    static const AtomScanner machines(wordsOf(clientMachines()));
    static const AtomScanner words(wordsOf(clientForms()));
    if (const int row = firstRow(machines, clientMachines(), machineComment(agent)); row != kNone)
        return clientMachines()[static_cast<std::size_t>(row)].name;
    if (const int row = firstRow(words, clientForms(), machineWords(agent)); row != kNone)
        return clientForms()[static_cast<std::size_t>(row)].name;
    if (system == QLatin1StringView("iOS"))
        return QStringLiteral("Mobile");
    // A tablet's browser leaves "Mobile" out; apps without a browser's prefix never say it.
    if (system == QLatin1StringView("Android"))
        return agent.startsWith("Mozilla/") ? QStringLiteral("Tablet") : QStringLiteral("Mobile");
    if (system == QLatin1StringView("OpenHarmony"))
        return has(agent, "(Tablet;") ? QStringLiteral("Tablet") : QStringLiteral("Mobile");
    for (const char *desktop : {"Windows", "macOS", "Linux", "Chrome OS", "FreeBSD", "OpenBSD", "NetBSD",
                                "Solaris", "AmigaOS", "MorphOS", "RISC OS", "Haiku", "BeOS", "OS/2"}) {
        if (system == QLatin1StringView(desktop))
            return QStringLiteral("Desktop");
    }
    return {};
}

QString versionOf(const ParsedAgent::Product &product)
{
    QByteArray version = product.major;
    for (const QByteArray &part : {product.minor, product.patch, product.patchMinor}) {
        if (version.isEmpty() || part.isEmpty())
            break;
        version += '.' + part;
    }
    return shortVersion(version);
}

QString versionAfter(QByteArrayView agent, QByteArrayView word)
{
    const qsizetype at = word.isEmpty() ? -1 : positionOf(word, agent);
    return at < 0 ? QString() : shortVersion(digitsAt(agent.sliced(at + word.size())));
}

/// Who shows a page inside an app, or asks for it without a browser; empty when a browser does.
QString appName(QByteArrayView agent, const QString &system)
{
    if (agent.startsWith("Dalvik/"))
        return QStringLiteral("App (Android)");
    if (!agent.startsWith("Mozilla/")) {
        if (!looksPersonal(agent) || agent.startsWith("Opera/"))
            return {};
        return system == QLatin1StringView("Android") ? QStringLiteral("App (Android)")
            : system == QLatin1StringView("iOS") || system == QLatin1StringView("macOS")
                || system == QLatin1StringView("tvOS")
            ? QStringLiteral("App (Apple)")
            : QString();
    }
    if (system == QLatin1StringView("OpenHarmony"))
        return QStringLiteral("In-app (HarmonyOS)");
    if (system == QLatin1StringView("Android"))
        return has(agent, "; wv)") ? QStringLiteral("In-app (Android)") : QString();
    if (system == QLatin1StringView("tvOS"))
        return QStringLiteral("In-app (tvOS)");
    if (has(agent, "Safari/") || appWordsAt(agent) < 0)
        return {};
    return system == QLatin1StringView("macOS") ? QStringLiteral("In-app (macOS)")
        : system == QLatin1StringView("iOS")    ? QStringLiteral("In-app (iOS)")
                                                : QString();
}

struct Named
{
    QString name, version;
};

/// The engine of a browser whose name was not checked by hand.
Named engine(QByteArrayView agent)
{
    if (has(agent, " Firefox/"))
        return {QStringLiteral("Firefox"), versionAfter(agent, " Firefox/")};
    if (has(agent, " Chrome/"))
        return {QStringLiteral("Chrome"), versionAfter(agent, " Chrome/")};
    if (has(agent, " Version/") && has(agent, " Safari/"))
        return {QStringLiteral("Safari"), versionAfter(agent, " Version/")};
    return {};
}

/// What uap-core calls a browser, unless that is a fallback of its rules or no name at all.
Named browserOf(const ParsedAgent &parsed, QByteArrayView agent, const QString &system)
{
    const ParsedAgent::Product &browser = parsed.browser;
    const bool isFallback = browser.family == "Apple Mail"
        || (browser.family == "Android" && !has(agent, "Version/"));
    // uap-core reads "IE" in "MSIE 6.0".
    const bool isPiece = browser.isPiece && !(browser.family == "IE" && has(agent, "MSIE "));
    if (isReviewedBrowser(browser.family) && !isFallback && !isPiece) {
        // The stock browser has no version of its own: what follows its name is that of Android.
        const bool hasVersion = browser.family != "Android";
        return {nameOf(browserNames(), browser.family), hasVersion ? versionOf(browser) : QString()};
    }
    const bool isRobot = parsed.device.family == "Spider"
        && (has(agent, "compatible;") || has(agent, "http") || !looksPersonal(agent));
    if (isFallback || (appWordsAt(agent) >= 0 && !isRobot)) {
        const QString app = appName(agent, system);
        return app.isEmpty() ? engine(agent) : Named {app, {}};
    }
    // "(spiderman edition)" is no product of its own, "FooBot/1.0" is.
    const bool isWord = !isRobot && looksPersonal(agent) && has(agent, browser.family)
        && !has(agent, QByteArray(browser.family + '/'));
    if (isPlausibleProduct(browser.family) && !browser.isPiece && !isWord)
        return {nameOf(browserNames(), browser.family), versionOf(browser)};
    if (looksPersonal(agent) && !isRobot)
        return engine(agent);
    return {QString::fromUtf8(productOf(agent)), {}};
}

/// "Mozilla/4.08 [en] (Win98; I ;Nav)": the others that say "Mozilla/" call themselves compatible.
bool isNetscape(QByteArrayView agent)
{
    if (!agent.startsWith("Mozilla/") || agent.size() < 12 || agent[8] > '4' || has(agent, "ompatible"))
        return false;
    return has(agent, "; I") || has(agent, "; U") || has(agent, "; N") || has(agent, " [en");
}

void nameBrowser(Client &client, const ParsedAgent &parsed, QByteArrayView agent)
{
    static const AtomScanner words(wordsOf(clientProducts()));
    if (const std::optional<PlainBrowser> plain = plainBrowserOf(agent)) {
        client.browser = QString::fromLatin1(plain->name);
        client.browserVersion = shortVersion(plain->version);
        return;
    }
    if (const int row = firstRow(words, clientProducts(), agent); row != kNone) {
        const Product &product = clientProducts()[static_cast<std::size_t>(row)];
        client.browser = QString::fromLatin1(product.name);
        client.browserVersion = versionAfter(agent, product.versionAfter);
        return;
    }
    Named named;
    if (!agent.startsWith("Mozilla/") && parsed.device.family != "Spider")
        named.name = appName(agent, client.os);
    if (named.name.isEmpty())
        named = browserOf(parsed, agent, client.os);
    // What Tizen calls Safari is the browser of its maker, with a version of Tizen.
    if (client.os == QLatin1StringView("Tizen") && named.name == QLatin1StringView("Safari"))
        named = {QStringLiteral("Samsung Internet"), {}};
    if (named.name.isEmpty() && isNetscape(agent))
        named = {QStringLiteral("Netscape"), versionAfter(agent, "Mozilla/")};
    client.browser = named.name;
    if (!client.browser.isEmpty())
        client.browserVersion = named.version;
}

/// Safari 26 and what is built on it say 18.6 or 18.7 instead of the version of iOS; apps may say the right
/// one.
QString iosVersion(const QString &said, QByteArrayView agent)
{
    if (!said.startsWith(QLatin1StringView("18.6")) && !said.startsWith(QLatin1StringView("18.7")))
        return said;
    const QString safari = versionAfter(agent, " Version/");
    const int major = safari.section(u'.', 0, 0).toInt();
    if (major == 18)
        return said;
    if (major >= 26)
        return QString::number(major);
    for (const char *word : {"FBSV/", "; iOS "}) {
        const QString version = versionAfter(agent, word);
        if (!version.isEmpty())
            return version;
    }
    return {};
}

/// Of the system that an app says, "-iOS/7.1" being the version of the app: behind a word of its own, as in
/// "iOS/17.2" and "Android 13". Above 20 it is the number of Android's interface.
QString versionFromApp(const QString &said, QByteArrayView agent, const QString &system)
{
    constexpr int kHighestOfAndroid = 20;
    const QByteArray word = system == QLatin1StringView("macOS") ? "Mac OS X Version" : system.toLatin1();
    bool isOfApp = false;
    for (qsizetype at = positionOf(word, agent); at >= 0; at = positionOf(word, agent, at + 1)) {
        const qsizetype end = at + word.size();
        if (end + 1 >= agent.size() || !Ascii::isDigit(agent[end + 1]))
            continue;
        const bool isPiece = at > 0
            && (Ascii::isOfWord(agent[at - 1]) || agent[at - 1] == '-' || agent[at - 1] == '_');
        isOfApp = isOfApp || isPiece;
        if (isPiece || (agent[end] != '/' && agent[end] != ' '))
            continue;
        const QString own = shortVersion(digitsAt(agent.sliced(end + 1)));
        const bool isInterface = system == QLatin1StringView("Android")
            && own.section(u'.', 0, 0).toInt() > kHighestOfAndroid;
        return isInterface ? QString() : own;
    }
    return isOfApp ? QString() : said;
}

bool isFrozen(const Client &client, bool isReduced)
{
    const QString &version = client.osVersion;
    if (client.os == QLatin1StringView("macOS"))
        return version == QLatin1StringView("10.15.7") || version == QLatin1StringView("10.15");
    if (client.os == QLatin1StringView("Chrome OS"))
        return version.startsWith(QLatin1StringView("14541"));
    return client.os == QLatin1StringView("Linux") || isReduced;
}

void nameSystem(Client &client, const ParsedAgent &parsed, QByteArrayView agent, bool isAsMac)
{
    static const AtomScanner words(wordsOf(clientSystems()));
    // What uap-core takes them for.
    const QByteArray &family = parsed.system.family;
    const bool mayBeOther = family == "Other" || family == "Android" || has(agent, "Nintendo");
    if (const int row = mayBeOther ? firstRow(words, clientSystems(), machineComment(agent)) : kNone;
        row != kNone) {
        const Product &system = clientSystems()[static_cast<std::size_t>(row)];
        client.os = QString::fromLatin1(system.name);
        client.osVersion = versionAfter(agent, system.versionAfter);
        return;
    }
    if (isAsMac) {
        client.os = QStringLiteral("iOS"); // of which version it does not say
        return;
    }
    client.os = nameOf(systemNames(), parsed.system.family);
    client.osVersion = versionOf(parsed.system);
    if (!client.osVersion.isEmpty() && !agent.startsWith("Mozilla/") && !agent.startsWith("Opera/"))
        client.osVersion = versionFromApp(client.osVersion, agent, client.os);
    if (client.os == QLatin1StringView("iOS"))
        client.osVersion = iosVersion(client.osVersion, agent);
    const bool isReduced = parsed.device.family == "K" && client.os == QLatin1StringView("Android");
    if (isFrozen(client, isReduced))
        client.osVersion.clear();
}

} // namespace

Client nameClient(const ParsedAgent &parsed, QByteArrayView agent)
{
    Client client;
    const bool isAsMac = isMobileAsMac(agent);
    nameSystem(client, parsed, agent, isAsMac);
    nameBrowser(client, parsed, agent);
    client.device = isAsMac ? QStringLiteral("Tablet") : form(agent, client.os);
    return client;
}

QString shortVersion(QByteArrayView version)
{
    while (version.endsWith(".0"))
        version.chop(2);
    while (version.endsWith('.'))
        version.chop(1);
    return QString::fromUtf8(version);
}
