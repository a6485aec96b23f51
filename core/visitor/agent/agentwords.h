// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QLatin1StringView>

#include <span>

/// Tables of our own about agents that name themselves, and what an agent looks like. Pure.

/// Where a short word begins in an agent; -1 = nowhere. QByteArrayView::indexOf() makes a table of the word
/// first, which takes longer than the search; descriptions of agents ask for dozens.
qsizetype positionOf(QByteArrayView word, QByteArrayView agent, qsizetype from = 0);

struct AgentWord
{
    QByteArray pattern; ///< for PatternSet, without regard to case
    QLatin1StringView category; ///< library, preview, player, app, headless, crawler
    QByteArray word; ///< what the pattern looks for
};

/// Libraries and programs that fetch without somebody looking at what they get.
std::span<const AgentWord> programWords();
/// Those of them, the first ones, that begin with "Mozilla/" like a browser.
std::span<const AgentWord> programWordsInBrowsers();
/// What robots call themselves.
std::span<const AgentWord> robotWords();
/// It says that it is a robot, or where its owner is found.
extern const char *const kRobotConfession;
/// Those of them that no app of a person has in its name, as "CuraBot" has "Bot".
extern const char *const kRobotSigns;
/// An address of a site or of a mailbox.
extern const char *const kContact;

/// Mail programs and offices that show pictures in a mail to its reader, and fetch a link before the browser.
bool isOffice(QByteArrayView agent);

/// The word by which an app that asks by itself is known, with what iOS or Android offers instead of a
/// browser: "Dalvik/", "CFNetwork/", "iPhone", …; null = it is a browser, or nothing is known of it.
const char *appStackWord(QByteArrayView agent);

/// Built like the agent of a browser, or of an app by the libraries that come with iOS and Android: a word
/// in it may be part of a name.
bool looksPersonal(QByteArrayView agent);

/// Where in the agent of a browser inside an app the app's own words begin; -1 = it is no such browser.
qsizetype appWordsAt(QByteArrayView agent);
/// Those words; a desktop app made with Electron writes them in front of Chrome's. Null = it is no app.
QByteArrayView appWords(QByteArrayView agent);
/// The part that tells of the machine, without the names of apps before or behind it.
QByteArrayView machineWords(QByteArrayView agent);
/// Of that, what a browser says in brackets: where the names of machines stand.
QByteArrayView machineComment(QByteArrayView agent);
