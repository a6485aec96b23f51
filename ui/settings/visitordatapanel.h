// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settings/visitordatacontrol.h"
#include "core/types/clock.h"
#include "ui/files/openfiles.h"

#include <QWidget>

class QLabel;
class QPushButton;

/// One kind of visitor data: what is in use, its age and problems; import and remove.
///
/// States: loading, busy, in use, and an error that keeps the data in use. Requests go to the control, whose
/// reports are shown.
class VisitorDataPanel final : public QWidget
{
    Q_OBJECT

public:
    /// Object names of its parts begin with `name`: "settingsPlaces" makes "settingsPlacesImport", ….
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
    QLabel *m_message; ///< current work, or why it failed
    QPushButton *m_import;
    QPushButton *m_remove;
};
