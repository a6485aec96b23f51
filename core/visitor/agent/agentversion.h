// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/visitor/agent/uapparser.h"

#include <QByteArrayView>
#include <QString>

// Versions as agents write them. Pure.

/// "126.0.6478.0" → "126.0.6478", "17.0" → "17".
QString shortVersion(QByteArrayView version);
/// What uap-core found, up to the first part that is missing.
QString versionOf(const ParsedAgent::Product &product);
/// The numbers and dots at the start of a text, at most 24 characters, shortened.
QString versionAt(QByteArrayView text);
/// The version behind the first occurrence of a word; case-sensitive. Empty when there is none, also for "".
QString versionAfter(QByteArrayView agent, QByteArrayView word);
