// SPDX-FileCopyrightText: Clickscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/mainwindow.h"

#include "core/bus/signalbus.h"
#include "core/questions/collectorcontrol.h"
#include "core/questions/sitequestions.h"
#include "core/settings/settings.h"
#include "core/settings/visitordatacontrol.h"
#include "ui/history/historypage.h"
#include "ui/links/linkspage.h"
#include "ui/live/livefollowing.h"
#include "ui/live/livepage.h"
#include "ui/look/theme.h"
#include "ui/manual/manualwindow.h"
#include "ui/palette/palette.h"
#include "ui/palette/palettevalues.h"
#include "ui/past/pastquestion.h"
#include "ui/past/questiondialogs.h"
#include "ui/rejected/rejectedpage.h"
#include "ui/settings/appearancesection.h"
#include "ui/settings/settingspage.h"
#include "ui/sites/firststeps.h"
#include "ui/sites/sitespage.h"
#include "ui/widgets/helptopic.h"
#include "ui/window/aboutdialog.h"
#include "ui/window/collectorstatusbar.h"
#include "ui/window/hitexportpanel.h"
#include "ui/window/judgepanel.h"
#include "ui/window/pagenames.h"
#include "ui/window/paletteoffers.h"
#include "ui/window/shortcutsheet.h"
#include "ui/window/sidebar.h"
#include "ui/window/simulatedbar.h"
#include "ui/window/sitecommands.h"
#include "ui/window/troublepanel.h"
#include "ui/worldmap/mappage.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr QSize kSmallest(900, 600);
constexpr int kStatusRefreshMs = 1000;

} // namespace

using namespace PageName;

MainWindow::MainWindow(SignalBus &bus, const AllQuestions &questions, Settings &settings,
                       VisitorDataControl &visitorData, const Clock &clock, QWidget *parent) :
    QMainWindow(parent),
    m_bus(bus),
    m_questions(questions),
    m_settings(settings),
    m_visitorData(visitorData),
    m_clock(clock),
    m_past(new PastQuestion(bus, questions.sites, clock, this)),
    m_sites(new SiteCommands(bus, questions, settings, clock, this))
{
    Theme::apply(settings.theme(), settings.textPercent());
    setObjectName(QStringLiteral("mainWindow"));
    setMinimumSize(kSmallest);
    m_actions = MenusAndKeys::build(*this);
    buildLayout();
    connectActions();
    connectPages();
    connectPastPages();
    connectLinks();
    connectSites();
    buildPalette();
    m_status->setCollectorState(m_questions.collector.collectorState());
    updateCounts(m_questions.collector.storeState());
    restoreState();
    setSite(m_settings.currentSite());
    m_live->focusTable();
    onThemeChanged();
}

MainWindow::~MainWindow()
{
    // Open dialogs move the focus while they are deleted, after the actions are gone.
    disconnect(qApp, nullptr, this, nullptr);
    saveState();
    hide(); // pages speak up when they are hidden, which must not be after the members are gone
}

