// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/linkquestions.h"
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
    CampaignsView(LinkQuestions &source, LinkModel &links, QWidget *parent);

    /// Asks for the campaigns again.
    void reload();
    void focusContent();
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

    LinkQuestions &m_source;
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
