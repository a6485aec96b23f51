// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QList>

#include <array>

/// One rule of uap-core: the first of a section that matches decides.
struct UapRule
{
    QByteArray pattern;
    bool ignoreCase = false;
    /// For the fields in their order; null = the capture of the same number. "$1" to "$9" are captures.
    std::array<QByteArray, 5> replacements;
};

struct UapRules
{
    QByteArray source; ///< "uap-core@0.18.0", or empty when the file does not say
    QList<UapRule> browsers; ///< family, major, minor, patch, and a fifth that is rarely used
    QList<UapRule> systems; ///< family, major, minor, patch, patch minor
    QList<UapRule> devices; ///< family, brand, model
};

struct CrawlerRule
{
    QByteArray pattern;
    QByteArray tag; ///< "search-engine", "social-preview", …
};

/// All rules about agents, read but not compiled. A plain value.
struct AgentRules
{
    UapRules uap;
    QList<CrawlerRule> crawlers;
    QByteArrayList suspected; ///< patterns that ignore case
    QStringList sources; ///< "uap-core@0.18.0", …
};

/// Readers of rule files, bundled or the user's, which are not trusted. A file that is too large, malformed
/// or beyond a limit is an Error with the code "bad_rules"; none of it is used. Patterns are
/// compiled later and may be refused then. Pure functions.
constexpr qsizetype kMaxRulesBytes = 4 * 1024 * 1024;
constexpr qsizetype kMaxRulesPerList = 5'000;
constexpr qsizetype kMaxPatternBytes = 16'384;
constexpr qsizetype kMaxReplacementBytes = 256;

/// regexes.yaml as uap-core publishes it, or the same as JSON.
Result<UapRules> parseUapRules(QByteArrayView content);
/// "# source: …", then pattern and tag on each line.
Result<QList<CrawlerRule>> parseCrawlerRules(QByteArrayView content);
/// "# source: …", then a pattern on each line.
Result<QByteArrayList> parseSuspectedRules(QByteArrayView content);

/// The bundled rules; those about browsers from `uapFile` unless that is empty.
Result<AgentRules> loadAgentRules(const QString &uapFile = {});