void MainWindow::buildLayout()
{
    auto *centre = new QWidget(this);
    m_sidebar = new Sidebar(centre);
    m_stage = new QStackedWidget(centre);
    m_pages = new QStackedWidget(m_stage);
    m_first = new FirstSteps(m_bus, m_questions, m_settings, m_clock, m_stage);
    m_stage->addWidget(m_pages);
    m_stage->addWidget(m_first);
    m_live = new LivePage(m_bus, m_questions, m_settings, m_visitorData, m_clock, m_pages);
    const PastSources sources {m_bus, m_questions.collector, m_questions.stats, *m_past};
    m_map = new MapPage(sources, m_visitorData, m_settings, m_pages);
    m_history = new HistoryPage(sources, m_pages);
    m_links = new LinksPage(m_bus, m_questions, m_clock, m_pages);
    m_links->setReducedMotion(m_settings.reducedMotion());
    connect(&m_settings, &Settings::reducedMotionChanged, m_links, &LinksPage::setReducedMotion);
    m_sitesPage = new SitesPage(m_bus, m_questions, m_clock, m_pages);
    m_sitesPage->setReducedMotion(m_settings.reducedMotion());
    connect(&m_settings, &Settings::reducedMotionChanged, m_sitesPage, &SitesPage::setReducedMotion);
    m_rejected = new RejectedPage(m_bus, m_questions.rejections, m_questions.sites, m_clock, m_pages);
    m_export = new HitExportPanel(m_questions.hits, centre);
    m_verdicts = new JudgePanel(m_questions.hits, centre);
    m_status = new CollectorStatusBar(m_clock, centre);
    m_troubles = new TroublePanel(m_bus, m_questions.collector, m_settings, centre);
    addPage(kLive, tr("&Live"), Qt::Key_1, m_live);
    addPage(kMap, tr("&Map"), Qt::Key_2, m_map);
    addPage(kHistory, tr("&History"), Qt::Key_3, m_history);
    addPage(kLinks, tr("Lin&ks"), Qt::Key_4, m_links);
    addPage(kSites, tr("&Sites"), Qt::Key_5, m_sitesPage);
    addPage(kRejected, tr("&Rejected"), Qt::Key_6, m_rejected);
    m_settingsPage = new SettingsPage({m_bus, m_questions, m_settings, m_visitorData, m_clock,
                                       [this](QWidget *asking, const OpenFilesQuestion &question,
                                              const auto &answer) { m_openFiles(asking, question, answer); },
                                       [this](QWidget *asking, const QString &name, const auto &answer) {
                                           m_saveFile(asking, name, answer);
                                       }},
                                      m_pages);
    m_settingsPage->setWindowTitle(tr("Settings"));
    m_pages->addWidget(m_settingsPage);
    m_pageNames.append(kSettings);
    m_sidebar->addEntry(kSettings, tr("Settings"), QStringLiteral("settings"), true);
    m_sidebar->setCurrent(kLive);

    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_sidebar);
    auto *beside = new QVBoxLayout;
    beside->setSpacing(0);
    beside->addWidget(m_troubles);
    beside->addWidget(m_stage, 1);
    row->addLayout(beside, 1);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row, 1);
    column->addWidget(m_export);
    column->addWidget(m_verdicts);
    column->addWidget(m_status);
    setCentralWidget(centre);
}

/// The icon of a page has its name. PastPages need nothing more.
void MainWindow::addPage(const QString &name, const QString &title, Qt::Key key, QWidget *page)
{
    connect(m_actions.addPage(*this, name, title, key), &QAction::triggered, this,
            [this, name] { showPage(name); });
    page->setWindowTitle(QString(title).remove(u'&'));
    page->setAccessibleName(page->windowTitle());
    m_pages->addWidget(page);
    m_pageNames.append(name);
    m_sidebar->addEntry(name, page->windowTitle(), name);
    if (auto *past = qobject_cast<PastPage *>(page))
        m_pastPages.append(past);
}

