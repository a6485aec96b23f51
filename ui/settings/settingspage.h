// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/allquestions.h"
#include "ui/files/openfiles.h"
#include "ui/files/savefile.h"
#include "ui/settings/settingssearch.h"
#include "ui/settings/settingssection.h"

#include <QList>

class Clock;
class QLineEdit;
class QScrollArea;
class SectionList;
class Settings;
class SettingsChanges;
class SignalBus;
class VisitorDataControl;

/// The page of the settings: sections by name, a search over all of them, one section at a time. Everything
/// applies at once; the head names the last change with Undo. Main thread.
class SettingsPage final : public QWidget
{
    Q_OBJECT

public:
    /// What the sections need. The references must outlive the page; the hooks may be called any time.
    struct Sources
    {
        SignalBus &bus;
        const AllQuestions &questions;
        Settings &settings;
        VisitorDataControl &visitorData;
        const Clock &clock;
        OpenFilesHook openFiles;
        SaveFileHook saveFile;
    };

    explicit SettingsPage(const Sources &sources, QWidget *parent = nullptr);

    /// All sections in the order of the page, without a page.
    static QList<SettingsSection::Place> places();
    /// "storage"; empty or unknown names stay at the section that was shown.
    void showSection(const QString &name);
    QString currentSection() const;
    void focusSearch();
    /// True when no section waits for an answer.
    bool isSettled() const;

Q_SIGNALS:
    void settledChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *buildList();
    QWidget *buildContent();
    void addSections(const Sources &sources);
    void open(int section);
    void search(const QString &text);
    void goToMatch();
    void showChange();
    /// Whether the section has matches, or its name does; everything while nothing is searched for.
    bool isFound(int section) const;
    SettingsSearch::Rank rankOf(int section) const;

    SettingsChanges *m_changes;
    QLineEdit *m_search;
    SectionList *m_list;
    QLabel *m_nothing; ///< no section has these words
    QLabel *m_title;
    QLabel *m_change;
    QPushButton *m_undo;
    QScrollArea *m_scroll;
    QWidget *m_shown; ///< holds all sections, of which one is visible
    QList<SettingsSection *> m_sections;
    int m_current = -1;
};
