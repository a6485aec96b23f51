// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settingssection.h"
#include "ui/settings/visitordatapanel.h"

#include <QTimer>

class QCheckBox;
class QPlainTextEdit;

/// The database of places, countries only, networks with names.
///
/// The text of the networks applies when it is left, or has rested for a moment; while it has mistakes, the
/// one before holds.
class PlacesSettings final : public SettingsSection
{
    Q_OBJECT

public:
    PlacesSettings(const Place &place, VisitorDataControl &control, const Clock &clock,
                   const OpenFilesHook &openFiles, SettingsChanges &changes, QWidget *parent);

    void refresh() override { showReport(); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setCountryOnly(bool on);
    bool hasEdits() const;
    void applyNetworks();
    void onApplied();
    void showReport();
    void showState();

    VisitorDataControl &m_control;
    QCheckBox *m_countryOnly;
    QPlainTextEdit *m_networks;
    QLabel *m_message;
    QTimer m_rest; ///< since the last key
    QString m_before; ///< the networks that hold while others are being applied
    bool m_isApplying = false;
};
