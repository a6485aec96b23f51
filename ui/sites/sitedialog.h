// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/questions/sitequestions.h"

#include <QDialog>

#include <optional>

class Clock;
class CollectorControl;
class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QToolButton;
class SignalBus;
class TabStrip;
class VerifyCard;

/// Creates a site or changes one; if that fails, stays open and shows why at the field in question. A new
/// site needs nothing but its domain; the rest follows from it or is under Advanced.
class SiteDialog final : public QDialog
{
    Q_OBJECT

public:
    /// A new site.
    explicit SiteDialog(SiteQuestions &source, QWidget *parent = nullptr);
    /// Changes an existing site.
    SiteDialog(SiteQuestions &source, const Site &site, QWidget *parent = nullptr);

    /// What a new site begins with (Settings::newSite()), to be changed by the user.
    void beginWith(const Site &defaults);
    /// Fills the fields of a new site and opens Advanced.
    void setDraft(const Site &draft);
    /// Adds a page with the snippet of the existing site and whether its hits arrive. The references must
    /// outlive the dialog.
    void addSnippet(SignalBus &bus, CollectorControl &collector, const Clock &clock);
    /// Turns to that page and waits for a hit there.
    void verify();
    /// Adds a line to the rules, for instance "allow agent curl", and puts the cursor there. Says what is
    /// missing when it ends with a space: "block address ".
    void suggestRule(const QString &rule);

Q_SIGNALS:
    void created(const Site &site);
    /// Emitted when bot mode or rules changed; stored verdicts may be outdated.
    void botRulesChanged(const QString &site);

private:
    SiteDialog(SiteQuestions &source, const std::optional<Site> &site, QWidget *parent);

    QWidget *buildForm();
    void fill(const Site &site);
    void addFields();
    void addPageFields();
    void addBotFields();
    void askForAddress();
    void follow();
    /// Shows what is wrong at the field that the code of the error is about.
    void complain(const Error &error);
    void clearProblem();
    void save();
    void onSaved(const Site &site);
    /// The site in the fields. Errors: of the key, of hosts and query parameters, in words for people.
    Result<Site> edited() const;
    QWidget *fieldOf(const QString &errorCode) const;

    SiteQuestions &m_source;
    std::optional<Site> m_before; ///< the site that is being changed; empty = a new one
    Asking m_asking;
    TabStrip *m_tabs; ///< hidden without a snippet
    QStackedWidget *m_pages;
    QFormLayout *m_form = nullptr;
    QFormLayout *m_moreForm = nullptr; ///< under Advanced
    QToolButton *m_more = nullptr;
    QWidget *m_morePage = nullptr;
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
    QLabel *m_note; ///< what follows from the domain, or what saving does
    QLabel *m_problem; ///< stands below the field in question
    QWidget *m_marked = nullptr; ///< that field
    QPushButton *m_save = nullptr;
    VerifyCard *m_verify = nullptr;
};
