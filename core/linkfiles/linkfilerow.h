// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/link.h"

#include <QList>
#include <QString>

/// Who wrote a file.
enum class LinkFileFormat : quint8 {
    Auto, ///< whoever its columns say
    Clickscope,
    Bitly,
    Yourls,
    Shlink,
    Sink,
};

/// One link of a file.
struct LinkFileRow
{
    qint64 number = 0; ///< its line; of a JSON file: the first link is 1
    Link link; ///< fit to be stored, as far as a file can tell, when there is no problem
    QString problem; ///< a sentence that says why it cannot be used; empty = it can
    QString remark; ///< what of it was left out; empty = nothing
};

struct LinkFile
{
    LinkFileFormat format = LinkFileFormat::Clickscope; ///< never Auto
    bool countsLinks = false; ///< a JSON file: rows are numbered by links, not by lines
    QList<LinkFileRow> rows;
};

constexpr qsizetype kMaxLinksInFile = 500'000;
