// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settingssection.h"

class QCheckBox;
class QComboBox;
class Settings;

/// Theme, size of texts, motion.
class AppearanceSection final : public SettingsSection
{
    Q_OBJECT

public:
    AppearanceSection(const Place &place, Settings &settings, SettingsChanges &changes, QWidget *parent);

    void refresh() override;

private:
    Settings &m_settings;
    QComboBox *m_theme;
    QComboBox *m_textSize;
    QCheckBox *m_reducedMotion;
};
