// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/visitordatapanel.h"

class QCheckBox;
class QPlainTextEdit;

/// The page "Places" of the settings: the database in use, countries only, networks with names.
///
/// Changes apply at once; only the text of the networks waits for Apply.
class PlacesSettings final : public QWidget
{
    Q_OBJECT

public:
    PlacesSettings(VisitorDataControl &control, const Clock &clock, const OpenFilesHook &openFiles,
                   QWidget *parent = nullptr);

    bool hasEdits() const;
    /// Emits networksApplied() or networksRefused() later.
    void applyNetworks();

Q_SIGNALS:
    void networksApplied();
    void networksRefused();

private:
    void showReport();
    void showState();
    void setMessage(const QString &text, bool isError);

    VisitorDataControl &m_control;
    QCheckBox *m_countryOnly;
    QPlainTextEdit *m_networks;
    QLabel *m_message;
    QPushButton *m_apply;
};
