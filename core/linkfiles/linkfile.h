// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/linkfiles/linkfilerow.h"
#include "core/links/link.h"
#include "core/types/clock.h"
#include "core/types/result.h"

#include <QByteArray>
#include <QLatin1StringView>
#include <QList>
#include <QString>
#include <QStringView>

#include <optional>

// Files of links, our own and those that other services export (command-line.md#files-of-links). Pure.

/// Reads a file of at most 64 MiB. Two rows whose codes differ in the case of letters alone are a problem of
/// the later one. `now`: since when archived links are archived whose file does not say. Errors:
/// "bad_link_file" when it is no such file.
Result<LinkFile> readLinkFile(const QByteArray &bytes, LinkFileFormat format, Micros now);

/// Our own file: all that is stored of links, passwords as hashes. readLinkFile() gives the same links.
QByteArray linksToCsv(const QList<Link> &links);

/// "auto", "clickscope", "bitly", …, as the command line says it.
QLatin1StringView toString(LinkFileFormat format);
/// Nothing when `text` names none.
std::optional<LinkFileFormat> linkFileFormatOf(QStringView text);
