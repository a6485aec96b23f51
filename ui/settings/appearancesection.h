// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settingssection.h"

#include <array>

class QCheckBox;
class QComboBox;
class Settings;

/// Theme, size of texts, motion.
class AppearanceSection final : public SettingsSection
{
    Q_OBJECT

public:
    AppearanceSection(const Place &place, Settings &settings, SettingsChanges &changes, QWidget *parent);

    /// Sizes of texts to choose from, in percent, ascending.
    static constexpr std::array kTextSizes {75, 90, 100, 110, 125, 150, 175, 200};
    /// The next larger of them, or the next smaller one for a negative `step`; `percent` beyond the last.
    static int textSizeBeside(int percent, int step);

    void refresh() override;

private:
    Settings &m_settings;
    QComboBox *m_theme;
    QComboBox *m_textSize;
    QCheckBox *m_reducedMotion;
};
