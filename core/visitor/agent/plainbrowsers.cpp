// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/visitor/agent/plainbrowsers.h"

#include "core/types/ascii.h"

#include <algorithm>
#include <iterator>

namespace {

struct Row
{
    QByteArrayView word; ///< as it is written: "ibrowse" is a library, "IBrowse" a browser
    QByteArrayView name;
};

constexpr Row kBrowsers[] = {
    // Of terminals
    {"Lynx", "Lynx"},
    {"DosLynx", "DOSLynx"},
    {"DOSLynx", "DOSLynx"},
    {"Links", "Links"},
    {"ELinks", "ELinks"},
    {"Elinks", "ELinks"},
    {"felinks", "felinks"},
    {"Felinks", "felinks"},
    {"w3m", "w3m"},
    {"retawq", "retawq"},
    {"netrik", "netrik"},
    {"edbrowse", "edbrowse"},
    {"browsh", "Browsh"},
    {"Browsh", "Browsh"},
    {"carbonyl", "Carbonyl"},
    {"Carbonyl", "Carbonyl"},
    {"chawan", "Chawan"},
    {"Chawan", "Chawan"},
    {"offpunk", "Offpunk"},
    {"Offpunk", "Offpunk"},
    {"Emacs-W3", "Emacs/W3"},
    {"URL/Emacs Emacs", "EWW"},
    // Of desktops
    {"Dillo", "Dillo"},
    {"NetSurf", "NetSurf"},
    {"Konqueror", "Konqueror"},
    {"Galeon", "Galeon"},
    {"Epiphany", "Epiphany"},
    {"Midori", "Midori"},
    {"luakit", "luakit"},
    {"surf", "surf"},
    {"Surf", "surf"},
    {"uzbl", "Uzbl"},
    {"Uzbl", "Uzbl"},
    {"hv3", "Hv3"},
    {"Hv3", "Hv3"},
    {"Amaya", "Amaya"},
    {"amaya", "Amaya"},
    {"SkipStone", "SkipStone"},
    {"mothra", "Mothra"},
    {"Mothra", "Mothra"},
    {"abaco", "Abaco"},
    {"Ladybird", "Ladybird"},
    {"Dooble", "Dooble"},
    // Of systems that few use
    {"iCab", "iCab"},
    {"OmniWeb", "OmniWeb"},
    {"Cyberdog", "Cyberdog"},
    {"WannaBe", "WannaBe"},
    {"Arachne", "Arachne"},
    {"xChaos_Arachne", "Arachne"},
    {"MicroWeb", "MicroWeb"},
    {"IBrowse", "IBrowse"},
    {"AWeb", "AWeb"},
    {"Amiga-AWeb", "AWeb"},
    {"Voyager", "Voyager"},
    {"AmigaVoyager", "Voyager"},
    {"NetPositive", "NetPositive"},
    {"WebPositive", "WebPositive"},
    {"Fresco", "Fresco"},
    {"ANTFresco", "Fresco"},
    {"ArcWeb", "ArcWeb"},
    {"Oregano", "Oregano"},
    {"Browse", "Browse"},
    // The first ones
    {"WorldWideWeb", "WorldWideWeb"},
    {"WorldWideweb", "WorldWideWeb"},
    {"NCSA_Mosaic", "NCSA Mosaic"},
    {"NCSA Mosaic", "NCSA Mosaic"},
    {"NCSA-Mosaic", "NCSA Mosaic"},
    {"Mosaic", "Mosaic"},
    {"Spyglass_Mosaic", "Mosaic"},
    {"Enhanced_Mosaic", "Mosaic"},
    {"AIR_Mosaic", "Mosaic"},
    {"Microsoft Internet Explorer", "Internet Explorer"},
    {"Cello", "Cello"},
    {"ViolaWWW", "ViolaWWW"},
    {"Chimera", "Chimera"},
    {"HotJava", "HotJava"},
    {"MacWeb", "MacWeb"},
    {"WinWeb", "WinWeb"},
    {"NetFront", "NetFront"},
};

/// "/3.1.0", "/v563", " 3.0)" or " (2.28; …)" says a version, or that there is more to say than a name.
bool isNamedAt(QByteArrayView behind)
{
    if (behind.size() < 2)
        return false;
    if (behind.startsWith(" ("))
        return true;
    const bool isMarked = behind[0] == '/' || behind[0] == ' ';
    const bool hasLetter = behind[1] == 'v' || behind[1] == 'p';
    return isMarked
        && (Ascii::isDigit(behind[1]) || (hasLetter && behind.size() > 2 && Ascii::isDigit(behind[2])));
}

std::optional<PlainBrowser> namedAt(QByteArrayView text)
{
    for (const Row &row : kBrowsers) {
        if (!text.startsWith(row.word) || !isNamedAt(text.sliced(row.word.size())))
            continue;
        const QByteArrayView rest = text.sliced(row.word.size());
        const QByteArrayView head = rest.first(std::min<qsizetype>(rest.size(), 3));
        const auto first = std::ranges::find_if(head, Ascii::isDigit);
        const QByteArrayView digits = rest.sliced(first - head.begin());
        const auto end = std::ranges::find_if(digits, [](char c) { return c != '.' && !Ascii::isDigit(c); });
        const bool hasVersion = !digits.isEmpty() && Ascii::isDigit(digits.front());
        return PlainBrowser {row.name, hasVersion ? digits.first(end - digits.begin()) : QByteArrayView(),
                             rest};
    }
    return std::nullopt;
}

} // namespace

std::optional<PlainBrowser> plainBrowserOf(QByteArrayView agent)
{
    if (!agent.startsWith("Mozilla/")) {
        const auto alone = std::ranges::find(kBrowsers, agent, &Row::word);
        return alone == std::end(kBrowsers) ? namedAt(agent) : PlainBrowser {alone->name, {}, {}};
    }
    // "(compatible; NAME 1.0; …)", of which nearly every agent has none.
    constexpr qsizetype kLongestHead = 24; // "Mozilla/1.10 [en] (Compatible; "
    const qsizetype bracket = agent.indexOf('(');
    if (bracket < 0 || bracket > kLongestHead || bracket + 1 >= agent.size()
        || (agent[bracket + 1] != 'c' && agent[bracket + 1] != 'C'))
        return std::nullopt;
    const qsizetype close = agent.indexOf(')', bracket);
    const QByteArrayView comment = agent.first(close < 0 ? agent.size() : close);
    for (qsizetype at = 0; (at = comment.indexOf("; ", at)) >= 0;) {
        at += 2;
        if (const std::optional<PlainBrowser> found = namedAt(agent.sliced(at)))
            return found;
    }
    return std::nullopt;
}
