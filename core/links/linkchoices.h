// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/link.h"

#include <QJsonArray>
#include <QList>

#include <optional>

// The variants and rules of a link as JSON, in the database, in files and in answers. Pure.

/// [{"name":"A","url":"https://e.com/a","weight":50}]
QJsonArray toJson(const QList<LinkVariant> &variants);
/// [{"countries":["DE"],"devices":[],"url":"https://e.com/de"}]
QJsonArray toJson(const QList<LinkRule> &rules);

/// Inverse; nothing when a member is missing, of another type or not one of these.
std::optional<QList<LinkVariant>> variantsOf(const QJsonArray &array);
std::optional<QList<LinkRule>> rulesOf(const QJsonArray &array);
