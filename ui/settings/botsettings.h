// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/visitordatapanel.h"

/// The page "Bots and referrers" of the settings: hosts of referrer spam, and rules about browsers.
class BotSettings final : public QWidget
{
    Q_OBJECT

public:
    BotSettings(VisitorDataControl &control, const Clock &clock, const OpenFilesHook &openFiles,
                QWidget *parent = nullptr);
};
