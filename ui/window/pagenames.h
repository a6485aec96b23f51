// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// What MainWindow::showPage() calls pages and dialogs.
namespace PageName {

inline const QString kLive = QStringLiteral("live");
inline const QString kMap = QStringLiteral("map");
inline const QString kHistory = QStringLiteral("history");
inline const QString kLinks = QStringLiteral("links");
inline const QString kSites = QStringLiteral("sites");
inline const QString kRejected = QStringLiteral("rejected");
inline const QString kSettings = QStringLiteral("settings");
inline const QString kSettingsCollecting = QStringLiteral("settings-collecting");
inline const QString kSettingsAccess = QStringLiteral("settings-access");
inline const QString kSettingsPlaces = QStringLiteral("settings-places");
inline const QString kAbout = QStringLiteral("about");
inline const QString kSiteDialog = QStringLiteral("site");
inline const QString kManual = QStringLiteral("manual");

} // namespace PageName
