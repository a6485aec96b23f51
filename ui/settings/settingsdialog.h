// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/files/openfiles.h"

#include <QDialog>

class Clock;
class PlacesSettings;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;
class QTabWidget;
class Settings;
class VisitorDataControl;

/// Settings. Appearance and visitor data apply at once; address and storage of the collector at the next
/// start. Save also applies edited names of networks.
class SettingsDialog final : public QDialog
{
    Q_OBJECT

public:
    enum class Page : quint8 { General, Places, Bots };

    SettingsDialog(Settings &settings, VisitorDataControl &visitorData, const Clock &clock,
                   const OpenFilesHook &openFiles = askForFiles, QWidget *parent = nullptr);

    void showPage(Page page);

private:
    QWidget *buildGeneral();
    void save();
    void updateNote();

    Settings &m_settings;
    QTabWidget *m_pages;
    PlacesSettings *m_places;
    QComboBox *m_theme;
    QCheckBox *m_reducedMotion;
    QLineEdit *m_address;
    QSpinBox *m_port;
    QComboBox *m_durability;
    QLabel *m_note;
    bool m_isSaving = false; ///< waits for the networks to be applied, then closes
};
