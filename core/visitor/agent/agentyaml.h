// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QByteArray>
#include <QHash>
#include <QList>

/// Reads the part of YAML that the files of uap-core use: named lists of flat maps.
///
///     name:
///       - key: 'it''s text'
///         other: "text\t" # or bare text, or nothing
///
/// Comments and blank lines are skipped. Anything else is an error that names its line. Texts are bytes;
/// a key without a value has a null one. Time and memory are proportional to the text. Pure.
using YamlItem = QHash<QByteArray, QByteArray>;
using YamlLists = QHash<QByteArray, QList<YamlItem>>;

Result<YamlLists> readYamlLists(QByteArrayView text);
