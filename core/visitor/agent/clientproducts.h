// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QLatin1StringView>

#include <span>

/// Tables of our own about what agents say; words are lower case and are found in any case, where they stand
/// alone: "tesla" is none of "TeslaNews". One that ends with "*" may go on.

struct Product
{
    const char *word;
    const char *name;
    const char *versionAfter; ///< as it is written; "" = no version
};
/// Products that uap-core takes for the engine inside them, apps among them. The first one counts.
std::span<const Product> clientProducts();
/// Systems that uap-core does not know. The first one counts.
std::span<const Product> clientSystems();

struct Form
{
    const char *word;
    QLatin1StringView name;
};
/// What a word says about the device. The first one counts; the system decides when there is none. Names of
/// machines stand in brackets (machineComment()): behind them they are names of apps.
std::span<const Form> clientMachines();
/// The same for what stands elsewhere, where machineWords() end at the latest.
std::span<const Form> clientForms();

/// Names of browsers that people use, as uap-core writes them and somebody looked at.
bool isReviewedBrowser(const QByteArray &family);

/// Whether a family that rules found by its pattern alone can be the name of a product: "GPTBot" is,
/// "crawler", "com/bot" and ") Bot" are not.
bool isPlausibleProduct(QByteArrayView name);
/// Nothing but a word such as "SpiderGames/1.0" or "Indexer": it says what a program does, and names none.
bool isRobotWordAlone(QByteArrayView agent);
/// What a robot calls itself, from the agent alone: "meta-externalagent" of "meta-externalagent/1.1 (…)".
/// Empty when there is no such name.
QByteArrayView productOf(QByteArrayView agent);
