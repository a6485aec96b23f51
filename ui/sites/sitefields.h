// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/types/result.h"
#include "core/types/site.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

/// Whose hits a site takes and what is kept of them. Each field applies when it is left; what is wrong stands
/// below it, and what was typed stays. Main thread.
class SiteFields final : public QWidget
{
    Q_OBJECT

public:
    explicit SiteFields(QWidget *parent = nullptr);

    /// Shows a site; what is being typed stays unless it is another site.
    void setSite(const Site &site, const QString &collectorUrl);
    /// The goals of the site, by name.
    void setGoals(const QStringList &names);
    /// The last change was refused.
    void complain(const Error &error);

Q_SIGNALS:
    /// `what` is a sentence about the change, in the past.
    void changeWanted(const Site &before, const Site &after, const QString &what);
    void rulesWanted();
    void goalsWanted();
    void messagePosted(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildWhose();
    QWidget *buildKept();
    void applyHosts();
    void applyName();
    void applyQuery();
    void apply(const Site &site, const QString &what);
    void setProblem(QLineEdit *field, const QString &sentence);
    QString badgeUrl() const;

    Site m_site; ///< with the changes that were asked for
    QString m_collectorUrl;
    QWidget *m_whose;
    QWidget *m_kept;
    QLineEdit *m_name;
    QLineEdit *m_hosts;
    QComboBox *m_bots;
    QLabel *m_rules;
    QLabel *m_goals;
    QComboBox *m_consent;
    QComboBox *m_zone;
    QLineEdit *m_query;
    QCheckBox *m_badge;
    QLabel *m_badgeNote;
    QPushButton *m_badgeCopy;
    QLabel *m_problem;
    QLineEdit *m_wrong = nullptr; ///< the field that m_problem is about
};
