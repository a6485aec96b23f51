// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QString>
#include <QStringList>
#include <QStringView>

#include <optional>

/// One entry of a list of allowed hosts, from what people type or paste: a host, a URL (its host is used), an
/// IPv6 address with or without brackets, "*.shop.example" for all hosts below. Empty when it is not valid.
std::optional<QString> allowedHost(QStringView typed);

/// The list of allowed hosts that people typed: an entry may contain several, separated by commas or white
/// space; each host once. Wildcards of public suffixes, below which anyone can have a host, are refused. "*"
/// alone allows every host: the list is empty; no other input gives an empty list. Errors: "bad_host".
Result<QStringList> allowedHosts(const QStringList &typed);

/// The entries of a list, which commas, semicolons and white space separate.
QStringList wordsOf(const QString &text);

/// True when an entry as allowedHost() gives it covers the host: the domain itself and every host below it,
/// with "*." only those below. A public suffix or the domain of a platform ("gov.uk", "github.io") covers
/// itself alone: what is below belongs to others. Both canonical.
bool coversHost(QStringView entry, QStringView host);
