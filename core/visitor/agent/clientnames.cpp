// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/clientnames.h"

#include "core/visitor/agent/atomscanner.h"

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

struct Product
{
    const char *word; ///< lower case
    const char *name;
    const char *versionAfter; ///< as it is written; "" = no version
};

/// Products that uap-core takes for the engine inside them, apps among them. The first one counts.
constexpr Product kProducts[] = {
    {"barcelona ", "Threads", "Barcelona "},
    {"instagram ", "Instagram", "Instagram "},
    {"fban/messenger", "Messenger", "FBAV/"},
    {"fb_iab/orca", "Messenger", "FBAV/"},
    {"fb_iab/messenger", "Messenger", "FBAV/"},
    {"fban/", "Facebook", "FBAV/"},
    {"fb_iab/", "Facebook", "FBAV/"},
    {"fbav/", "Facebook", "FBAV/"},
    {"musical_ly", "TikTok", "musical_ly_"},
    {"bytedancewebview", "TikTok", ""},
    {"tiktok ", "TikTok", "TikTok "},
    {"linkedinapp", "LinkedIn", "LinkedInApp]/"},
    {"snapchat", "Snapchat", "Snapchat/"},
    {"[pinterest/", "Pinterest", ""},
    {"pinterest for ", "Pinterest", ""},
    {"twitter for ", "X", ""},
    {"twitterandroid", "X", ""},
    {"micromessenger/", "WeChat", "MicroMessenger/"},
    {" line/", "LINE", " Line/"},
    {"whatsapp/", "WhatsApp", "WhatsApp/"},
    {" brave", "Brave", "Brave/"},
    {" arc/", "Arc", " Arc/"},
    {" dia/", "Dia", " Dia/"},
};

struct Form
{
    const char *word; ///< lower case
    QLatin1StringView name;
};

constexpr QLatin1StringView kDesktop {"Desktop"}, kMobile {"Mobile"}, kTablet {"Tablet"}, kTv {"TV"},
    kConsole {"Console"}, kWatch {"Watch"}, kHeadset {"Headset"}, kReader {"E-reader"};

/// What a word says about the device. The first one counts; the system decides when there is none.
constexpr Form kForms[] = {
    {"smart-tv", kTv},
    {"smarttv", kTv},
    {"smart tv", kTv},
    {"hbbtv", kTv},
    {"appletv", kTv},
    {"apple tv", kTv},
    {"tvos", kTv},
    {"googletv", kTv},
    {"google tv", kTv},
    {"android tv", kTv},
    {"crkey", kTv},
    {"bravia", kTv},
    {"netcast", kTv},
    {"web0s", kTv},
    {"roku", kTv},
    {"viera", kTv},
    {"aquos tv", kTv},
    {"philipstv", kTv},
    {"; mitv", kTv},
    {"; aft", kTv}, // Fire TV: AFTB, AFTMM, …
    {"playstation", kConsole},
    {"nintendo", kConsole},
    {"xbox", kConsole},
    {"watchos", kWatch},
    {"watch os", kWatch},
    {"apple watch", kWatch},
    {"sm-r8", kWatch},
    {"oculusbrowser", kHeadset},
    {"kobo ", kReader},
    {"kindle/", kReader},
    {"tablet pc", kDesktop}, // Windows has that word since 2002
    {"windows phone", kMobile}, // also says Android and iPhone
    {"iemobile", kMobile},
    {"ipad", kTablet},
    {"playbook", kTablet},
    {"tablet", kTablet},
    {"iphone", kMobile},
    {"ipod", kMobile},
    {"blackberry", kMobile},
    {"bb10", kMobile},
    {"symbian", kMobile},
    {"series60", kMobile},
    {"series40", kMobile},
    {"opera mini", kMobile},
    {"opera mobi", kMobile},
    {"kaios", kMobile},
    {"midp", kMobile},
    {"nokia", kMobile},
    {"mobile", kMobile},
};

constexpr int kNone = std::numeric_limits<int>::max();

template <typename Table>
QByteArrayList wordsOf(const Table &table)
{
    QByteArrayList words;
    for (const auto &row : table)
        words.append(QByteArray(row.word));
    return words;
}

/// Number of the first row whose word occurs; kNone.
int firstRow(const AtomScanner &words, QByteArrayView agent)
{
    int first = kNone;
    words.scan(agent, [&first](int row, qsizetype) { first = std::min(first, row); });
    return first;
}

QString form(QByteArrayView agent, const QString &system)
{
    static const AtomScanner words(wordsOf(kForms));
    if (const int row = firstRow(words, agent); row != kNone)
        return kForms[row].name;
    if (system == QLatin1StringView("iOS"))
        return kMobile;
    // A tablet's browser leaves "Mobile" out; apps without a browser's prefix never say it.
    if (system == QLatin1StringView("Android"))
        return agent.startsWith("Mozilla/") ? kTablet : kMobile;
    for (const char *desktop :
         {"Windows", "macOS", "Linux", "Chrome OS", "FreeBSD", "OpenBSD", "NetBSD", "Solaris"}) {
        if (system == QLatin1StringView(desktop))
            return kDesktop;
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

void nameBrowser(Client &client, const ParsedAgent::Product &browser, QByteArrayView agent)
{
    static const AtomScanner words(wordsOf(kProducts));
    if (const int row = firstRow(words, agent); row != kNone) {
        const Product &product = kProducts[row];
        client.browser = QString::fromLatin1(product.name);
        const QByteArrayView before(product.versionAfter);
        const qsizetype at = before.isEmpty() ? -1 : agent.indexOf(before);
        if (at >= 0)
            client.browserVersion = shortVersion(digitsAt(agent.sliced(at + before.size())));
        return;
    }
    client.browser = nameOf(browserNames(), browser.family);
    if (!client.browser.isEmpty())
        client.browserVersion = versionOf(browser);
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

} // namespace

Client nameClient(const ParsedAgent &parsed, QByteArrayView agent)
{
    Client client;
    nameBrowser(client, parsed.browser, agent);
    client.os = nameOf(systemNames(), parsed.system.family);
    client.device = form(agent, client.os);
    const bool isReduced = parsed.device.family == "K" && client.os == QLatin1StringView("Android");
    client.osVersion = versionOf(parsed.system);
    if (isFrozen(client, isReduced))
        client.osVersion.clear();
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
