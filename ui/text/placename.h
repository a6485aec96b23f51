// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <QSet>
#include <QString>

/// Countries and cities as text for people, in the language of the program. Pure functions.
namespace PlaceName {

QString country(const QString &code); ///< "India"; the code itself when it is unknown
QString flag(const QString &code); ///< two regional indicators; empty for anything but two letters
/// `City, Country`, else `Country`, else `Local network`, else `Unknown`.
QString location(const Hit &hit);
/// Label of a place as RealtimeSnapshot counts it: a country code, "local", the name of a network,
/// or empty.
QString place(const QString &label);
/// The labels of all places whose names contain the word, in any case of its letters.
QSet<QString> labelsOf(QStringView word);

} // namespace PlaceName
