// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/allquestions.h"
#include "core/questions/asking.h"
#include "ui/links/campaignmodel.h"

#include <QWidget>

class LinkModel;
class QPushButton;
class RowTable;
class StatePanel;

/// The campaigns of links: their clicks, and whether they are over. Main thread; the references must outlive
/// it.
class CampaignsView final : public QWidget
{
    Q_OBJECT

public:
    CampaignsView(const AllQuestions &questions, LinkModel &links, QWidget *parent);

    /// Asks for the campaigns again.
    void reload();
    /// False when there is nothing in it that takes the keyboard.
    bool focusContent();
    bool isSettled() const { return !m_asking.isOpen() && !m_changing.isOpen() && !m_model.isBusy(); }

Q_SIGNALS:
    void linksWanted(const QString &campaign);
    /// History of the links of the chosen campaigns; `site` is that of all of them, or empty.
    void historyWanted(const QStringList &codes, const QString &site);
    void messagePosted(const QString &text);
    void settledChanged();

private:
    void sum();
    void updateButtons();
    void conclude();
    void showHistory();
    QList<LinkCampaign> selected() const;
    /// Of the chosen campaigns, those of sites that there are.
    QList<const Link *> linksWithHistory() const;

    LinkQuestions &m_source;
    const SiteQuestions &m_sites;
    LinkModel &m_links;
    CampaignModel m_model;
    Asking m_asking;
    Askings m_changing;
    RowTable *m_table;
    StatePanel *m_state;
    QPushButton *m_conclude;
    QPushButton *m_open;
    QPushButton *m_history;
};