void MainWindow::connectActions()
{
    const auto on = [this](QAction *action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    m_sites->serve(m_actions);
    on(m_actions.lookAround, &MainWindow::lookAroundWanted);
    m_sidebar->setSiteActions(
        {m_actions.copySnippet, m_actions.verifySite, m_actions.editSite, m_actions.newSite});
    on(m_actions.newLink, [this] {
        showPage(kLinks);
        m_links->newLink();
    });
    on(m_actions.judge, [this] { m_verdicts->start(m_settings.currentSite()); });
    on(m_actions.exportHits, &MainWindow::exportHits);
    on(m_actions.settings, [this] { showPage(kSettings); });
    on(m_actions.quit, &QWidget::close);
    on(m_actions.copy, &MainWindow::copySelection);
    on(m_actions.find, [this] {
        if (PastPage *page = shownPastPage())
            return page->openFilterMenu();
        if (currentPage() == kSettings)
            return m_settingsPage->focusSearch();
        if (currentPage() == kLinks)
            return m_links->focusSearch();
        showPage(kLive);
        m_live->focusFilter();
    });
    on(m_actions.follow, [this] { m_live->following().toggle(); });
    on(m_actions.home, [this] { m_live->following().goToNewest(); });
    on(m_actions.inspect, [this] { m_live->openInspector(); });
    on(m_actions.close, [this] {
        if (currentPage() == kMap)
            return m_map->goBack();
        m_live->stepBack();
    });
    on(m_actions.themeSystem, [this] { m_settings.setTheme(Settings::Theme::System); });
    on(m_actions.themeLight, [this] { m_settings.setTheme(Settings::Theme::Light); });
    on(m_actions.themeDark, [this] { m_settings.setTheme(Settings::Theme::Dark); });
    const auto step = [this](int by) {
        m_settings.setTextPercent(AppearanceSection::textSizeBeside(m_settings.textPercent(), by));
    };
    on(m_actions.largerText, [step] { step(1); });
    on(m_actions.smallerText, [step] { step(-1); });
    on(m_actions.fullSizeText, [this] { m_settings.setTextPercent(100); });
    on(m_actions.manual, [this] { openManual(HelpTopic::of(focusWidget())); });
    on(m_actions.shortcuts, [this] { openDialog(new ShortcutSheet(m_actions.all, this)); });
    on(m_actions.about, &MainWindow::openAbout);
    // What is pressed or opened with the space bar owns it.
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        const bool isTaken = qobject_cast<QAbstractButton *>(now) || qobject_cast<QComboBox *>(now);
        const bool isOnLive = !now || now == m_live || m_live->isAncestorOf(now);
        m_actions.follow->setShortcut(isTaken || !isOnLive ? QKeySequence() : QKeySequence(Qt::Key_Space));
    });
}

