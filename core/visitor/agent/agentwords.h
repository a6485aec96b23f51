// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QLatin1StringView>

#include <span>

/// Tables of our own about agents that name themselves, and what an agent looks like. Pure.

/// Where a short word begins in an agent; -1 = not found. QByteArrayView::indexOf() makes a table of the word
/// first, which takes longer than the search; descriptions of agents ask for dozens.
qsizetype positionOf(QByteArrayView word, QByteArrayView agent, qsizetype from = 0);

struct AgentWord
{
    QByteArray pattern; ///< for PatternSet, ignoring case
    QLatin1StringView category; ///< library, preview, player, app, headless, crawler
    QByteArray word; ///< what the pattern looks for
};

/// Libraries and programs that fetch pages without a reader.
std::span<const AgentWord> programWords();
/// The first of them, which begin with "Mozilla/" like a browser.
std::span<const AgentWord> programWordsInBrowsers();
/// Words by which robots name themselves.
std::span<const AgentWord> robotWords();
/// Phrases that say it is a robot, or where its owner is found.
extern const char *const kRobotConfession;
/// The first of them, which no app of a person has in its name, as "CuraBot" has "Bot".
extern const char *const kRobotSigns;
/// An address of a site or of a mailbox.
extern const char *const kContact;

/// The office program whose name an app adds to the browser inside it: "Word" for "… (KHTML, like Gecko)
/// Microsoft Word/16.91"; null = none.
const AgentWord *officeInApp(QByteArrayView agent);

/// Mail programs and offices that show pictures in a mail to its reader, and fetch a link before the browser.
bool isOffice(QByteArrayView agent);

/// The word that marks an app that sends requests without a browser, with what iOS or Android offers for
/// that: "Dalvik/", "CFNetwork/", "iPhone", …; null = it is a browser, or unknown.
const char *appStackWord(QByteArrayView agent);

/// Has the form of a browser's agent, or of an app's with the libraries of iOS and Android: a word
/// in it may be part of a name.
bool looksPersonal(QByteArrayView agent);

/// Where an app's own words begin in the agent of its built-in browser; -1 = it is not such a browser.
qsizetype appWordsAt(QByteArrayView agent);
/// Those words; a desktop app made with Electron writes them before Chrome's. Null = it is not an app.
QByteArrayView appWords(QByteArrayView agent);
/// The part about the machine, without the names of apps before or after it.
QByteArrayView machineWords(QByteArrayView agent);
/// The part of that in brackets: where the names of machines are.
QByteArrayView machineComment(QByteArrayView agent);
