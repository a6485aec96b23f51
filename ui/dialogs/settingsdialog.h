// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;
class Settings;

/// Settings. Looks apply at once; where the collector listens and how it stores, at the next start.
class SettingsDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit SettingsDialog(Settings &settings, QWidget *parent = nullptr);

private:
    void save();
    void updateNote();

    Settings &m_settings;
    QComboBox *m_theme;
    QCheckBox *m_reducedMotion;
    QLineEdit *m_address;
    QSpinBox *m_port;
    QComboBox *m_durability;
    QLabel *m_note;
};