void MainWindow::connectPages()
{
    connect(m_sidebar, &Sidebar::entryChosen, this, &MainWindow::showPage);
    connect(m_sidebar, &Sidebar::siteChosen, this, &MainWindow::setSite);
    connect(m_first, &FirstSteps::created, this, &MainWindow::setSite);
    connect(m_first, &FirstSteps::changeWanted, m_sites, &SiteCommands::createFrom);
    connect(m_sites, &SiteCommands::created, this, [this](const Site &site) {
        if (currentPage() != kSites) // there it stands beside the list
            m_first->showSnippet(site);
        setSite(site.id);
    });
    connect(m_sites, &SiteCommands::botRulesChanged, m_verdicts, &JudgePanel::start);
    connect(m_sites, &SiteCommands::messagePosted, m_status, &CollectorStatusBar::showMessage);
    connect(m_first, &FirstSteps::lookAroundWanted, this, &MainWindow::lookAroundWanted);
    connect(m_first, &FirstSteps::networkWanted, this, [this] { showPage(kSettings); });
    connect(m_first, &FirstSteps::finished, this, [this] {
        showPage(kLive);
        m_live->focusTable();
    });
    connect(m_first, &FirstSteps::messagePosted, m_status, &CollectorStatusBar::showMessage);
    connect(m_live, &LivePage::settledChanged, this, &MainWindow::checkSettled);
    connect(m_rejected, &RejectedPage::settledChanged, this, &MainWindow::checkSettled);
    for (const auto changed : {&RejectionModel::countsChanged, &RejectionModel::stateChanged})
        connect(&m_rejected->model(), changed, this, &MainWindow::updateRejectedCount);
    connect(m_settingsPage, &SettingsPage::settledChanged, this, &MainWindow::checkSettled);
    connect(m_live, &LivePage::messagePosted, m_status, &CollectorStatusBar::showMessage);
    connect(m_rejected, &RejectedPage::messagePosted, m_status, &CollectorStatusBar::showMessage);
    connect(m_live, &LivePage::ruleWanted, m_sites, &SiteCommands::edit);
    connect(m_live, &LivePage::mapWanted, this, [this] { showPage(kMap); });
    connect(m_verdicts, &JudgePanel::finished, m_status, &CollectorStatusBar::showMessage);
    connect(m_troubles, &TroublePanel::settingsWanted, this, [this] { showPage(kSettingsCollecting); });
    connect(m_export, &HitExportPanel::finished, m_status, &CollectorStatusBar::showMessage);
    connect(m_live, &LivePage::rowsPainted, m_status, &CollectorStatusBar::addPaintLatency);
    connect(m_live, &LivePage::tableHidden, m_status, &CollectorStatusBar::clearPaintLatency);
    connect(m_live, &LivePage::followingChanged, m_actions.follow, &QAction::setChecked);
    connect(m_live, &LivePage::snapshotTaken, this, [this](const RealtimeSnapshot &snapshot) {
        m_status->setHitsPerSecond(snapshot.hitsPerSecond);
        m_sidebar->setCount(kLive, snapshot.activeVisitors);
        m_visitors = snapshot.activeVisitors;
        updateTitle();
        checkSettled();
    });
    connect(&m_bus, &SignalBus::collectorStateChanged, m_status, &CollectorStatusBar::setCollectorState);
    connect(&m_bus, &SignalBus::storeStateChanged, this, &MainWindow::updateCounts);
    connect(&m_bus, &SignalBus::sitesChanged, this, &MainWindow::onSitesChanged);
    connect(&m_settings, &Settings::themeChanged, this, &MainWindow::onThemeChanged);
    connect(&m_settings, &Settings::textPercentChanged, this, &MainWindow::onThemeChanged);
    auto *refresh = new QTimer(this);
    refresh->setInterval(kStatusRefreshMs);
    connect(refresh, &QTimer::timeout, this, [this] {
        if (isVisible() && !isMinimized())
            m_status->refresh();
    });
    refresh->start();
}

void MainWindow::buildPalette()
{
    auto *values = new PaletteValues(*m_past, m_questions.stats, this);
    values->setTaker([this](const DimensionFilter &wanted) {
        if (currentPage() != kLive)
            return false;
        m_live->filterBy(wanted);
        return true;
    });
    connect(values, &PaletteValues::filtered, this, [this] {
        if (!shownPastPage())
            showPage(kHistory);
    });
    const WindowOffers offers {m_actions,
                               m_questions.sites,
                               *m_past,
                               [this](const QString &name) { showPage(name); },
                               [this](const QString &site) { setSite(site); },
                               m_history->lists(),
                               [this](const QString &dimension) {
                                   showPage(kHistory);
                                   m_history->showList(dimension);
                               },
                               [this](int percent) { m_settings.setTextPercent(percent); }};
    m_palette = new Palette([offers] { return entriesOf(offers); }, *values, this);
    connect(m_actions.palette, &QAction::triggered, m_palette, &Palette::open);
}

void MainWindow::setSaveFileHook(const SaveFileHook &hook)
{
    m_saveFile = hook;
    m_links->setSaveFileHook(hook);
    for (PastPage *page : std::as_const(m_pastPages))
        page->setSaveFileHook(hook);
}

void MainWindow::setSite(const QString &site)
{
    const QList<Site> sites = m_questions.sites.sites();
    const bool exists = std::ranges::any_of(sites, [&](const Site &other) { return other.id == site; });
    const QString chosen = exists ? site : QString();
    m_settings.setCurrentSite(chosen);
    m_sidebar->setSites(sites, chosen);
    m_live->setSite(chosen);
    m_past->setSite(chosen);
    m_links->setSite(chosen);
    m_sitesPage->setSite(chosen);
    m_rejected->setSite(chosen);
    updateStage();
    updateTitle();
    m_wasSettled = false;
    checkSettled();
}

