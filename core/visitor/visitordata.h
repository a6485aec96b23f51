// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/visitor/place/geolookup.h"

#include <QMetaType>
#include <QSet>
#include <QString>

#include <memory>

/// What visitors are known by besides the rules that are built in: databases of places, named networks, the
/// list of referrer spam, rules about browsers. Made in any thread, then handed over whole and not changed.
struct VisitorData
{
    std::shared_ptr<const GeoDatabases> geo; ///< null = no place is known
    QSet<QString> spamHosts; ///< all that count: SpamHosts::withBundled()
    /// Path of a regexes.yaml; empty = the bundled rules. The same path may have other rules than before.
    QString agentRules;
};

Q_DECLARE_METATYPE(VisitorData)
