// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/site.h"

#include <QLatin1StringView>
#include <QString>

#include <array>
#include <optional>

/// What a page sends its hits with.
enum class SnippetKind : quint8 {
    Script, ///< our tracker
    WordPress, ///< the same from the theme's functions.php
    TagManager, ///< the same as a tag that a tag manager may change
    Module, ///< the same from the code of an app that npm builds
    Pixel, ///< an image, for pages and mails without script
    Sparklytics, ///< the tracker of Sparklytics, which keeps its own file
    TsAnalytics, ///< the tracker that ts-analytics generates
};

inline constexpr std::array kSnippetKinds {
    SnippetKind::Script, SnippetKind::WordPress,   SnippetKind::TagManager, SnippetKind::Module,
    SnippetKind::Pixel,  SnippetKind::Sparklytics, SnippetKind::TsAnalytics};

/// "script", "wordpress", "tag-manager", "npm", "pixel", "sparklytics", "ts-analytics", as the command line
/// says it.
QLatin1StringView toString(SnippetKind kind);
/// Nothing when `text` names none.
std::optional<SnippetKind> snippetKindNamed(QStringView text);

/// What to put into the pages of a site, ready to paste. `collectorUrl` is http://HOST:PORT without a final
/// slash; a collector that listens on every address is named 127.0.0.1.
QString snippetOf(const Site &site, const QString &collectorUrl, SnippetKind kind = SnippetKind::Script);
