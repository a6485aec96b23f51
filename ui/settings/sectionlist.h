// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settingssection.h"

#include <QListWidget>

/// The sections of the settings by name, with icon and short state. One is chosen.
class SectionList final : public QListWidget
{
    Q_OBJECT

public:
    static constexpr int kWidth = 248; ///< pixels

    explicit SectionList(QWidget *parent = nullptr);

    void addSection(const SettingsSection::Place &place);
    void setRemark(int section, const QString &remark);
    void setSectionShown(int section, bool isShown);
};
