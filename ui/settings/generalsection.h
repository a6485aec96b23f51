// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settingssection.h"

class QCheckBox;
class QLabel;

/// How the program starts and ends.
class GeneralSection final : public SettingsSection
{
    Q_OBJECT

public:
    GeneralSection(const Place &place, SettingsChanges &changes, QWidget *parent);

    void refresh() override;

private:
    void setStartsWithSession(bool on);

    QCheckBox *m_startsWithSession;
    QLabel *m_message;
};
