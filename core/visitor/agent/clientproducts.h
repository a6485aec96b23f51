// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QLatin1StringView>

#include <span>

/// Our own tables of words in agents; words are lower case and match in any case, as whole
/// words: "tesla" does not match "TeslaNews". A word that ends with "*" matches as a prefix.

struct Product
{
    const char *word;
    const char *name;
    const char *versionAfter; ///< case-sensitive; "" = no version
};
/// Products that uap-core reports as the engine inside them, apps among them. The first match wins.
std::span<const Product> clientProducts();
/// Systems that uap-core does not know. The first match wins.
std::span<const Product> clientSystems();

struct Form
{
    const char *word;
    QLatin1StringView name;
};
/// What a word says about the device. The first match wins; without one the system decides. Names of
/// machines are in brackets (machineComment()): after them they are names of apps.
std::span<const Form> clientMachines();
/// The same for other parts of the agent, where machineWords() end at the latest.
std::span<const Form> clientForms();

/// Names of browsers that people use, as uap-core writes them, checked by hand.
bool isReviewedBrowser(const QByteArray &family);

/// Whether a family that a generic pattern found can be the name of a product: "GPTBot" can,
/// "crawler", "com/bot" and ") Bot" cannot.
bool isPlausibleProduct(QByteArrayView name);
/// True for a single word such as "SpiderGames/1.0" or "Indexer": it says what a program does, not its name.
bool isRobotWordAlone(QByteArrayView agent);
/// The name of a robot, from the agent alone: "meta-externalagent" for "meta-externalagent/1.1 (…)".
/// Empty when there is none.
QByteArrayView productOf(QByteArrayView agent);
