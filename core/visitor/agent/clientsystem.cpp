// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/clientsystem.h"

#include "core/types/ascii.h"
#include "core/visitor/agent/agentversion.h"
#include "core/visitor/agent/agentwords.h"
#include "core/visitor/agent/clientdevice.h"
#include "core/visitor/agent/clientproducts.h"
#include "core/visitor/agent/wordtable.h"

#include <QHash>

namespace {

/// uap-core's family → ours; others keep their name.
QString systemName(const QByteArray &family)
{
    static const QString linuxName = QStringLiteral("Linux");
    static const QHash<QByteArray, QString> names = [] {
        QHash<QByteArray, QString> table {
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
    const auto known = names.constFind(family);
    return known == names.constEnd() ? QString::fromUtf8(family) : *known;
}

bool has(QByteArrayView agent, QByteArrayView word)
{
    return positionOf(word, agent) >= 0;
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
        const QString own = versionAt(agent.sliced(end + 1));
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

} // namespace

void nameSystem(Client &client, const ParsedAgent &parsed, QByteArrayView agent)
{
    static const WordTable words(clientSystems());
    // What uap-core takes them for.
    const QByteArray &family = parsed.system.family;
    const bool mayBeOther = family == "Other" || family == "Android" || has(agent, "Nintendo");
    if (const Product *system = mayBeOther ? words.firstIn(machineComment(agent)) : nullptr) {
        client.os = QString::fromLatin1(system->name);
        client.osVersion = versionAfter(agent, system->versionAfter);
        return;
    }
    if (isMobileAsMac(agent)) {
        client.os = QStringLiteral("iOS"); // of which version it does not say
        return;
    }
    client.os = systemName(parsed.system.family);
    client.osVersion = versionOf(parsed.system);
    if (!client.osVersion.isEmpty() && !agent.startsWith("Mozilla/") && !agent.startsWith("Opera/"))
        client.osVersion = versionFromApp(client.osVersion, agent, client.os);
    if (client.os == QLatin1StringView("iOS"))
        client.osVersion = iosVersion(client.osVersion, agent);
    const bool isReduced = parsed.device.family == "K" && client.os == QLatin1StringView("Android");
    if (isFrozen(client, isReduced))
        client.osVersion.clear();
}
