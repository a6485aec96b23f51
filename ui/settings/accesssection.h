// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/asking.h"
#include "core/questions/sitequestions.h"
#include "core/questions/tokenquestions.h"
#include "ui/settings/settingssection.h"

class Clock;
class QLineEdit;
class QMenu;
class QToolButton;

/// Tokens for reading from other machines: made, shown once, revoked.
class AccessSection final : public SettingsSection
{
    Q_OBJECT

public:
    AccessSection(const Place &place, TokenQuestions &tokens, SiteQuestions &sites, const Clock &clock,
                  SettingsChanges &changes, QWidget *parent);

    void refresh() override;
    bool isSettled() const override { return !m_asking.isOpen(); }

private:
    void addForm();
    void addSecret();
    void fillSites();
    void showTokens(const QList<Token> &tokens);
    QWidget *rowOf(const Token &token);
    void make();
    void revoke(const Token &token);
    /// Asks for the list again; says why when the change before it failed.
    void onChanged(const Result<void> &done);
    QStringList chosenSites() const;

    TokenQuestions &m_tokens;
    SiteQuestions &m_sites;
    const Clock &m_clock;
    QWidget *m_rows;
    QLabel *m_empty;
    QLineEdit *m_name;
    QComboBox *m_rights;
    QToolButton *m_siteChoice;
    QMenu *m_siteMenu;
    QPushButton *m_make;
    QLabel *m_message;
    QWidget *m_secretBox; ///< shown after a token was made
    QLabel *m_secretNote;
    QLineEdit *m_secret;
    Asking m_asking;
    Asking m_changing;
};
