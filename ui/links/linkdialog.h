// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/links/linkcheck.h"
#include "core/questions/linkquestions.h"
#include "ui/links/linkstock.h"

#include <QDialog>
#include <QSet>

#include <map>

class CampaignBox;
class CodeField;
class EndPanel;
class FieldRow;
class Fold;
class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;
class RulesPanel;
class SiteQuestions;
class UtmPanel;
class VariantsPanel;

/// Makes a short link or changes one. What is wrong stands at its field, as soon as the field was touched;
/// nothing that was typed is lost: Escape asks first. Main thread.
class LinkDialog final : public QDialog
{
    Q_OBJECT

public:
    /// What the form has to know; the references must outlive the dialog.
    struct Place
    {
        LinkQuestions &source;
        const Clock &clock;
        const SiteQuestions &sites;
        QString site; ///< the chosen one, for new links
        QString collectorUrl;
        std::shared_ptr<const LinkStock> stock; ///< codes, tags and campaigns in use
    };

    /// A new link, or one that is changed.
    LinkDialog(Place place, const std::optional<Link> &before, QWidget *parent = nullptr);

    void reject() override;

Q_SIGNALS:
    /// `copies`: its address is wanted on the clipboard.
    void saved(const Link &link, bool isNew, bool copies);

private:
    QWidget *buildForm();
    QWidget *buildFoot();
    void addMainFields(QVBoxLayout *column, const Link &link);
    void addFolds(QVBoxLayout *column, const Link &link);
    void addQueryFold(QVBoxLayout *column, const Link &link);
    void connectFields();
    void touch(LinkField field);
    void onEdited();
    /// Shows what is wrong at the fields that were touched, or at all.
    void check();
    void checkCode();
    void summarise();
    void save(bool copies);
    void onSaved(const Link &link, const Result<void> &saved, bool copies);
    LinkDraft draft() const;
    std::map<LinkField, QString> problems() const;
    void goToFirstProblem();
    static LinkField fieldOf(const Error &error);

    Place m_place;
    std::optional<Link> m_before;
    LinkDraft m_untouched; ///< the form as it was opened
    QSet<LinkField> m_touched;
    bool m_showsAll = false; ///< after an attempt to save
    std::pair<LinkField, QString> m_refused; ///< by the store, until the field is changed
    std::map<LinkField, FieldRow *> m_rows;
    std::map<LinkField, Fold *> m_folds;
    Asking m_asking;
    QLineEdit *m_url;
    CodeField *m_code;
    QLineEdit *m_name;
    QLineEdit *m_tags;
    CampaignBox *m_campaign;
    QComboBox *m_site;
    UtmPanel *m_utm = nullptr;
    EndPanel *m_end = nullptr;
    VariantsPanel *m_variants = nullptr;
    RulesPanel *m_rules = nullptr;
    QComboBox *m_query = nullptr;
    QCheckBox *m_apps = nullptr;
    Fold *m_utmFold = nullptr;
    Fold *m_endFold = nullptr;
    Fold *m_variantsFold = nullptr;
    Fold *m_rulesFold = nullptr;
    QStackedWidget *m_foot;
    QPushButton *m_problem = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_keep = nullptr;
};
