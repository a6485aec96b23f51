// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/allquestions.h"
#include "ui/files/savefile.h"
#include "ui/links/linkmodel.h"

#include <QWidget>

class CampaignsView;
class LinkActions;
class LinkBar;
class LinkCommands;
class LinkView;
class NoticeBar;
class QItemSelection;
class QLabel;
class QPushButton;
class QStackedWidget;
class RowTable;
class SignalBus;
class StatePanel;
class TabStrip;

/// The short links: a list, what can be done with them, and a view of a single one. Main thread; the
/// references must outlive it.
class LinksPage final : public QWidget
{
    Q_OBJECT

public:
    LinksPage(SignalBus &bus, const AllQuestions &questions, const Clock &clock, QWidget *parent = nullptr);
    ~LinksPage() override;

    bool isSettled() const;
    LinkModel &model() { return m_model; }
    /// Shows the links of this site; empty = all.
    void setSite(const QString &site);
    void newLink();
    /// Shows the view of one link, if there is such a link.
    void openLink(const QString &code);
    void focusSearch();
    void focusContent();
    void copySelection();
    void setReducedMotion(bool on);
    void setSaveFileHook(const SaveFileHook &hook) { m_saveFile = hook; }
    QByteArray columnState() const;
    void restoreColumnState(const QByteArray &state);

Q_SIGNALS:
    void settledChanged();
    void messagePosted(const QString &text);
    void historyWanted(const QString &code, const QString &site);
    void mapWanted(const QString &code, const QString &site);
    /// History of these links together.
    void campaignWanted(const QStringList &codes, const QString &site);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *buildList();
    QWidget *buildFoot();
    void connectModel();
    void connectActions();
    void applyWish();
    void sortBy(int column);
    void updateState();
    void findWanted(int row);
    void updateSelection();
    void updateFoot();
    void edit(const Link &link);
    void openDialogFor(const std::optional<Link> &link);
    void onSaved(const Link &link, bool isNew, bool copies);
    void changeTags();
    void setCampaign();
    void chooseTab(int tab);
    void showList();
    QItemSelection selectionOf(const QList<int> &rows) const;
    QList<Link> selected() const;
    std::optional<Link> current() const;

    SignalBus &m_bus;
    const AllQuestions m_questions;
    const Clock &m_clock;
    LinkModel m_model;
    LinkCommands *m_commands;
    SaveFileHook m_saveFile = askForFileToSave;
    QString m_site;
    bool m_wantsKeyboard = false; ///< the list, once it is shown
    qsizetype m_chosen = 0; ///< rows
    QString m_wanted; ///< a code whose row is chosen once it is there
    QStackedWidget *m_stack; ///< list, campaigns, one link
    TabStrip *m_tabs;
    LinkBar *m_bar;
    NoticeBar *m_notice;
    QPushButton *m_undo;
    RowTable *m_table;
    StatePanel *m_state;
    QPushButton *m_emptyNew = nullptr;
    QPushButton *m_emptyClear = nullptr;
    QLabel *m_totals;
    QWidget *m_bulk;
    LinkActions *m_actions;
    LinkView *m_view;
    CampaignsView *m_campaigns;
};
