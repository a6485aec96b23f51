// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/visitor/place/geolookup.h"

#include <QMetaType>
#include <QSet>
#include <QString>

#include <memory>

/// The data that describes visitors besides the built-in rules: databases of places, named networks, the
/// list of referrer spam, rules about browsers. Made in any thread, then passed on and not changed any more.
struct VisitorData
{
    std::shared_ptr<const GeoDatabases> geo; ///< null = places are unknown
    QSet<QString> spamHosts; ///< all hosts in effect: SpamHosts::withBundled()
    /// Path of a regexes.yaml; empty = the bundled rules. The contents may change under the same path.
    QString agentRules;
};

Q_DECLARE_METATYPE(VisitorData)
