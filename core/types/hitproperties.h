// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/hit.h"

#include <QString>
#include <QStringList>

/// What senders attach to hits, "plan": "pro", as texts (glossary.md#property). Pure functions; `props` is
/// the JSON object of a hit, anything else has no properties.
namespace HitProperties {

/// Lists and filters know the properties of what people do, not those of measurements, which rarely repeat.
bool areListed(HitKind kind);
/// Texts as they are, numbers and yes or no as JSON writes them; empty for anything else, and if it is
/// missing.
QString value(const QString &props, const QString &name);
/// The names of those that have such a value, sorted.
QStringList names(const QString &props);

} // namespace HitProperties
