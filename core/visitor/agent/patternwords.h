// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

/// Finds what the regular expressions of our own tables search for, so that a reason can name it. Pure; only
/// for those tables.

/// The alternatives of a pattern, in order: "^a(?:b|c)/|d" → "^ab/", "^ac/", "d". A group is expanded
/// when it begins with a letter and is not optional.
QByteArrayList alternativesOf(const QByteArray &pattern);

/// The text that one alternative always contains, without optional parts: "^wget2?(?:$|/)" → "wget".
QByteArray wordOf(const QByteArray &alternative);
