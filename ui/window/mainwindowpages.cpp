// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which page the window shows, and what its pages want of each other.

#include "ui/history/historypage.h"
#include "ui/links/linkspage.h"
#include "ui/live/livepage.h"
#include "ui/past/pastquestion.h"
#include "ui/rejected/rejectedpage.h"
#include "ui/settings/settingspage.h"
#include "ui/sites/firststeps.h"
#include "ui/sites/sitespage.h"
#include "ui/window/collectorstatusbar.h"
#include "ui/window/judgepanel.h"
#include "ui/window/mainwindow.h"
#include "ui/window/pagenames.h"
#include "ui/window/sidebar.h"
#include "ui/window/sitecommands.h"
#include "ui/worldmap/mappage.h"

#include <QAction>
#include <QStackedWidget>
#include <QTimer>

#include <utility>

using namespace PageName;

void MainWindow::connectPastPages()
{
    for (PastPage *page : std::as_const(m_pastPages)) {
        connect(page, &PastPage::settledChanged, this, &MainWindow::checkSettled);
        connect(page, &PastPage::messagePosted, m_status, &CollectorStatusBar::showMessage);
        connect(page, &PastPage::siteChosen, this, &MainWindow::setSite);
    }
    connect(m_history, &HistoryPage::hitActivated, this, [this](const Hit &hit) {
        showPage(kLive);
        m_live->inspect(hit);
    });
    connect(m_map, &MapPage::placesWanted, this, [this] { showPage(kSettingsPlaces); });
    for (const auto &[action, period] : m_actions.periods) {
        connect(action, &QAction::triggered, this, [this, wanted = period] {
            m_past->setPeriod(wanted);
            if (!shownPastPage())
                showPage(kHistory);
        });
    }
    connect(m_actions.undo, &QAction::triggered, m_past, &PastQuestion::undo);
    connect(m_actions.redo, &QAction::triggered, m_past, &PastQuestion::redo);
}

void MainWindow::connectLinks()
{
    connect(m_links, &LinksPage::settledChanged, this, &MainWindow::checkSettled);
    connect(m_links, &LinksPage::messagePosted, m_status, &CollectorStatusBar::showMessage);
    const auto show = [this](const QString &page) {
        return [this, page](const QString &code, const QString &site) {
            if (!site.isEmpty())
                setSite(site); // a question about the past is about one site
            Question question = m_past->current();
            question.link = code;
            m_past->ask(question);
            showPage(page);
        };
    };
    connect(m_links, &LinksPage::historyWanted, this, show(kHistory));
    connect(m_links, &LinksPage::mapWanted, this, show(kMap));
    connect(m_links, &LinksPage::campaignWanted, this, [this](const QStringList &codes, const QString &site) {
        if (!site.isEmpty())
            setSite(site);
        const FilterGroup links {QStringLiteral("link"), DimensionFilter::Operator::Equals, codes};
        Question question = m_past->current();
        question.link.clear();
        question.filters.removeIf([](const DimensionFilter &filter) { return filter.dimension == u"link"; });
        question.replace(links, links);
        m_past->ask(question);
        showPage(kHistory);
    });
}

void MainWindow::connectSites()
{
    connect(m_sitesPage, &SitesPage::settledChanged, this, &MainWindow::checkSettled);
    connect(m_sitesPage, &SitesPage::messagePosted, m_status, &CollectorStatusBar::showMessage);
    connect(m_sitesPage, &SitesPage::siteBack, this, &MainWindow::setSite);
    connect(m_sitesPage, &SitesPage::newSiteWanted, m_sites, &SiteCommands::create);
    connect(m_sitesPage, &SitesPage::siteWanted, m_sites, [this](const QString &key) {
        Site draft = m_settings.newSite();
        draft.id = key;
        m_sites->createFrom(draft);
    });
    connect(m_sitesPage, &SitesPage::editWanted, m_sites,
            [this](const QString &site) { m_sites->edit(site); });
    connect(m_sitesPage, &SitesPage::botRulesChanged, m_verdicts, &JudgePanel::start);
    const auto show = [this](const QString &page) {
        return [this, page](const QString &site) {
            setSite(site);
            showPage(page);
        };
    };
    connect(m_sitesPage, &SitesPage::liveWanted, this, show(kLive));
    connect(m_sitesPage, &SitesPage::historyWanted, this, show(kHistory));
    connect(m_sitesPage, &SitesPage::goalsWanted, this, [this](const QString &site) {
        setSite(site);
        showPage(kHistory);
        m_history->showList(QString());
    });
    connect(m_sitesPage, &SitesPage::tokensWanted, this, [this] { showPage(kSettingsAccess); });
    connect(m_sitesPage, &SitesPage::rejectedWanted, this, [this] {
        setSite(QString()); // such hits belong to no site
        showPage(kRejected);
    });
}

void MainWindow::showPage(const QString &name)
{
    if (name == kAbout)
        return openAbout();
    if (name == kManual)
        return openManual({});
    if (name == kSiteDialog)
        return m_sites->editChosen();
    const QString page = name.section(u'-', 0, 0);
    const qsizetype index = m_pageNames.indexOf(page);
    if (index < 0)
        return;
    m_pages->setCurrentIndex(static_cast<int>(index));
    m_sidebar->setCurrent(page);
    if (page == kSettings)
        m_settingsPage->showSection(name.section(u'-', 1));
    if (m_first->isUnderWay())
        m_first->reset(); // the user goes on
    updateStage();
    PastPage *past = shownPastPage();
    for (QAction *action : {m_actions.undo, m_actions.redo})
        action->setEnabled(past != nullptr);
    m_actions.home->setEnabled(!past && page != kLinks && page != kSites); // these have a first one
    // Where letters are typed to choose, they change no range behind one's back.
    const bool takesLetters = page == kSettings || page == kLinks || page == kSites;
    for (const auto &[action, period] : m_actions.periods)
        action->setShortcut(takesLetters ? QKeySequence() : action->data().value<QKeySequence>());
    // Where it closes nothing, Escape is the search's and the chart's.
    m_actions.close->setEnabled(page == kLive || page == kMap);
    if (past)
        past->focusContent();
    if (page == kLinks)
        m_links->focusContent();
    if (page == kSites)
        m_sitesPage->focusContent();
    updateTitle();
    m_wasSettled = false;
    checkSettled();
}

QString MainWindow::currentPage() const
{
    return m_pageNames.at(m_pages->currentIndex());
}

PastPage *MainWindow::shownPastPage() const
{
    return qobject_cast<PastPage *>(m_pages->currentWidget());
}

QStringList MainWindow::dialogNames()
{
    return {kAbout, kSiteDialog};
}

bool MainWindow::isSettled() const
{
    if (const PastPage *page = shownPastPage())
        return page->isSettled();
    if (m_pages->currentWidget() == m_settingsPage)
        return m_settingsPage->isSettled();
    if (m_pages->currentWidget() == m_links)
        return m_links->isSettled();
    if (m_pages->currentWidget() == m_sitesPage)
        return m_sitesPage->isSettled();
    return m_pages->currentWidget() == m_live ? m_live->isSettled() : m_rejected->isSettled();
}

void MainWindow::checkSettled()
{
    const bool now = isSettled();
    if (now == std::exchange(m_wasSettled, now) || !now)
        return;
    // After the paint that this answer caused: its event is already in the queue.
    QTimer::singleShot(0, this, [this] {
        if (isSettled())
            Q_EMIT settled();
    });
}
