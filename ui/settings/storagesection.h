// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/asking.h"
#include "core/questions/storequestions.h"
#include "ui/files/savefile.h"
#include "ui/settings/settingssection.h"

class Clock;
class CollectorControl;
class QGridLayout;
class Settings;
class SignalBus;
class StorageBar;

/// What the store takes by part, what a power cut may cost, and copies.
class StorageSection final : public SettingsSection
{
    Q_OBJECT

public:
    StorageSection(const Place &place, Settings &settings, CollectorControl &collector, StoreQuestions &store,
                   SignalBus &bus, const Clock &clock, SaveFileHook saveFile, SettingsChanges &changes,
                   QWidget *parent);

    void refresh() override;
    bool isSettled() const override { return !m_measuring.isOpen(); }

private:
    void addSizes();
    void addDurability();
    void addCopies();
    void showSizes(const StoreSizes &sizes);
    void setFullDurability(bool on);
    void copy(const QString &fileName);

    Settings &m_settings;
    StoreQuestions &m_store;
    const Clock &m_clock;
    const SaveFileHook m_saveFile;
    QString m_folder;
    QLabel *m_total;
    QLabel *m_growth;
    QLabel *m_where;
    StorageBar *m_bar;
    QGridLayout *m_legend;
    QComboBox *m_durability;
    QLabel *m_durabilityMessage;
    QPushButton *m_copyNow;
    QPushButton *m_openFolder;
    QLabel *m_copyMessage;
    Asking m_measuring;
    Asking m_changing;
    Asking m_copying;
};
