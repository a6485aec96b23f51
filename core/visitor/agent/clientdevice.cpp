// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/clientdevice.h"

#include "core/visitor/agent/agentwords.h"
#include "core/visitor/agent/clientproducts.h"
#include "core/visitor/agent/wordtable.h"

#include <algorithm>
#include <initializer_list>

QString deviceOf(QByteArrayView agent, const QString &system)
{
    static const WordTable machines(clientMachines());
    static const WordTable words(clientForms());
    if (isMobileAsMac(agent))
        return QStringLiteral("Tablet");
    if (const Form *form = machines.firstIn(machineComment(agent)))
        return form->name;
    if (const Form *form = words.firstIn(machineWords(agent)))
        return form->name;
    if (system == QLatin1StringView("iOS"))
        return QStringLiteral("Mobile");
    // A tablet's browser leaves "Mobile" out; apps without a browser's prefix never say it.
    if (system == QLatin1StringView("Android"))
        return agent.startsWith("Mozilla/") ? QStringLiteral("Tablet") : QStringLiteral("Mobile");
    if (system == QLatin1StringView("OpenHarmony"))
        return positionOf("(Tablet;", agent) >= 0 ? QStringLiteral("Tablet") : QStringLiteral("Mobile");
    for (const char *desktop : {"Windows", "macOS", "Linux", "Chrome OS", "FreeBSD", "OpenBSD", "NetBSD",
                                "Solaris", "AmigaOS", "MorphOS", "RISC OS", "Haiku", "BeOS", "OS/2"}) {
        if (system == QLatin1StringView(desktop))
            return QStringLiteral("Desktop");
    }
    return {};
}

bool isMobileAsMac(QByteArrayView agent)
{
    const auto has = [agent](const char *word) { return positionOf(word, agent) >= 0; };
    return has("(Macintosh")
        && std::ranges::any_of(std::initializer_list<const char *> {" Mobile/", "CriOS/", "FxiOS/", "EdgiOS/",
                                                                    "OPiOS/", " OPT/", " GSA/"},
                               has);
}
