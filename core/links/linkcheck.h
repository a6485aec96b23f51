// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/link.h"
#include "core/types/result.h"

#include <QList>
#include <QString>
#include <QStringView>

/// The part of a link that a person has to change.
enum class LinkField : quint8 {
    Code,
    Url,
    Name,
    Fallback,
    Variants,
    Rules,
    Expiry,
    MaxClicks,
    Campaign,
    Tags,
    EarlierClicks,
};

/// A sentence about one field: what is wrong, and what to write instead.
struct LinkProblem
{
    LinkField field = LinkField::Code;
    QString sentence;
};

constexpr qsizetype kMaxLinkNameChars = 100; ///< also of campaigns, variants and pixels
constexpr int kMaxVariants = 10;
constexpr int kMaxVariantWeight = 1000;
constexpr int kMaxRules = 20;
constexpr int kMaxTags = 20;

/// True without line ends and other controls. Pure.
bool isOneLine(QStringView text);

/// What keeps a destination from being one; empty = it is one. Absolute http and https URLs without user
/// name, at most 2,048 characters, whose host a browser could ask for; with `opensApps` also other schemes,
/// but none that browsers carry out themselves ("javascript:", "data:", "file:" …).
QString destinationProblem(const QString &url, bool opensApps);

/// Everything that keeps a link from being stored, in the order of the fields; empty = nothing. Whether its
/// code is taken and its site exists is for the store to say. Pure.
QList<LinkProblem> problemsOf(const Link &link);

/// The first problem as an error, "bad_link".
Result<void> checkLink(const Link &link);
