// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

/// What the regular expressions of our own tables look for, so that a reason can name it. Pure; for those
/// tables, not for patterns of others.

/// The alternatives of a pattern, in their order: "^a(?:b|c)/|d" → "^ab/", "^ac/", "d". A group is taken
/// apart when it begins with a letter and may not be absent.
QByteArrayList alternativesOf(const QByteArray &pattern);

/// The text that is certain in one alternative, without what may be absent: "^wget2?(?:$|/)" → "wget".
QByteArray wordOf(const QByteArray &alternative);
