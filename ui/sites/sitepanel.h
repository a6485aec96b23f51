// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/allquestions.h"
#include "core/types/result.h"
#include "core/types/site.h"

#include <QScrollArea>

struct Token;
class Clock;
class QLabel;
class QPushButton;
class SignalBus;
class SiteFields;
class SiteTokens;
class SnippetCard;
class VerifyCard;

/// One site: what to put into its pages, whether their hits arrive, and everything that can be set. Main
/// thread; the references must outlive it.
class SitePanel final : public QScrollArea
{
    Q_OBJECT

public:
    SitePanel(SignalBus &bus, const AllQuestions &questions, const Clock &clock, QWidget *parent = nullptr);

    void setSite(const Site &site);
    /// The last change was refused: shows the site as it is, and why.
    void complain(const Error &error);
    /// For a way back to the list, where both do not fit beside each other.
    void setBackShown(bool on);
    void setReducedMotion(bool isReduced);
    void reloadTokens();
    void focusContent();
    bool isSettled() const;

Q_SIGNALS:
    void backWanted();
    void liveWanted(const QString &site);
    void historyWanted(const QString &site);
    /// The dialog with all that a site has.
    void editWanted(const QString &site);
    void goalsWanted(const QString &site);
    void changeWanted(const Site &before, const Site &after, const QString &what);
    void removeWanted(const Site &site);
    void newTokenWanted();
    void revokeWanted(const Token &token);
    void messagePosted(const QString &text);
    void settledChanged();

private:
    QWidget *buildHead();
    QWidget *buildFoot();
    void connectParts();
    void refresh();

    const AllQuestions m_questions;
    Site m_site;
    QWidget *m_content;
    QPushButton *m_back;
    QLabel *m_title;
    QLabel *m_hosts;
    SnippetCard *m_snippet;
    VerifyCard *m_verify;
    SiteFields *m_fields;
    SiteTokens *m_tokens;
};
