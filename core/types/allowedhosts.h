// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QString>
#include <QStringList>
#include <QStringView>

#include <optional>

/// One entry of a list of allowed hosts, from what people type or paste: a host, a URL (its host counts), an
/// IPv6 address with or without brackets, "*.shop.example" for all hosts below. Nothing when it is none.
std::optional<QString> allowedHost(QStringView typed);

/// The list of allowed hosts that people typed: entries may hold several, parted by commas or white space;
/// each once. Public suffixes, whose hosts are everybody's, are refused. "*" alone stands for every host and
/// gives an empty list; nothing else that was typed does. Errors: "bad_host".
Result<QStringList> allowedHosts(const QStringList &typed);

/// The words of a list: commas, semicolons and white space part them.
QStringList wordsOf(const QString &text);

/// True when an entry as allowedHost() gives it covers the host: the domain itself and every host below it,
/// with "*." only those below. Both canonical.
bool coversHost(QStringView entry, QStringView host);
