// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/sitequestions.h"

#include <QDialog>

#include <optional>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

/// Creates a site or changes one; if that fails, stays open and shows why.
class SiteDialog final : public QDialog
{
    Q_OBJECT

public:
    /// A new site.
    SiteDialog(SiteQuestions &source, QWidget *parent = nullptr);
    /// Changes an existing site.
    SiteDialog(SiteQuestions &source, const Site &site, QWidget *parent = nullptr);

    /// What a new site begins with (Settings::newSite()), to be changed by the user.
    void beginWith(const Site &defaults);
    /// Adds a line to the rules, for instance "allow agent curl", and puts the cursor there.
    void suggestRule(const QString &rule);

Q_SIGNALS:
    void created(const QString &site);
    /// Emitted when bot mode or rules changed; stored verdicts may be outdated.
    void botRulesChanged(const QString &site);

private:
    SiteDialog(SiteQuestions &source, const std::optional<Site> &site, QWidget *parent);

    void addFields(QFormLayout &form);
    void addBotFields(QFormLayout &form);
    void addPageFields(QFormLayout &form);
    void check();
    void setNote(const QString &text);
    void save();
    void onSaved(const Site &site);
    /// The site in the fields. Errors: of hosts and query parameters, in words for people.
    Result<Site> edited() const;

    SiteQuestions &m_source;
    std::optional<Site> m_before; ///< the site that is being changed; empty = a new one
    Asking m_asking;
    QLineEdit *m_id;
    QLineEdit *m_name;
    QLineEdit *m_domains;
    QComboBox *m_zone;
    QComboBox *m_consent;
    QComboBox *m_botMode;
    QPlainTextEdit *m_botRules;
    QLineEdit *m_keptQuery;
    QCheckBox *m_joinsSlashes;
    QCheckBox *m_joinsCase;
    QLabel *m_problem;
    QPushButton *m_save = nullptr;
};
