// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/visitordatacontrol.h"
#include "core/types/clock.h"
#include "ui/files/openfiles.h"

#include <QWidget>

class QLabel;
class QPushButton;

/// What is in use of one kind of visitor data, how old it is, what is wrong with it; import and remove.
///
/// Loading, busy, in use, and an error that leaves what is in use: every request goes to the control, and
/// what comes back is shown.
class VisitorDataPanel final : public QWidget
{
    Q_OBJECT

public:
    /// `name` begins the object names of its parts: "settingsPlaces" makes "settingsPlacesImport", ….
    VisitorDataPanel(VisitorDataKind kind, const QString &name, VisitorDataControl &control,
                     const Clock &clock, OpenFilesHook openFiles, QWidget *parent = nullptr);

private:
    void importFiles();
    void remove();
    void showReport();
    void showBusy();
    void setMessage(const QString &text, bool isError);
    QDate today() const;

    const VisitorDataKind m_kind;
    VisitorDataControl &m_control;
    const Clock &m_clock;
    const OpenFilesHook m_openFiles;
    QLabel *m_inUse;
    QLabel *m_detail;
    QLabel *m_warning; ///< age and problems
    QLabel *m_message; ///< what is going on, or why it failed
    QPushButton *m_import;
    QPushButton *m_remove;
};