void MainWindow::onSitesChanged()
{
    const QList<Site> sites = m_questions.sites.sites();
    const QString current = m_settings.currentSite();
    if (!current.isEmpty()
        && std::ranges::none_of(sites, [&](const Site &site) { return site.id == current; }))
        return setSite(QString());
    m_sidebar->setSites(sites, current);
    updateTitle();
    updateStage();
}

void MainWindow::updateStage()
{
    // What was rejected without a site is worth seeing.
    const LedgerCounts totals = m_questions.collector.storeState().totals;
    const bool hasContent = currentPage() == kSettings
        || (currentPage() == kRejected && totals.rejected + totals.refused > 0);
    const bool isFirst = m_questions.sites.sites().isEmpty() && !hasContent;
    m_stage->setCurrentWidget(isFirst || m_first->isUnderWay() ? static_cast<QWidget *>(m_first) : m_pages);
}

void MainWindow::setSimulated()
{
    auto *bar = new SimulatedBar(this);
    connect(bar, &SimulatedBar::leaveWanted, this, &QWidget::close);
    static_cast<QVBoxLayout *>(centralWidget()->layout())->insertWidget(0, bar);
    bar->show(); // now: the layout would do it only in the next round of events
    m_actions.lookAround->setVisible(false);
    m_status->setSimulated();
}

void MainWindow::setLookingAround(bool isStarting, const QString &error)
{
    m_first->setLookingAround(isStarting, error);
    m_actions.lookAround->setEnabled(!isStarting);
    m_status->showMessage(isStarting ? tr("Preparing simulated traffic…") : error);
}

void MainWindow::updateCounts(const StoreState &state)
{
    m_status->setStoreState(state);
    updateRejectedCount();
}

/// Of all sites the ledger knows more than the page has read.
void MainWindow::updateRejectedCount()
{
    const LedgerCounts totals = m_questions.collector.storeState().totals;
    const RejectionModel &model = m_rejected->model();
    m_sidebar->setCount(kRejected,
                        model.site().isEmpty() ? totals.rejected + totals.refused : model.hitsOfSite());
}

void MainWindow::onThemeChanged()
{
    m_isApplyingTheme = true;
    const Settings::Theme theme = m_settings.theme();
    Theme::apply(theme, m_settings.textPercent());
    m_isApplyingTheme = false;
    fitSidebar();
    m_actions.themeSystem->setChecked(theme == Settings::Theme::System);
    m_actions.themeLight->setChecked(theme == Settings::Theme::Light);
    m_actions.themeDark->setChecked(theme == Settings::Theme::Dark);
}

void MainWindow::exportHits()
{
    if (PastPage *page = shownPastPage())
        return page->exportTables();
    const HitFilter filter = m_live->filter();
    const QString name = (filter.site.isEmpty() ? tr("all-sites") : filter.site)
        + QStringLiteral("-hits.csv");
    m_saveFile(this, name, [this, filter](const QString &fileName) {
        if (!fileName.isEmpty())
            m_export->start(filter, fileName);
    });
}

void MainWindow::copySelection()
{
    if (PastPage *page = shownPastPage())
        page->copyTable();
    else if (currentPage() == kLive)
        m_live->copySelection();
    else if (currentPage() == kLinks)
        m_links->copySelection();
    else if (currentPage() == kSites)
        m_sitesPage->copySelection();
    else if (currentPage() == kRejected)
        m_rejected->copySelection();
}

void MainWindow::openAbout()
{
    openDialog(new AboutDialog(m_visitorData.report(), this));
}

void MainWindow::openManual(const QString &place)
{
    if (!m_manual) {
        m_manual = std::make_unique<ManualWindow>();
        m_manual->restoreGeometry(m_settings.uiState(m_manual->objectName()));
    }
    m_manual->open(place.isEmpty() ? HelpTopic::of(m_pages->currentWidget()) : place);
}
