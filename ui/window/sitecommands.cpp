// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/sitecommands.h"

#include "core/questions/collectorcontrol.h"
#include "core/questions/sitequestions.h"
#include "core/settings/settings.h"
#include "core/types/snippet.h"
#include "ui/past/questiondialogs.h"
#include "ui/sites/sitedialog.h"
#include "ui/text/linetext.h"
#include "ui/window/menusandkeys.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>

#include <algorithm>

SiteCommands::SiteCommands(SignalBus &bus, const AllQuestions &questions, const Settings &settings,
                           const Clock &clock, QWidget *window) :
    QObject(window),
    m_bus(bus),
    m_questions(questions),
    m_settings(settings),
    m_clock(clock),
    m_window(window)
{
}

void SiteCommands::serve(const MenusAndKeys &actions)
{
    connect(actions.newSite, &QAction::triggered, this, &SiteCommands::create);
    connect(actions.editSite, &QAction::triggered, this, &SiteCommands::editChosen);
    connect(actions.copySnippet, &QAction::triggered, this, &SiteCommands::copySnippet);
    connect(actions.verifySite, &QAction::triggered, this, &SiteCommands::verify);
}

void SiteCommands::createFrom(const std::optional<Site> &draft)
{
    auto *dialog = new SiteDialog(m_questions.sites, m_window);
    dialog->beginWith(m_settings.newSite());
    if (draft)
        dialog->setDraft(*draft);
    connect(dialog, &SiteDialog::created, this, &SiteCommands::created);
    openDialog(dialog);
}

void SiteCommands::edit(const QString &site, const QString &rule)
{
    const std::optional<Site> known = found(site);
    if (!known)
        return;
    SiteDialog *dialog = open(*known);
    if (!rule.isEmpty())
        dialog->suggestRule(rule);
}

void SiteCommands::editChosen()
{
    edit(m_settings.currentSite());
}

void SiteCommands::verify()
{
    if (const std::optional<Site> site = found(m_settings.currentSite()))
        open(*site)->verify();
}

void SiteCommands::copySnippet()
{
    const std::optional<Site> site = found(m_settings.currentSite());
    if (!site)
        return;
    QApplication::clipboard()->setText(snippetOf(*site, m_questions.collector.collectorState().url));
    Q_EMIT messagePosted(LineText::fill(tr("Snippet of %1 copied"), site->displayName()));
}

std::optional<Site> SiteCommands::found(const QString &site)
{
    const QList<Site> sites = m_questions.sites.sites();
    auto known = std::ranges::find(sites, site, &Site::id);
    if (known == sites.end() && sites.size() == 1)
        known = sites.begin(); // "All sites" of a single one
    if (known != sites.end())
        return *known;
    Q_EMIT messagePosted(sites.isEmpty() ? tr("There is no site yet; create one first")
                                         : tr("Choose a site at the top left first"));
    return std::nullopt;
}

SiteDialog *SiteCommands::open(const Site &site)
{
    auto *dialog = new SiteDialog(m_questions.sites, site, m_window);
    dialog->addSnippet(m_bus, m_questions.collector, m_clock);
    connect(dialog, &SiteDialog::botRulesChanged, this, &SiteCommands::botRulesChanged);
    openDialog(dialog);
    return dialog;
}
