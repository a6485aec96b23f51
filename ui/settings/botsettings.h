// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settingssection.h"
#include "ui/settings/visitordatapanel.h"

/// Hosts of referrer spam, and rules about browsers.
class BotSettings final : public SettingsSection
{
    Q_OBJECT

public:
    BotSettings(const Place &place, VisitorDataControl &control, const Clock &clock,
                const OpenFilesHook &openFiles, SettingsChanges &changes, QWidget *parent);
};
